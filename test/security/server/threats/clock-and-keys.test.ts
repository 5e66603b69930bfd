import { simulated } from '../../../../src/server/index.js';
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Gateway } from '../../../../src/server/index.js';
import { COOKIE, json, KEY, openShop, TestBrowser } from '../../../server/support/shop.js';
import { openBoth, overKlarna } from '../../../server/support/klarna-shop.js';
import { codeOf } from '../../../server/support/expect.js';

describe('clock and key rotation', () => {
  const NEW_KEY = 'another-test-key-of-more-than-32-bytes!!';

  it('a key in second place still opens, and what it opened is sealed anew', async () => {
    const browser = new TestBrowser(openShop().handler);
    const first = await json(await browser.session());
    const rotated = new TestBrowser(openShop({ keys: [NEW_KEY, KEY] }).handler);
    rotated.cookies.set(COOKIE, browser.cookies.get(COOKIE)!);
    assert.equal((await json(await rotated.session()))['session_id'], first['session_id']);
    const after = new TestBrowser(openShop({ keys: [NEW_KEY] }).handler);
    after.cookies.set(COOKIE, rotated.cookies.get(COOKIE)!);
    assert.equal((await after.order()).status, 200);
  });

  it('an unknown key is a session that is over, not a fault', async () => {
    const browser = new TestBrowser(openShop().handler);
    await browser.session();
    const other = new TestBrowser(openShop({ keys: [NEW_KEY] }).handler);
    other.cookies.set(COOKIE, browser.cookies.get(COOKIE)!);
    const response = await other.order();
    const problem = await json(response);
    assert.deepEqual(
      [response.status, problem['code'], problem['action']],
      [410, 'session_expired', 'recreate'],
    );
  });

  it('a changed, cut or invented cookie is no session', async () => {
    const shop = openShop();
    const browser = new TestBrowser(shop.handler);
    await browser.session();
    const sealed = browser.cookies.get(COOKIE)!;
    const middle = Math.floor(sealed.length / 2);
    const flipped =
      sealed.slice(0, middle) + (sealed[middle] === 'A' ? 'B' : 'A') + sealed.slice(middle + 1);
    const none = Buffer.from('{"alg":"none"}').toString('base64url');
    for (const forged of [flipped, sealed.slice(0, -4), 'x', `${none}.e30.`, '....']) {
      browser.cookies.set(COOKIE, forged);
      assert.equal(await codeOf(await browser.order()), 'session_expired');
    }
  });

  it('a session is over 48 hours later, with a minute for clocks that differ', async () => {
    let time = Date.parse('2026-11-21T00:00:00Z');
    const shop = openShop({ now: () => time });
    const browser = new TestBrowser(shop.handler);
    const { expires_at } = await json(await browser.session());
    assert.equal(expires_at, '2026-11-23T00:00:00.000Z');
    time = Date.parse('2026-11-23T00:00:59Z');
    assert.equal((await browser.cancel()).status, 204);
    time = Date.parse('2026-11-23T00:01:00Z');
    assert.equal(await codeOf(await browser.cancel()), 'session_expired');
  });

  it('a callback address is over after four days', async () => {
    const { klarna, shop, browser } = await openBoth();
    const { session_id } = await json(await browser.session());
    klarna.authorize('token-1');
    const urls = klarna.seen[0]?.json?.['merchant_urls'] as { authorization: string };
    const later = openShop({
      gateway: overKlarna(klarna),
      now: () => Date.now() + 4 * 24 * 3600_000,
    });
    const notification = () =>
      new Request(urls.authorization, {
        method: 'POST',
        body: JSON.stringify({ session_id, authorization_token: 'token-1' }),
      });
    assert.equal((await later.handler(notification())).status, 403);
    assert.equal((await shop.handler(notification())).status, 200);
  });

  it('a placing keeps its upstream key across machines and rotation', async () => {
    const keys: string[] = [];
    const gateway: Gateway = {
      ...simulated(),
      placeOrder: (_, __, ___, { idempotencyKey }) => {
        keys.push(idempotencyKey);
        return Promise.resolve({ status: 'completed', upstream: {} });
      },
    };
    const browser = new TestBrowser(openShop({ gateway }).handler);
    await browser.session();
    const cookie = browser.cookies.get(COOKIE)!;
    await browser.order();
    const other = new TestBrowser(openShop({ gateway, keys: [NEW_KEY, KEY] }).handler);
    other.cookies.set(COOKIE, cookie);
    await other.order('token-1', 'key-2');
    assert.equal(keys.length, 2);
    assert.equal(keys[0], keys[1]);
    assert.match(keys[0]!, /^[0-9a-f]{32}$/);
  });
});
