/** Keeps a slow payment system from filling this machine with callers who wait for it. */
import { problem } from '../problems.js';

/**
 * Takes a place among the calls that wait for the payment system; the result gives it back.
 *
 * @throws GatewayProblem `rate_limited` when all places are taken. Nothing was sent then.
 */
export type Admission = () => () => void;

/** By then some of those who wait have their answer, or have reached their time limit. */
const RETRY_SECONDS = 2;

export function createAdmission(places: number): Admission {
  let taken = 0;
  return () => {
    if (taken >= places) {
      throw problem('rate_limited', {
        detail: 'Too many calls wait for the payment system',
        retryAfter: RETRY_SECONDS,
      });
    }
    taken += 1;
    return () => {
      taken -= 1;
    };
  };
}
