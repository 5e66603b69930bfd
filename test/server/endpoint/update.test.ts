import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Gateway } from '../../../src/server/index.js';
import { checkUpdateAnswer } from '../../../src/endpoint/checks.js';
import { openKlarna } from '../support/klarna.js';
import {
  biggerOrder,
  gatewayWith,
  json,
  makeOrder,
  openShop,
  TestBrowser,
} from '../support/shop.js';
import { overKlarna } from '../support/klarna-shop.js';
import { expectProblem } from '../support/expect.js';

describe('POST session/update', () => {
  it('does nothing while the cart is the same', async () => {
    const { handler } = openShop({
      gateway: gatewayWith({ updateSession: () => assert.fail('no call was needed') }),
    });
    const browser = new TestBrowser(handler);
    await browser.session();
    const answer = await json(await browser.update({ cart_version: '2' }));
    assert.equal(answer['reload'], 'none');
    assert.equal(checkUpdateAnswer(answer).ok, true);
  });

  it('changes the session in place', async () => {
    await using klarna = await openKlarna();
    const shop = openShop({ gateway: overKlarna(klarna) });
    const browser = new TestBrowser(shop.handler);
    const { session_id } = await json(await browser.session());
    shop.order = biggerOrder();
    const answer = await json(await browser.update());
    assert.equal(answer['reload'], 'load');
    assert.equal(answer['client_token'], undefined);
    assert.equal(klarna.sessions.get(String(session_id))?.body['order_amount'], 23_800);
    assert.deepEqual(klarna.faults, []);
    assert.equal((await json(await browser.update()))['reload'], 'none');
  });

  it('opens a new session where the system has no update, or for another currency', async () => {
    const cases: [Partial<Gateway>, Parameters<typeof makeOrder>[0]][] = [
      [{ capabilities: { update: 'new_session', order: true, cancel: false } }, biggerOrder()],
      [{}, { country: 'CH', currency: 'CHF' }],
      [{}, { locale: 'en-DE' }],
      [{}, { customerType: 'organization' }],
    ];
    for (const [changes, order] of cases) {
      const shop = openShop({ gateway: gatewayWith(changes) });
      const browser = new TestBrowser(shop.handler);
      const first = await json(await browser.session());
      shop.order = makeOrder(order);
      const answer = await json(await browser.update());
      assert.equal(answer['reload'], 'init');
      assert.equal(checkUpdateAnswer(answer).ok, true);
      assert.notEqual(answer['client_token'], first['client_token']);
    }
  });

  it('replaces a session that is gone upstream, silently', async () => {
    await using klarna = await openKlarna();
    const shop = openShop({ gateway: overKlarna(klarna) });
    const browser = new TestBrowser(shop.handler);
    await browser.session();
    klarna.sessions.clear();
    shop.order = biggerOrder();
    const answer = await json(await browser.update());
    assert.equal(answer['reload'], 'init');
    assert.equal(typeof answer['client_token'], 'string');
    assert.equal(klarna.sessions.size, 1);
  });

  it('really updates after an update whose answer was lost, though the cart is the first again', async () => {
    await using klarna = await openKlarna();
    const shop = openShop({ gateway: overKlarna(klarna) });
    const browser = new TestBrowser(shop.handler);
    const { session_id } = await json(await browser.session());
    const session = () => klarna.sessions.get(String(session_id))!;
    shop.order = biggerOrder();
    // Klarna takes both tries, and neither answer arrives.
    for (let tries = 0; tries < 2; tries += 1) {
      klarna.intercept(/POST .*sessions\/./, (_, outgoing) => {
        const { order_lines, order_amount, order_tax_amount } = klarna.seen.at(-1)!.json!;
        Object.assign(session().body, { order_lines, order_amount, order_tax_amount });
        outgoing.destroy();
      });
    }
    await expectProblem(await browser.update(), 503, 'upstream_unavailable', 'retry');
    assert.equal(session().body['order_amount'], 23_800);

    shop.order = makeOrder();
    assert.equal((await json(await browser.update()))['reload'], 'load');
    assert.equal(session().body['order_amount'], 11_900);
    klarna.authorize('token-1');
    assert.equal((await browser.order()).status, 200);
  });

  it('really updates after an update whose answer the browser never got', async () => {
    await using klarna = await openKlarna();
    const shop = openShop({ gateway: overKlarna(klarna) });
    const browser = new TestBrowser(shop.handler);
    await browser.session();
    const before = [...browser.cookies];
    shop.order = biggerOrder();
    await browser.update();
    for (const [name, value] of before) browser.cookies.set(name, value);

    shop.order = makeOrder();
    klarna.authorize('token-1');
    await expectProblem(await browser.order(), 409, 'order_mismatch', 'reauthorize');
    assert.equal((await json(await browser.update()))['reload'], 'load');
    klarna.authorize('token-2');
    assert.equal((await browser.order('token-2', 'key-2')).status, 200);
  });

  it('never replaces a session that ended in an order', async () => {
    await using klarna = await openKlarna();
    const shop = openShop({ gateway: overKlarna(klarna) });
    const browser = new TestBrowser(shop.handler);
    const { session_id } = await json(await browser.session());
    klarna.sessions.get(String(session_id))!.complete = true;
    shop.order = biggerOrder();
    await expectProblem(await browser.update(), 409, 'duplicate', 'recreate');
    assert.equal(klarna.sessions.size, 1);
  });

  it('is not there where the gateway cannot do it', async () => {
    const { handler } = openShop({
      gateway: gatewayWith({ capabilities: { update: 'none', order: false, cancel: false } }),
    });
    const browser = new TestBrowser(handler);
    await browser.session();
    await expectProblem(await browser.update(), 501, 'unsupported', 'contact');
    await expectProblem(await browser.order(), 501, 'unsupported', 'contact');
    await expectProblem(await browser.cancel(), 501, 'unsupported', 'contact');
  });
});
