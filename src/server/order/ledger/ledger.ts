/**
 * The ledger: one small record for each order, shared by all machines, by which no order is charged
 * twice and none is forgotten.
 *
 * It stores what it is given and compares versions; what a record means is decided elsewhere. Ready ones:
 * `postgresLedger`, `redisLedger`, `memoryLedger`. A shop's own passes `checkLedger`.
 */
import type { OrderRecord } from './record.js';

export interface OrderLedger {
  /** Name for log lines, such as `postgres`. */
  readonly name: string;

  /** The newest entry under this reference. Reads what every earlier `write` of any machine has written. */
  read(reference: string): Promise<LedgerReading>;

  /**
   * Writes the record in one atomic compare-and-set: only if its entry still has the version
   * `change.expected`, which then grows by one. `false` when it has another. Rejects when it is unknown
   * whether the record was written.
   */
  write(change: LedgerChange): Promise<boolean>;

  /** References of all records that were last written with this key. */
  find(key: string): Promise<readonly string[]>;

  /** References of records whose `dueAt` has come, earliest first, at most `limit`. */
  due(limit: number): Promise<readonly string[]>;

  /** What in the store's settings would break its promises, each a sentence; asked once at the start. */
  warnings?(): Promise<readonly string[]>;
}

export interface LedgerReading {
  /** The ledger's own time in milliseconds since 1970: the machines' clocks may differ. */
  readonly now: number;
  /** Absent when nothing was written under this reference. */
  readonly entry?: LedgerEntry;
}

export interface LedgerEntry {
  /** 1 for the first write. */
  readonly version: number;
  /** The record as it was written. Whoever reads it checks its shape. */
  readonly record: unknown;
}

export interface LedgerChange {
  readonly record: OrderRecord;
  /** Version of the entry that this change was made from; 0 when there was none. */
  readonly expected: number;
  /** By which `find` finds it. */
  readonly keys: readonly string[];
  /** When something is to be done about it, in the ledger's time; absent when nothing is. */
  readonly dueAt?: number;
}
