/** Places the order at Payway, a regular one or a trial. Never sent twice: Payway knows no idempotency. */
import type { GatewayContext, Order, PlacedOrder, SessionReference } from '../gateway.js';
import { problem } from '../../problems.js';
import { shopsOwnAnswer } from '../shops-own.js';
import { send } from './client.js';
import type { TuloPaywaySettings } from './config.js';
import type { Json } from '../../../json.js';
import { textOf } from './json.js';
import type { Tokens } from './token.js';

export async function placeOrder(
  settings: TuloPaywaySettings,
  tokens: Tokens,
  reference: SessionReference,
  token: string,
  order: Order,
  context: GatewayContext,
): Promise<PlacedOrder> {
  if (!reference.id)
    throw problem('session_expired', { detail: 'The session reference is empty.' });
  if (!token)
    throw problem('authorization_expired', { detail: 'There is no authorization token.' });
  const known = reference.data['identity'] === 'yes';
  const identity = known
    ? await shopsOwnAnswer('identity', () => settings.identity?.(order))
    : undefined;
  if (known && !identity)
    throw problem('session_expired', {
      detail: 'The account that the session was opened for is gone.',
    });
  const item = await send(
    settings,
    tokens,
    {
      // Only v2 places orders for somebody without an account.
      version: identity ? 'v1' : 'v2',
      operation: reference.data['trial'] === 'yes' ? 'place_trial_order' : 'place_order',
      identity,
    },
    {
      klarna_authorization_token: token,
      klarna_payments_session_id: reference.id,
      merchant_reference: order.reference,
      browser_ip: order.shopper?.ip,
      browser_language: order.shopper?.language,
      browser_user_agent: order.shopper?.userAgent,
      traffic_source: settings.trafficSource,
      ...Object.fromEntries(settings.raiseOn.map((error) => [`raise_on_${error}_error`, true])),
      ...(!identity && { customer_info: customerInfo(order) }),
    },
    'binding',
    context,
  );
  return placedOrder(item, reference, order);
}

function customerInfo({ billing }: Order): Record<string, string> {
  if (!billing)
    throw problem('customer_data_required', {
      detail: 'Payway needs name and email of the customer.',
    });
  const { email, given_name: first_name, family_name: last_name } = billing;
  if (email && first_name && last_name) return { email, first_name, last_name };
  const invalidFields = [
    ...(email ? [] : ['billing_address.email']),
    ...(first_name ? [] : ['billing_address.given_name']),
    ...(last_name ? [] : ['billing_address.family_name']),
  ];
  throw problem('invalid_customer', {
    detail: 'Payway needs name and email of the customer.',
    invalidFields,
  });
}

/** The answer is documented nowhere: success is its HTTP status, and what else is in it is used where it is. */
function placedOrder(item: Json, reference: SessionReference, order: Order): PlacedOrder {
  const url = textOf(item['redirect_url']);
  const redirect = url && URL.canParse(url) && url.startsWith('https://') ? url : undefined;
  const pending = [item['status'], item['fraud_status']].some(
    (status) => textOf(status)?.toLowerCase() === 'pending',
  );
  const ids = ['id', 'order_id', 'klarna_order_id'].flatMap((name) => {
    const id = textOf(item[name]);
    return id ? [[name, id] as const] : [];
  });
  return {
    status: pending ? 'pending' : 'completed',
    order_id: order.reference,
    ...(redirect && { redirect_url: redirect }),
    upstream: {
      reference: order.reference,
      session_id: reference.id,
      ...Object.fromEntries(ids),
    },
  };
}
