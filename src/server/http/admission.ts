/** Limits the number of calls that wait for the payment system on this machine. */
import { problem } from '../problems.js';

/** What a call to the payment system is for. */
export type Purpose = 'session' | 'order' | 'webhook';

/**
 * Takes a place among the calls that wait for the payment system.
 *
 * @param shopper Hash of the identity; absent where no shopper asks.
 * @returns a function that gives the place back.
 * @throws GatewayProblem `rate_limited` when there is no place. Nothing was sent then.
 */
export type Admission = (purpose: Purpose, shopper?: string) => () => void;

/**
 * The share of all places that each purpose may fill. Orders still get a place when new sessions are refused, and
 * notifications of the payment system when orders are.
 */
const SHARE = { session: 0.8, order: 0.95, webhook: 1 } satisfies Record<Purpose, number>;
/** More than a few open tabs need. */
const PLACES_PER_SHOPPER = 4;
/** Seconds until some of the waiting calls have ended or reached their time limit. */
const RETRY_SECONDS = 2;

export function createAdmission(places: number): Admission {
  const taken = new Map<string, number>();
  let all = 0;
  return (purpose, shopper) => {
    const own = shopper === undefined ? 0 : (taken.get(shopper) ?? 0);
    if (all >= Math.ceil(places * SHARE[purpose]) || own >= PLACES_PER_SHOPPER) {
      throw problem('rate_limited', {
        detail:
          own >= PLACES_PER_SHOPPER
            ? 'Too many calls of this shopper wait for the payment system'
            : 'Too many calls wait for the payment system',
        retryAfter: RETRY_SECONDS,
      });
    }
    all += 1;
    if (shopper !== undefined) taken.set(shopper, own + 1);
    return () => {
      all -= 1;
      if (shopper === undefined) return;
      const left = (taken.get(shopper) ?? 1) - 1;
      if (left === 0) taken.delete(shopper);
      else taken.set(shopper, left);
    };
  };
}
