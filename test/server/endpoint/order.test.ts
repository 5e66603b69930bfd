import assert from 'node:assert/strict';
import { EventEmitter, once } from 'node:events';
import { describe, it } from 'node:test';
import { checkOrderAnswer } from '../../../src/endpoint/checks.js';
import { gatewayWith, json, makeOrder, openShop, TestBrowser } from '../support/shop.js';
import { problem } from '../../../src/server/index.js';
import { codeOf, expectProblem } from '../support/expect.js';

describe('POST order', () => {
  it('places the order, tells the shop once and leads to the confirmation', async () => {
    const shop = openShop();
    const browser = new TestBrowser(shop.handler);
    await browser.session();
    const answer = await json(await browser.order());
    assert.equal(checkOrderAnswer(answer).ok, true);
    assert.equal(answer['status'], 'completed');
    assert.equal(answer['redirect_url'], 'https://shop.example/thanks');
    assert.equal(shop.placed.length, 1);
    assert.equal(shop.placed[0]?.order.reference, 'order-1');
    assert.equal(shop.placed[0].placed.upstream['order_id'], answer['order_id']);
  });

  it('gives the first answer to the same token again, and to another token of the same cart', async () => {
    const shop = openShop();
    const browser = new TestBrowser(shop.handler);
    await browser.session();
    const first = await json(await browser.order());
    assert.deepEqual(await json(await browser.order('token-1', 'key-2')), first);
    assert.equal(shop.placed.length, 1);
    assert.deepEqual(await json(await browser.order('token-2', 'key-3')), first);
    assert.equal(shop.placed.length, 1);
  });

  it('shares one placing between calls at the same moment', async () => {
    const begun: (() => void)[] = [];
    const shop = openShop({
      gateway: gatewayWith({
        placeOrder: () =>
          new Promise((resolve) => {
            begun.push(() => resolve({ status: 'completed', order_id: 'o', upstream: {} }));
            progress.emit('placing');
          }),
      }),
      resolveOrder: () => {
        progress.emit('resolving');
        return makeOrder();
      },
    });
    const progress = new EventEmitter();
    const browser = new TestBrowser(shop.handler);
    await browser.session();
    const placing = once(progress, 'placing');
    const first = browser.order();
    await placing;
    const resolving = once(progress, 'resolving');
    const second = browser.order('token-1', 'key-2');
    await resolving;
    // From here the second call has two hashes to go until it joins the first: let many pass.
    for (let hashes = 0; hashes < 50; hashes += 1) {
      await crypto.subtle.digest('SHA-256', new Uint8Array(1000));
    }
    for (const finish of begun) finish();
    assert.deepEqual(await json(await first), await json(await second));
    assert.deepEqual([begun.length, shop.placed.length], [1, 1]);
  });

  it('makes a shopper wait whose orders fail again and again', async () => {
    let now = 1_000_000;
    const gateway = gatewayWith({
      placeOrder: () => Promise.reject(problem('declined', { detail: 'no' })),
    });
    const { handler } = openShop({ gateway, now: () => now });
    const browser = new TestBrowser(handler);
    await browser.session();
    const codes = [];
    for (let number = 1; number <= 6; number += 1) {
      codes.push(await codeOf(await browser.order(`token-${number}`)));
    }
    assert.deepEqual(codes, [...Array<string>(5).fill('declined'), 'rate_limited']);
    now += 10_000;
    assert.equal(await codeOf(await browser.order('token-7')), 'declined');
  });

  it('is pending for people whose risk is looked at', async () => {
    const shop = openShop();
    shop.order = makeOrder({ billing: { email: 'customer+pend-accept-05@email.us' } });
    const browser = new TestBrowser(shop.handler);
    await browser.session();
    assert.equal((await json(await browser.order()))['status'], 'pending');
    shop.order = makeOrder({
      reference: 'order-2',
      billing: { email: 'customer+denied@email.de' },
    });
    await browser.session();
    await expectProblem(await browser.order('token-2'), 422, 'declined', 'other_method');
  });

  it('asks for an Idempotency-Key and a token', async () => {
    const { handler } = openShop();
    const browser = new TestBrowser(handler);
    await browser.session();
    const body = { authorization_token: 't' };
    await expectProblem(await browser.post('order', body), 400, 'invalid_request', 'contact');
    for (const token of [undefined, '', 7, 'a b', 'x'.repeat(5000)]) {
      const response = await browser.post(
        'order',
        { authorization_token: token },
        { 'Idempotency-Key': 'k' },
      );
      await expectProblem(response, 400, 'invalid_request', 'contact');
    }
  });

  it('does not know the outcome when time runs out, and never says failed', async () => {
    const { handler } = openShop({
      gateway: gatewayWith({ placeOrder: () => new Promise(() => undefined) }),
      limits: { orderMilliseconds: 20 },
    });
    const browser = new TestBrowser(handler);
    await browser.session();
    await expectProblem(await browser.order(), 504, 'outcome_unknown', 'contact');
  });

  it('does not know the outcome when the gateway breaks', async () => {
    const { handler } = openShop({
      gateway: gatewayWith({ placeOrder: () => Promise.reject(new TypeError('fetch failed')) }),
    });
    const browser = new TestBrowser(handler);
    await browser.session();
    await expectProblem(await browser.order(), 504, 'outcome_unknown', 'contact');
  });

  it('tells the shopper the truth when the shop itself fails to take the order', async () => {
    const shop = openShop({
      onPlaced: () => {
        throw new Error('database is down');
      },
    });
    const browser = new TestBrowser(shop.handler);
    await browser.session();
    assert.equal((await browser.order()).status, 200);
    assert.match(shop.log.join(), /onPlaced did not take an order/);
  });

  it('is placed although the shopper went away', async () => {
    const gone = new AbortController();
    const shop = openShop({
      gateway: gatewayWith({
        placeOrder: (_, __, ___, { signal }) => {
          gone.abort();
          return signal.aborted
            ? Promise.reject(new Error('the gateway was stopped'))
            : Promise.resolve({ status: 'completed', upstream: {} });
        },
      }),
    });
    const browser = new TestBrowser(shop.handler);
    await browser.session();
    await browser.send('order', {
      method: 'POST',
      headers: {
        'Content-Type': 'application/json',
        'Sec-Fetch-Site': 'same-origin',
        'Idempotency-Key': 'k',
      },
      body: JSON.stringify({ authorization_token: 't' }),
      signal: gone.signal,
    });
    assert.equal(shop.placed.length, 1);
  });
});
