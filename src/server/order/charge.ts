/** Charges a customer token of an earlier purchase: an order without a shopper, under the same ledger. */
import type { Endpoint } from '../context.js';
import type { Order } from '../gateways/gateway.js';
import type { EndpointAddress } from '../http/endpoint-url.js';
import { problem } from '../problems.js';
import { sealWebhookState } from '../session/webhook-state.js';
import { orderDigest } from './digest.js';
import { placeOrder } from './place.js';
import { type Placed, placedFrom } from './placed.js';
import { checkOrder } from './validate-order.js';

export interface Charge {
  /** `placed.upstream.customer_token` of the purchase that made it. */
  readonly customerToken: string;
  /** The order to charge; its `reference` is charged at most once, as that of any order. */
  readonly order: Order;
  /** The shopper's identity, as `identify` would return it; passed to `onPlaced`. */
  readonly identity: string;
}

/**
 * @throws GatewayProblem the system's refusal; `outcome_unknown` where the outcome is unknown: the attempt stays
 * open in the ledger, and the same call later returns the result once it is known; `unsupported` where the
 * system has no such tokens.
 */
export async function chargeCustomerToken(
  endpoint: Endpoint,
  address: EndpointAddress,
  { customerToken, order, identity }: Charge,
): Promise<Placed> {
  const { customerTokenSession: session } = endpoint.gateway;
  if (!session) throw problem('unsupported', { detail: 'This system has no customer tokens' });
  if (!customerToken) throw problem('invalid_order', { detail: 'The customer token is empty' });
  checkOrder(order);
  const digest = await orderDigest(order);
  const webhookState = await sealWebhookState(
    {
      identity,
      requested: { locale: order.locale },
      orderReference: order.reference,
      orderDigest: digest,
    },
    endpoint.webhooks,
    endpoint.now(),
  );
  const { attempt } = await placeOrder({
    endpoint,
    address,
    session,
    authorizationToken: customerToken,
    purchase: { order, digest },
    place: { purpose: 'order' },
    identity,
    webhookState,
  });
  // One token charges many orders, so it does not identify an order.
  if (attempt.digest !== digest)
    throw problem('reference_reused', {
      detail: `Another order was charged as ${order.reference}: give each renewal a number of its own`,
    });
  const placed = placedFrom(attempt, {});
  if (!placed) throw problem('internal', { detail: 'The ledger has no placement of this attempt' });
  return placed;
}
