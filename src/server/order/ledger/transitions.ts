/**
 * Every change that a record can go through, as pure functions: the old record in, the new one out. Each may be
 * applied twice without harm; the same record comes back where there is nothing to change.
 */
import { nextCheck, tellingPause } from './schedule.js';
import { placementOf } from './standing.js';
import {
  type Attempt,
  type OrderRecord,
  type Outcome,
  type Placement,
  type PlacementStatus,
  RECORD_SCHEMA,
  type Refusal,
} from './record.js';

/** What is known of an attempt when it begins. */
export type NewAttempt = Pick<
  Attempt,
  'nonce' | 'system' | 'reference' | 'session' | 'tokenHash' | 'digest' | 'order' | 'identity'
>;

/** @param silence milliseconds after which a sender that has not reported counts as lost. */
export function begin(
  record: OrderRecord | undefined,
  attempt: NewAttempt,
  now: number,
  silence: number,
): OrderRecord {
  const before = record ?? {
    schema: RECORD_SCHEMA,
    reference: attempt.order.reference,
    revision: 0,
    attempts: [],
  };
  if (before.attempts.some(({ nonce }) => nonce === attempt.nonce)) return before;
  const begun: Attempt = {
    ...attempt,
    number: before.attempts.length + 1,
    startedAt: now,
    sends: 1,
    outcome: { state: 'sending', silentAt: now + silence },
  };
  return { ...before, attempts: [...before.attempts, begun] };
}

/** Sends an attempt once more: after a refusal that took nothing, or when a look-up found no order. */
export function sendAgain(
  record: OrderRecord,
  number: number,
  nonce: string,
  now: number,
  silence: number,
): OrderRecord {
  return withAttempt(record, number, (attempt) => {
    if (attempt.nonce === nonce) return attempt;
    return {
      ...withoutCheck(attempt),
      nonce,
      // The refused sending has ended; one of unknown end may still be under way.
      sends: attempt.outcome.state === 'refused' ? 1 : attempt.sends + 1,
      outcome: { state: 'sending', silentAt: now + silence },
    };
  });
}

/** Keeps the sealed result of a step before the order. */
export const keep = (record: OrderRecord, number: number, kept: string): OrderRecord =>
  withAttempt(record, number, (attempt) => ({ ...attempt, kept }));

/** How much a status says: news never replaces something that says more. */
const WEIGHT = {
  unconfirmed: 0,
  redirect: 1,
  pending: 1,
  completed: 2,
  rejected: 2,
} as const satisfies Record<PlacementStatus, number>;

/** The system has the order. Whatever was believed before, this holds. */
export function placed(
  record: OrderRecord,
  number: number,
  placement: Placement,
  now: number,
): OrderRecord {
  return withAttempt(record, number, (attempt) => {
    const { outcome } = attempt;
    const known = placementOf(attempt);
    const merged = known ? merge(known, placement) : placement;
    // The shopper came back without success: only a final word of the system ends that.
    if (outcome.state === 'unknown' && known && WEIGHT[merged.status] < 2) {
      return same(known, merged)
        ? attempt
        : { ...attempt, outcome: { ...outcome, placement: merged } };
    }
    if (outcome.state === 'placed' && same(outcome.placement, merged)) return attempt;
    return ended(attempt, { state: 'placed', at: now, placement: merged });
  });
}

function merge(known: Placement, news: Placement): Placement {
  const [less, more] = WEIGHT[news.status] >= WEIGHT[known.status] ? [known, news] : [news, known];
  // Of two final words the first stays: a later one is about what became of the order afterwards.
  const status = WEIGHT[known.status] === 2 ? known.status : more.status;
  return {
    ...less,
    ...more,
    // A page to finish at is not forgotten because another machine only heard that it is pending.
    status: known.status === 'redirect' && status === 'pending' ? known.status : status,
    upstream: { ...less.upstream, ...more.upstream },
  };
}

/** No order came of it, and none can. A refusal proves that only when no other sending is open. */
export function refused(
  record: OrderRecord,
  number: number,
  refusal: Refusal,
  now: number,
): OrderRecord {
  return withAttempt(record, number, (attempt) => {
    const { outcome } = attempt;
    if (outcome.state === 'refused') return attempt;
    const known = placementOf(attempt);
    if (known) return withdraw(attempt, known, refusal, now);
    if (refusal.proof === 'refused' && attempt.sends > 1) {
      return outcome.state === 'unknown' ? attempt : openEnd(attempt, now);
    }
    return ended(attempt, { state: 'refused', at: now, refusal });
  });
}

/** The shop knows of the order by now, so that it must hear that it came to nothing. */
function withdraw(attempt: Attempt, known: Placement, { proof }: Refusal, now: number): Attempt {
  // Another process has learned that there is an order; a refused sending says nothing against it.
  if (proof === 'refused' || proof === 'expired' || WEIGHT[known.status] === 2) return attempt;
  const placement: Placement = { ...known, status: 'rejected' };
  return ended(attempt, { state: 'placed', at: now, placement });
}

/** The answer to this sending is lost. */
export const endUnknown = (
  record: OrderRecord,
  number: number,
  nonce: string,
  now: number,
): OrderRecord =>
  withAttempt(record, number, (attempt) =>
    attempt.nonce === nonce && attempt.outcome.state === 'sending'
      ? openEnd(attempt, now)
      : attempt,
  );

/** The process that sent it has been silent for too long. */
export const fellSilent = (record: OrderRecord, number: number, now: number): OrderRecord =>
  withAttempt(record, number, (attempt) =>
    attempt.outcome.state === 'sending' && now >= attempt.outcome.silentAt
      ? openEnd(attempt, now)
      : attempt,
  );

const openEnd = (attempt: Attempt, now: number): Attempt =>
  withCheck({ ...attempt, outcome: { state: 'unknown', since: now } }, now);

function ended(attempt: Attempt, outcome: Extract<Outcome, { at: number }>): Attempt {
  const next: Attempt = { ...attempt, outcome };
  return isOpen(next) ? withCheck(next, outcome.at) : withoutCheck(next);
}

function withoutCheck(attempt: Attempt): Attempt {
  const copy: { -readonly [Name in keyof Attempt]: Attempt[Name] } = { ...attempt };
  delete copy.check;
  return copy;
}

const withCheck = (attempt: Attempt, now: number, tries = 0): Attempt => ({
  ...attempt,
  check: nextCheck(attempt, tries, now),
});

/** The shopper came back from the system's page. Without success it is unknown whether the page was completed. */
export function returned(
  record: OrderRecord,
  number: number,
  success: boolean,
  now: number,
): OrderRecord {
  return withAttempt(record, number, (attempt) => {
    const { outcome } = attempt;
    if (outcome.state !== 'placed' || outcome.placement.status !== 'redirect') return attempt;
    const { orderId, upstream } = outcome.placement;
    const placement: Placement = {
      status: 'pending',
      ...(orderId !== undefined && { orderId }),
      upstream,
    };
    const next: Outcome = success
      ? { state: 'placed', at: now, placement }
      : { state: 'unknown', since: now, placement };
    return withCheck({ ...attempt, outcome: next }, now);
  });
}

/** Was looked up, or reported, and stays open; notes the next time. */
export const checked = (
  record: OrderRecord,
  number: number,
  now: number,
  report: boolean,
): OrderRecord =>
  withAttempt(record, number, (attempt) => {
    if (!isOpen(attempt)) return attempt;
    const known = report ? { ...attempt, reportedAt: now } : attempt;
    return withCheck(known, now, (attempt.check?.tries ?? 0) + 1);
  });

/** Whether the system may still have something to say about it. */
export function isOpen({ outcome }: Attempt): boolean {
  if (outcome.state === 'placed') return WEIGHT[outcome.placement.status] < 2;
  return outcome.state !== 'refused';
}

/** Takes the telling of one revision for itself, for as long as the shop's function may take. */
export const claimTelling = (
  record: OrderRecord,
  number: number,
  now: number,
  limit: number,
): OrderRecord =>
  withAttempt(record, number, (attempt) => {
    const { telling } = attempt;
    if (!telling || telling.told || telling.nextAt > now) return attempt;
    const tries = telling.tries + 1;
    return {
      ...attempt,
      telling: { ...telling, tries, nextAt: now + limit + tellingPause(telling.tries) },
    };
  });

/** The shop has taken this revision. */
export const told = (record: OrderRecord, number: number, revision: number): OrderRecord =>
  withAttempt(record, number, (attempt) =>
    attempt.telling && !attempt.telling.told && attempt.telling.revision === revision
      ? { ...attempt, telling: { ...attempt.telling, told: true } }
      : attempt,
  );

/** Changes one attempt; when the shop is to hear of the change, the record's revision grows. */
function withAttempt(
  record: OrderRecord,
  number: number,
  change: (attempt: Attempt) => Attempt,
): OrderRecord {
  const before = record.attempts.find((attempt) => attempt.number === number);
  if (!before) return record;
  const after = change(before);
  if (after === before) return record;
  const isNews = toldNews(before) !== toldNews(after);
  const revision = isNews ? record.revision + 1 : record.revision;
  const at = after.outcome.state === 'placed' ? after.outcome.at : 0;
  const attempt = isNews
    ? { ...after, telling: { revision, told: false, tries: 0, nextAt: at } }
    : after;
  return {
    ...record,
    revision,
    attempts: record.attempts.map((one) => (one.number === number ? attempt : one)),
  };
}

/** What `onPlaced` reports of an attempt, as text that changes with it. Empty when there is no order. */
function toldNews(attempt: Attempt): string {
  const placement = placementOf(attempt);
  if (!placement) return '';
  const { status, orderId, upstream } = placement;
  // A redirect that is open is pending, to the shop.
  const shown = status === 'redirect' ? 'pending' : status;
  return JSON.stringify([shown, orderId, Object.entries(upstream).sort(), attempt.kept]);
}

const same = (one: Placement, other: Placement): boolean =>
  JSON.stringify(sorted(one)) === JSON.stringify(sorted(other));

const sorted = ({ status, orderId, redirectUrl, upstream }: Placement) => [
  status,
  orderId,
  redirectUrl,
  Object.entries(upstream).sort(),
];
