/** Turns records of the ledger into the arguments of `onPlaced` and `onUnresolved`. */
import type { PlacedOrder } from '../gateways/gateway.js';
import type { Attempt, Placement, PlacementStatus } from './ledger/record.js';
import { placementOf } from './ledger/standing.js';

/** An order as `onPlaced` receives it. */
export interface Placed {
  /**
   * `completed`: ship. `pending`: the payment system has not decided, or the shopper has not finished there: wait.
   * `unconfirmed`: an order exists, its details are unknown: do not ship. `rejected`: the order was pending and was
   * refused.
   */
  readonly status: Exclude<PlacementStatus, 'redirect'>;
  /**
   * Grows with each change of this order. Store it, and ignore a call with a lower one: calls may come twice,
   * late, and from several machines. 0 while the ledger does not answer; the same call then comes again, with a
   * revision.
   */
  readonly revision: number;
  /** Number of the attempt that placed this order, from 1; an argument of `resolve`. */
  readonly attempt: number;
  /** The gateway's `system`. */
  readonly system: string;
  readonly order_id?: string;
  /** The payment system's ids, for capture and refund. Empty while they are unknown. */
  readonly upstream: Readonly<Record<string, string>>;
}

/** An attempt whose outcome is unknown, for an operator. */
export interface UnresolvedAttempt {
  /** `order.reference` of the shop. */
  readonly reference: string;
  /** Number of the attempt, from 1; an argument of `resolve`. */
  readonly attempt: number;
  readonly system: string;
  /** The reference that was sent to the payment system: search for it there. */
  readonly systemReference: string;
  readonly sessionId: string;
  /** In minor units. */
  readonly amount: number;
  /** ISO 4217. */
  readonly currency: string;
  /** When the attempt began, in milliseconds since 1970. */
  readonly startedAt: number;
  /** `unknown`: it may have been placed. `unconfirmed`: it was, but the system's id of the order is unknown. */
  readonly status: 'unknown' | 'unconfirmed';
  /** The payment system's ids, as far as they are known. */
  readonly upstream: Readonly<Record<string, string>>;
}

export const placementFrom = ({
  status,
  order_id,
  redirect_url,
  upstream,
}: PlacedOrder): Placement => ({
  status,
  ...(order_id !== undefined && { orderId: order_id }),
  ...(redirect_url !== undefined && { redirectUrl: redirect_url }),
  upstream,
});

/** @param kept Results of earlier steps, opened. `undefined` where the attempt is not placed. */
export function placedFrom(
  attempt: Attempt,
  kept: Readonly<Record<string, string>>,
): Placed | undefined {
  const placement = placementOf(attempt);
  if (!placement || !attempt.telling) return undefined;
  const { status, orderId, upstream } = placement;
  return {
    status: status === 'redirect' ? 'pending' : status,
    revision: attempt.telling.revision,
    attempt: attempt.number,
    system: attempt.system,
    ...(orderId !== undefined && { order_id: orderId }),
    upstream: { ...upstream, ...kept },
  };
}

export function unresolvedFrom(attempt: Attempt): UnresolvedAttempt {
  const placement = placementOf(attempt);
  return {
    reference: attempt.order.reference,
    attempt: attempt.number,
    system: attempt.system,
    systemReference: attempt.reference,
    sessionId: attempt.session.id,
    amount: attempt.order.amount,
    currency: attempt.order.currency,
    startedAt: attempt.startedAt,
    status: attempt.outcome.state === 'placed' ? 'unconfirmed' : 'unknown',
    upstream: placement?.upstream ?? {},
  };
}
