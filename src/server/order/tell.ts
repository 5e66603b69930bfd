/** Calls `onPlaced`: at least once for each change of an order, and again when it throws. */
import type { Endpoint } from '../context.js';
import { describeError } from '../log.js';
import { callShop } from './call-shop.js';
import type { Attempt, OrderRecord } from './ledger/record.js';
import { claimTelling, told } from './ledger/transitions.js';
import { logAttempt } from './order-log.js';
import { placedFrom } from './placed.js';
import { openIdentity, openKept } from './sealed-values.js';

/**
 * Takes over the tellings that are due, and names their attempts. Until the claim is over no other process
 * tells them; if this one does not come to it, they are due again.
 */
export function claimDue(
  endpoint: Pick<Endpoint, 'limits'>,
  record: OrderRecord,
  now: number,
): { readonly record: OrderRecord; readonly claimed: readonly number[] } {
  const claimed: number[] = [];
  let next = record;
  for (const { number } of record.attempts) {
    const after = claimTelling(next, number, now, endpoint.limits.shopMilliseconds);
    if (after !== next) claimed.push(number);
    next = after;
  }
  return { record: next, claimed };
}

/** Tells what is due about this order. Rejects only when the ledger does not answer. */
export async function tellDue(
  endpoint: Endpoint,
  reference: string,
): Promise<{ readonly due: number; readonly taken: number }> {
  let claimed: readonly number[] = [];
  const { record } = await endpoint.records.change(reference, (known, now) => {
    if (!known) return undefined;
    const claim = claimDue(endpoint, known, now);
    ({ claimed } = claim);
    return claim.record;
  });
  return { due: claimed.length, taken: record ? await deliver(endpoint, record, claimed) : 0 };
}

/** How many of these attempts the shop has taken. Never rejects: the orders stand whatever the shop says. */
export async function deliver(
  endpoint: Endpoint,
  record: OrderRecord,
  claimed: readonly number[],
): Promise<number> {
  const taken = await Promise.all(
    record.attempts
      .filter(({ number }) => claimed.includes(number))
      .map((attempt) => deliverOne(endpoint, attempt)),
  );
  return taken.filter(Boolean).length;
}

async function deliverOne(endpoint: Endpoint, attempt: Attempt): Promise<boolean> {
  const { onPlaced, records } = endpoint;
  const placed = placedFrom(attempt, await openKept(endpoint, attempt));
  if (!placed) return true;
  if (onPlaced) {
    const identity = await openIdentity(endpoint, attempt);
    if (identity === undefined) {
      logAttempt(endpoint, 'warn', 'no key opens the identity of an order any more', attempt);
    }
    try {
      await callShop(endpoint, 'onPlaced', () =>
        onPlaced(attempt.order, placed, identity === undefined ? {} : { identity }),
      );
    } catch (error) {
      logAttempt(endpoint, 'error', 'onPlaced did not take an order; it is told again', attempt, {
        status: placed.status,
        revision: placed.revision,
        cause: describeError(error),
      });
      return false;
    }
  }
  try {
    await records.change(
      attempt.order.reference,
      (record) => record && told(record, attempt.number, placed.revision),
    );
  } catch {
    // The ledger's error has been logged; `onPlaced` is called once more with the same revision.
  }
  return true;
}
