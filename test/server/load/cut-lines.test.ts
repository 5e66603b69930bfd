/** Every line of a purchase is cut once, there and back: to the ledger and to Klarna, over each real ledger. */
import assert from 'node:assert/strict';
import { after, before, describe, it, type TestContext } from 'node:test';
import { Redis } from 'ioredis';
import pg from 'pg';
import {
  klarnaPayments,
  type OrderLedger,
  postgresLedger,
  postgresLedgerMigration,
  redisLedger,
} from '../../../src/server/index.js';
import { type CuttingProxy, cuttingProxy, type Way } from '../support/cutting-proxy.js';
import {
  type Database,
  missing,
  startPgBouncer,
  startPostgres,
  startRedis,
} from '../support/databases.js';
import { type FakeKlarna, openKlarna, PASSWORD, USERNAME } from '../support/klarna.js';
import { json, makeOrder, openShop, TestBrowser } from '../support/shop.js';

interface Running {
  /** Behind this port is the ledger. */
  readonly port: number;
  stop(): Promise<void>;
}

interface Kind {
  readonly needs: readonly Parameters<typeof missing>[0][];
  /** What a question to the ledger looks like on the wire. */
  readonly question: RegExp;
  start(): Promise<Running>;
  open(port: number): { readonly ledger: OrderLedger; readonly close: () => unknown };
}

async function startMigrated(): Promise<Database> {
  const database = await startPostgres();
  const { host, user, database: name } = POSTGRES;
  const client = new pg.Client({ host, user, database: name, port: database.port });
  await client.connect();
  await client.query(postgresLedgerMigration());
  await client.end();
  return database;
}

const POSTGRES = { host: '127.0.0.1', user: 'shop', database: 'postgres' } as const;

function openPool(port: number) {
  const pool = new pg.Pool({ ...POSTGRES, port });
  // A connection that is cut while nobody uses it.
  pool.on('error', () => undefined);
  return { ledger: postgresLedger(pool), close: () => pool.end() };
}

const KINDS: Readonly<Record<string, Kind>> = {
  PostgreSQL: {
    needs: ['postgres'],
    question: /klarna_checkout_orders/,
    start: startMigrated,
    open: openPool,
  },
  'PostgreSQL behind PgBouncer': {
    needs: ['postgres', 'pgbouncer'],
    question: /klarna_checkout_orders/,
    async start() {
      const database = await startMigrated();
      const bouncer = await startPgBouncer(database.port);
      return {
        port: bouncer.port,
        async stop() {
          await bouncer.stop();
          await database.stop();
        },
      };
    },
    open: openPool,
  },
  Redis: {
    needs: ['redis'],
    question: /klarna-checkout/,
    start: () => startRedis(),
    open(port) {
      const client = new Redis({ port, host: '127.0.0.1' });
      client.on('error', () => undefined);
      return { ledger: redisLedger(client), close: () => client.disconnect() };
    },
  },
};

const moment = () => new Promise((resolve) => setTimeout(resolve, 20));

for (const [name, kind] of Object.entries(KINDS)) {
  const { question } = kind;
  const skip = kind.needs.map(missing).find(Boolean) ?? false;
  describe(`a purchase whose lines are cut, over ${name}`, { skip }, () => {
    let running: Running;
    let klarna: FakeKlarna;
    let toLedger: CuttingProxy;
    let toKlarna: CuttingProxy;
    let ledger: ReturnType<Kind['open']>;
    let purchases = 0;

    before(async () => {
      running = await kind.start();
      klarna = await openKlarna();
      toLedger = await cuttingProxy(running.port);
      toKlarna = await cuttingProxy(Number(new URL(klarna.url).port));
      ledger = kind.open(toLedger.port);
    });
    after(async () => {
      await ledger.close();
      await Promise.all([toLedger.close(), toKlarna.close()]);
      await klarna[Symbol.asyncDispose]();
      await running.stop();
    });

    /** Buys until the shop has the order, as the element and `reconcile` would. */
    async function buy(): Promise<void> {
      purchases += 1;
      const reference = `order-${name}-${purchases}`;
      const token = `token-${purchases}`;
      const shop = openShop({
        gateway: klarnaPayments({
          region: 'eu',
          environment: 'playground',
          username: USERNAME,
          password: PASSWORD,
          apiUrl: `http://127.0.0.1:${toKlarna.port}`,
        }),
        ledger: ledger.ledger,
        resolveOrder: () => makeOrder({ reference }),
        // A machine that does not hear that it may tell the shop leaves it to the next after this time.
        limits: { shopMilliseconds: 200 },
      });
      const browser = new TestBrowser(shop.handler);
      const ordersBefore = klarna.orders.size;
      let isApproved = false;
      // An order of before, whose telling was cut, may be told to this shop as well.
      const isTold = () => shop.placed.some(({ order }) => order.reference === reference);
      for (let tries = 0; !isTold(); tries += 1) {
        assert.ok(tries < 500, `no end of ${reference}:\n${shop.log.join('\n')}`);
        const session = await json(await browser.session());
        if (session['order'] !== undefined) {
          await shop.handler.reconcile().catch(() => undefined);
          await moment();
          continue;
        }
        if (session['client_token'] === undefined) continue;
        if (!isApproved) klarna.authorize(token);
        isApproved = true;
        const answer = await json(await browser.order(token));
        const { status, action } = answer;
        assert.ok(
          // Pending: Klarna's answer was lost, and its session says that there is an order.
          status === 'completed' ||
            status === 'pending' ||
            action === 'retry' ||
            action === 'contact',
          JSON.stringify(answer),
        );
      }
      assert.equal(klarna.orders.size - ordersBefore, 1);
    }

    async function cutEach(t: TestContext, proxy: CuttingProxy, way: Way, matches: RegExp) {
      let nth = 1;
      for (; nth === 1 || proxy.isCut(); nth += 1) {
        proxy.cut(way, nth, matches);
        await buy();
      }
      t.diagnostic(`${nth - 2} lines cut`);
      assert.ok(nth > 3, 'Nothing was cut');
    }

    for (const way of ['there', 'back'] as const) {
      it(`is placed once and told when a line to the ledger is cut on the way ${way}`, (t) =>
        cutEach(t, toLedger, way, question));

      it(`is placed once and told when a line to Klarna is cut on the way ${way}`, (t) =>
        cutEach(t, toKlarna, way, /^(GET|POST|DELETE) /));
    }
  });
}
