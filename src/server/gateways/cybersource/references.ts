/** Numbers by which CyberSource finds orders and sessions again. */
import type { SessionReference } from '../gateway.js';
import { problem } from '../../problems.js';
import { ATTEMPT_ROOM, numberedReference } from '../attempt-reference.js';

const LONGEST_REFERENCE = 50;

/**
 * CyberSource refuses a second authorization with the number of an earlier one within 15 minutes (reason
 * code 104), so that each attempt has its own; a repeat of one keeps it.
 */
export const attemptReference = (orderReference: string, attempt: number): string =>
  numberedReference(orderReference, attempt, LONGEST_REFERENCE);

/** The shop's number as CyberSource takes it, with room for further attempts. */
export function orderReference(reference: string): string {
  const longest = LONGEST_REFERENCE - ATTEMPT_ROOM;
  if (reference.length > longest || !/^\S(?:.*\S)?$/.test(reference))
    throw problem('misconfigured', {
      detail: `CyberSource takes an order reference of 1 to ${longest} characters here, so that further attempts have room for a number.`,
    });
  return reference;
}

export function sessionIdOf({ id }: SessionReference): string {
  if (!/^\d+$/.test(id))
    throw problem('session_expired', { detail: 'The session reference has no request id.' });
  return id;
}
