/** Keeps one visitor from opening sessions faster than the upstream system allows the whole shop. */
import { problem } from '../problems.js';

/** @throws GatewayProblem `rate_limited` when this subject has had its share. */
export type Throttle = (subject: string, now: number) => void;

const WINDOW_MILLISECONDS = 10_000;

/** Counts on this machine only: a brake, not a quota. Empties itself with every window. */
export function createThrottle(limit: number): Throttle {
  let windowStart = 0;
  let counts = new Map<string, number>();
  return (subject, now) => {
    if (now - windowStart >= WINDOW_MILLISECONDS || now < windowStart) {
      windowStart = now;
      counts = new Map();
    }
    const count = (counts.get(subject) ?? 0) + 1;
    counts.set(subject, count);
    if (count > limit) {
      throw problem('rate_limited', {
        detail: 'This visitor opens sessions too quickly',
        retryAfter: Math.ceil((windowStart + WINDOW_MILLISECONDS - now) / 1000),
      });
    }
  };
}
