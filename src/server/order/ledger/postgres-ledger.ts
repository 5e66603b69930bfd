/**
 * The ledger in PostgreSQL, over the shop's own pool. Each call is one statement outside any transaction, so
 * that it works through PgBouncer in transaction mode; nothing is prepared by name.
 */
import type { OrderLedger } from './ledger.js';
import { parseJson } from './parse-json.js';

/** What is used of a `pg` `Pool`; any client of that shape does. */
export interface PostgresPool {
  query(
    text: string,
    values: unknown[],
  ): Promise<{ readonly rows: readonly unknown[]; readonly rowCount?: number | null }>;
}

export interface PostgresLedgerOptions {
  /** Name of the table, with its schema where needed; default `klarna_checkout_orders`. */
  readonly table?: string;
}

const DEFAULT_TABLE = 'klarna_checkout_orders';

/**
 * Keeps its records for ever in one table, which {@link postgresLedgerMigration} describes.
 *
 * The pool must reach the primary server: a replica knows too late what was written.
 *
 * @throws RangeError for a table name that is none.
 */
export function postgresLedger(
  pool: PostgresPool,
  { table = DEFAULT_TABLE }: PostgresLedgerOptions = {},
): OrderLedger {
  checkTable(table);
  const query = async (text: string, ...values: unknown[]) =>
    (await pool.query(text, values)).rows as readonly Readonly<Record<string, unknown>>[];

  return {
    name: 'postgres',

    async read(reference) {
      const [row] = await query(
        `SELECT ${MILLISECONDS} AS now, known.version, known.record::text AS record
           FROM (SELECT 1) AS one LEFT JOIN ${table} AS known ON known.reference = $1`,
        reference,
      );
      const now = Number(row?.['now']);
      const version = row?.['version'];
      if (version === null || version === undefined) return { now };
      return { now, entry: { version: Number(version), record: parseJson(row?.['record']) } };
    },

    async write({ record, expected, keys, dueAt }) {
      const text = JSON.stringify(record);
      const due = dueAt === undefined ? null : new Date(Math.ceil(dueAt)).toISOString();
      const rows = await (
        expected === 0
          ? query(
              `INSERT INTO ${table} (reference, version, record, keys, due_at)
               VALUES ($1, 1, $2::jsonb, $3::text[], $4::timestamptz)
               ON CONFLICT (reference) DO NOTHING RETURNING version`,
              record.reference,
              text,
              keys,
              due,
            )
          : query(
              `UPDATE ${table}
                  SET version = version + 1, record = $2::jsonb, keys = $3::text[],
                      due_at = $4::timestamptz, updated_at = clock_timestamp()
                WHERE reference = $1 AND version = $5 RETURNING version`,
              record.reference,
              text,
              keys,
              due,
              expected,
            )
      ).catch((error: unknown) => {
        if (isLostRace(error)) return [];
        throw error;
      });
      return rows.length === 1;
    },

    async find(key) {
      const rows = await query(
        `SELECT reference FROM ${table} WHERE keys @> ARRAY[$1]::text[]`,
        key,
      );
      return rows.map(({ reference }) => String(reference));
    },

    async due(limit) {
      const rows = await query(
        `SELECT reference FROM ${table}
          WHERE due_at <= clock_timestamp() ORDER BY due_at LIMIT $1`,
        limit,
      );
      return rows.map(({ reference }) => String(reference));
    },

    async warnings() {
      const [row] = await query(
        `SELECT current_setting('synchronous_commit') AS synchronous_commit,
                current_setting('fsync') AS fsync, pg_is_in_recovery() AS replica`,
      );
      return [
        ...(row?.['synchronous_commit'] === 'off'
          ? ['synchronous_commit is off: a crash of the server may forget an attempt; set it to on']
          : []),
        ...(row?.['fsync'] === 'off'
          ? ['fsync is off: a crash of the server may forget an attempt; set it to on']
          : []),
        ...(row?.['replica'] === true
          ? ['the pool reaches a replica; the ledger needs the primary server']
          : []),
      ];
    },
  };
}

/** A stricter isolation level than the default turns a lost comparison into an error; nothing was written. */
const isLostRace = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === '40001';

const MILLISECONDS = '(extract(epoch FROM clock_timestamp()) * 1000)::bigint';

/** The statements that make the table, for the shop's own migrations; they may run again. */
export function postgresLedgerMigration({
  table = DEFAULT_TABLE,
}: PostgresLedgerOptions = {}): string {
  checkTable(table);
  const name = table.slice(table.lastIndexOf('.') + 1).replaceAll('"', '');
  return `CREATE TABLE IF NOT EXISTS ${table} (
  reference  text        PRIMARY KEY,
  version    integer     NOT NULL,
  record     jsonb       NOT NULL,
  keys       text[]      NOT NULL,
  due_at     timestamptz,
  created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  updated_at timestamptz NOT NULL DEFAULT clock_timestamp()
);
CREATE INDEX IF NOT EXISTS ${name}_keys ON ${table} USING gin (keys);
CREATE INDEX IF NOT EXISTS ${name}_due ON ${table} (due_at) WHERE due_at IS NOT NULL;
`;
}

/** It stands in statements as it is. */
function checkTable(table: string): void {
  if (!/^(?:[a-z_][a-z0-9_]*\.)?[a-z_][a-z0-9_]*$/.test(table)) {
    throw new RangeError(
      'postgresLedger: table is a name of small letters, digits and _, such as shop.klarna_orders',
    );
  }
}
