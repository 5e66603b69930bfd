/**
 * What became of an attempt, and how it is given back. Only an authorization can tell: a session that is
 * `COMPLETED` says that the shopper has finished in the widget, not that anything was authorized.
 */
import {
  type AttemptStatus,
  type GatewayContext,
  GatewayProblem,
  type OpenAttempt,
  type PlacedOrder,
} from '../gateway.js';
import type { CyberSourceSettings } from './config.js';
import { cyberSourceOrders, orderState } from './orders.js';
import { checkStatus } from './status.js';

/** `unknown` where the answer with the authorization's request id was lost: nothing else names it. */
export async function readAttempt(
  settings: CyberSourceSettings,
  attempt: OpenAttempt,
  context: GatewayContext,
): Promise<AttemptStatus> {
  const requestId = attempt.upstream['auth_request_id'];
  if (!requestId) return { status: 'unknown' };
  const query = { requestId, reference: attempt.reference };
  const { status } = orderState(await checkStatus(settings, query, context));
  switch (status) {
    case 'authorized':
    case 'captured':
    case 'refunded':
      return { status: 'placed', placed: placed(attempt, 'completed') };
    case 'pending':
      return { status: 'placed', placed: placed(attempt, 'pending') };
    case 'cancelled':
    case 'expired':
    case 'failed':
      return { status: 'refused' };
    default:
      return { status: 'unknown' };
  }
}

const placed = (
  { orderReference, upstream }: OpenAttempt,
  status: 'completed' | 'pending',
): PlacedOrder => ({ status, order_id: orderReference, upstream });

/** Reverses the authorization; `true` when CyberSource confirms it, which may be later than now. */
export async function releaseAttempt(
  settings: CyberSourceSettings,
  attempt: OpenAttempt,
  context: GatewayContext,
): Promise<boolean> {
  if (!attempt.upstream['auth_request_id']) return false;
  const { reference, amount, currency } = attempt;
  const cancellation = { reference, amount, currency };
  try {
    const orders = cyberSourceOrders(settings);
    return (await orders.cancel(attempt.upstream, cancellation, context)).status === 'completed';
  } catch (error) {
    // Asked for before: `readAttempt` tells when it is carried out.
    if (error instanceof GatewayProblem && error.code === 'duplicate') return false;
    throw error;
  }
}
