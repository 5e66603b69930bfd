/** Every ledger of the package against the rules that all of them keep, on the real servers. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { Redis } from 'ioredis';
import pg from 'pg';
import { createClient } from 'redis';
import {
  checkLedger,
  type LedgerChange,
  memoryLedger,
  type OrderLedger,
  postgresLedger,
  postgresLedgerMigration,
  redisLedger,
} from '../../../src/server/index.js';
import {
  type Database,
  missing,
  startPgBouncer,
  startPostgres,
  startRedis,
} from '../support/databases.js';

const conforms = async (...machines: [OrderLedger, ...OrderLedger[]]): Promise<void> => {
  const broken = (await checkLedger(...machines)).filter(({ holds }) => !holds);
  assert.deepEqual(broken, []);
};

describe('memoryLedger', () => {
  it('keeps every rule of a ledger', () => conforms(memoryLedger()));
});

describe('postgresLedger', { skip: missing('postgres') }, () => {
  let database: Database;
  const pools: pg.Pool[] = [];
  const connect = (options: pg.PoolConfig = {}): pg.Pool => {
    const pool = new pg.Pool({
      host: '127.0.0.1',
      port: database.port,
      user: 'shop',
      database: 'postgres',
      max: 5,
      ...options,
    });
    // The server that ends may be quicker than a connection that closes.
    pool.on('error', () => undefined);
    pools.push(pool);
    return pool;
  };
  before(async () => {
    database = await startPostgres();
    await connect().query(postgresLedgerMigration());
  });
  after(async () => {
    for (const pool of pools) await pool.end();
    await database.stop();
  });

  it('keeps every rule of a ledger when two machines share the table', () =>
    conforms(postgresLedger(connect()), postgresLedger(connect())));

  it('keeps every rule when the server asks for a stricter isolation level', () =>
    conforms(
      postgresLedger(connect({ options: '-c default_transaction_isolation=repeatable\\ read' })),
    ));

  it(
    'keeps every rule through PgBouncer in transaction mode',
    { skip: missing('pgbouncer') },
    async () => {
      const bouncer = await startPgBouncer(database.port);
      try {
        const pool = () => postgresLedger(connect({ port: bouncer.port }));
        await conforms(pool(), pool());
      } finally {
        await bouncer.stop();
      }
    },
  );

  it('takes a table of another name and schema when one is given', async () => {
    const pool = connect();
    const table = 'accounts.klarna_orders';
    await pool.query('CREATE SCHEMA accounts');
    await pool.query(postgresLedgerMigration({ table }));
    // As a deployment does that runs its migrations again.
    await pool.query(postgresLedgerMigration({ table }));
    await conforms(postgresLedger(pool, { table }));
  });

  it('refuses a table name that is no plain name', () => {
    for (const table of ['orders; DROP TABLE users', 'a.b.c', 'Orders', '', '"x"']) {
      assert.throws(() => postgresLedger(connect(), { table }), /postgresLedger: table/);
    }
  });

  it('holds no connection between two calls', async () => {
    const pool = connect({ max: 1 });
    const ledger = postgresLedger(pool);
    await ledger.read('somebody');
    assert.deepEqual([pool.totalCount, pool.idleCount, pool.waitingCount], [1, 1, 0]);
  });

  it('warns when commits do not wait for the disk', async () => {
    const careless = postgresLedger(connect({ options: '-c synchronous_commit=off' }));
    assert.match((await careless.warnings?.())?.join() ?? '', /synchronous_commit is off/);
    const careful = postgresLedger(connect());
    assert.deepEqual(await careful.warnings?.(), []);
  });
});

describe('redisLedger', { skip: missing('redis') }, () => {
  let database: Database;
  let careless: Database;
  const closing: (() => unknown)[] = [];
  const overIoRedis = (port = database.port): OrderLedger => {
    const client = new Redis({ port, host: '127.0.0.1' });
    closing.push(() => client.disconnect());
    return redisLedger(client);
  };
  const overRedis = async (
    options: Parameters<typeof createClient>[0] = {},
  ): Promise<OrderLedger> => {
    const client = createClient({
      socket: { port: database.port, host: '127.0.0.1' },
      ...options,
    });
    await client.connect();
    closing.push(() => client.destroy());
    return redisLedger(client);
  };
  before(async () => {
    database = await startRedis();
    careless = await startRedis({ appendfsync: 'everysec', 'maxmemory-policy': 'allkeys-lru' });
  });
  after(async () => {
    for (const close of closing) close();
    await Promise.all([database.stop(), careless.stop()]);
  });

  it('keeps every rule of a ledger over ioredis', () => conforms(overIoRedis(), overIoRedis()));

  it('keeps every rule of a ledger over redis', async () =>
    conforms(await overRedis(), await overRedis(), overIoRedis()));

  it('keeps every rule of a ledger over redis with the newer protocol', async () =>
    conforms(await overRedis({ RESP: 3, socket: { port: database.port, host: '127.0.0.1' } })));

  it('lets a record go 180 days after its last change, but none that is open', async () => {
    const client = new Redis({ port: database.port, host: '127.0.0.1' });
    closing.push(() => client.disconnect());
    const ledger = redisLedger(client, { prefix: 'ages' });
    const record = { schema: 1, reference: 'old', revision: 0, attempts: [] } as const;
    await ledger.write({ record, expected: 0, keys: ['klarna:old'], dueAt: 1 });
    const ttl = () =>
      Promise.all(['order:old', 'key:klarna:old'].map((key) => client.ttl(`{ages}:${key}`)));
    assert.deepEqual(await ttl(), [-1, -1]);
    await ledger.write({ record, expected: 1, keys: ['klarna:old'] });
    for (const seconds of await ttl()) assert.ok(seconds > 179 * 86_400, String(seconds));
  });

  it('warns of every setting that may forget an attempt', async () => {
    const warnings = (await overIoRedis(careless.port).warnings?.()) ?? [];
    assert.match(warnings.join('\n'), /appendfsync is everysec/);
    assert.match(warnings.join('\n'), /maxmemory-policy is allkeys-lru/);
    assert.deepEqual(await overIoRedis().warnings?.(), []);
    assert.deepEqual(await (await overRedis()).warnings?.(), []);
  });

  it('reads a text that was cut as an entry without a record', async () => {
    const client = new Redis({ port: database.port, host: '127.0.0.1' });
    closing.push(() => client.disconnect());
    await client.hset('{klarna-checkout}:order:cut', { version: '3', record: '{"schema":1,"ref' });
    const { entry } = await redisLedger(client).read('cut');
    assert.deepEqual(entry, { version: 3, record: undefined });
  });
});

describe('checkLedger', () => {
  const broken = (changes: (ledger: OrderLedger) => Partial<OrderLedger>): OrderLedger => {
    const ledger = memoryLedger();
    return { ...ledger, ...changes(ledger) };
  };
  const brokenRules = async (ledger: OrderLedger): Promise<number> =>
    (await checkLedger(ledger)).filter(({ holds }) => !holds).length;

  const versionOf = async (ledger: OrderLedger, { record }: LedgerChange): Promise<number> =>
    (await ledger.read(record.reference)).entry?.version ?? 0;
  const overwrite = async (ledger: OrderLedger, change: LedgerChange): Promise<true> => {
    while (!(await ledger.write({ ...change, expected: await versionOf(ledger, change) })));
    return true;
  };

  it('finds a ledger that compares no versions', async () => {
    const careless = broken((ledger) => ({ write: (change) => overwrite(ledger, change) }));
    assert.ok((await brokenRules(careless)) >= 4);
  });

  it('finds a ledger that reads first and writes later', async () => {
    const racing = broken((ledger) => ({
      write: async (change) => {
        if ((await versionOf(ledger, change)) !== change.expected) return false;
        return overwrite(ledger, change);
      },
    }));
    assert.ok((await brokenRules(racing)) >= 2);
  });

  it('finds a ledger that loses keys, due times or its clock', async () => {
    assert.ok((await brokenRules(broken(() => ({ find: () => Promise.resolve([]) })))) >= 1);
    assert.ok((await brokenRules(broken(() => ({ due: () => Promise.resolve([]) })))) >= 1);
    const seconds = broken((ledger) => ({
      read: async (reference) => ({ ...(await ledger.read(reference)), now: 1_700_000_000 }),
    }));
    assert.ok((await brokenRules(seconds)) >= 1);
  });

  it('reports a ledger that throws instead of throwing itself', async () => {
    const down = broken(() => ({ read: () => Promise.reject(new Error('down')) }));
    const findings = await checkLedger(down);
    assert.match(findings[0]?.detail ?? '', /down/);
  });
});
