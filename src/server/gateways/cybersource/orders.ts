/** Operations on placed orders: capture, refund, reversal, status. */
import { problem } from '../../problems.js';
import { checkBooking, signalOf } from '../check-booking.js';
import type { Booked, Booking, CallOptions, OrderState, UpstreamIds } from '../orders.js';
import { send } from './client.js';
import type { CyberSourceSettings } from './config.js';
import { type Fields, type ServiceName, transactionIdentifier } from './request.js';
import { checkStatus, statusOf } from './status.js';
import type { CyberSourceOrders } from './types.js';

/** A service that books, the upstream id that it adds to the order, and the statuses that end it. */
interface Service {
  readonly name: ServiceName;
  readonly idName: string;
}
const CAPTURE: Service = { name: 'apCaptureService', idName: 'capture_request_id' };
const REFUND: Service = { name: 'apRefundService', idName: 'refund_request_id' };
const REVERSAL: Service = { name: 'apAuthReversalService', idName: 'reversal_request_id' };

export function cyberSourceOrders(settings: CyberSourceSettings): CyberSourceOrders {
  const book = async (
    { name, idName }: Service,
    booking: Booking,
    /** The name of its id in the order, and CyberSource's for it. */
    [what, id]: readonly [string, string],
    fields: Fields,
    options: CallOptions = {},
  ): Promise<Booked> => {
    checkBooking(booking, 50);
    const { reference, amount, currency } = booking;
    const message = {
      merchantReferenceCode: reference,
      cart: { currency, grandTotalAmount: amount },
      service: name,
      fields: { [what]: id, ...fields },
      merchantTransactionIdentifier: transactionIdentifier(`${name} ${id} ${reference}`),
    };
    const call = { signal: signalOf(options), log: options.log };
    const reply = await send(settings, message, 'binding', call);
    const status = statusOf(reply, name.replace(/Service$/, 'Reply'));
    if (status === 'FAILED')
      throw problem('declined', {
        detail: 'CyberSource reports the booking as failed.',
        supportReference: reply.requestID,
      });
    return {
      status: status === 'PENDING' ? 'pending' : 'completed',
      upstream: { [idName]: reply.requestID, last_request_id: reply.requestID },
    };
  };

  return {
    capture: async (order, capture, options) =>
      book(
        CAPTURE,
        capture,
        ['authRequestID', idOf(order, 'auth_request_id')],
        { isFinal: String(capture.isFinal) },
        options,
      ),
    refund: async (order, refund, options) =>
      book(
        REFUND,
        refund,
        ['captureRequestID', idOf(order, 'capture_request_id')],
        { reason: refund.reason, note: refund.description },
        options,
      ),
    cancel: async (order, cancellation, options) =>
      book(REVERSAL, cancellation, ['authRequestID', idOf(order, 'auth_request_id')], {}, options),
    read: async (order, options = {}) => {
      const requestId = order['last_request_id'] ?? idOf(order, 'auth_request_id');
      const call = { signal: signalOf(options), log: options.log };
      return orderState(await checkStatus(settings, { requestId, reference: requestId }, call));
    },
  };
}

const STATES: Readonly<Record<string, OrderState['status']>> = {
  INITIATED: 'pending',
  PENDING: 'pending',
  AUTHORIZED: 'authorized',
  COMPLETED: 'authorized',
  SETTLED: 'captured',
  REFUNDED: 'refunded',
  REVERSED: 'cancelled',
  AUTH_REVERSED: 'cancelled',
  CANCELLED: 'cancelled',
  ABANDONED: 'expired',
  EXPIRED: 'expired',
  FAILED: 'failed',
};

export function orderState(reported: string): OrderState {
  return { status: STATES[reported] ?? 'other', reported };
}

/** CyberSource's ids are digits, kept as text. */
function idOf(order: UpstreamIds, name: string): string {
  const id = order[name] ?? '';
  if (!/^\d+$/.test(id))
    throw problem('invalid_order', {
      detail: `The order has no ${name}: store what placed.upstream and bookings give.`,
    });
  return id;
}
