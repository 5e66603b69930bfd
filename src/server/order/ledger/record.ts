/**
 * What the ledger keeps of one order: every attempt to place it, what became of each, and how much of it
 * the shop has been told. No name, address, token or key is in it.
 */
import type { Order, SessionReference } from '../../gateways/gateway.js';

/** Part of every record; another number means that the shape has changed. */
export const RECORD_SCHEMA = 1;

/** One `order.reference`. Written first with its first attempt. Plain JSON. */
export interface OrderRecord {
  readonly schema: typeof RECORD_SCHEMA;
  readonly reference: string;
  /** Grows with each change that `onPlaced` is called for; 0 before the first. */
  readonly revision: number;
  /** Oldest first, numbered from 1. */
  readonly attempts: readonly Attempt[];
}

/** The order without the person: the shop finds name and address by the reference. */
export type RecordedOrder = Omit<Order, 'customer' | 'billing' | 'shipping' | 'shopper'>;

/** One authorization token, and all that was done with it. Times are the ledger's, in milliseconds since 1970. */
export interface Attempt {
  readonly number: number;
  /** Random, made by the process that began it: tells it its own write when the ledger's answer was lost. */
  readonly nonce: string;
  /** `system` of the gateway. */
  readonly system: string;
  /** The order's reference as the payment system is told it: some want a new one for each attempt. */
  readonly reference: string;
  /** What finds the session upstream. */
  readonly session: SessionReference;
  /** SHA-256 of the authorization token. */
  readonly tokenHash: string;
  /** Fingerprint of `order`. */
  readonly digest: string;
  readonly order: RecordedOrder;
  /** The value that `identify` returned, sealed. */
  readonly identity: string;
  /** When the token was first seen here; the shopper approved before that. */
  readonly startedAt: number;
  /** How often the token was sent. Above 1, one refusal does not prove that no other try succeeded. */
  readonly sends: number;
  readonly outcome: Outcome;
  /** Results of steps before the order, such as Klarna's customer token; sealed. */
  readonly kept?: string;
  /** The next look-up of an outcome that is not final. */
  readonly check?: Schedule;
  /** The call of `onPlaced` that is due, or was made last. */
  readonly telling?: Telling;
  /** When `onUnresolved` was last called. */
  readonly reportedAt?: number;
}

/** How an attempt stands, as far as the ledger knows. */
export type Outcome =
  /** A process sends it. From `silentAt` on its end counts as unknown. */
  | { readonly state: 'sending'; readonly silentAt: number }
  /** It may have been placed. With `placement`: the system took it, and then the shopper came back without success. */
  | { readonly state: 'unknown'; readonly since: number; readonly placement?: Placement }
  | { readonly state: 'placed'; readonly at: number; readonly placement: Placement }
  /** Proven that no order came of it. */
  | { readonly state: 'refused'; readonly at: number; readonly refusal: Refusal };

/**
 * `completed`: paid or guaranteed. `pending`: the system still decides. `redirect`: the shopper has to
 * finish at the system. `unconfirmed`: an order exists, its details are unknown: do not ship.
 * `rejected`: was pending and came to nothing.
 */
export type PlacementStatus = 'completed' | 'pending' | 'redirect' | 'unconfirmed' | 'rejected';

export interface Placement {
  readonly status: PlacementStatus;
  readonly orderId?: string;
  readonly redirectUrl?: string;
  /** The system's ids, as the shop is told them. */
  readonly upstream: Readonly<Record<string, string>>;
}

/** Why an attempt counts as not placed. */
export interface Refusal {
  /**
   * `refused`: the system refused its only sending. `released`: the system gave token or reservation back.
   * `expired`: the token was over and the system knows of no order. `reported`: a notification or look-up of the
   * system says so. `resolved`: a person said so.
   */
  readonly proof: 'refused' | 'released' | 'expired' | 'reported' | 'resolved';
  /** Code of the problem that the shopper got, where there was one. */
  readonly code?: string;
}

/** Something that is tried again, less and less often. */
export interface Schedule {
  readonly tries: number;
  readonly nextAt: number;
}

export interface Telling extends Schedule {
  /** The record's revision when this was news. */
  readonly revision: number;
  /** `onPlaced` has taken it. */
  readonly told: boolean;
}
