import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { simulated } from '../../../src/server/index.js';
import { checkSessionAnswer } from '../../../src/endpoint/checks.js';
import { openKlarna } from '../support/klarna.js';
import {
  biggerOrder,
  gatewayWith,
  json,
  makeOrder,
  openShop,
  TestBrowser,
  SESSION_BODY,
} from '../support/shop.js';
import { overKlarna } from '../support/klarna-shop.js';
import { expectProblem } from '../support/expect.js';

describe('POST session', () => {
  it('opens a session and keeps it in a sealed cookie', async () => {
    const { handler } = openShop();
    const response = await new TestBrowser(handler).session();
    assert.equal(response.status, 200);
    assert.equal(response.headers.get('Cache-Control'), 'no-store');
    const answer = await json(response);
    assert.equal(checkSessionAnswer(answer).ok, true);
    assert.deepEqual(answer['capabilities'], { update: 'in_place', order: true, cancel: true });
    const lasts = Date.parse(String(answer['expires_at'])) - Date.now();
    assert.ok(Math.abs(lasts - 48 * 3600_000) < 60_000);
    const [cookie = ''] = response.headers.getSetCookie();
    assert.match(
      cookie,
      /^__Host-klarna_checkout\.klarna=[\w.-]+; Path=\/; Secure; HttpOnly; SameSite=Lax; Max-Age=172800$/,
    );
    assert.ok(cookie.length < 1100);
  });

  it('goes on with the same session while the cart is the same', async () => {
    const { handler } = openShop();
    const browser = new TestBrowser(handler);
    const first = await json(await browser.session());
    const second = await json(await browser.session());
    assert.equal(second['session_id'], first['session_id']);
  });

  it('opens another for another cart, currency or language', async () => {
    const shop = openShop();
    const browser = new TestBrowser(shop.handler);
    const ids = new Set([(await json(await browser.session()))['session_id']]);
    for (const order of [
      biggerOrder(),
      makeOrder({ locale: 'en-DE' }),
      makeOrder({ currency: 'USD' }),
    ]) {
      shop.order = order;
      ids.add((await json(await browser.session()))['session_id']);
    }
    assert.equal(ids.size, 4);
  });

  it('opens another when the one upstream is gone', async () => {
    await using klarna = await openKlarna();
    const browser = new TestBrowser(openShop({ gateway: overKlarna(klarna) }).handler);
    const first = await json(await browser.session());
    klarna.sessions.clear();
    const second = await json(await browser.session());
    assert.notEqual(second['session_id'], first['session_id']);
  });

  it('tells that the purchase is already placed, even when the cart is empty by now', async () => {
    const shop = openShop();
    const browser = new TestBrowser(shop.handler);
    await browser.session();
    const placed = await json(await browser.order());
    shop.order = undefined;
    const answer = await json(await browser.session());
    assert.deepEqual(answer['order'], placed);
    assert.equal(checkSessionAnswer(answer).ok, true);
    shop.order = makeOrder({ reference: 'order-2' });
    assert.equal((await json(await browser.session()))['order'], undefined);
  });

  it('learns from upstream that another road placed the order', async () => {
    await using klarna = await openKlarna();
    const browser = new TestBrowser(openShop({ gateway: overKlarna(klarna) }).handler);
    const { session_id } = await json(await browser.session());
    klarna.sessions.get(String(session_id))!.complete = true;
    const answer = await json(await browser.session());
    assert.deepEqual(answer['order'], {
      status: 'pending',
      redirect_url: 'https://shop.example/thanks',
    });
  });

  it('learns it too when the cart is emptied or changed by now', async () => {
    await using klarna = await openKlarna();
    for (const order of [undefined, biggerOrder()]) {
      const shop = openShop({ gateway: overKlarna(klarna) });
      const browser = new TestBrowser(shop.handler);
      const { session_id } = await json(await browser.session());
      klarna.sessions.get(String(session_id))!.complete = true;
      const { size } = klarna.sessions;
      shop.order = order;
      assert.ok((await json(await browser.session()))['order']);
      assert.equal(klarna.sessions.size, size);
    }
  });

  it('says so when there is no cart, or nobody who could have one', async () => {
    const shop = openShop();
    shop.order = undefined;
    const browser = new TestBrowser(shop.handler);
    await expectProblem(await browser.session(), 409, 'no_order', 'other_method');
    shop.order = makeOrder();
    shop.identity = undefined;
    await expectProblem(await browser.session(), 409, 'no_order', 'other_method');
  });

  it('asks for personal data only where the gateway needs them', async () => {
    const asked: unknown[] = [];
    const needy = openShop({
      gateway: gatewayWith({ personalData: 'session' }),
      resolveOrder: (_, { personalData }) => {
        asked.push(personalData);
        const billing = personalData?.billing_address;
        return makeOrder(billing ? { billing } : {});
      },
    });
    const browser = new TestBrowser(needy.handler);
    await expectProblem(await browser.session(), 422, 'customer_data_required', 'fix');
    const person = { billing_address: { given_name: 'Alice', nonsense: 'x' } };
    assert.equal((await browser.session(person)).status, 200);
    assert.deepEqual(asked, [undefined, { billing_address: { given_name: 'Alice' } }]);
  });

  it('opens one for each category where the system wants it so', async () => {
    const seen: unknown[] = [];
    const base = simulated();
    const { handler } = openShop({
      gateway: {
        ...base,
        sessionsByCategory: true,
        createSession: (order, context) => {
          seen.push([order.category, order.shopper]);
          return base.createSession(order, context);
        },
      },
    });
    const browser = new TestBrowser(handler);
    const agent = { 'User-Agent': 'Browser', 'Accept-Language': 'de' };
    for (const category of ['pay_later', 'pay_later', 'pay_now']) {
      await browser.post('session', { ...SESSION_BODY, category }, agent);
    }
    const shopper = { userAgent: 'Browser', language: 'de' };
    assert.deepEqual(seen, [
      ['pay_later', shopper],
      ['pay_now', shopper],
    ]);
  });

  it('hands what the element requested to resolveOrder, and takes the order for the truth', async () => {
    let question: unknown;
    const { handler } = openShop({
      resolveOrder: (_, asked) => {
        question = asked;
        return makeOrder();
      },
    });
    await new TestBrowser(handler).session({
      country: 'at',
      currency: 'eur',
      customer_type: 'organization',
      billing_address: { email: 'a@example.com' },
    });
    assert.deepEqual(question, {
      identity: 'cart-1',
      locale: 'de-DE',
      country: 'AT',
      currency: 'EUR',
      customerType: 'organization',
    });
  });
});
