/** Sends one attempt to the payment system and writes down what came of it. */
import { pause } from '../clock.js';
import type { Endpoint, Placing } from '../context.js';
import { callUpstream } from '../gateways/call-gateway.js';
import { GatewayProblem, type PlacedOrder, type PlacingAttempt } from '../gateways/gateway.js';
import { returnStateFor } from '../session/return-state.js';
import { placingKey } from './digest.js';
import type { Known } from './ledger/records.js';
import type { Attempt, OrderRecord } from './ledger/record.js';
import { endUnknown, keep, placed, refused } from './ledger/transitions.js';
import { logAttempt } from './order-log.js';
import { placementFrom } from './placed.js';
import { openKept, sealKept } from './sealed-values.js';
import { claimDue, deliver, tellDue } from './tell.js';

/** How the call to the system ended, as far as this process saw. */
type Result =
  | { readonly type: 'placed'; readonly placed: PlacedOrder }
  | { readonly type: 'refused' | 'unknown'; readonly problem: GatewayProblem };

export interface Sent {
  /** With what is known now, even where the ledger did not take it yet. */
  readonly record: OrderRecord;
  /** Whether the shop has taken all that was due to be told. */
  readonly told: boolean;
  /** The problem that the call ended with. */
  readonly problem?: GatewayProblem;
}

/**
 * @param begun The record with this attempt, as it was written before.
 * @throws nothing: how it ended is in the result.
 */
export async function sendAttempt(
  placing: Placing,
  begun: Known & { readonly record: OrderRecord },
  attempt: Attempt,
): Promise<Sent> {
  const { endpoint, address, session, authorizationToken, purchase } = placing;
  const kept = await openKept(endpoint, attempt);
  const keeping = placingAttempt(endpoint, attempt, kept);
  let upstream: Promise<PlacedOrder> | undefined;
  let result: Result;
  try {
    // Not ended when the shopper goes away: half a placing is worse than an answer nobody reads.
    const answer = await callUpstream(
      {
        endpoint,
        address,
        milliseconds: endpoint.limits.orderMilliseconds,
        idempotencyKey: await placingKey(session.id, authorizationToken),
        otherwise: 'outcome_unknown',
        operation: 'placeOrder',
        // Taken before the attempt was written down.
        place: 'none',
        ...(await returnStateFor(endpoint, purchase.order.reference)),
        ...(placing.webhookState !== undefined && { webhookState: placing.webhookState }),
      },
      (context) => {
        // The context's members are accessors, which a copy would read at once.
        const own = Object.assign(context, { attempt: keeping.attempt });
        upstream = endpoint.gateway.placeOrder(session, authorizationToken, purchase.order, own);
        return upstream;
      },
    );
    result = { type: 'placed', placed: withoutKept(answer, keeping.names) };
  } catch (error) {
    result = failure(error);
  }
  if (result.type === 'unknown') heedLateAnswer(placing, attempt, upstream, keeping.names);
  const settled = await settle(placing, begun, attempt, result);
  return { ...settled, ...(result.type !== 'placed' && { problem: result.problem }) };
}

const OPEN_ENDS: ReadonlySet<string> = new Set(['outcome_unknown', 'duplicate']);

/** Whether a problem of `placeOrder` leaves open if there is an order. */
export const isOpenEnd = ({ code }: GatewayProblem): boolean => OPEN_ENDS.has(code);

function failure(error: unknown): Extract<Result, { problem: GatewayProblem }> {
  if (!(error instanceof GatewayProblem)) throw error;
  return { type: isOpenEnd(error) ? 'unknown' : 'refused', problem: error };
}

function placingAttempt(
  endpoint: Endpoint,
  attempt: Attempt,
  kept: Readonly<Record<string, string>>,
): { readonly attempt: PlacingAttempt; readonly names: () => readonly string[] } {
  let all = kept;
  return {
    names: () => Object.keys(all),
    attempt: {
      number: attempt.number,
      reference: attempt.reference,
      kept,
      async keep(values) {
        all = { ...all, ...values };
        const sealed = await sealKept(endpoint, all);
        await endpoint.records.change(
          attempt.order.reference,
          (record) => record && keep(record, attempt.number, sealed),
        );
      },
    },
  };
}

/** What is kept sealed is told to the shop from there, and is not written down in the open. */
function withoutKept(placed: PlacedOrder, names: () => readonly string[]): PlacedOrder {
  const kept = new Set(names());
  const open = Object.entries(placed.upstream).filter(([name]) => !kept.has(name));
  return { ...placed, upstream: Object.fromEntries(open) };
}

const applied = (
  record: OrderRecord,
  { number, nonce }: Attempt,
  result: Result,
  now: number,
): OrderRecord => {
  switch (result.type) {
    case 'placed':
      return placed(record, number, placementFrom(result.placed), now);
    case 'refused':
      return refused(record, number, { proof: 'refused', code: result.problem.code }, now);
    case 'unknown':
      return endUnknown(record, number, nonce, now);
  }
};

/** Writes the result down and tells the shop. The result counts even where the ledger is away just now. */
async function settle(
  { endpoint, waitUntil }: Pick<Placing, 'endpoint' | 'waitUntil'>,
  begun: Known & { readonly record: OrderRecord },
  attempt: Attempt,
  result: Result,
): Promise<Omit<Sent, 'problem'>> {
  let claimed: readonly number[] = [];
  const claim = (record: OrderRecord, now: number): OrderRecord => {
    const next = claimDue(endpoint, applied(record, attempt, result, now), now);
    ({ claimed } = next);
    return next.record;
  };
  let record: OrderRecord | undefined;
  try {
    // A record that is gone was deleted in between; what happened counts all the same.
    ({ record } = await endpoint.records.change(attempt.order.reference, (known, now) =>
      claim(known ?? begun.record, now),
    ));
  } catch {
    void endpoint.background.keep(settleLater(endpoint, attempt, result), waitUntil);
  }
  const after = record ?? unwritten(claim(begun.record, begun.now), attempt, begun.record.revision);
  const taken = await deliver(endpoint, after, claimed);
  return { record: after, told: taken === claimed.length };
}

/**
 * What is told before the ledger has it gets no revision of its own: that of another process could be the same,
 * with other news. When the ledger has it, it is told again, with a higher one.
 */
const unwritten = (record: OrderRecord, { number }: Attempt, revision: number): OrderRecord => ({
  ...record,
  attempts: record.attempts.map((attempt) =>
    attempt.number === number && attempt.telling
      ? { ...attempt, telling: { ...attempt.telling, revision } }
      : attempt,
  ),
});

/** A ledger that is away for a moment must not lose what the system said. */
async function settleLater(endpoint: Endpoint, attempt: Attempt, result: Result): Promise<void> {
  for (const seconds of [0.5, 1, 2, 4, 8, 15, 15, 15]) {
    try {
      await endpoint.records.change(
        attempt.order.reference,
        (record, now) => record && applied(record, attempt, result, now),
      );
      await tellDue(endpoint, attempt.order.reference);
      return;
    } catch {
      // Each failure has been logged.
      await pause(endpoint.clock, seconds * 1000);
    }
  }
  logAttempt(endpoint, 'error', 'the ledger did not take how an attempt ended', attempt, {
    result: result.type,
    ...(result.type === 'placed' &&
      Object.fromEntries(
        Object.entries(result.placed.upstream).map(([name, id]) => [`upstream_${name}`, id]),
      )),
  });
}

/** Takes back what was written down but never sent, should it have been written at all. */
export function abandon(endpoint: Endpoint, reference: string, nonce: string): void {
  const isDone = async () => {
    let found = false;
    await endpoint.records.change(reference, (record, now) => {
      const attempt = record?.attempts.find((one) => one.nonce === nonce);
      found ||= attempt !== undefined;
      if (!record || attempt?.outcome.state !== 'sending') return undefined;
      const refusal = { proof: 'refused', code: 'ledger_unavailable' } as const;
      return refused(record, attempt.number, refusal, now);
    });
    return found;
  };
  const tryOften = async () => {
    for (const seconds of [0.5, 1, 2, 4, 8, 15]) {
      await pause(endpoint.clock, seconds * 1000);
      if (await isDone().catch(() => false)) return;
    }
  };
  void endpoint.background.keep(tryOften());
}

/** An answer that comes after the time limit is still an answer. */
function heedLateAnswer(
  { endpoint, waitUntil }: Pick<Placing, 'endpoint' | 'waitUntil'>,
  attempt: Attempt,
  upstream: Promise<PlacedOrder> | undefined,
  keptNames: () => readonly string[],
): void {
  const write = async (result: Result): Promise<void> => {
    if (result.type !== 'unknown') {
      await endpoint.background.keep(settleLater(endpoint, attempt, result));
    }
  };
  const late = upstream?.then(
    (answer) => write({ type: 'placed', placed: withoutKept(answer, keptNames) }),
    async (error: unknown) => {
      if (error instanceof GatewayProblem) await write(failure(error));
    },
  );
  if (late) waitUntil?.(late);
}
