/** What the shop hears of its orders, in the words of the shop. */
import type { PlacedOrder } from '../gateways/gateway.js';
import type { Attempt, Placement, PlacementStatus } from './ledger/record.js';
import { placementOf } from './ledger/standing.js';

/** An order as `onPlaced` receives it. */
export interface Placed {
  /**
   * `completed`: ship. `pending`: the payment system, or the shopper there, still decides: wait.
   * `unconfirmed`: an order exists, its details are unknown: do not ship. `rejected`: was pending and came to
   * nothing.
   */
  readonly status: Exclude<PlacementStatus, 'redirect'>;
  /**
   * Grows with everything that is new about this order. Store it, and ignore a telling with a lower one:
   * tellings may come twice, late, and from several machines. 0 while the ledger does not answer; then the
   * same is told again, with a revision.
   */
  readonly revision: number;
  /** Which attempt of this order was placed, from 1; `resolve` takes it. */
  readonly attempt: number;
  /** `system` of the gateway. */
  readonly system: string;
  readonly order_id?: string;
  /** The system's ids: capture and refund with them. Empty while they are unknown. */
  readonly upstream: Readonly<Record<string, string>>;
}

/** An attempt whose outcome is unknown, for an operator. */
export interface UnresolvedAttempt {
  /** `order.reference` of the shop. */
  readonly reference: string;
  /** From 1; `resolve` takes it. */
  readonly attempt: number;
  readonly system: string;
  /** The reference that the payment system was told: search for it there. */
  readonly systemReference: string;
  readonly sessionId: string;
  readonly amount: number;
  readonly currency: string;
  /** When it was begun, in milliseconds since 1970. */
  readonly startedAt: number;
  /** `unknown`: it may have been placed. `unconfirmed`: it was, but the system's id of the order is unknown. */
  readonly status: 'unknown' | 'unconfirmed';
  /** The system's ids, as far as they are known. */
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
