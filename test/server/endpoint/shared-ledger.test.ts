/** Two endpoints of one shop, each over a payment system of its own, with one ledger. */
import assert from 'node:assert/strict';
import { it, mock } from 'node:test';
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

it('an endpoint that no shopper calls tells the shop of another machine’s order, once it was asked to', async () => {
  mock.timers.enable({ apis: ['setTimeout'] });
  try {
    let time = 1_000_000;
    const now = () => time;
    const ledger = memoryLedger({ now });
    let hear: (reference: string) => void = () => undefined;
    const told = new Promise<string>((resolve) => (hear = resolve));
    const idle = openShop({ ledger, now, onPlaced: ({ reference }) => hear(reference) });
    await idle.handler.reconcile();
    const onPlaced = () => Promise.reject(new Error('stopped'));
    const browser = new TestBrowser(openShop({ ledger, now, onPlaced }).handler);
    await browser.session();
    assert.equal((await browser.order()).status, 200);
    time += 2 * MINUTE;
    mock.timers.tick(MINUTE / 2);
    assert.equal(await told, 'order-1');
  } finally {
    mock.timers.reset();
  }
});
