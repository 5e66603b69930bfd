import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { memoryStore } from '../support/memory-store.js';
import { gatewayWith, json, openShop, TestBrowser } from '../support/shop.js';
import { expectProblem } from '../support/expect.js';

describe('POST order with a store', () => {
  it('repeats the first answer on any machine, and refuses the key with another token', async () => {
    const store = memoryStore();
    let calls = 0;
    const gateway = gatewayWith({
      placeOrder: () =>
        Promise.resolve({ status: 'completed', order_id: `o${++calls}`, upstream: {} }),
    });
    const [one, two] = [openShop({ store, gateway }), openShop({ store, gateway })];
    const browser = new TestBrowser(one.handler);
    await browser.session();
    const elsewhere = new TestBrowser(two.handler);
    const [sealedBefore] = [...browser.cookies];
    elsewhere.cookies.set(...sealedBefore!);

    const first = await json(await browser.order('token-1', 'key-1'));
    assert.deepEqual(await json(await elsewhere.order('token-1', 'key-1')), first);
    assert.equal(calls, 1);
    assert.equal(two.placed.length, 0);

    const third = new TestBrowser(two.handler);
    third.cookies.set(...sealedBefore!);
    const reused = await third.order('token-2', 'key-1');
    await expectProblem(reused, 422, 'idempotency_key_reused', 'contact');
  });

  it('places once for two machines at the same moment', async () => {
    const store = memoryStore();
    let calls = 0;
    const gateway = gatewayWith({
      placeOrder: () => {
        calls += 1;
        return Promise.resolve({ status: 'completed', order_id: 'o', upstream: {} });
      },
    });
    const [one, two] = [openShop({ store, gateway }), openShop({ store, gateway })];
    const browser = new TestBrowser(one.handler);
    await browser.session();
    const elsewhere = new TestBrowser(two.handler);
    elsewhere.cookies.set(...[...browser.cookies][0]!);
    const answers = await Promise.all([browser.order(), elsewhere.order('token-1', 'key-9')]);
    assert.deepEqual(await json(answers[0]), await json(answers[1]));
    assert.equal(calls, 1);
    assert.equal(one.placed.length + two.placed.length, 1);
  });

  it('tells the shop again when its hook threw, without placing again', async () => {
    const store = memoryStore();
    let calls = 0;
    let broken = true;
    const told: string[] = [];
    const shop = openShop({
      store,
      gateway: gatewayWith({
        placeOrder: () =>
          Promise.resolve({ status: 'completed', order_id: `o${++calls}`, upstream: {} }),
      }),
      onPlaced: (_, { order_id = '' }) => {
        if (broken) throw new Error('database is down');
        told.push(order_id);
      },
    });
    const browser = new TestBrowser(shop.handler);
    await browser.session();
    const [cookie] = [...browser.cookies];
    await browser.order();
    broken = false;
    // The answer with the newer cookie never arrived.
    browser.cookies.set(...cookie!);
    await browser.order();
    assert.deepEqual([calls, told], [1, ['o1']]);
  });

  it('is placed even when the store is down', async () => {
    const shop = openShop({
      store: { ...memoryStore(), put: () => Promise.reject(new Error('store is down')) },
    });
    const browser = new TestBrowser(shop.handler);
    await browser.session();
    assert.equal((await browser.order()).status, 200);
    assert.match(shop.log.join(), /store did not keep/);
  });
});
