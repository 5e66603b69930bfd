/** A machine that is killed in the middle of an order, and another that goes on with the same ledger. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import pg from 'pg';
import { postgresLedgerMigration } from '../../../src/server/index.js';
import { type Database, missing, startPostgres, startRedis } from '../support/databases.js';
import { openKlarna } from '../support/klarna.js';
import { json, TestBrowser } from '../support/shop.js';
import { type ShopProcess, startShop } from './processes.js';

const KEYS = ['the-key-of-the-shop-has-more-than-32-bytes'];

class Shopper extends TestBrowser {
  /** Where the next request goes. */
  at: ShopProcess;

  constructor(at: ShopProcess) {
    super((request) => {
      const { pathname } = new URL(request.url);
      return fetch(new Request(this.at.url + pathname.replace('/klarna', ''), request));
    });
    this.at = at;
  }

  override post(path: string, body: unknown, headers: Record<string, string> = {}) {
    return super.post(path, body, { 'X-Cart': 'cart-9', ...headers });
  }
}

async function startMigrated(): Promise<Database> {
  const database = await startPostgres();
  const client = new pg.Client({
    host: '127.0.0.1',
    port: database.port,
    user: 'shop',
    database: 'postgres',
  });
  await client.connect();
  await client.query(postgresLedgerMigration());
  await client.end();
  return database;
}

const LEDGERS = {
  postgres: { start: startMigrated, settings: (port: number) => ({ postgresPort: port }) },
  redis: { start: () => startRedis(), settings: (port: number) => ({ redisPort: port }) },
} as const;

for (const name of ['postgres', 'redis'] as const) {
  describe(`a machine that is killed in mid-order, over ${name}`, { skip: missing(name) }, () => {
    let database: Database;
    before(async () => {
      database = await LEDGERS[name].start();
    });
    after(() => database.stop());

    it('leaves nothing that is sold twice, and the other machine tells the shop', async () => {
      await using klarna = await openKlarna();
      const settings = {
        keys: KEYS,
        klarnaUrl: klarna.url,
        orderMilliseconds: 1_000,
        ...LEDGERS[name].settings(database.port),
      };
      const [one, other] = await Promise.all([startShop(settings), startShop(settings)]);
      const shopper = new Shopper(one);
      const { session_id } = await json(await shopper.session());
      const session = klarna.authorize('token-9');
      const reached = new Promise<void>((resolve) => {
        klarna.intercept(/POST .*\/order$/, () => {
          // Klarna takes the order; its answer finds nobody.
          session.complete = true;
          resolve();
        });
      });
      const pressed = shopper.order('token-9').catch(() => undefined);
      await reached;
      await one.kill();
      await pressed;

      shopper.at = other;
      const seen = new Set<string>();
      const status = async (): Promise<string> => {
        const answer = await json(await shopper.session());
        assert.equal(answer['client_token'], undefined);
        return (answer['order'] as { status: string }).status;
      };
      // The dead machine might only be slow: its silence ends after the limit of its call.
      for (let last = await status(); last !== 'pending'; last = await status()) {
        seen.add(last);
        await new Promise((resolve) => setTimeout(resolve, 250));
      }
      assert.deepEqual([...seen], ['unknown']);
      assert.equal(klarna.seen.filter(({ path }) => path.endsWith('/order')).length, 1);
      // It is told beside the answer.
      while (other.placed.length === 0) await new Promise((resolve) => setTimeout(resolve, 20));
      assert.deepEqual(other.placed, ['order-of-cart-9']);
      assert.equal(session.id, session_id);
      await other.stop();
    });
  });
}
