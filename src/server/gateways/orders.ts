/**
 * Captures, refunds and cancels placed orders, with one interface for all systems that support it. For the
 * shop's own back office: no browser can reach it.
 */
import type { Log, OrderLine } from './gateway.js';

/**
 * The ids of `placed.upstream`, with those that notifications and bookings have added since: a shop stores
 * `{ ...order.upstream, ...booked.upstream }` after each of them and gives it to the next.
 */
export type UpstreamIds = Readonly<Record<string, string>>;

export interface CallOptions {
  /** Aborts the call. Default: after 60 seconds. */
  readonly signal?: AbortSignal;
  readonly log?: Log;
}

export interface Booking {
  /** The shop's own number of this booking, such as that of a shipment. The same number books once. */
  readonly reference: string;
  /** Positive, minor units. */
  readonly amount: number;
  /** ISO 4217. */
  readonly currency: string;
  /** The lines that are shipped or returned, as in the order; where given, their totals add up to the amount. */
  readonly lines?: readonly OrderLine[];
  /** Text for the shopper. */
  readonly description?: string;
}

export interface Capture extends Booking {
  /** `true`: no further capture follows. */
  readonly isFinal: boolean;
  readonly shipments?: readonly Shipment[];
  /** Days until the goods are sent; above 0 only where Klarna has enabled it. */
  readonly shippingDelay?: number;
}

/** How the goods are shipped; Klarna shows it to the shopper in its app. */
export interface Shipment {
  /** As specific as possible, such as `DHL US`; at most 100 characters. */
  readonly company?: string;
  readonly method?: 'PickUpStore' | 'Home' | 'BoxReg' | 'BoxUnreg' | 'PickUpPoint' | 'Own';
  /** At most 100 characters. */
  readonly trackingNumber?: string;
  /** At most 1024 characters. */
  readonly trackingUri?: string;
  /** At most 100 characters. */
  readonly returnCompany?: string;
  /** At most 1024 characters. */
  readonly returnTrackingUri?: string;
}

export type Refund = Booking;

/** A cancellation; its amount is that of the authorization. */
export type Cancellation = Pick<Booking, 'reference' | 'amount' | 'currency'>;

export interface Booked {
  /** `pending`: the system has accepted the booking and carries it out later. */
  readonly status: 'completed' | 'pending';
  /** Ids to store with the order. */
  readonly upstream: UpstreamIds;
}

export interface OrderState {
  /** `other`: see `reported`. */
  readonly status:
    | 'pending'
    | 'authorized'
    | 'part_captured'
    | 'captured'
    | 'refunded'
    | 'cancelled'
    | 'expired'
    | 'failed'
    | 'other';
  /** The status as the system names it. */
  readonly reported: string;
}

/** @throws GatewayProblem; `outcome_unknown` where it is unknown whether the booking was made. */
export interface OrderOperations {
  /** Captures an authorized amount, in full or in part. */
  capture(order: UpstreamIds, capture: Capture, options?: CallOptions): Promise<Booked>;
  /** Refunds a captured amount, in full or in part. */
  refund(order: UpstreamIds, refund: Refund, options?: CallOptions): Promise<Booked>;
  /** Cancels an authorization of which nothing was captured. */
  cancel(order: UpstreamIds, cancellation: Cancellation, options?: CallOptions): Promise<Booked>;
  /** Reads the status of the order; absent where the system has no such query. */
  read?(order: UpstreamIds, options?: CallOptions): Promise<OrderState>;
}
