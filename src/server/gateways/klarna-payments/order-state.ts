/** Reads an order from Klarna's Order Management. Names and addresses in it stay unread. */
import type { Json } from '../../../json.js';
import { type Api, type CallContext, hasCode } from './api.js';
import { readObjects, readText } from './replies.js';
import type { KlarnaBooking, KlarnaOrderState } from './types.js';

export type KlarnaOrder = KlarnaOrderState;

/** `undefined` when Klarna has no such order. */
export async function readKlarnaOrder(
  api: Api,
  orderId: string,
  context: CallContext,
): Promise<KlarnaOrder | undefined> {
  try {
    const { json = {} } = await api(
      {
        operation: 'read-order',
        api: 'orders',
        method: 'GET',
        path: [orderId],
        stakes: 'harmless',
      },
      context,
    );
    return orderOf(json, orderId);
  } catch (error) {
    if (hasCode(error, 'invalid_order')) return undefined;
    throw error;
  }
}

const STATES: Readonly<Record<string, KlarnaOrder['status']>> = {
  AUTHORIZED: 'authorized',
  PART_CAPTURED: 'part_captured',
  CAPTURED: 'captured',
  CANCELLED: 'cancelled',
  EXPIRED: 'expired',
};

function orderOf(json: Json, orderId: string): KlarnaOrder {
  const reported = readText(json, 'status') ?? '';
  const fraudStatus = readText(json, 'fraud_status');
  const orderReference = readText(json, 'merchant_reference1');
  const currency = readText(json, 'purchase_currency');
  const expiresAt = readText(json, 'expires_at');
  const captured = numberOf(json, 'captured_amount');
  const refunded = numberOf(json, 'refunded_amount');
  return {
    status: stateOf(reported, fraudStatus, captured, refunded),
    reported,
    orderId: readText(json, 'order_id') ?? orderId,
    ...(orderReference !== undefined && { orderReference }),
    ...(fraudStatus !== undefined && { fraudStatus }),
    amount: numberOf(json, 'order_amount'),
    captured,
    refunded,
    remaining: numberOf(json, 'remaining_authorized_amount'),
    ...(currency !== undefined && { currency: currency.toUpperCase() }),
    ...(expiresAt !== undefined && { expiresAt }),
    captures: bookings(json, 'captures', 'capture_id', 'captured_amount'),
    refunds: bookings(json, 'refunds', 'refund_id', 'refunded_amount'),
  };
}

function stateOf(
  reported: string,
  fraudStatus: string | undefined,
  captured: number,
  refunded: number,
): KlarnaOrder['status'] {
  if (fraudStatus === 'REJECTED') return 'failed';
  const state = STATES[reported] ?? 'other';
  if (state === 'authorized' && fraudStatus === 'PENDING') return 'pending';
  return state === 'captured' && captured > 0 && refunded >= captured ? 'refunded' : state;
}

function bookings(json: Json, list: string, id: string, amount: string): KlarnaBooking[] {
  return readObjects(json, list).flatMap((item) => {
    const bookingId = readText(item, id);
    if (bookingId === undefined) return [];
    const reference = readText(item, 'reference');
    return {
      id: bookingId,
      ...(reference !== undefined && { reference }),
      amount: numberOf(item, amount),
    };
  });
}

const numberOf = (json: Json, member: string): number => {
  const value = json[member];
  return typeof value === 'number' && Number.isSafeInteger(value) ? value : 0;
};
