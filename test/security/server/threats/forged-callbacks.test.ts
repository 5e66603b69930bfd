import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { biggerOrder, COOKIE, json, makeOrder, TestBrowser } from '../../../server/support/shop.js';
import { openBoth } from '../../../server/support/klarna-shop.js';

describe('forged callbacks', () => {
  const setUp = async () => {
    const { klarna, shop, browser } = await openBoth();
    const { session_id } = await json(await browser.session());
    klarna.authorize('token-1');
    const urls = klarna.seen[0]?.json?.['merchant_urls'] as { authorization: string };
    const notify = (url: string, body: object) =>
      shop.handler(new Request(url, { method: 'POST', body: JSON.stringify(body) }));
    const notification = { session_id: String(session_id), authorization_token: 'token-1' };
    return { klarna, shop, browser, url: urls.authorization, notify, notification };
  };

  it('an address that was not given out here is refused', async () => {
    const { klarna, url, notify, notification } = await setUp();
    const stateless = url.slice(0, url.lastIndexOf('/'));
    for (const forged of [stateless, `${stateless}/x`, `${url.slice(0, -3)}AAA`]) {
      assert.equal((await notify(forged, notification)).status, 403);
      const decision = { order_id: 'o', event_type: 'FRAUD_RISK_ACCEPTED' };
      assert.equal((await notify(forged, decision)).status, 403);
    }
    assert.equal(klarna.orders.size, 0);
  });

  it('a session cookie is no callback address', async () => {
    const { browser, url, notify, notification } = await setUp();
    const forged = `${url.slice(0, url.lastIndexOf('/'))}/${browser.cookies.get(COOKIE)!}`;
    assert.equal((await notify(forged, notification)).status, 403);
  });

  it('a true address does not place with a made-up token or session', async () => {
    const { klarna, url, notify, notification } = await setUp();
    assert.equal(
      (await notify(url, { ...notification, authorization_token: 'other' })).status,
      403,
    );
    assert.equal((await notify(url, { ...notification, session_id: 'unknown' })).status, 200);
    assert.equal(klarna.orders.size, 0);
  });

  it("a true address does not place somebody else's session", async () => {
    const { klarna, shop, url, notify } = await setUp();
    shop.identity = 'cart-2';
    shop.order = makeOrder({ reference: 'order-2' });
    const theirs = await json(await new TestBrowser(shop.handler).session());
    klarna.authorize('theirs');
    const mixed = { session_id: theirs['session_id'], authorization_token: 'theirs' };
    assert.equal((await notify(url, mixed)).status, 403);
    assert.equal(klarna.orders.size, 0);
  });

  it('an address from an update names its session', async () => {
    const { klarna, shop, browser, notify, notification } = await setUp();
    shop.order = biggerOrder();
    await browser.update();
    const urls = klarna.seen.at(-1)?.json?.['merchant_urls'] as { authorization: string };
    assert.equal(
      (await notify(urls.authorization, { ...notification, session_id: 'x' })).status,
      403,
    );
    assert.equal((await notify(urls.authorization, notification)).status, 200);
    assert.equal(klarna.orders.size, 1);
  });

  it('what is no notification is refused', async () => {
    const { url, notify, shop } = await setUp();
    for (const body of [{}, { order_id: 'o', event_type: 'FREE_MONEY' }, []]) {
      assert.equal((await notify(url, body)).status, 400);
    }
    const text = await shop.handler(new Request(url, { method: 'POST', body: 'a=b' }));
    assert.equal(text.status, 400);
  });
});
