/** The merchant's reference, which PAYONE keeps unique: a second (pre)authorization with one is refused. */
import { problem } from '../../problems.js';
import { ATTEMPT_ROOM, numberedReference } from '../attempt-reference.js';

const LONGEST_REFERENCE = 20;

/** After an attempt that was declined or cancelled PAYONE requires a new reference. */
export const attemptReference = (orderReference: string, attempt: number): string =>
  numberedReference(orderReference, attempt, LONGEST_REFERENCE);

/** Checked when the session is opened: an approval that cannot be used is too late to learn of it. */
export function checkOrderReference(reference: string): void {
  const longest = LONGEST_REFERENCE - ATTEMPT_ROOM;
  if (reference.length > longest || !/^[0-9A-Za-z.\-_/]+$/.test(reference))
    throw problem('misconfigured', {
      detail: `PAYONE takes an order reference of 1 to ${longest} letters, digits or . - _ / here, so that further attempts have room for a number.`,
    });
}
