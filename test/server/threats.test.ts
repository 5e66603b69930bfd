/** Each row of the threat table is attacked here; the title names the row. */
import assert from 'node:assert/strict';
import { connect } from 'node:net';
import { once } from 'node:events';
import { afterEach, describe, it } from 'node:test';
import {
  type Gateway,
  klarnaPayments,
  type Log,
  simulated,
  toNodeListener,
  type TokenEndpointOptions,
} from '../../src/server/index.js';
import {
  type Answer,
  type FakeKlarna,
  openKlarna,
  PASSWORD,
  refuse,
  reply,
  USERNAME,
} from './support/klarna.js';
import { memoryStore } from './support/memory-store.js';
import {
  biggerOrder,
  CONSENT,
  ENDPOINT,
  json,
  KEY,
  makeOrder,
  openShop,
  serve,
  SESSION_BODY,
  TestBrowser,
} from './support/shop.js';

const COOKIE = '__Host-klarna_checkout';

const overKlarna = (klarna: FakeKlarna): Gateway =>
  klarnaPayments({
    region: 'eu',
    environment: 'playground',
    username: USERNAME,
    password: PASSWORD,
    apiUrl: klarna.url,
  });

const codeOf = async (response: Response): Promise<unknown> => (await json(response))['code'];

const opened: FakeKlarna[] = [];
afterEach(async () => {
  for (const klarna of opened.splice(0)) await klarna[Symbol.asyncDispose]();
});

const openBoth = async (options: Partial<TokenEndpointOptions> = {}) => {
  const klarna = await openKlarna();
  opened.push(klarna);
  const shop = openShop({ gateway: overKlarna(klarna), ...options });
  return { klarna, shop, browser: new TestBrowser(shop.handler) };
};

describe('threat: amount tampering in the browser', () => {
  it('prices that a page sends are never read', async () => {
    const { klarna, browser } = await openBoth();
    await browser.session({
      order_amount: 1,
      amount: 1,
      order_lines: [{ name: 'Shoe', quantity: 1, unit_price: 1, total_amount: 1 }],
    });
    assert.equal(klarna.seen[0]?.json?.['order_amount'], 11_900);
  });

  it('a cart that changed after the authorization is not charged', async () => {
    const { klarna, shop, browser } = await openBoth();
    await browser.session();
    klarna.authorize('token-1');
    shop.order = biggerOrder();
    const response = await browser.order();
    assert.equal(response.status, 409);
    const problem = await json(response);
    assert.deepEqual([problem['code'], problem['action']], ['order_mismatch', 'reauthorize']);
    assert.equal(klarna.orders.size, 0);
  });

  it('a changed price with the same total is a changed cart', async () => {
    const shop = openShop();
    const browser = new TestBrowser(shop.handler);
    await browser.session();
    shop.order = makeOrder({ lines: [{ ...makeOrder().lines[0]!, name: 'Empty box' }] });
    assert.equal((await browser.order()).status, 409);
  });

  it('a changed picture or address is the same cart', async () => {
    const shop = openShop();
    const browser = new TestBrowser(shop.handler);
    await browser.session();
    shop.order = makeOrder({
      lines: [{ ...makeOrder().lines[0]!, imageUrl: 'https://cdn.shop.example/1?v=2' }],
      shipping: { city: 'Bonn' },
    });
    assert.equal((await browser.order()).status, 200);
  });
});

describe('threat: authorization_token replay / theft', () => {
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

describe('threat: session fixation', () => {
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
    https.cookies.set('klarna_checkout', https.cookies.get(COOKIE)!);
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

describe('threat: mixing sessions and tokens of two customers', () => {
  it("one customer's cookie with another's token places nothing", async () => {
    const { klarna, shop, browser } = await openBoth();
    await browser.session();
    klarna.authorize('mine');
    shop.identity = 'cart-2';
    const other = new TestBrowser(shop.handler);
    await other.session();
    klarna.authorize('theirs');
    shop.identity = 'cart-1';
    const response = await browser.order('theirs');
    assert.equal(await codeOf(response), 'authorization_expired');
    assert.equal(klarna.orders.size, 0);
  });
});

describe('threat: PII before consent', () => {
  const person = {
    customer: { date_of_birth: '1941-03-21' },
    billing_address: { given_name: 'Alice', email: 'alice@example.com' },
  };

  it('nothing is asked of anyone without consent', async () => {
    const { klarna, browser } = await openBoth({ resolveOrder: () => assert.fail('asked') });
    for (const consent of [undefined, null, false]) {
      assert.equal(await codeOf(await browser.session({ consent })), 'consent_required');
    }
    assert.equal(klarna.seen.length, 0);
  });

  it('no byte of it reaches Klarna in any call, whoever sends or stores it', async () => {
    const { klarna, shop, browser } = await openBoth();
    const stored = { billing: person.billing_address, customer: person.customer };
    shop.order = makeOrder(stored);
    await browser.session(person);
    shop.order = { ...biggerOrder(), ...stored };
    await browser.update(person);
    klarna.authorize('token-1');
    assert.equal((await browser.order()).status, 200);
    const wire = klarna.seen.map(({ path, text }) => path + text).join('\n');
    assert.equal(klarna.seen.length, 4);
    assert.doesNotMatch(wire, /Alice|alice|1941/);
  });

  it('a cookie holds none of it, even if it were opened', async () => {
    const shop = openShop();
    shop.order = makeOrder({ billing: person.billing_address });
    const short = new TestBrowser(shop.handler);
    await short.session();
    const length = short.cookies.get(COOKIE)!.length;
    shop.order = makeOrder({ billing: { given_name: 'A'.repeat(255) } });
    const long = new TestBrowser(shop.handler);
    await long.session();
    assert.ok(Math.abs(long.cookies.get(COOKIE)!.length - length) < 100);
  });
});

describe('threat: forged callbacks', () => {
  const setUp = async () => {
    const { klarna, shop, browser } = await openBoth();
    const { session_id } = await json(await browser.session());
    klarna.authorize('token-1');
    const urls = klarna.seen[0]?.json?.['merchant_urls'] as { authorization: string };
    const notify = (url: string, body: object) =>
      shop.handler(new Request(url, { method: 'POST', body: JSON.stringify(body) }));
    const notice = { session_id: String(session_id), authorization_token: 'token-1' };
    return { klarna, shop, browser, url: urls.authorization, notify, notice };
  };

  it('an address that was not given out here is refused', async () => {
    const { klarna, url, notify, notice } = await setUp();
    const stateless = url.slice(0, url.lastIndexOf('/'));
    for (const forged of [stateless, `${stateless}/x`, `${url.slice(0, -3)}AAA`]) {
      assert.equal((await notify(forged, notice)).status, 403);
      const decision = { order_id: 'o', event_type: 'FRAUD_RISK_ACCEPTED' };
      assert.equal((await notify(forged, decision)).status, 403);
    }
    assert.equal(klarna.orders.size, 0);
  });

  it('a session cookie is no callback address', async () => {
    const { browser, url, notify, notice } = await setUp();
    const forged = `${url.slice(0, url.lastIndexOf('/'))}/${browser.cookies.get(COOKIE)!}`;
    assert.equal((await notify(forged, notice)).status, 403);
  });

  it('a true address does not place with a made-up token or session', async () => {
    const { klarna, url, notify, notice } = await setUp();
    assert.equal((await notify(url, { ...notice, authorization_token: 'other' })).status, 403);
    assert.equal((await notify(url, { ...notice, session_id: 'unknown' })).status, 200);
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
    const { klarna, shop, browser, notify, notice } = await setUp();
    shop.order = biggerOrder();
    await browser.update();
    const urls = klarna.seen.at(-1)?.json?.['merchant_urls'] as { authorization: string };
    assert.equal((await notify(urls.authorization, { ...notice, session_id: 'x' })).status, 403);
    assert.equal((await notify(urls.authorization, notice)).status, 200);
    assert.equal(klarna.orders.size, 1);
  });

  it('what is no notice is refused', async () => {
    const { url, notify, shop } = await setUp();
    for (const body of [{}, { order_id: 'o', event_type: 'FREE_MONEY' }, []]) {
      assert.equal((await notify(url, body)).status, 400);
    }
    const text = await shop.handler(new Request(url, { method: 'POST', body: 'a=b' }));
    assert.equal(text.status, 400);
  });
});

describe('threat: mass assignment', () => {
  it('members that the contract does not name reach neither the shop nor Klarna', async () => {
    let question: object = {};
    const { klarna, browser } = await openBoth({
      resolveOrder: (_, asked) => {
        question = asked;
        return makeOrder();
      },
    });
    const answer = await browser.post(
      'session',
      JSON.stringify({
        ...SESSION_BODY,
        merchant_urls: { confirmation: 'https://evil.example' },
        identity: 'cart-2',
        workorderid: '1',
        intent: 'tokenize',
      }).replace('{', '{"__proto__":{"identity":"cart-2"},'),
    );
    assert.equal(answer.status, 200);
    assert.deepEqual(question, {
      identity: 'cart-1',
      locale: 'de-DE',
      country: 'DE',
      currency: 'EUR',
    });
    assert.doesNotMatch(klarna.seen[0]!.text, /evil|tokenize|workorderid|cart-2/);
  });
});

describe('threat: parameter injection', () => {
  it('a token with a path in it stays one segment of the URL', async () => {
    const { klarna, browser } = await openBoth();
    await browser.session();
    const token = '../sessions/x?y#z';
    klarna.authorize(token);
    assert.equal((await browser.order(token)).status, 200);
    assert.equal(
      klarna.seen.at(-1)?.path,
      `/payments/v1/authorizations/${encodeURIComponent(token)}/order`,
    );
  });

  it('control characters are refused where a page could send them', async () => {
    const browser = new TestBrowser(openShop().handler);
    for (const changes of [
      { locale: 'de\r\nX: y' },
      { category: 'a\u0000b' },
      { billing_address: { city: 'Bonn\r\nkey=1' } },
      { country: 'D' },
      { currency: 'EURO' },
      { customer_type: 'robot' },
      { billing_address: 'x' },
      { billing_address: { city: { $ne: 1 } } },
      { consent: 'yes' },
      { consent: { ...CONSENT, source: 'guess' } },
      { locale: '' },
    ]) {
      assert.equal(await codeOf(await browser.session(changes)), 'invalid_request');
    }
  });
});

describe('threat: XML attacks in replies', () => {
  it('a reply that is XML with a DOCTYPE counts as no reply', async () => {
    const { klarna, browser } = await openBoth();
    for (let times = 0; times < 2; times += 1) {
      klarna.intercept(/POST/, (_, outgoing) =>
        outgoing
          .writeHead(200, { 'Content-Type': 'text/xml' })
          .end('<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>'),
      );
    }
    assert.equal(await codeOf(await browser.session()), 'upstream_unavailable');
  });
});

describe('threat: open redirect', () => {
  const placing = async (redirectUrl: string, options: Partial<TokenEndpointOptions> = {}) => {
    const klarna = await openKlarna({ redirectUrl });
    opened.push(klarna);
    const browser = new TestBrowser(openShop({ gateway: overKlarna(klarna), ...options }).handler);
    await browser.session();
    klarna.authorize('token-1');
    return (await json(await browser.order()))['redirect_url'];
  };

  for (const evil of [
    'https://evil.example/',
    'https://klarna.com.evil.example/',
    'https://evilklarna.com/',
    'http://www.klarna.com/',
    'javascript:alert(1)',
    '//evil.example',
    'https://klarna.com@evil.example/',
  ]) {
    it(`${evil} gives way to the confirmation page`, async () => {
      assert.equal(await placing(evil), 'https://shop.example/thanks');
    });
  }
  it('Klarna, the shop and the hosts that the shop named are fine', async () => {
    const own = 'https://shop.example/thanks?order=1';
    assert.equal(await placing(own), own);
    const named = 'https://pay.bank.example/x';
    assert.equal(await placing(named, { redirectHosts: ['bank.example'] }), named);
  });

  it('a redirect that must be followed to an unknown host leaves the outcome open', async () => {
    const browser = new TestBrowser(
      openShop({
        gateway: {
          ...simulated(),
          placeOrder: () =>
            Promise.resolve({
              status: 'redirect',
              redirect_url: 'https://evil.example',
              upstream: {},
            }),
        },
      }).handler,
    );
    await browser.session();
    assert.equal(await codeOf(await browser.order()), 'outcome_unknown');
  });

  it('pictures come from Klarna or not at all', async () => {
    const asset_urls = {
      descriptive: 'https://evil.example/track.gif',
      standard: 'https://x.klarnacdn.net/badge.svg',
    };
    const { handler } = openShop({
      gateway: simulated({ categories: [{ identifier: 'klarna', name: 'Klarna', asset_urls }] }),
    });
    const answer = await json(await new TestBrowser(handler).session());
    assert.deepEqual(answer['payment_method_categories'], [
      { identifier: 'klarna', name: 'Klarna', asset_urls: { standard: asset_urls.standard } },
    ]);
  });
});

describe('threat: SSRF', () => {
  it('no host that a browser names is ever called', async () => {
    const asked: string[] = [];
    const gateway = klarnaPayments({
      region: 'eu',
      environment: 'playground',
      username: 'u',
      password: 'p',
      fetch: (input) => {
        asked.push(new URL(new Request(input).url).host);
        return Promise.reject(new TypeError('no network here'));
      },
    });
    const browser = new TestBrowser(openShop({ gateway }).handler);
    await browser.post(
      'session',
      { ...SESSION_BODY, api_url: 'http://169.254.169.254/', category: 'http://evil.example' },
      { Host: 'evil.example', 'X-Forwarded-Host': 'evil.example', Origin: 'https://evil.example' },
    );
    assert.deepEqual([...new Set(asked)], ['api.playground.klarna.com']);
  });

  it('a redirect of the upstream system is not followed', async () => {
    let visited = false;
    await using inner = await serve((_, outgoing) => {
      visited = true;
      outgoing.end('{}');
    });
    const { klarna, browser } = await openBoth();
    klarna.intercept(/POST/, (__, outgoing) =>
      outgoing.writeHead(307, { Location: inner.url }).end(),
    );
    assert.equal(await codeOf(await browser.session()), 'misconfigured');
    assert.equal(visited, false);
  });

  it('a Host header does not decide where callbacks go', async () => {
    const { klarna, shop } = await openBoth();
    await shop.handler(
      new Request('https://evil.example/klarna/session', {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', 'Sec-Fetch-Site': 'same-origin' },
        body: JSON.stringify(SESSION_BODY),
      }),
    );
    const urls = klarna.seen[0]?.json?.['merchant_urls'] as { authorization: string };
    assert.equal(new URL(urls.authorization).host, 'shop.example');
  });
});

describe('threat: secrets in logs', () => {
  it('nothing secret or personal is logged or answered, whatever goes wrong', async () => {
    const lines: string[] = [];
    const log: Log = (...line) => void lines.push(JSON.stringify(line));
    const { klarna, shop, browser } = await openBoth({ log });
    const secretToken = 'f3392f8b-6116-4073-ab96-e330819e2c07';
    const leaky = [
      'Bad value: billing_address.email alice@example.com is not +49 176 14284340',
      `Invalid authorization token ${secretToken}`,
      'born 1941-03-21',
    ];
    const answers: string[] = [];
    const run = async (response: Promise<Response>) => answers.push(await (await response).text());
    const refusal: Answer = (__, outgoing) => refuse(outgoing, 400, 'BAD_VALUE', ...leaky);
    for (const status of [400, 401, 403, 404, 409, 429]) {
      klarna.intercept(/POST/, (__, outgoing) => refuse(outgoing, status, 'BAD_VALUE', ...leaky));
      await run(browser.session());
    }
    klarna.intercept(/POST/, (incoming) => incoming.socket.destroy());
    klarna.intercept(/POST/, refusal);
    await run(browser.session());
    await browser.session();
    klarna.authorize(secretToken);
    klarna.intercept(/order$/, refusal);
    await run(browser.order(secretToken));
    await run(browser.session({ billing_address: { email: 'alice@example.com\n' } }));
    shop.order = undefined;
    await run(browser.order(secretToken));

    assert.equal(answers.length, 10);
    assert.ok(lines.length > 15);
    const cookie = browser.cookies.get(COOKIE)!;
    for (const text of [...lines, ...answers]) {
      assert.doesNotMatch(text, /alice|14284340|1941|f3392f8b|Basic |wörd/);
      assert.equal(text.includes(KEY), false);
      assert.equal(text.includes(cookie), false);
    }
    for (const text of answers) assert.doesNotMatch(text, /born|Bad value|Invalid/);
  });

  it('an error that nobody foresaw keeps its text inside', async () => {
    const shop = openShop({
      resolveOrder: () => {
        throw new Error('SELECT * FROM carts WHERE password = secret');
      },
    });
    const text = await (await new TestBrowser(shop.handler).session()).text();
    assert.doesNotMatch(text, /SELECT|secret/);
    assert.match(shop.log.join(), /SELECT/);
    const instance = (JSON.parse(text) as { instance: string }).instance;
    assert.match(shop.log.join(), new RegExp(instance));
  });
});

describe('threat: resource exhaustion', () => {
  it('a body of ten megabytes is not read', async () => {
    const browser = new TestBrowser(openShop().handler);
    const big = JSON.stringify({ ...SESSION_BODY, padding: 'x'.repeat(10_000_000) });
    const response = await browser.post('session', big);
    assert.deepEqual([response.status, await codeOf(response)], [413, 'payload_too_large']);
  });

  it('deep nesting, other encodings and everything but an object is refused', async () => {
    const browser = new TestBrowser(openShop().handler);
    const nested = `${'{"a":'.repeat(50)}1${'}'.repeat(50)}`;
    const deep = JSON.stringify(SESSION_BODY).replace('{', `{"more":${nested},`);
    for (const body of [deep, '[]', 'null', '"x"', '{', '', '\uFEFF[]']) {
      assert.equal(await codeOf(await browser.post('session', body)), 'invalid_request');
    }
    const response = await browser.send('session', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', 'Sec-Fetch-Site': 'same-origin' },
      body: Buffer.from(JSON.stringify({ ...SESSION_BODY, category: 'für' }), 'latin1'),
    });
    assert.equal(await codeOf(response), 'invalid_request');
  });

  it('a body that trickles in is given up', async () => {
    const shop = openShop({ endpoint: '/klarna', limits: { bodyMilliseconds: 30 } });
    await using running = await serve(toNodeListener(shop.handler));
    const socket = connect(Number(new URL(running.url).port), '127.0.0.1');
    socket.write(
      'POST /klarna/session HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n' +
        'Sec-Fetch-Site: same-origin\r\nContent-Length: 100\r\n\r\n{"locale"',
    );
    const [first] = (await once(socket, 'data')) as [Buffer];
    assert.match(first.toString(), /^HTTP\/1\.1 408 /);
    socket.destroy();
  });

  it('a silent upstream system is given up', async () => {
    const { klarna, browser } = await openBoth({ limits: { sessionMilliseconds: 30 } });
    klarna.intercept(/POST/, () => undefined);
    const response = await browser.session();
    assert.deepEqual([response.status, await codeOf(response)], [503, 'upstream_unavailable']);
  });

  it('one visitor cannot use up the sessions of the whole shop', async () => {
    let time = 1_000_000;
    const shop = openShop({ now: () => time });
    const statuses: number[] = [];
    let last: Response | undefined;
    for (let visit = 0; visit < 12; visit += 1) {
      last = await new TestBrowser(shop.handler).session();
      statuses.push(last.status);
    }
    assert.deepEqual(statuses.slice(9), [200, 503, 503]);
    assert.equal(last?.headers.get('Retry-After'), '10');
    shop.identity = 'cart-2';
    assert.equal((await new TestBrowser(shop.handler).session()).status, 200);
    shop.identity = 'cart-1';
    time += 10_000;
    assert.equal((await new TestBrowser(shop.handler).session()).status, 200);
  });

  it('a notice of a megabyte is not read', async () => {
    const { shop } = await openBoth();
    const response = await shop.handler(
      new Request(`${ENDPOINT}/hooks/klarna/x`, { method: 'POST', body: 'x'.repeat(1_000_000) }),
    );
    assert.equal(response.status, 413);
  });

  it('an upstream system that is down is asked twice, not more', async () => {
    const { klarna, browser } = await openBoth();
    for (let times = 0; times < 5; times += 1) {
      klarna.intercept(/./, (__, outgoing) => reply(outgoing, 503, {}));
    }
    await browser.session();
    assert.equal(klarna.seen.length, 2);
  });
});

describe('threat: clock/rotation', () => {
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
    const notice = () =>
      new Request(urls.authorization, {
        method: 'POST',
        body: JSON.stringify({ session_id, authorization_token: 'token-1' }),
      });
    assert.equal((await later.handler(notice())).status, 403);
    assert.equal((await shop.handler(notice())).status, 200);
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

describe('threat: cross-site requests', () => {
  const post = (handler: (request: Request) => Promise<Response>, headers: HeadersInit) =>
    handler(
      new Request(`${ENDPOINT}/session`, {
        method: 'POST',
        headers,
        body: JSON.stringify(SESSION_BODY),
      }),
    );
  const JSON_TYPE = { 'Content-Type': 'application/json' };
  const allowedOrigins = ['https://www.shop.example'];

  it('only JSON is taken, which no form can send', async () => {
    const { handler } = openShop();
    for (const type of [
      'text/plain',
      'application/x-www-form-urlencoded',
      'application/jsonp',
      '',
    ]) {
      const response = await post(handler, {
        'Sec-Fetch-Site': 'same-origin',
        'Content-Type': type,
      });
      assert.equal(response.status, 415);
    }
    const withCharset = { 'Content-Type': 'Application/JSON; charset=utf-8' };
    const fine = await post(handler, { ...withCharset, 'Sec-Fetch-Site': 'same-origin' });
    assert.equal(fine.status, 200);
  });

  const rows: readonly [Record<string, string>, number][] = [
    [{ 'Sec-Fetch-Site': 'same-origin' }, 200],
    [{ 'Sec-Fetch-Site': 'cross-site' }, 403],
    [{ 'Sec-Fetch-Site': 'cross-site', Origin: 'https://www.shop.example' }, 403],
    [{ 'Sec-Fetch-Site': 'none' }, 403],
    [{ 'Sec-Fetch-Site': 'same-site' }, 403],
    [{ 'Sec-Fetch-Site': 'same-site', Origin: 'https://blog.shop.example' }, 403],
    [{ 'Sec-Fetch-Site': 'same-site', Origin: 'https://www.shop.example' }, 200],
    [{ Origin: 'https://shop.example' }, 200],
    [{ Origin: 'https://www.shop.example' }, 200],
    [{ Origin: 'https://evil.example' }, 403],
    [{ Origin: 'https://shop.example.evil.example' }, 403],
    [{ Origin: 'null' }, 403],
    [{ Origin: 'http://shop.example' }, 403],
    [{}, 403],
  ];
  for (const [headers, status] of rows) {
    it(`${JSON.stringify(headers)} is answered ${status}`, async () => {
      const response = await post(openShop({ allowedOrigins }).handler, {
        ...JSON_TYPE,
        ...headers,
      });
      assert.equal(response.status, status);
    });
  }

  it("the shop's own check has the last word", async () => {
    const { handler } = openShop({
      csrf: (request) => request.headers.get('X-CSRF-Token') === 'secret',
    });
    const same = { ...JSON_TYPE, 'Sec-Fetch-Site': 'same-origin' };
    assert.equal((await post(handler, same)).status, 403);
    assert.equal((await post(handler, { ...same, 'X-CSRF-Token': 'secret' })).status, 200);
  });

  it('only allowed origins pass a preflight and read answers', async () => {
    const { handler } = openShop({ allowedOrigins });
    const preflight = (origin: string) =>
      handler(
        new Request(`${ENDPOINT}/order`, {
          method: 'OPTIONS',
          headers: { Origin: origin, 'Access-Control-Request-Headers': 'idempotency-key' },
        }),
      );
    const good = await preflight('https://www.shop.example');
    assert.equal(good.status, 204);
    assert.equal(good.headers.get('Access-Control-Allow-Origin'), 'https://www.shop.example');
    assert.equal(good.headers.get('Access-Control-Allow-Headers'), 'idempotency-key');
    const bad = await preflight('https://evil.example');
    assert.equal(bad.status, 403);
    assert.equal(bad.headers.get('Access-Control-Allow-Origin'), null);
  });
});

describe('threat: two placings in one session', () => {
  it('a second token of the same session gets the first order with a store', async () => {
    let calls = 0;
    const gateway: Gateway = {
      ...simulated(),
      placeOrder: () =>
        Promise.resolve({ status: 'completed', order_id: `o${++calls}`, upstream: {} }),
    };
    const browser = new TestBrowser(openShop({ gateway, store: memoryStore() }).handler);
    await browser.session();
    const cookie = browser.cookies.get(COOKIE)!;
    const first = await json(await browser.order('token-1', 'key-1'));
    browser.cookies.set(COOKIE, cookie);
    assert.deepEqual(await json(await browser.order('token-2', 'key-2')), first);
    assert.equal(calls, 1);
  });
});
