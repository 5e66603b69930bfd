/** A ledger in the memory of one process, for `simulated()` and for tests. Not for production. */
import type { LedgerChange, LedgerEntry, OrderLedger } from './ledger.js';
import type { OrderRecord } from './record.js';

interface Row {
  readonly version: number;
  /** As text, so that two callers never share one mutable record. */
  readonly text: string;
  readonly keys: readonly string[];
  readonly dueAt: number | undefined;
}

/**
 * Its records are lost when the process ends, and are not shared with other machines.
 *
 * @param options.now Milliseconds since 1970; default `Date.now`.
 */
export function memoryLedger(options: { readonly now?: () => number } = {}): OrderLedger {
  const { now = Date.now } = options;
  const rows = new Map<string, Row>();

  const write = ({ record, expected, keys, dueAt }: LedgerChange): boolean => {
    const version = rows.get(record.reference)?.version ?? 0;
    if (version !== expected) return false;
    rows.set(record.reference, {
      version: version + 1,
      text: JSON.stringify(record),
      keys,
      dueAt,
    });
    return true;
  };

  return {
    name: 'memory',
    read(reference) {
      const row = rows.get(reference);
      return Promise.resolve({ now: now(), ...(row && { entry: entryOf(row) }) });
    },
    write: (change) => Promise.resolve(write(change)),
    find: (key) =>
      Promise.resolve(
        [...rows].flatMap(([reference, { keys }]) => (keys.includes(key) ? [reference] : [])),
      ),
    due(limit) {
      const time = now();
      const due = [...rows]
        .flatMap(([reference, { dueAt }]) =>
          dueAt !== undefined && dueAt <= time ? [{ reference, dueAt }] : [],
        )
        .sort((one, other) => one.dueAt - other.dueAt);
      return Promise.resolve(due.slice(0, limit).map(({ reference }) => reference));
    },
  };
}

const entryOf = ({ version, text }: Row): LedgerEntry => ({
  version,
  record: JSON.parse(text) as OrderRecord,
});
