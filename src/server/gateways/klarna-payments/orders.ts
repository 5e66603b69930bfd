/** Klarna's Order Management, for the shop's back office: capture, refund, cancel, release, read. */
import { problem } from '../../problems.js';
import { checkBooking, signalOf } from '../check-booking.js';
import type { Booked, Booking, CallOptions, UpstreamIds } from '../orders.js';
import type { Api, ApiCall, ApiReply } from './api.js';
import { captureBody, refundBody } from './bodies.js';
import { idempotencyKey } from './idempotency-key.js';
import { type KlarnaOrder, readKlarnaOrder } from './order-state.js';
import type { KlarnaBooking, KlarnaOrders } from './types.js';

type Asked = Pick<ApiCall, 'operation' | 'path' | 'body'>;

export function klarnaOrders(api: Api): KlarnaOrders {
  const contextOf = (options: CallOptions) => ({ signal: signalOf(options), log: options.log });

  /** `reference` names the booking: the same one is carried out once. */
  const book = async (asked: Asked, reference: string, options: CallOptions): Promise<ApiReply> => {
    const key = await idempotencyKey([asked.operation, ...asked.path, reference].join('\n'));
    const call = { api: 'orders', method: 'POST', ...asked } as const;
    return api({ ...call, stakes: 'binding', idempotencyKey: key }, contextOf(options));
  };

  const read = async (order: UpstreamIds, options: CallOptions): Promise<KlarnaOrder> => {
    const state = await readKlarnaOrder(api, orderIdOf(order), contextOf(options));
    if (!state) throw problem('invalid_order', { detail: 'Klarna has no order with this id' });
    return state;
  };

  const release = async (orderId: string, reference: string, options: CallOptions) => {
    const path = [orderId, 'release-remaining-authorization'];
    await book({ operation: 'release', path }, reference, options);
  };

  return {
    async capture(order, capture, options = {}) {
      checkBooking(capture, LONGEST_REFERENCE);
      const state = await read(order, options);
      const { orderId } = state;
      const before = sameBooking(state.captures, capture);
      const id =
        before?.id ??
        requireHeader(
          await book(
            { operation: 'capture', path: [orderId, 'captures'], body: captureBody(capture) },
            capture.reference,
            options,
          ),
          'Capture-Id',
        );
      const left = state.remaining - (before ? 0 : capture.amount);
      if (capture.isFinal && left > 0) await release(orderId, capture.reference, options);
      return booked({ capture_id: id });
    },

    async refund(order, refund, options = {}) {
      checkBooking(refund, LONGEST_REFERENCE);
      const state = await read(order, options);
      const before = sameBooking(state.refunds, refund);
      if (before) return booked({ refund_id: before.id });
      const path = [state.orderId, 'refunds'];
      const asked = { operation: 'refund', path, body: refundBody(refund) } as const;
      const reply = await book(asked, refund.reference, options);
      return booked({ refund_id: requireHeader(reply, 'Refund-Id') });
    },

    async cancel(order, { reference }, options = {}) {
      const state = await read(order, options);
      if (state.status === 'cancelled') return booked({});
      const path = [state.orderId, 'cancel'];
      await book({ operation: 'cancel-order', path }, reference, options);
      return booked({});
    },

    async release(order, { reference }, options = {}) {
      await release(orderIdOf(order), reference, options);
      return booked({});
    },

    read: async (order, options = {}) => read(order, options),
  };
}

const LONGEST_REFERENCE = 255;

function orderIdOf(order: UpstreamIds): string {
  const id = order['order_id'];
  if (!id)
    throw problem('invalid_order', {
      detail: 'The order has no order_id: store what placed.upstream gives.',
    });
  return id;
}

/** What was booked under this number before; @throws GatewayProblem where it was another amount. */
function sameBooking(
  bookings: readonly KlarnaBooking[],
  { reference, amount }: Booking,
): KlarnaBooking | undefined {
  const before = bookings.find((booking) => booking.reference === reference);
  if (before && before.amount !== amount)
    throw problem('idempotency_key_reused', {
      detail: 'Another amount was booked with this reference before',
    });
  return before;
}

function requireHeader({ headers, correlationId }: ApiReply, name: string): string {
  const id = headers.get(name);
  if (id) return id;
  throw problem('outcome_unknown', {
    detail: `Klarna's answer lacks ${name}`,
    ...(correlationId !== undefined && { supportReference: correlationId }),
  });
}

const booked = (upstream: UpstreamIds): Booked => ({ status: 'completed', upstream });
