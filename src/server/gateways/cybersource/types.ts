/** What the CyberSource gateway offers besides the calls of every gateway. */
import type { Gateway, Log } from '../gateway.js';

export interface CyberSourceGateway extends Gateway {
  readonly readSession: NonNullable<Gateway['readSession']>;
  readonly orders: CyberSourceOrders;
}

export interface StatusQuery {
  /** The request id of what is asked about. */
  readonly requestId: string;
  /** Any number of the shop's own for this question. */
  readonly reference: string;
}

export interface CyberSourceStatus {
  readonly requestId: string;
  /** In capitals, such as `AUTHORIZED`, `PENDING`, `SETTLED`, `ABANDONED`; empty where none came. */
  readonly status: string;
}

export interface CallOptions {
  /** Default: a limit of 60 seconds. */
  readonly signal?: AbortSignal;
  readonly log?: Log;
}

export interface Booking {
  /** The shop's number of this booking; a repeat with the same number is refused, not booked twice. */
  readonly reference: string;
  /** Positive, minor units. */
  readonly amount: number;
  readonly currency: string;
}

export interface CyberSourceCapture extends Booking {
  /** `auth_request_id` of the placed order. */
  readonly authRequestId: string;
  /** No further capture follows. */
  readonly isFinal: boolean;
}

export interface CyberSourceReversal extends Booking {
  readonly authRequestId: string;
}

export interface CyberSourceRefund extends Booking {
  /** `requestId` of the capture. */
  readonly captureRequestId: string;
  readonly reason?: string;
  readonly note?: string;
}

/** Bookings are `PENDING` at first; ask for their status later, hourly at most. */
export interface CyberSourceOrders {
  status(query: StatusQuery, options?: CallOptions): Promise<CyberSourceStatus>;
  /** Gives an authorisation back that was not captured. */
  reverse(reversal: CyberSourceReversal, options?: CallOptions): Promise<CyberSourceStatus>;
  /** Within 28 days of the authorisation, in parts where wished. */
  capture(capture: CyberSourceCapture, options?: CallOptions): Promise<CyberSourceStatus>;
  refund(refund: CyberSourceRefund, options?: CallOptions): Promise<CyberSourceStatus>;
}
