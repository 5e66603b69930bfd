/**
 * What a shop does with an order after it was placed, in one shape for all systems that have it. For the
 * shop's own back office: nothing of this is reachable from a browser.
 */
import type { Log, OrderLine } from './gateway.js';

/**
 * The ids of `placed.upstream`, with those that notifications and bookings have added since: a shop stores
 * `{ ...order.upstream, ...booked.upstream }` after each of them and gives it to the next.
 */
export type UpstreamIds = Readonly<Record<string, string>>;

export interface CallOptions {
  /** Default: a limit of 60 seconds. */
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
  /** What is sent or comes back, as in the order; where given, their totals add up to the amount. */
  readonly lines?: readonly OrderLine[];
  /** For the shopper. */
  readonly description?: string;
}

export interface Capture extends Booking {
  /** No further capture follows. */
  readonly isFinal: boolean;
  readonly shipments?: readonly Shipment[];
  /** Days until the goods are sent; above 0 only where Klarna has enabled it. */
  readonly shippingDelay?: number;
}

/** How the goods travel; Klarna shows it to the shopper in its app. */
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

/** The amount is that of the authorization. */
export type Cancellation = Pick<Booking, 'reference' | 'amount' | 'currency'>;

export interface Booked {
  /** `pending`: the system has taken the booking and carries it out later. */
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
  /** The system's own word. */
  readonly reported: string;
}

/** @throws GatewayProblem; `outcome_unknown` where it is unknown whether the booking was made. */
export interface OrderOperations {
  /** Takes money that was authorized, in parts where wished. */
  capture(order: UpstreamIds, capture: Capture, options?: CallOptions): Promise<Booked>;
  /** Gives captured money back. */
  refund(order: UpstreamIds, refund: Refund, options?: CallOptions): Promise<Booked>;
  /** Gives an authorization back of which nothing was captured. */
  cancel(order: UpstreamIds, cancellation: Cancellation, options?: CallOptions): Promise<Booked>;
  /** Absent where the system has no query. */
  read?(order: UpstreamIds, options?: CallOptions): Promise<OrderState>;
}
