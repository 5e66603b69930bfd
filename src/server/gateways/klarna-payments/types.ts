/** Operations of the Klarna gateway beyond those of every gateway. */
import type { Gateway } from '../gateway.js';
import type {
  Booked,
  Booking,
  CallOptions,
  OrderOperations,
  OrderState,
  UpstreamIds,
} from '../orders.js';

export interface KlarnaPaymentsGateway extends Gateway {
  readonly customerTokenSession: NonNullable<Gateway['customerTokenSession']>;
  readonly readSession: NonNullable<Gateway['readSession']>;
  readonly readAttempt: NonNullable<Gateway['readAttempt']>;
  readonly readOrder: NonNullable<Gateway['readOrder']>;
  readonly readNotification: NonNullable<Gateway['readNotification']>;
  readonly orders: KlarnaOrders;
}

/** A capture or a refund that Klarna has of an order. */
export interface KlarnaBooking {
  readonly id: string;
  /** The shop's own number, where it gave one. */
  readonly reference?: string;
  /** Minor units. */
  readonly amount: number;
}

/** All amounts in minor units. */
export interface KlarnaOrderState extends OrderState {
  readonly orderId: string;
  /** The shop's number of the order. */
  readonly orderReference?: string;
  /** `ACCEPTED`, `PENDING` or `REJECTED`. */
  readonly fraudStatus?: string;
  readonly amount: number;
  readonly captured: number;
  readonly refunded: number;
  /** Amount that can still be captured, in minor units. */
  readonly remaining: number;
  readonly currency?: string;
  /** ISO 8601; until then the order can be captured. */
  readonly expiresAt?: string;
  readonly captures: readonly KlarnaBooking[];
  readonly refunds: readonly KlarnaBooking[];
}

/**
 * Klarna's Order Management. A repeat with the same `reference` gives the first result, for ever: the order
 * is read before each booking, and an idempotency key protects those that run side by side. The same
 * number with another amount is refused as `idempotency_key_reused`.
 */
export interface KlarnaOrders extends Required<OrderOperations> {
  read(order: UpstreamIds, options?: CallOptions): Promise<KlarnaOrderState>;
  /** Releases the rest of an authorization after partial captures; a final capture does so too. */
  release(
    order: UpstreamIds,
    release: Pick<Booking, 'reference'>,
    options?: CallOptions,
  ): Promise<Booked>;
}
