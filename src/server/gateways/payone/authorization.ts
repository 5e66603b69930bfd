/** Places the order: preauthorization or authorization with the token that Klarna gave the shopper's page. */
import type { Order, PlacedOrder, PlacingContext, SessionReference } from '../gateway.js';
import { problem } from '../../problems.js';
import { unanswered } from '../upstream-problems.js';
import { cartParameters, financingOf, narrativeOf, returnParameters } from './cart.js';
import type { FinancingType, PayoneSettings } from './config.js';
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
  context: PlacingContext,
): Promise<PlacedOrder> {
  const financing = financingOf(settings, reference);
  const { workorderid } = reference.data;
  if (!token)
    throw problem('authorization_expired', { detail: 'There is no authorization token.' });
  if (!workorderid)
    throw problem('session_expired', { detail: 'The session reference has no workorderid.' });
  const reply = await send(
    settings,
    {
      request: settings.request,
      reference: context.attempt.reference,
      'add_paydata[authorization_token]': token,
      workorderid,
      narrative_text: narrativeOf(settings, order),
      ...cartParameters(settings, order, financing),
      ...customerParameters(order, financing),
      ...returnParameters(context),
    },
    'binding',
    context,
  );
  return placedOrder(reply, reference, order, financing, context);
}

/** Each of PAYONE's statuses; an unknown one does not count as a failure, since money may be reserved. */
function placedOrder(
  reply: PayoneReply,
  reference: SessionReference,
  order: Order,
  financingtype: FinancingType,
  { attempt, log }: PlacingContext,
): PlacedOrder {
  const upstream = compact({
    reference: attempt.reference,
    session_id: reference.id,
    session_workorderid: reference.data['workorderid'],
    // For a later update_session: the authorization has a workorder of its own.
    workorderid: reply.data('workorderid') ?? reply.get('workorderid'),
    reservation_txid: reply.data('reservation_txid'),
    txid: reply.get('txid'),
    userid: reply.get('userid'),
    sequencenumber: '0',
    financingtype,
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
