/** Numbers by which CyberSource recognises what it has seen before. */
import { createHash } from 'node:crypto';
import type { SessionReference } from '../gateway.js';
import { problem } from '../../problems.js';

const LONGEST_REFERENCE = 50;
/** Room for `-2`, `-3` and so on behind the shop's number. */
const LONGEST_ORDER_REFERENCE = 47;

/** 30 characters that stay the same for every try of one attempt or booking, on any machine. */
export function transactionIdentifier(key: string): string {
  return createHash('sha256').update(key, 'utf8').digest('hex').slice(0, 30);
}

/**
 * The number of an attempt. CyberSource refuses a second authorization with the number of an earlier one
 * within 15 minutes (reason code 104), so that each attempt has its own; a repeat of one keeps it.
 */
export function attemptReference(orderReference: string, attempt: number): string {
  const reference = attempt === 1 ? orderReference : `${orderReference}-${attempt}`;
  if (reference.length > LONGEST_REFERENCE)
    throw problem('misconfigured', { detail: 'This order has had too many attempts.' });
  return reference;
}

/** The shop's number as CyberSource takes it, with room for further attempts. */
export function orderReference(reference: string): string {
  if (reference.length > LONGEST_ORDER_REFERENCE || !/^\S(?:.*\S)?$/.test(reference))
    throw problem('misconfigured', {
      detail: `CyberSource takes an order reference of 1 to ${LONGEST_ORDER_REFERENCE} characters here.`,
    });
  return reference;
}

export function sessionIdOf({ id }: SessionReference): string {
  if (!/^\d+$/.test(id))
    throw problem('session_expired', { detail: 'The session reference has no request id.' });
  return id;
}
