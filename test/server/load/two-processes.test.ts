/** Two machines behind one address, which share nothing but the keys and the ledger. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { openKlarna } from '../support/klarna.js';
import { json, SESSION_BODY, TestBrowser } from '../support/shop.js';
import { type Database, missing, startRedis } from '../support/databases.js';
import { type ShopProcess, startShop } from './processes.js';

const OLD = 'the-old-key-of-the-shop-has-32-bytes-!';
const NEW = 'the-new-key-of-the-shop-has-32-bytes-!';

/** A browser whose requests go to whichever machine is next. */
class Shopper extends TestBrowser {
  readonly #cart: string;

  constructor(cart: string, next: () => ShopProcess) {
    super((request) => {
      const { pathname } = new URL(request.url);
      return fetch(new Request(next().url + pathname.replace('/klarna', ''), request));
    });
    this.#cart = cart;
  }

  override post(path: string, body: unknown, headers: Record<string, string> = {}) {
    return super.post(path, body, { 'X-Cart': this.#cart, ...headers });
  }
}

async function answerOf(response: Response): Promise<Record<string, unknown>> {
  const body = await json(response);
  assert.ok(response.ok, JSON.stringify(body));
  return body;
}

describe('two processes with the same keys', { skip: missing('redis') }, () => {
  let redis: Database;
  before(async () => {
    redis = await startRedis();
  });
  after(() => redis.stop());

  it('serve one shopper alternately through a whole purchase', async () => {
    await using klarna = await openKlarna();
    const settings = { keys: [OLD], klarnaUrl: klarna.url, redisPort: redis.port };
    const [one, other] = await Promise.all([startShop(settings), startShop(settings)]);
    let turn = 0;
    const shopper = new Shopper('cart-7', () => ((turn += 1) % 2 === 0 ? one : other));

    const session = await answerOf(await shopper.session());
    const again = await answerOf(await shopper.session());
    assert.equal(again['session_id'], session['session_id']);
    const big = { 'X-Cart-Size': 'big' };
    assert.deepEqual(
      (await answerOf(await shopper.post('session/update', SESSION_BODY, big)))['reload'],
      'load',
    );
    assert.equal(
      (await answerOf(await shopper.post('session', SESSION_BODY, big)))['session_id'],
      session['session_id'],
    );
    klarna.authorize('token-7');
    const order = { authorization_token: 'token-7' };
    const headers = { ...big, 'Idempotency-Key': 'key-7' };
    // A double press, one on each machine.
    const [first, second] = await Promise.all([
      shopper.post('order', order, headers),
      shopper.post('order', order, headers),
    ]);
    const answers = [await answerOf(first), await answerOf(second)];
    for (const answer of answers) assert.equal(answer['status'], 'completed');
    const repeated = await answerOf(await shopper.post('order', order, headers));
    assert.equal(repeated['status'], 'completed');
    assert.equal(klarna.orders.size, 1, 'One order, whoever asked for it');
    const told = new Set([...one.placed, ...other.placed]);
    assert.deepEqual([...told], ['order-of-cart-7']);
    assert.deepEqual(klarna.faults, []);
    await Promise.all([one.stop(), other.stop()]);
  });

  it('lose nothing when the key is changed in the middle of a purchase', async () => {
    await using klarna = await openKlarna();
    const start = (...keys: string[]) =>
      startShop({ keys, klarnaUrl: klarna.url, redisPort: redis.port });
    let [one, other] = await Promise.all([start(OLD), start(OLD)]);
    let turn = 0;
    const shopper = new Shopper('cart-8', () => ((turn += 1) % 2 === 0 ? one : other));
    const { session_id } = await answerOf(await shopper.session());
    const sameSession = async () => {
      for (let visit = 0; visit < 2; visit += 1) {
        assert.equal((await answerOf(await shopper.session()))['session_id'], session_id);
      }
    };
    /** Each step of a rotation, one machine after the other, with a visit to both in between. */
    for (const keys of [
      [OLD, NEW],
      [NEW, OLD],
    ]) {
      await one.stop();
      one = await start(...keys);
      await sameSession();
      await other.stop();
      other = await start(...keys);
      await sameSession();
    }
    // Sealed anew on the way, so that the old key can go.
    await Promise.all([one.stop(), other.stop()]);
    [one, other] = await Promise.all([start(NEW), start(NEW)]);
    await sameSession();
    klarna.authorize('token-8');
    const answer = await answerOf(await shopper.order('token-8'));
    assert.equal(answer['status'], 'completed');
    assert.equal(klarna.sessions.size, 1);
    assert.equal(klarna.orders.size, 1);
    await Promise.all([one.stop(), other.stop()]);
  });
});
