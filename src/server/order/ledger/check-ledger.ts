/**
 * The rules that every ledger keeps, tried on a running one. For the tests of a shop that has written its own:
 * it leaves a few records behind, so it belongs over a database for tests.
 */
import type { LedgerChange, OrderLedger } from './ledger.js';
import { type OrderRecord, RECORD_SCHEMA } from './record.js';

export interface LedgerFinding {
  /** What was tried, as a sentence. */
  readonly rule: string;
  readonly holds: boolean;
  /** What happened instead, where it does not hold. */
  readonly detail?: string;
}

type Trial = (ledger: OrderLedger, reference: string) => Promise<string | undefined>;

/**
 * Tries each rule once.
 *
 * @param others Further ledgers over the same store, as other machines would have them; they take part where
 * several write at once.
 */
export async function checkLedger(
  ledger: OrderLedger,
  ...others: readonly OrderLedger[]
): Promise<readonly LedgerFinding[]> {
  const findings: LedgerFinding[] = [];
  const run = `check-${crypto.randomUUID()}`;
  const machines = [ledger, ...others];
  for (const [index, [rule, trial]] of Object.entries(trialsOf(machines)).entries()) {
    const detail = await trial(ledger, `${run}-${index}`).catch(
      (error: unknown) => `it threw: ${String(error)}`,
    );
    findings.push({ rule, holds: detail === undefined, ...(detail !== undefined && { detail }) });
  }
  return findings;
}

const recordOf = (reference: string, revision = 0, name = 'Shoe'): OrderRecord => ({
  schema: RECORD_SCHEMA,
  reference,
  revision,
  attempts: [
    {
      number: 1,
      nonce: 'nonce',
      system: 'check',
      reference,
      session: { id: 'session', data: {} },
      tokenHash: 'hash',
      digest: 'digest',
      order: {
        reference,
        country: 'DE',
        currency: 'EUR',
        locale: 'de-DE',
        amount: 9_007_199_254_740_991,
        taxAmount: 0,
        lines: [
          {
            type: 'physical',
            name,
            quantity: 1,
            unitPrice: 9_007_199_254_740_991,
            taxRate: 0,
            total: 9_007_199_254_740_991,
            taxAmount: 0,
          },
        ],
        urls: { confirmation: 'https://shop.example/thanks', back: 'https://shop.example/' },
      },
      identity: 'sealed',
      startedAt: 1,
      sends: 1,
      outcome: { state: 'sending', silentAt: 2 },
    },
  ],
});

const changeOf = (
  reference: string,
  expected: number,
  changes: Partial<LedgerChange> = {},
): LedgerChange => ({ record: recordOf(reference, expected), expected, keys: [], ...changes });

/** The order of members may differ between stores. */
const sameJson = (one: unknown, other: unknown): boolean => canonical(one) === canonical(other);

function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`;
  if (typeof value !== 'object' || value === null)
    return value === undefined ? 'undefined' : JSON.stringify(value);
  return `{${Object.entries(value)
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([name, member]) => `${JSON.stringify(name)}:${canonical(member)}`)
    .join()}}`;
}

const trialsOf = (machines: readonly OrderLedger[]): Readonly<Record<string, Trial>> => ({
  'read gives no entry and the time for a reference that was never written': async (
    ledger,
    reference,
  ) => {
    const reading = await ledger.read(reference);
    if (reading.entry) return 'there is an entry';
    return Number.isFinite(reading.now) && reading.now > Date.UTC(2020, 0)
      ? undefined
      : `the time is ${reading.now}, not milliseconds since 1970`;
  },

  'read gives back what was written, with version 1': async (ledger, reference) => {
    const name = 'Größe 42 “Schuh” \u{1F45F} \\ \' " \n $1 %s';
    const record = recordOf(reference, 0, name);
    if (!(await ledger.write({ record, expected: 0, keys: [] }))) return 'the write was refused';
    const { entry } = await ledger.read(reference);
    if (entry?.version !== 1) return `the version is ${entry?.version}`;
    return sameJson(entry.record, record) ? undefined : 'the record came back changed';
  },

  'write refuses a second first record': async (ledger, reference) => {
    await ledger.write(changeOf(reference, 0));
    if (await ledger.write(changeOf(reference, 0, { record: recordOf(reference, 7) }))) {
      return 'it was written over the first';
    }
    const { entry } = await ledger.read(reference);
    return sameJson(entry?.record, recordOf(reference, 0)) ? undefined : 'the first is gone';
  },

  'write refuses every version but the newest': async (ledger, reference) => {
    await ledger.write(changeOf(reference, 0));
    if (!(await ledger.write(changeOf(reference, 1)))) return 'the newest was refused';
    if (await ledger.write(changeOf(reference, 1))) return 'an older version was taken';
    if (await ledger.write(changeOf(reference, 3))) return 'a version that never was, was taken';
    const { entry } = await ledger.read(reference);
    return entry?.version === 2 ? undefined : `the version is ${entry?.version}, not 2`;
  },

  'write refuses a change of a record that does not exist': async (ledger, reference) =>
    (await ledger.write(changeOf(reference, 1))) ? 'it was written' : undefined,

  'exactly one of many first writes at once is taken': async (_, reference) => {
    const taken = await manyWrites(machines, (index) =>
      changeOf(reference, 0, { record: recordOf(reference, index) }),
    );
    return taken === 1 ? undefined : `${taken} were taken`;
  },

  'exactly one of many changes at once is taken': async (ledger, reference) => {
    await ledger.write(changeOf(reference, 0));
    const taken = await manyWrites(machines, (index) =>
      changeOf(reference, 1, { record: recordOf(reference, index) }),
    );
    return taken === 1 ? undefined : `${taken} were taken`;
  },

  'no increment is lost when several machines count': async (ledger, reference) => {
    await ledger.write(changeOf(reference, 0, { record: recordOf(reference, 0) }));
    await Promise.all(machines.concat(machines).map((machine) => countTo(machine, reference, 10)));
    const { entry } = await ledger.read(reference);
    const counted = (entry?.record as OrderRecord | undefined)?.revision;
    const wanted = machines.length * 2 * 10;
    return counted === wanted ? undefined : `${wanted} increments came to ${counted}`;
  },

  'find gives every record that was last written with a key': async (ledger, reference) => {
    const other = `${reference}-other`;
    const key = `check:${reference}`;
    await ledger.write(changeOf(reference, 0, { keys: [`${key}-first`] }));
    await ledger.write(changeOf(reference, 1, { keys: [`${key}-first`, key] }));
    await ledger.write(changeOf(other, 0, { keys: [key] }));
    const found = [...(await ledger.find(key))].sort();
    if (!sameJson(found, [reference, other].sort())) return `it gave ${found.join(', ') || 'none'}`;
    const nothing = await ledger.find(`${key}-never`);
    return nothing.length === 0 ? undefined : 'it found a key that was never written';
  },

  'due gives what is due by the ledger’s own time, earliest first, and nothing else': async (
    ledger,
    reference,
  ) => {
    const { now } = await ledger.read(reference);
    // Long ago, so that they stand before everything else that a store may hold.
    const [early, late, future, never] = ['early', 'late', 'future', 'never'].map(
      (name) => `${reference}-${name}`,
    ) as [string, string, string, string];
    await ledger.write(changeOf(late, 0, { dueAt: 2_000 }));
    await ledger.write(changeOf(early, 0, { dueAt: 1_000 }));
    await ledger.write(changeOf(future, 0, { dueAt: now + 3_600_000 }));
    await ledger.write(changeOf(never, 0));
    const due = await ledger.due(1_000);
    const first = await ledger.due(1);
    await ledger.write(changeOf(early, 1));
    await ledger.write(changeOf(late, 1));
    const after = await ledger.due(1_000);
    if (!due.includes(early) || due.indexOf(early) > due.indexOf(late)) return 'the order is wrong';
    if (due.includes(future) || due.includes(never)) return 'it gave what is not due';
    if (first.length !== 1) return `it gave ${first.length} where one was asked for`;
    return after.includes(early) || after.includes(late) ? 'it gave what is done' : undefined;
  },

  'time does not go back from one read to the next': async (ledger, reference) => {
    let before = 0;
    for (let reads = 0; reads < 20; reads += 1) {
      const { now } = await ledger.read(reference);
      if (now < before) return `it went back by ${before - now} milliseconds`;
      before = now;
    }
    return undefined;
  },

  'a record of 200 lines is kept whole': async (ledger, reference) => {
    const base = recordOf(reference);
    const [attempt] = base.attempts;
    if (!attempt) return undefined;
    const lines = Array.from({ length: 200 }, () => attempt.order.lines).flat();
    const record = { ...base, attempts: [{ ...attempt, order: { ...attempt.order, lines } }] };
    await ledger.write({ record, expected: 0, keys: [] });
    const { entry } = await ledger.read(reference);
    return sameJson(entry?.record, record) ? undefined : 'it came back changed';
  },
});

async function manyWrites(
  machines: readonly OrderLedger[],
  change: (index: number) => LedgerChange,
): Promise<number> {
  const writers = Array.from({ length: 20 }, () => machines).flat();
  const writes = writers.map((machine, index) => machine.write(change(index)));
  return (await Promise.all(writes)).filter(Boolean).length;
}

async function countTo(ledger: OrderLedger, reference: string, wanted: number): Promise<void> {
  for (let done = 0; done < wanted;) {
    const { entry } = await ledger.read(reference);
    if (!entry) throw new Error('the record is gone');
    const { revision } = entry.record as OrderRecord;
    const record = recordOf(reference, revision + 1);
    if (await ledger.write({ record, expected: entry.version, keys: [] })) done += 1;
  }
}
