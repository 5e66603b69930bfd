/** Computes when an order needs work next. */
import type { Attempt, OrderRecord, Schedule } from './record.js';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Klarna's authorization tokens live 60 minutes; the rest is for answers under way and clocks that differ. */
export const TOKEN_LIFE = 65 * MINUTE;
/** An attempt that is open this long is reported to an operator, and then daily. */
const UNRESOLVED_AFTER = 5 * MINUTE;
const UNRESOLVED_AGAIN = DAY;

const doubling = (first: number, most: number, tries: number): number =>
  Math.min(first * 2 ** Math.min(tries, 20), most);

/** Milliseconds until the next call of `onPlaced`, after so many `tries` that failed. */
export const tellingPause = (tries: number): number => doubling(10 * SECOND, HOUR, tries);

/** The next look-up or report, after `tries` that brought no end. */
export function nextCheck(attempt: Attempt, tries: number, now: number): Schedule {
  const nextLookUp = now + doubling(30 * SECOND, HOUR, tries);
  return { tries, nextAt: Math.max(now, Math.min(nextLookUp, reportAt(attempt))) };
}

/** When an operator is to be told of an attempt that stays open; never of one that is only pending. */
export function reportAt({ outcome, startedAt, reportedAt }: Attempt): number {
  const needsAnybody =
    outcome.state === 'unknown' ||
    (outcome.state === 'placed' && outcome.placement.status === 'unconfirmed');
  if (!needsAnybody) return Infinity;
  return reportedAt === undefined ? startedAt + UNRESOLVED_AFTER : reportedAt + UNRESOLVED_AGAIN;
}

/** The earliest time at which one of the record's attempts needs something done. */
export function dueAt({ attempts }: OrderRecord): number | undefined {
  const times = attempts.flatMap(({ outcome, telling, check }) => [
    ...(outcome.state === 'sending' ? [outcome.silentAt] : []),
    ...(check ? [check.nextAt] : []),
    ...(telling && !telling.told ? [telling.nextAt] : []),
  ]);
  return times.length === 0 ? undefined : Math.min(...times);
}
