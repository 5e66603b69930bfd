/** Operations of the CyberSource gateway beyond those of every gateway. */
import type { Gateway } from '../gateway.js';
import type { Booked, CallOptions, OrderOperations, Refund, UpstreamIds } from '../orders.js';

export interface CyberSourceGateway extends Gateway {
  readonly readAttempt: NonNullable<Gateway['readAttempt']>;
  readonly releaseAttempt: NonNullable<Gateway['releaseAttempt']>;
  readonly orders: CyberSourceOrders;
}

export interface CyberSourceRefund extends Refund {
  /** Why, in CyberSource's words. */
  readonly reason?: string;
}

/**
 * Captures are possible for 28 days. Bookings are `pending` at first; `read` tells what became of the
 * newest one, which CyberSource asks shops to do hourly at most. A booking whose number was used before is
 * refused as `duplicate`.
 */
export interface CyberSourceOrders extends Required<OrderOperations> {
  /** Refunds the capture `order.capture_request_id`: the newest capture, or another that the shop names. */
  refund(order: UpstreamIds, refund: CyberSourceRefund, options?: CallOptions): Promise<Booked>;
}
