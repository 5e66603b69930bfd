/** Numbers of attempts, for systems that take an order's number once: the first has it unchanged. */
import { problem } from '../problems.js';

/** What an order's number has to leave free for `-2` up to `-99`. */
export const ATTEMPT_ROOM = 3;

/** `R-1`, `R-1-2`, `R-1-3` and so on, each at most `longest` characters. */
export function numberedReference(
  orderReference: string,
  attempt: number,
  longest: number,
): string {
  const reference = attempt === 1 ? orderReference : `${orderReference}-${attempt}`;
  if (reference.length > longest)
    throw problem('misconfigured', { detail: 'This order has had too many attempts.' });
  return reference;
}
