import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { EventEmitter, once } from 'node:events';
import { describe, it } from 'node:test';
import {
  createTokenEndpoint,
  type Gateway,
  klarnaPayments,
  type Notice,
  payone,
  problem,
  simulated,
} from '../../src/server/index.js';
import {
  checkOrderAnswer,
  checkSessionAnswer,
  checkUpdateAnswer,
  readProblem,
} from '../../src/endpoint/checks.js';
import { openKlarna, PASSWORD, USERNAME, type FakeKlarna } from './support/klarna.js';
import { memoryStore } from './support/memory-store.js';
import {
  biggerOrder,
  ENDPOINT,
  json,
  KEY,
  makeOrder,
  openShop,
  SESSION_BODY,
  TestBrowser,
} from './support/shop.js';

const overKlarna = (klarna: FakeKlarna): Gateway =>
  klarnaPayments({
    region: 'eu',
    environment: 'playground',
    username: USERNAME,
    password: PASSWORD,
    apiUrl: klarna.url,
  });

/** A gateway of which a test changes single calls. */
const gatewayWith = (changes: Partial<Gateway>): Gateway => ({ ...simulated(), ...changes });

async function expectProblem(
  response: Response,
  status: number,
  code: string,
  action: string,
): Promise<Record<string, unknown>> {
  const body = await json(response);
  assert.equal(response.headers.get('Content-Type'), 'application/problem+json');
  assert.deepEqual([response.status, body['code'], body['action']], [status, code, action]);
  assert.equal(body['status'], status);
  assert.match(String(body['instance']), /^urn:uuid:/);
  assert.equal(readProblem(status, body).action, action);
  return body;
}

describe('createTokenEndpoint: options', () => {
  const options = {
    gateway: simulated(),
    endpoint: ENDPOINT,
    keys: [KEY],
    resolveOrder: () => undefined,
    identify: () => undefined,
  };
  it('refuses a missing or short key at once', () => {
    assert.throws(() => createTokenEndpoint({ ...options, keys: [] }), RangeError);
    assert.throws(() => createTokenEndpoint({ ...options, keys: ['short'] }), RangeError);
    assert.throws(() => createTokenEndpoint({ ...options, keys: [KEY, 'short'] }), RangeError);
  });
  it('refuses an endpoint that is neither https nor loopback', () => {
    for (const endpoint of ['http://shop.example/klarna', 'klarna', '//shop.example/klarna']) {
      assert.throws(() => createTokenEndpoint({ ...options, endpoint }), RangeError);
    }
  });
  it('takes a path alone on loopback only', async () => {
    const handler = createTokenEndpoint({ ...options, endpoint: '/klarna', log: () => undefined });
    const response = await handler(new Request('https://shop.example/klarna/session'));
    await expectProblem(response, 500, 'internal', 'contact');
  });
});

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
      /^__Host-klarna_checkout=[\w.-]+; Path=\/; Secure; HttpOnly; SameSite=Lax; Max-Age=172800$/,
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
      status: 'completed',
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

  it('hands what the element wishes to resolveOrder, and takes the order for the truth', async () => {
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

describe('an order that does not add up', () => {
  const line = makeOrder().lines[0]!;
  const bad: readonly [string, ReturnType<typeof makeOrder>][] = [
    ['order_amount', makeOrder({ amount: 11_901 })],
    ['order_tax_amount', makeOrder({ taxAmount: 1 })],
    ['order_lines', makeOrder({ lines: [], amount: 0, taxAmount: 0 })],
    ['order_lines[0].total_amount', makeOrder({ lines: [{ ...line, quantity: 2 }] })],
    ['order_lines[0].unit_price', makeOrder({ lines: [{ ...line, unitPrice: 119.5 }] })],
    ['order_lines[0].name', makeOrder({ lines: [{ ...line, name: '' }] })],
    [
      'order_amount',
      makeOrder({
        amount: -100,
        taxAmount: 0,
        lines: [{ ...line, unitPrice: -100, total: -100, taxAmount: 0 }],
      }),
    ],
    ['merchant_reference1', makeOrder({ reference: '' })],
  ];
  for (const [field, order] of bad) {
    it(`is named by its field: ${field}`, async () => {
      const shop = openShop({ gateway: gatewayWith({ createSession: () => assert.fail() }) });
      shop.order = order;
      const response = await new TestBrowser(shop.handler).session();
      const body = await expectProblem(response, 422, 'invalid_order', 'fix');
      assert.deepEqual(body['invalid_fields'], [field]);
    });
  }
  for (const changes of [{ country: 'Germany' }, { currency: '€' }, { locale: 'deutsch!' }]) {
    it(`has a market: ${JSON.stringify(changes)}`, async () => {
      const shop = openShop();
      shop.order = makeOrder(changes);
      const response = await new TestBrowser(shop.handler).session();
      await expectProblem(response, 422, 'locale_mismatch', 'other_method');
    });
  }
});

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
      [{}, { currency: 'USD' }],
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

  it('gives the same answer to the same token again, from the cookie', async () => {
    const shop = openShop();
    const browser = new TestBrowser(shop.handler);
    await browser.session();
    const first = await json(await browser.order());
    assert.deepEqual(await json(await browser.order('token-1', 'key-2')), first);
    assert.equal(shop.placed.length, 1);
    await expectProblem(await browser.order('token-2', 'key-3'), 409, 'duplicate', 'recreate');
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
    assert.match(shop.log.join(), /onPlaced threw/);
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

describe('POST authorization/cancel', () => {
  it('gives the authorization back, however often', async () => {
    await using klarna = await openKlarna();
    const browser = new TestBrowser(openShop({ gateway: overKlarna(klarna) }).handler);
    await browser.session();
    klarna.authorize('token-1');
    for (let times = 0; times < 2; times += 1) {
      const response = await browser.cancel();
      assert.equal(response.status, 204);
      assert.equal(await response.text(), '');
    }
  });

  it('is refused once there is an order', async () => {
    const browser = new TestBrowser(openShop().handler);
    await browser.session();
    await browser.order();
    await expectProblem(await browser.cancel(), 409, 'duplicate', 'recreate');
  });
});

describe('GET return', () => {
  const redirecting = gatewayWith({
    placeOrder: () =>
      Promise.resolve({
        status: 'redirect',
        redirect_url: 'https://secure.pay1.de/3ds',
        upstream: { txid: '1' },
      }),
  });
  const get = (browser: TestBrowser, kind: string) =>
    browser.send(`return/${kind}`, { method: 'GET' });

  it('leads back to the shop after a redirect, and on to the confirmation from then on', async () => {
    const browser = new TestBrowser(openShop({ gateway: redirecting }).handler);
    await browser.session();
    const placed = await json(await browser.order());
    assert.deepEqual(placed, { status: 'redirect', redirect_url: 'https://secure.pay1.de/3ds' });
    const back = await get(browser, 'success');
    assert.equal(back.status, 303);
    assert.equal(back.headers.get('Location'), 'https://shop.example/thanks');
    assert.deepEqual((await json(await browser.session()))['order'], {
      status: 'pending',
      redirect_url: 'https://shop.example/thanks',
    });
  });

  for (const kind of ['failure', 'cancel']) {
    it(`says ${kind} to the shop's page and lets the shopper start again`, async () => {
      const browser = new TestBrowser(openShop({ gateway: redirecting }).handler);
      const first = await json(await browser.session());
      await browser.order();
      const back = await get(browser, kind);
      assert.equal(back.headers.get('Location'), `https://shop.example/checkout?klarna=${kind}`);
      const again = await json(await browser.session());
      assert.equal(again['order'], undefined);
      assert.notEqual(again['session_id'], first['session_id']);
    });
  }

  it('does not let a guessed address undo a placed order', async () => {
    const browser = new TestBrowser(openShop().handler);
    await browser.session();
    await browser.order();
    await get(browser, 'failure');
    assert.ok((await json(await browser.session()))['order']);
  });

  it('leads to the front page when nothing is known', async () => {
    const response = await get(new TestBrowser(openShop().handler), 'success');
    assert.equal(response.headers.get('Location'), 'https://shop.example/');
  });
});

describe('POST hooks: the authorization callback', () => {
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
    const notice = { session_id: String(session_id), authorization_token: 'token-1' };
    return { shop, browser, path, notice };
  };

  it('places the order when the browser does not', async () => {
    await using klarna = await openKlarna();
    const { shop, browser, path, notice } = await open(klarna);
    const response = await notify(shop.handler, path, notice);
    assert.equal(response.status, 200);
    assert.equal(klarna.orders.size, 1);
    assert.equal(shop.placed.length, 1);
    // The shopper comes late, and the shop has emptied the cart.
    shop.order = undefined;
    const late = await json(await browser.order());
    assert.deepEqual(late, { status: 'completed', redirect_url: 'https://shop.example/thanks' });
    assert.equal(klarna.orders.size, 1);
  });

  it('and the browser together place exactly one order', async () => {
    await using klarna = await openKlarna();
    const { shop, browser, path, notice } = await open(klarna);
    const [answer, callback] = await Promise.all([
      browser.order(),
      notify(shop.handler, path, notice),
    ]);
    assert.deepEqual([answer.status, callback.status], [200, 200]);
    assert.equal(klarna.orders.size, 1);
  });

  it('and the browser on two machines place exactly one order', async () => {
    await using klarna = await openKlarna();
    const { browser, path, notice } = await open(klarna);
    const other = openShop({ gateway: overKlarna(klarna) });
    const [answer, callback] = await Promise.all([
      browser.order(),
      notify(other.handler, path, notice),
    ]);
    assert.deepEqual([answer.status, callback.status], [200, 200]);
    assert.equal(klarna.orders.size, 1);
  });

  it('tells the shop of an order whose machine died before it could', async () => {
    await using klarna = await openKlarna();
    const { shop, path, notice } = await open(klarna);
    klarna.sessions.get(notice.session_id)!.complete = true;
    await notify(shop.handler, path, notice);
    assert.equal(shop.placed.length, 1);
    assert.equal(klarna.orders.size, 0);
  });

  it('asks again when the shop could not take the order', async () => {
    await using klarna = await openKlarna();
    const { shop, path, notice } = await open(klarna, {
      onPlaced: () => Promise.reject(new Error('database is down')),
    });
    assert.equal((await notify(shop.handler, path, notice)).status, 500);
  });

  it('places nothing for a cart that changed since', async () => {
    await using klarna = await openKlarna();
    const { shop, path, notice } = await open(klarna);
    shop.order = biggerOrder();
    assert.equal((await notify(shop.handler, path, notice)).status, 200);
    assert.equal(klarna.seen.filter(({ path: seen }) => seen.endsWith('/order')).length, 0);
  });

  it('is only a notice for shops that place orders elsewhere', async () => {
    await using klarna = await openKlarna();
    const notices: unknown[] = [];
    const { shop, path, notice } = await open(klarna, {
      authorizationCallback: 'notice',
      onNotice: (seen) => void notices.push(seen),
    });
    await notify(shop.handler, path, notice);
    assert.equal(klarna.orders.size, 0);
    assert.deepEqual(notices, [
      { type: 'authorized', sessionId: notice.session_id, authorizationToken: 'token-1' },
    ]);
  });

  it('hands decisions about pending orders to the shop', async () => {
    await using klarna = await openKlarna();
    const notices: unknown[] = [];
    const { shop, path } = await open(klarna, { onNotice: (seen) => void notices.push(seen) });
    const decisions = { ACCEPTED: 'accepted', REJECTED: 'rejected', STOPPED: 'stopped' };
    for (const decision of Object.keys(decisions)) {
      await notify(shop.handler, path, { order_id: 'o-1', event_type: `FRAUD_RISK_${decision}` });
    }
    assert.deepEqual(
      notices,
      Object.values(decisions).map((decision) => ({ type: 'decided', orderId: 'o-1', decision })),
    );
  });
});

describe('POST hooks: notices that authenticate themselves', () => {
  const gateway = payone({
    mid: '12345',
    portalid: '1234567',
    aid: '12345',
    key: 'portal-key',
    mode: 'test',
    financingType: 'KIV',
  });
  const notify = (handler: (request: Request) => Promise<Response>, key: string) =>
    handler(
      new Request(`${ENDPOINT}/hooks/payone`, {
        method: 'POST',
        body: new URLSearchParams({
          key: createHash('md5').update(key).digest('hex'),
          txaction: 'appointed',
          portalid: '1234567',
          aid: '12345',
          mode: 'test',
          txid: '1',
          reference: 'order-1',
          sequencenumber: '0',
        }),
      }),
    );

  it('reach the shop and are answered as the system wants it', async () => {
    const notices: Notice[] = [];
    const shop = openShop({ gateway, onNotice: (notice) => void notices.push(notice) });
    const response = await notify(shop.handler, 'portal-key');
    assert.deepEqual([response.status, await response.text()], [200, 'TSOK']);
    assert.deepEqual(
      notices.map((notice) => notice.type === 'status' && [notice.reference, notice.status]),
      [['order-1', 'appointed']],
    );
  });

  it('are refused with another key, and come again when the shop could not take them', async () => {
    const notices: Notice[] = [];
    const shop = openShop({ gateway, onNotice: (notice) => void notices.push(notice) });
    assert.equal((await notify(shop.handler, 'guessed')).status, 403);
    assert.deepEqual(notices, []);
    const failing = openShop({ gateway, onNotice: () => Promise.reject(new Error('down')) });
    const response = await notify(failing.handler, 'portal-key');
    assert.equal(response.status, 500);
    assert.doesNotMatch(await response.text(), /TSOK/);
  });
});

describe('everything else below the endpoint', () => {
  it('is not found, or needs another method', async () => {
    const { handler } = openShop();
    const browser = new TestBrowser(handler);
    for (const path of ['', 'sessions', 'session/', 'constructor', 'hooks/other', 'return/x']) {
      await expectProblem(await browser.post(path, {}), 404, 'not_found', 'contact');
    }
    for (const [path, method] of [
      ['session', 'GET'],
      ['order', 'PUT'],
      ['return/success', 'POST'],
      ['hooks/simulated', 'GET'],
    ]) {
      const response = await browser.send(path!, { method: method! });
      await expectProblem(response, 405, 'method_not_allowed', 'contact');
    }
  });

  it('passes on how long to wait', async () => {
    const { handler } = openShop({
      gateway: gatewayWith({
        createSession: () =>
          Promise.reject(problem('rate_limited', { detail: 'slow down', retryAfter: 4 })),
      }),
    });
    const response = await new TestBrowser(handler).session();
    assert.equal(response.headers.get('Retry-After'), '4');
    await expectProblem(response, 503, 'rate_limited', 'retry');
  });
});
