/**
 * The endpoint's way to its ledger: every call has a time limit, every change is a compare-and-set that is
 * tried again when another machine was quicker, and what cannot be read is never guessed at.
 */
import { type Clock, within } from '../../clock.js';
import type { Log } from '../../gateways/gateway.js';
import { type Observation, observed } from '../../observe.js';
import { problem } from '../../problems.js';
import { secondKey, secondKeys } from './keys.js';
import type { OrderLedger } from './ledger.js';
import { readRecord } from './read-record.js';
import type { OrderRecord } from './record.js';
import { dueAt } from './schedule.js';

export interface Known {
  /** The ledger's time. */
  readonly now: number;
  readonly record?: OrderRecord;
}

/** The record that is to be written, or the same, or nothing, where there is nothing to change. */
export type Change = (record: OrderRecord | undefined, now: number) => OrderRecord | undefined;

/** Each rejects with the problem `ledger_unavailable` when the ledger does not answer, or with nonsense. */
export interface Records {
  read(reference: string): Promise<Known>;
  /** Applies a change that may run several times, and gives what the ledger has afterwards. */
  change(reference: string, change: Change): Promise<Known>;
  find(system: string, id: string): Promise<readonly string[]>;
  due(limit: number): Promise<readonly string[]>;
  /** Resolves when this process changes the record, or after so many milliseconds. */
  changed(reference: string, milliseconds: number): Promise<void>;
  /** The same for one request: its log lines and spans name it. */
  for(request: Watch): Records;
}

/** How an operator sees what the ledger does. */
export interface Watch extends Observation {
  readonly log: Log;
}

/** More often than this, no other machine is quicker by chance. */
const MOST_RACES = 100;

export const createRecords = (
  ledger: OrderLedger,
  clock: Clock,
  milliseconds: number,
  watch: Watch,
): Records => recordsOver(ledger, clock, milliseconds, new Map(), watch);

/** Who waits for a change of a record, by reference. */
type Listeners = Map<string, Set<() => void>>;

function recordsOver(
  ledger: OrderLedger,
  clock: Clock,
  milliseconds: number,
  listeners: Listeners,
  watch: Watch,
): Records {
  const { log } = watch;

  const ask = <T>(what: string, reference: string, run: () => Promise<T>): Promise<T> =>
    observed(watch, 'out', `ledger ${what}`, () => askWithin(what, reference, run));

  const askWithin = async <T>(
    what: string,
    reference: string,
    run: () => Promise<T>,
  ): Promise<T> => {
    try {
      return await within(clock, milliseconds, run);
    } catch (error) {
      throw unavailable(
        log,
        { what, reference, ledger: ledger.name, reason: String(error) },
        error,
      );
    }
  };

  const readEntry = async (reference: string): Promise<Known & { readonly version: number }> => {
    const { now, entry } = await ask('read', reference, () => ledger.read(reference));
    const record = entry && readRecord(entry.record, reference);
    const isSound = Number.isFinite(now) && (!entry || (record && Number.isInteger(entry.version)));
    if (!isSound) {
      const reason = 'The entry is no record that this version understands';
      throw unavailable(log, { what: 'read', reference, ledger: ledger.name, reason });
    }
    return { now, version: entry?.version ?? 0, ...(record && { record }) };
  };

  const write = (record: OrderRecord, expected: number): Promise<boolean> => {
    const due = dueAt(record);
    const keys = secondKeys(record);
    return ask('write', record.reference, () =>
      ledger.write({ record, expected, keys, ...(due !== undefined && { dueAt: due }) }),
    );
  };

  return {
    read: readEntry,

    async change(reference, change) {
      let hasFailed = false;
      for (let races = 0; races < MOST_RACES; races += 1) {
        const { now, version, record } = await readEntry(reference);
        const next = change(record, now);
        if (!next || next === record) return { now, ...(record && { record }) };
        try {
          if (await write(next, version)) {
            for (const listener of listeners.get(reference) ?? []) listener();
            return { now, record: next };
          }
        } catch (error) {
          // It may have been written: the next round sees, and has nothing to do then.
          if (hasFailed) throw error;
          hasFailed = true;
        }
      }
      const reason = 'Other machines were quicker each time';
      throw unavailable(log, { what: 'write', reference, ledger: ledger.name, reason });
    },

    for: (request) => recordsOver(ledger, clock, milliseconds, listeners, request),

    find: (system, id) => ask('find', id, () => ledger.find(secondKey(system, id))),
    due: (limit) => ask('due', '', () => ledger.due(limit)),

    changed(reference, wait) {
      return new Promise((resolve) => {
        const own = listeners.get(reference) ?? new Set();
        listeners.set(reference, own);
        const done = () => {
          cancel();
          own.delete(done);
          if (own.size === 0 && listeners.get(reference) === own) listeners.delete(reference);
          resolve();
        };
        const cancel = clock.after(wait, done);
        own.add(done);
      });
    },
  };
}

function unavailable(log: Log, fields: Readonly<Record<string, string>>, cause?: unknown) {
  log('error', 'klarna-checkout-element: the ledger does not answer', fields);
  return problem('ledger_unavailable', {
    detail: 'The ledger of this shop does not answer; nothing was sent',
    retryAfter: 2,
    ...(cause !== undefined && { cause }),
  });
}
