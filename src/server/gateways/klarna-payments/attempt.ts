/** Reads the status of an attempt, from the order where its id is known, else from the session. */
import type { AttemptStatus, GatewayContext, OpenAttempt, PlacedOrder } from '../gateway.js';
import type { Api } from './api.js';
import { isCharge } from './charge.js';
import { type KlarnaOrder, readKlarnaOrder } from './order-state.js';
import { readSession } from './session.js';

export async function readAttempt(
  api: Api,
  { session, upstream }: OpenAttempt,
  context: GatewayContext,
): Promise<AttemptStatus> {
  const orderId = upstream['order_id'];
  if (orderId !== undefined) return statusOf(await readKlarnaOrder(api, orderId, context));
  // A charge has no session that could tell; Klarna's push does.
  if (isCharge(session)) return { status: 'unknown' };
  const { status } = await readSession(api, session, context);
  // A session that is over by time is gone too: that proves nothing.
  return { status: status === 'placed' ? 'unconfirmed' : status === 'open' ? 'none' : 'unknown' };
}

function statusOf(order: KlarnaOrder | undefined): AttemptStatus {
  if (!order) return { status: 'unknown' };
  return isDead(order) ? { status: 'refused' } : { status: 'placed', placed: placedOrder(order) };
}

/** An order that Klarna has; one that it has rejected, or that was cancelled, is none to be told of. */
export async function readOrder(
  api: Api,
  orderId: string,
  context: GatewayContext,
): Promise<{ readonly orderReference: string; readonly placed: PlacedOrder } | undefined> {
  const order = await readKlarnaOrder(api, orderId, context);
  if (!order || isDead(order)) return undefined;
  return { orderReference: order.orderReference ?? '', placed: placedOrder(order) };
}

const isDead = ({ status }: KlarnaOrder): boolean =>
  status === 'failed' || status === 'cancelled' || status === 'expired';

function placedOrder({ status, orderId, fraudStatus }: KlarnaOrder): PlacedOrder {
  return {
    status: status === 'pending' ? 'pending' : 'completed',
    order_id: orderId,
    upstream: {
      order_id: orderId,
      ...(fraudStatus !== undefined && { fraud_status: fraudStatus }),
    },
  };
}
