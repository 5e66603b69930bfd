/** Two endpoints of one shop, each over a payment system of its own, with one ledger. */
import assert from 'node:assert/strict';
import { it } from 'node:test';
import { memoryLedger, problem, simulated } from '../../../src/server/index.js';
import { gatewayWith, makeOrder, openShop, TestBrowser } from '../support/shop.js';

/** More than one run looks at. */
const FOREIGN = 120;
const MINUTE = 60_000;

it('an endpoint reaches its own order behind those that only another endpoint can look up', async () => {
  let time = 1_000_000;
  const now = () => time;
  const ledger = memoryLedger({ now });
  const lose = () => Promise.reject(problem('outcome_unknown', { detail: 'cut' }));
  const other = openShop({
    ledger,
    now,
    gateway: { ...gatewayWith({ placeOrder: lose }), system: 'other' },
  });
  for (let number = 0; number < FOREIGN; number += 1) {
    other.identity = `cart-${number}`;
    other.order = makeOrder({ reference: `foreign-${number}` });
    const browser = new TestBrowser(other.handler);
    await browser.session();
    await browser.order(`token-${number}`);
  }
  let isFound = false;
  const own = openShop({
    ledger,
    now,
    gateway: {
      ...simulated(),
      placeOrder: lose,
      readAttempt: () =>
        Promise.resolve(
          isFound
            ? { status: 'placed', placed: { status: 'completed', order_id: '1', upstream: {} } }
            : { status: 'unknown' },
        ),
    },
  });
  own.order = makeOrder({ reference: 'own' });
  const browser = new TestBrowser(own.handler);
  await browser.session();
  await browser.order('own-token');
  assert.equal(own.placed.length, 0);

  isFound = true;
  // As often as a server does it by itself.
  for (let runs = 0; runs < 3; runs += 1) {
    time += MINUTE / 2;
    await own.handler.reconcile();
  }
  assert.deepEqual(
    own.placed.map(({ order }) => order.reference),
    ['own'],
  );
});
