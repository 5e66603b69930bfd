/** What to do with an authorization token, from what the ledger knows of its order. */
import type { Attempt, OrderRecord } from './record.js';
import { holderOf, standingOf } from './standing.js';

export type Decision =
  /** Write a new attempt down, then send it. */
  | { readonly type: 'begin' }
  /** Nothing was taken upstream before: send this attempt again. */
  | { readonly type: 'reopen'; readonly attempt: Attempt }
  /** There is an order. `own`: this token placed it; any other token is left over. */
  | { readonly type: 'answer'; readonly attempt: Attempt; readonly own: boolean }
  /** Another process is sending this order. */
  | { readonly type: 'wait'; readonly attempt: Attempt }
  /** It may have been placed. */
  | { readonly type: 'look-up'; readonly attempt: Attempt; readonly own: boolean }
  /** This token is used up, and no order came of it. */
  | { readonly type: 'refuse'; readonly attempt: Attempt }
  /** The shop has given the number of a placed order to another cart. */
  | { readonly type: 'reference-reused'; readonly attempt: Attempt };

/** Refusals after which the same token is as good as before. */
const REPEATABLE: ReadonlySet<string | undefined> = new Set([
  'upstream_unavailable',
  'rate_limited',
  'ledger_unavailable',
  'misconfigured',
]);

export interface Asked {
  readonly tokenHash: string;
  readonly digest: string;
}

export function decide(
  record: OrderRecord | undefined,
  { tokenHash, digest }: Asked,
  now: number,
): Decision {
  const mine = record?.attempts.find((attempt) => attempt.tokenHash === tokenHash);
  const holder = mine && standingOf(mine, now) !== 'closed' ? mine : holderOf(record, now);
  if (!holder) {
    if (!mine) return { type: 'begin' };
    return isRepeatable(mine)
      ? { type: 'reopen', attempt: mine }
      : { type: 'refuse', attempt: mine };
  }
  const own = holder === mine;
  switch (standingOf(holder, now)) {
    case 'running':
      return { type: 'wait', attempt: holder };
    case 'placed':
      return own || holder.digest === digest
        ? { type: 'answer', attempt: holder, own }
        : { type: 'reference-reused', attempt: holder };
    default:
      return { type: 'look-up', attempt: holder, own };
  }
}

const isRepeatable = ({ outcome }: Attempt): boolean =>
  outcome.state === 'refused' &&
  outcome.refusal.proof === 'refused' &&
  REPEATABLE.has(outcome.refusal.code);
