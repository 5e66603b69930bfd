/** Limits how often one shopper may do something, since the payment system limits the whole shop. */
import { problem } from '../problems.js';

export interface Throttle {
  /** @throws GatewayProblem `rate_limited` when this shopper has had the share of this window. */
  check(subject: string, now: number): void;
  count(subject: string, now: number): void;
}

const WINDOW_MILLISECONDS = 10_000;

/**
 * Counts on this machine only, so the limit is approximate. All counts are reset with every window.
 *
 * @param what As in `This shopper <what> too quickly`.
 */
export function createThrottle(limit: number, what: string): Throttle {
  let windowStart = 0;
  let counts = new Map<string, number>();
  const countOf = (subject: string, now: number): number => {
    if (now - windowStart >= WINDOW_MILLISECONDS || now < windowStart) {
      windowStart = now;
      counts = new Map();
    }
    return counts.get(subject) ?? 0;
  };
  return {
    check(subject, now) {
      if (countOf(subject, now) < limit) return;
      throw problem('rate_limited', {
        detail: `This shopper ${what} too quickly`,
        retryAfter: Math.ceil((windowStart + WINDOW_MILLISECONDS - now) / 1000),
      });
    },
    count(subject, now) {
      counts.set(subject, countOf(subject, now) + 1);
    },
  };
}
