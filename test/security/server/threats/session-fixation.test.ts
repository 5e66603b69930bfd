import { simulated } from '../../../../src/server/index.js';
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { COOKIE, json, openShop, TestBrowser } from '../../../server/support/shop.js';
import { codeOf } from '../../../server/support/expect.js';

describe('session fixation', () => {
  it('a cookie planted from another identity is ignored', async () => {
    const shop = openShop();
    const attacker = new TestBrowser(shop.handler);
    const planted = await json(await attacker.session());
    const victim = new TestBrowser(shop.handler);
    victim.cookies.set(COOKIE, attacker.cookies.get(COOKIE)!);
    shop.identity = 'cart-2';
    assert.equal(await codeOf(await victim.order()), 'session_expired');
    assert.equal(await codeOf(await victim.cancel()), 'session_expired');
    assert.notEqual((await json(await victim.session()))['session_id'], planted['session_id']);
  });

  it('a login starts a new session', async () => {
    const shop = openShop();
    const browser = new TestBrowser(shop.handler);
    const guest = await json(await browser.session());
    shop.identity = 'customer-7';
    assert.notEqual((await json(await browser.session()))['session_id'], guest['session_id']);
  });

  it('only the prefixed cookie counts on https, and the bare one on loopback http', async () => {
    const https = new TestBrowser(openShop().handler);
    await https.session();
    https.cookies.set(COOKIE.replace('__Host-', ''), https.cookies.get(COOKIE)!);
    https.cookies.delete(COOKIE);
    assert.equal(await codeOf(await https.order()), 'session_expired');

    const { handler } = openShop({ endpoint: 'http://localhost:8080/klarna' });
    const http = new TestBrowser(handler, 'http://localhost:8080/klarna');
    const response = await http.session();
    assert.doesNotMatch(response.headers.getSetCookie().join(), /Secure|__Host-/);
  });

  it('a cookie of another gateway does not open this one', async () => {
    const browser = new TestBrowser(openShop().handler);
    await browser.session();
    const other = openShop({ gateway: { ...simulated(), system: 'other' } });
    const there = new TestBrowser(other.handler);
    there.cookies.set(COOKIE, browser.cookies.get(COOKIE)!);
    assert.equal(await codeOf(await there.order()), 'session_expired');
  });
});
