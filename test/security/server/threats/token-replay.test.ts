import { simulated } from '../../../../src/server/index.js';
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Gateway } from '../../../../src/server/index.js';
import { COOKIE, json, openShop, TestBrowser } from '../../../server/support/shop.js';
import { openBoth } from '../../../server/support/klarna-shop.js';
import { codeOf } from '../../../server/support/expect.js';

describe('replay and theft of authorization tokens', () => {
  it('a used token places no second order, not even with the cookie from before', async () => {
    const { klarna, shop, browser } = await openBoth();
    await browser.session();
    klarna.authorize('token-1');
    const before = browser.cookies.get(COOKIE)!;
    assert.equal((await browser.order()).status, 200);
    browser.cookies.set(COOKIE, before);
    assert.equal((await json(await browser.order('token-1', 'key-2')))['status'], 'completed');
    assert.equal(klarna.orders.size, 1);
    assert.equal(shop.order?.reference, 'order-1');
  });

  it('a stolen token is worth nothing without the cookie of its session', async () => {
    const { klarna, shop, browser } = await openBoth();
    await browser.session();
    klarna.authorize('token-1');
    const thief = new TestBrowser(shop.handler);
    assert.equal(await codeOf(await thief.order()), 'session_expired');
    assert.equal(klarna.orders.size, 0);
  });

  it('a token in a URL is not taken', async () => {
    const browser = new TestBrowser(openShop().handler);
    await browser.session();
    const response = await browser.post(
      'order?authorization_token=token-1',
      {},
      { 'Idempotency-Key': 'k' },
    );
    assert.equal(await codeOf(response), 'invalid_request');
  });
});

describe('two placings in one session', () => {
  it('a second token of the same session gets the first order', async () => {
    let calls = 0;
    const gateway: Gateway = {
      ...simulated(),
      placeOrder: () =>
        Promise.resolve({ status: 'completed', order_id: `o${++calls}`, upstream: {} }),
    };
    const browser = new TestBrowser(openShop({ gateway }).handler);
    await browser.session();
    const cookie = browser.cookies.get(COOKIE)!;
    const first = await json(await browser.order('token-1', 'key-1'));
    browser.cookies.set(COOKIE, cookie);
    assert.deepEqual(await json(await browser.order('token-2', 'key-2')), first);
    assert.equal(calls, 1);
  });
});
