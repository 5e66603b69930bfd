/** Places the order: `apAuthService` with the token that Klarna gave the shopper's page. */
import { createHash } from 'node:crypto';
import type { GatewayContext, Order, PlacedOrder, SessionReference } from '../gateway.js';
import { GatewayProblem } from '../gateway.js';
import { problem } from '../../problems.js';
import { unanswered } from '../upstream-problems.js';
import { send } from './client.js';
import type { CyberSourceSettings } from './config.js';
import { SYSTEM } from './config.js';
import { billTo, shipTo } from './customer.js';
import { cartOf } from './items.js';
import type { CyberSourceReply } from './reply.js';
import { referenceOf } from './request.js';
import { readSession, returnUrls, sessionIdOf } from './session.js';
import { statusOf } from './status.js';

export async function authorize(
  settings: CyberSourceSettings,
  reference: SessionReference,
  token: string,
  order: Order,
  context: GatewayContext,
): Promise<PlacedOrder> {
  sessionIdOf(reference);
  if (!token)
    throw problem('authorization_expired', { detail: 'There is no authorization token.' });
  try {
    const reply = await send(
      settings,
      {
        merchantReferenceCode: referenceOf(order),
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
  } catch (failure) {
    if (!(failure instanceof GatewayProblem) || failure.code !== 'duplicate') throw failure;
    return placedBefore(settings, reference, order, context, failure);
  }
}

/** 30 characters that stay the same for every try of one purchase, on any machine. */
export function transactionIdentifier(key: string): string {
  return createHash('sha256').update(key, 'utf8').digest('hex').slice(0, 30);
}

function placedOrder(
  reply: CyberSourceReply,
  reference: SessionReference,
  order: Order,
  { log }: GatewayContext,
): PlacedOrder {
  const read = (name: string) => reply.get('apAuthReply', name);
  const transaction = read('processorTransactionID');
  const placed = {
    order_id: order.reference,
    upstream: {
      reference: order.reference,
      session_request_id: reference.id,
      auth_request_id: reply.requestID,
      ...(transaction && { processor_transaction_id: transaction }),
    },
  };
  const status = statusOf(reply, 'apAuthReply');
  const url = read('merchantURL');
  const redirect = url && URL.canParse(url) && url.startsWith('https://') ? url : undefined;
  if (reply.decision === 'REVIEW') return { status: 'pending', ...placed };
  switch (status) {
    case 'AUTHORIZED':
    case 'COMPLETED':
    case 'SETTLED':
      return { status: 'completed', ...placed, ...(redirect && { redirect_url: redirect }) };
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
      throw unanswered(SYSTEM, 'binding', new Error('The reply has no status to go by.'), log);
  }
}

/** CyberSource has seen this purchase already. What it made of it, only the session can still tell. */
async function placedBefore(
  settings: CyberSourceSettings,
  reference: SessionReference,
  order: Order,
  context: GatewayContext,
  duplicate: GatewayProblem,
): Promise<PlacedOrder> {
  const session = await readSession(settings, reference, context).catch(() => undefined);
  if (session?.status !== 'placed') throw duplicate;
  return {
    status: 'completed',
    order_id: order.reference,
    upstream: { reference: order.reference, session_request_id: reference.id },
  };
}
