/** Places the order: `apAuthService` with the token that Klarna gave the shopper's page. */
import type { Order, PlacedOrder, PlacingContext, SessionReference } from '../gateway.js';
import { problem } from '../../problems.js';
import { unanswered } from '../upstream-problems.js';
import { send } from './client.js';
import type { CyberSourceSettings } from './config.js';
import { SYSTEM } from './config.js';
import { billTo, shipTo } from './customer.js';
import { sessionIdOf } from './references.js';
import { transactionIdentifier } from './request.js';
import { cartOf } from './items.js';
import type { CyberSourceReply } from './reply.js';
import { returnUrls } from './session.js';
import { statusOf } from './status.js';

export async function authorize(
  settings: CyberSourceSettings,
  reference: SessionReference,
  token: string,
  order: Order,
  context: PlacingContext,
): Promise<PlacedOrder> {
  sessionIdOf(reference);
  if (!token)
    throw problem('authorization_expired', { detail: 'There is no authorization token.' });
  const reply = await send(
    settings,
    {
      merchantReferenceCode: context.attempt.reference,
      billTo: billTo(order),
      shipTo: shipTo(order),
      cart: { currency: order.currency, ...cartOf(order) },
      inline: true,
      service: 'apAuthService',
      fields: { ...returnUrls(context), preapprovalToken: token },
      merchantTransactionIdentifier: transactionIdentifier(context.idempotencyKey),
    },
    'binding',
    context,
  );
  return placedOrder(reply, reference, order, context);
}

function placedOrder(
  reply: CyberSourceReply,
  reference: SessionReference,
  order: Order,
  { attempt, log }: PlacingContext,
): PlacedOrder {
  const read = (name: string) => reply.get('apAuthReply', name);
  const transaction = read('processorTransactionID');
  const placed = {
    order_id: order.reference,
    upstream: {
      reference: attempt.reference,
      session_request_id: reference.id,
      auth_request_id: reply.requestID,
      ...(transaction && { processor_transaction_id: transaction }),
    },
  };
  const status = statusOf(reply, 'apAuthReply');
  const url = read('merchantURL');
  const redirect = url && URL.canParse(url) && url.startsWith('https://') ? url : undefined;
  switch (status) {
    case 'AUTHORIZED':
    case 'COMPLETED':
    case 'SETTLED':
      return {
        // In review a person still looks at what is authorized.
        status: reply.decision === 'REVIEW' ? 'pending' : 'completed',
        ...placed,
        ...(redirect && { redirect_url: redirect }),
      };
    case 'PENDING':
      // With an address the shopper has something left to do there.
      return redirect
        ? { status: 'redirect', redirect_url: redirect, ...placed }
        : { status: 'pending', ...placed };
    case 'FAILED':
    case 'CANCELLED':
    case 'EXPIRED':
      throw problem('declined', {
        detail: `CyberSource reports the payment as ${status.toLowerCase()}.`,
        supportReference: reply.requestID,
      });
    default:
      if (reply.decision === 'REVIEW') return { status: 'pending', ...placed };
      throw unanswered(SYSTEM, 'binding', new Error('The reply has no status to go by.'), log);
  }
}
