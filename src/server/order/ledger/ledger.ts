/**
 * The ledger: one small record for each order, shared by all machines, by which no order is charged
 * twice and none is forgotten.
 *
 * It stores records and compares versions; it does not interpret them. Implementations: `postgresLedger`,
 * `redisLedger`, `memoryLedger`. `checkLedger` tests one of the shop's own.
 */
import type { OrderRecord } from './record.js';

export interface OrderLedger {
  /** Name for log lines, such as `postgres`. */
  readonly name: string;

  /** Returns the newest entry under this reference, with every earlier `write` of any machine included. */
  read(reference: string): Promise<LedgerReading>;

  /**
   * Writes the record in one atomic compare-and-set: only if its entry still has the version
   * `change.expected`, which then grows by one. Resolves with `false` when it has another. Rejects when it is
   * unknown whether the record was written.
   */
  write(change: LedgerChange): Promise<boolean>;

  /** Returns the references of all records that were last written with this key. */
  find(key: string): Promise<readonly string[]>;

  /** Returns the references of records whose `dueAt` has come, earliest first, at most `limit`. */
  due(limit: number): Promise<readonly string[]>;

  /** Returns settings of the store that may lose or repeat a write, each as a sentence. Called once at the start. */
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
  /** The record as it was written; the caller checks its shape. */
  readonly record: unknown;
}

export interface LedgerChange {
  readonly record: OrderRecord;
  /** Version of the entry that this change was made from; 0 when there was none. */
  readonly expected: number;
  /** Keys under which `find` finds the record. */
  readonly keys: readonly string[];
  /** When the record needs work next, in the ledger's time; absent when it needs none. */
  readonly dueAt?: number;
}
