/** Places the order: preauthorization or authorization with the token that Klarna gave the shopper's page. */
import type { GatewayContext, Order, PlacedOrder, SessionReference } from '../gateway.js';
import { problem } from '../../problems.js';
import { unanswered } from '../upstream-problems.js';
import { cartParameters, financingOf, narrative, returnParameters } from './cart.js';
import type { PayoneSettings } from './config.js';
import { SYSTEM } from './config.js';
import { customerParameters } from './customer.js';
import { send } from './envelope.js';
import type { PayoneReply } from './reply.js';
import { compact, succeeded } from './reply.js';

export async function authorize(
  settings: PayoneSettings,
  reference: SessionReference,
  token: string,
  order: Order,
  context: GatewayContext,
): Promise<PlacedOrder> {
  const financing = financingOf(settings, reference);
  const { workorderid } = reference.data;
  if (!token)
    throw problem('authorization_expired', { detail: 'There is no authorization token.' });
  if (!workorderid)
    throw problem('session_expired', { detail: 'The session reference has no workorderid.' });
  if (!order.shopper?.ip)
    throw problem('misconfigured', {
      detail: 'PAYONE needs shopper.ip in the order that resolveOrder returns.',
    });
  const reply = await send(
    settings,
    {
      request: settings.request,
      reference: merchantReference(order),
      'add_paydata[authorization_token]': token,
      workorderid,
      narrative_text: narrative(settings.narrativeText?.(order)),
      ...cartParameters(settings, order, financing),
      ...customerParameters(order, 'order', financing),
      ...returnParameters(context),
    },
    'binding',
    context,
  );
  return placedOrder(reply, reference, order, context);
}

/** Each of PAYONE's statuses; one that nobody knows is not taken for a failure, since money may be reserved. */
function placedOrder(
  reply: PayoneReply,
  reference: SessionReference,
  order: Order,
  { log }: GatewayContext,
): PlacedOrder {
  const upstream = compact({
    reference: order.reference,
    session_id: reference.id,
    session_workorderid: reference.data['workorderid'],
    // For a later update_session: the authorization has a workorder of its own.
    workorderid: reply.data('workorderid') ?? reply.get('workorderid'),
    reservation_txid: reply.data('reservation_txid'),
    txid: reply.get('txid'),
    userid: reply.get('userid'),
    authorized_payment_method: reply.data('authorized_payment_method'),
  });
  const order_id = order.reference;
  if (!upstream['txid']) {
    throw unanswered(SYSTEM, 'binding', new Error('The reply has no txid.'), log);
  }
  if (succeeded(reply)) return { status: 'completed', order_id, upstream };
  if (reply.status === 'PENDING') return { status: 'pending', order_id, upstream };
  const redirect = reply.get('redirecturl') ?? '';
  if (reply.status === 'REDIRECT' && URL.canParse(redirect) && redirect.startsWith('https://'))
    return { status: 'redirect', order_id, redirect_url: redirect, upstream };
  throw unanswered(SYSTEM, 'binding', new Error(`The status ${reply.status} cannot be used.`), log);
}

/** PAYONE's key for a purchase: the same number a second time is refused, never charged twice. */
function merchantReference(order: Order): string {
  if (!/^[0-9A-Za-z.\-_/]{1,20}$/.test(order.reference))
    throw problem('misconfigured', {
      detail: 'PAYONE takes an order reference of 1 to 20 letters, digits or . - _ / only.',
    });
  return order.reference;
}
