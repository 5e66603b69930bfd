/** Who is buying what: the shop's answers to `identify` and `resolveOrder`, checked. */
import type { PersonalData, SessionRequest } from '../../endpoint/contract.js';
import type { IncomingRequest } from '../http/request.js';
import { orderDigest, sha256 } from './digest.js';
import type { Endpoint, Purchase, Shopper } from '../context.js';
import type { Order } from '../gateways/gateway.js';
import { callShop } from './call-shop.js';
import { checkOrder } from './validate-order.js';
import type { IdentifyContext, RequestedOptions } from '../options.js';
import { problem } from '../problems.js';

/** It travels in the addresses of webhooks, of which Klarna takes 2,000 characters. */
const LONGEST_IDENTITY = 255;

/** @throws GatewayProblem `no_order` when the shop knows nobody here, `internal` for an id that is too long. */
export async function identifyShopper(
  request: IncomingRequest,
  endpoint: Endpoint,
): Promise<Shopper> {
  const identity = await callShop(endpoint, 'identify', () =>
    endpoint.identify(request.webRequest, contextOf(request)),
  );
  if (identity === undefined || identity === '') {
    throw problem('no_order', { detail: 'identify knows nobody with a cart behind this request' });
  }
  if (identity.length > LONGEST_IDENTITY) {
    throw problem('internal', {
      detail: `identify gave ${identity.length} characters, ${LONGEST_IDENTITY} are the most: give an id, or a hash of it`,
    });
  }
  return { identity, subject: await sha256(identity) };
}

const contextOf = ({ incoming }: IncomingRequest): IdentifyContext =>
  incoming === undefined ? {} : { incoming };

/** The current order of this shopper; `undefined` when the shop has nothing to pay for. */
export async function resolvePurchase(
  request: IncomingRequest,
  endpoint: Endpoint,
  identity: string,
  requested: RequestedOptions,
  personalData?: PersonalData,
): Promise<Purchase | undefined> {
  const order = await callShop(endpoint, 'resolveOrder', () =>
    endpoint.resolveOrder(request.webRequest, {
      identity,
      ...requested,
      ...(personalData && { personalData }),
    }),
  );
  if (!order) return undefined;
  checkOrder(order);
  return { order: withRequested(order, requested), digest: await orderDigest(order) };
}

/** Some systems open a session for one category; the shop's own choice comes first. */
const withRequested = (order: Order, { category }: RequestedOptions): Order =>
  category === undefined ? order : { category, ...order };

/** The same purchase with what the shopper's own request says about the browser; some systems ask for it. */
export function withBrowser({ order, digest }: Purchase, request: IncomingRequest): Purchase {
  const userAgent = request.header('User-Agent');
  const language = request.header('Accept-Language');
  const shopper = {
    ...(userAgent !== null && { userAgent }),
    ...(language !== null && { language }),
    ...order.shopper,
  };
  return { order: Object.assign({}, order, { shopper }), digest };
}

export const noOrder = () => problem('no_order', { detail: 'resolveOrder gave no order' });

export function requestedOptions(body: SessionRequest): RequestedOptions {
  return {
    locale: body.locale,
    ...(body.country !== undefined && { country: body.country }),
    ...(body.currency !== undefined && { currency: body.currency }),
    ...(body.customer_type !== undefined && { customerType: body.customer_type }),
    ...(body.category !== undefined && { category: body.category }),
  };
}

/**
 * What was sent about the person, where this gateway needs it with this call; otherwise it goes no
 * further than here.
 */
export function neededPersonalData(
  endpoint: Endpoint,
  call: 'session' | 'order',
  sent: PersonalData,
): PersonalData | undefined {
  const needed = endpoint.gateway.personalData;
  if (needed === 'never' || (call === 'session' && needed === 'order')) return undefined;
  const { customer, billing_address, shipping_address } = sent;
  if (!customer && !billing_address && !shipping_address) return undefined;
  return {
    ...(customer && { customer }),
    ...(billing_address && { billing_address }),
    ...(shipping_address && { shipping_address }),
  };
}

/** @throws GatewayProblem `customer_data_required` when the gateway needs what the order lacks. */
export function requirePersonalData(
  endpoint: Endpoint,
  call: 'session' | 'order',
  order: Order,
): void {
  const needed = endpoint.gateway.personalData;
  const lacking = !order.billing && !order.customer;
  if (lacking && (needed === call || (needed === 'session' && call === 'order'))) {
    throw problem('customer_data_required', {
      detail: 'Repeat the call with customer, billing_address and shipping_address',
    });
  }
}
