import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type FakeKlarna, openKlarna } from '../support/klarna.js';
import { biggerOrder, ENDPOINT, json, openShop, TestBrowser } from '../support/shop.js';
import { overKlarna } from '../support/klarna-shop.js';

describe('the authorization callback', () => {
  const hookOf = (klarna: FakeKlarna): string => {
    const urls = klarna.seen.at(-1)?.json?.['merchant_urls'] as { authorization: string };
    return urls.authorization.slice(ENDPOINT.length + 1);
  };
  const notify = (handler: (request: Request) => Promise<Response>, path: string, body: object) =>
    handler(new Request(`${ENDPOINT}/${path}`, { method: 'POST', body: JSON.stringify(body) }));
  const open = async (klarna: FakeKlarna, options: Parameters<typeof openShop>[0] = {}) => {
    const shop = openShop({ gateway: overKlarna(klarna), ...options });
    const browser = new TestBrowser(shop.handler);
    const { session_id } = await json(await browser.session());
    const path = hookOf(klarna);
    klarna.authorize('token-1');
    const notification = { session_id: String(session_id), authorization_token: 'token-1' };
    return { shop, browser, path, notification };
  };

  it('places the order when the browser does not', async () => {
    await using klarna = await openKlarna();
    const { shop, browser, path, notification } = await open(klarna);
    const response = await notify(shop.handler, path, notification);
    assert.equal(response.status, 200);
    assert.equal(klarna.orders.size, 1);
    assert.equal(shop.placed.length, 1);
    // The shopper comes late, and the shop has emptied the cart.
    shop.order = undefined;
    const late = await json(await browser.order());
    assert.equal(late['status'], 'completed');
    assert.ok(klarna.orders.has(String(late['order_id'])));
    assert.equal(klarna.orders.size, 1);
  });

  it('places exactly one order when the browser places it too', async () => {
    await using klarna = await openKlarna();
    const { shop, browser, path, notification } = await open(klarna);
    const [answer, callback] = await Promise.all([
      browser.order(),
      notify(shop.handler, path, notification),
    ]);
    assert.deepEqual([answer.status, callback.status], [200, 200]);
    assert.equal(klarna.orders.size, 1);
  });

  it('places exactly one order when the browser places it on another machine', async () => {
    await using klarna = await openKlarna();
    const { browser, path, notification } = await open(klarna);
    const other = openShop({ gateway: overKlarna(klarna) });
    const [answer, callback] = await Promise.all([
      browser.order(),
      notify(other.handler, path, notification),
    ]);
    assert.deepEqual([answer.status, callback.status], [200, 200]);
    assert.equal(klarna.orders.size, 1);
  });

  it('tells the shop of an order when the machine that placed it ended before doing so', async () => {
    await using klarna = await openKlarna();
    const { shop, path, notification } = await open(klarna);
    klarna.sessions.get(notification.session_id)!.complete = true;
    await notify(shop.handler, path, notification);
    assert.equal(shop.placed.length, 1);
    assert.equal(klarna.orders.size, 0);
  });

  it('asks again when the shop could not take the order', async () => {
    await using klarna = await openKlarna();
    const { shop, path, notification } = await open(klarna, {
      onPlaced: () => Promise.reject(new Error('database is down')),
    });
    assert.equal((await notify(shop.handler, path, notification)).status, 500);
  });

  it('places nothing for a cart that changed since', async () => {
    await using klarna = await openKlarna();
    const { shop, path, notification } = await open(klarna);
    shop.order = biggerOrder();
    assert.equal((await notify(shop.handler, path, notification)).status, 200);
    assert.equal(klarna.seen.filter(({ path: seen }) => seen.endsWith('/order')).length, 0);
  });

  it('is only a notification for shops that place orders elsewhere', async () => {
    await using klarna = await openKlarna();
    const notifications: unknown[] = [];
    const { shop, path, notification } = await open(klarna, {
      authorizationCallback: 'notify',
      onNotification: (seen) => void notifications.push(seen),
    });
    await notify(shop.handler, path, notification);
    assert.equal(klarna.orders.size, 0);
    assert.deepEqual(notifications, [
      { type: 'authorized', sessionId: notification.session_id, authorizationToken: 'token-1' },
    ]);
  });

  it('hands decisions about pending orders to the shop', async () => {
    await using klarna = await openKlarna();
    const notifications: unknown[] = [];
    const { shop, path } = await open(klarna, {
      onNotification: (seen) => void notifications.push(seen),
    });
    const decisions = { ACCEPTED: 'accepted', REJECTED: 'rejected', STOPPED: 'stopped' };
    for (const decision of Object.keys(decisions)) {
      await notify(shop.handler, path, { order_id: 'o-1', event_type: `FRAUD_RISK_${decision}` });
    }
    assert.deepEqual(
      notifications,
      Object.values(decisions).map((decision) => ({ type: 'decided', orderId: 'o-1', decision })),
    );
  });
});
