import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import {
  type PlacingContext,
  GatewayProblem,
  type Intent,
  klarnaPayments,
  type KlarnaPaymentsOptions,
  type Order,
} from '../../../../src/server/index.js';
import {
  type Answer,
  CLIENT_TOKEN,
  type FakeKlarna,
  openKlarna,
  PASSWORD,
  refuse,
  reply,
  USERNAME,
} from '../../support/klarna.js';
import { serve } from '../../../harness/loopback.js';
import { firstAttempt } from '../../support/attempt.js';
import { biggerOrder, makeOrder } from '../../support/shop.js';

let klarna: FakeKlarna;
let log: string[];
beforeEach(async () => {
  klarna = await openKlarna();
  log = [];
});
afterEach(() => klarna[Symbol.asyncDispose]());

const context = (changes: Partial<PlacingContext> = {}): PlacingContext => ({
  signal: new AbortController().signal,
  idempotencyKey: '0'.repeat(32),
  now: Date.now,
  pause: () => Promise.resolve(),
  log: (...line) => void log.push(JSON.stringify(line)),
  urls: {
    success: 'https://shop.example/klarna/return/success',
    failure: 'https://shop.example/klarna/return/failure',
    cancel: 'https://shop.example/klarna/return/cancel',
    webhook: 'https://shop.example/klarna/hooks/klarna/state',
  },
  attempt: firstAttempt('order-1'),
  ...changes,
});

const gateway = (changes: Partial<KlarnaPaymentsOptions> = {}) =>
  klarnaPayments({
    region: 'eu',
    environment: 'playground',
    username: USERNAME,
    password: PASSWORD,
    apiUrl: klarna.url,
    ...changes,
  });

const subscription = (): Order =>
  makeOrder({
    lines: [
      {
        ...makeOrder().lines[0]!,
        type: 'digital',
        subscription: { name: 'Paper', interval: 'MONTH', intervalCount: 1 },
      },
    ],
  });

const usOrder = (): Order =>
  makeOrder({
    country: 'US',
    currency: 'USD',
    locale: 'en-US',
    amount: 10_850,
    taxAmount: 850,
    lines: [
      {
        type: 'physical',
        name: 'Shoe',
        quantity: 1,
        unitPrice: 10_000,
        taxRate: 0,
        total: 10_000,
        taxAmount: 0,
      },
      {
        type: 'sales_tax',
        name: 'Sales tax',
        quantity: 1,
        unitPrice: 850,
        taxRate: 0,
        total: 850,
        taxAmount: 0,
      },
    ],
  });

async function problemOf(promise: Promise<unknown>): Promise<GatewayProblem> {
  try {
    await promise;
  } catch (error) {
    assert.ok(error instanceof GatewayProblem, String(error));
    return error;
  }
  assert.fail('nothing was thrown');
}

describe('hosts of klarnaPayments', () => {
  const hosts: readonly [KlarnaPaymentsOptions['region'], string, string][] = [
    ['eu', 'api.playground.klarna.com', 'api.klarna.com'],
    ['na', 'api-na.playground.klarna.com', 'api-na.klarna.com'],
    ['oc', 'api-oc.playground.klarna.com', 'api-oc.klarna.com'],
  ];
  for (const [region, playground, production] of hosts) {
    it(`knows both environments of ${region}`, async () => {
      const asked: string[] = [];
      const spy: typeof fetch = (input) => {
        asked.push(new URL(new Request(input).url).host);
        return Promise.reject(new TypeError('no network here'));
      };
      for (const environment of ['playground', 'production'] as const) {
        const live = klarnaPayments({
          region,
          environment,
          username: 'u',
          password: 'p',
          fetch: spy,
        });
        await problemOf(live.createSession(makeOrder(), context()));
      }
      assert.deepEqual([...new Set(asked)], [playground, production]);
    });
  }

  it('refuses credentials that HTTP Basic cannot carry', () => {
    for (const username of ['', 'a:b', 'a\nb']) {
      assert.throws(() => gateway({ username }), RangeError);
    }
  });
});

describe('sessions of klarnaPayments', () => {
  it('creates one with all that Klarna asks for and nothing about the person', async () => {
    const order = makeOrder({
      billing: { given_name: 'Alice', email: 'alice@example.com' },
      customer: { date_of_birth: '1941-03-21' },
    });
    const created = await gateway().createSession(order, context());
    assert.equal(created.clientToken, CLIENT_TOKEN);
    assert.equal(created.categories?.[0]?.identifier, 'pay_later');
    assert.deepEqual(klarna.faults, []);
    const { json, text } = klarna.seen[0]!;
    assert.equal(json?.['intent'], 'buy');
    assert.equal(json['order_amount'], 11_900);
    assert.deepEqual(json['merchant_urls'], {
      confirmation: 'https://shop.example/thanks',
      notification: 'https://shop.example/klarna/hooks/klarna/state',
      authorization: 'https://shop.example/klarna/hooks/klarna/state',
      push: 'https://shop.example/klarna/hooks/klarna/state?order_id={order.id}',
    });
    assert.doesNotMatch(text, /Alice|example\.com"|1941/);
  });

  it('names the customer type for companies only', async () => {
    await gateway().createSession(makeOrder({ customerType: 'organization' }), context());
    await gateway().createSession(makeOrder({ customerType: 'person' }), context());
    assert.deepEqual(klarna.seen[0]!.json?.['customer'], { type: 'organization' });
    assert.equal(klarna.seen[1]!.json?.['customer'], undefined);
    assert.deepEqual(klarna.faults, []);
  });

  it('updates in place, and takes only 204 for it', async () => {
    const { reference } = await gateway().createSession(makeOrder(), context());
    assert.deepEqual(await gateway().updateSession(reference, biggerOrder(), context()), {
      reload: 'load',
    });
    assert.equal(klarna.sessions.get(reference.id)?.body['order_amount'], 23_800);
    assert.deepEqual(klarna.faults, []);

    klarna.intercept(/POST/, (_, outgoing) => reply(outgoing, 200, { session_id: 'another' }));
    const { code } = await problemOf(gateway().updateSession(reference, makeOrder(), context()));
    assert.equal(code, 'upstream_unavailable');
  });

  it('refuses an empty session id, which Klarna would take for a new session', async () => {
    const { code } = await problemOf(
      gateway().updateSession({ id: '', data: {} }, makeOrder(), context()),
    );
    assert.equal(code, 'session_expired');
    assert.equal(klarna.seen.length, 0);
  });

  it('keeps ids of the path in their segment', async () => {
    await gateway().readSession({ id: '../../customer-token?x=1#y', data: {} }, context());
    assert.equal(
      klarna.seen[0]?.path,
      '/payments/v1/sessions/..%2F..%2Fcustomer-token%3Fx%3D1%23y',
    );
  });

  it('reads what became of one', async () => {
    const { reference } = await gateway().createSession(makeOrder(), context());
    klarna.authorize('token-1');
    const open = await gateway().readSession(reference, context());
    assert.equal(open.status, 'open');
    assert.equal(open.authorizationToken, 'token-1');
    assert.equal(open.orderReference, 'order-1');
    klarna.sessions.get(reference.id)!.complete = true;
    assert.equal((await gateway().readSession(reference, context())).status, 'placed');
    klarna.sessions.clear();
    assert.equal((await gateway().readSession(reference, context())).status, 'gone');
  });

  for (const intent of ['tokenize', 'buy_and_tokenize'] as const) {
    it(`opens one to ${intent}, with the subscription on its line`, async () => {
      await gateway({ intent }).createSession(subscription(), context());
      assert.equal(klarna.seen[0]!.json?.['intent'], intent);
      assert.deepEqual(
        (klarna.seen[0]!.json['order_lines'] as { subscription: unknown }[])[0]?.subscription,
        { name: 'Paper', interval: 'MONTH', interval_count: 1 },
      );
      assert.deepEqual(klarna.faults, []);
    });
  }

  it('sends buy_and_default_tokenize when told to, though the OpenAPI does not know it', async () => {
    await gateway({ intent: 'buy_and_default_tokenize' }).createSession(subscription(), context());
    assert.equal(klarna.seen[0]!.json?.['intent'], 'buy_and_default_tokenize');
    assert.match(klarna.faults.join(), /intent must be equal to one of the allowed values/);
  });

  it('lets the order decide the intent', async () => {
    const intent = ({ lines }: Order): Intent =>
      lines.some((line) => line.subscription) ? 'tokenize' : 'buy';
    await gateway({ intent }).createSession(makeOrder(), context());
    await gateway({ intent }).createSession(subscription(), context());
    assert.deepEqual(
      klarna.seen.map(({ json }) => json?.['intent']),
      ['buy', 'tokenize'],
    );
  });
});

describe('amounts and taxes in klarnaPayments, before anything is sent', () => {
  it('takes sales tax of the United States as a line of its own', async () => {
    await gateway().createSession(usOrder(), context());
    const { json } = klarna.seen[0]!;
    assert.equal(json?.['order_tax_amount'], 850);
    assert.deepEqual(klarna.faults, []);
  });

  it('takes a discount line with negative tax', async () => {
    const order = makeOrder({
      amount: 10_710,
      taxAmount: 1_710,
      lines: [
        ...makeOrder().lines,
        {
          type: 'discount',
          name: 'Ten percent',
          quantity: 1,
          unitPrice: -1_190,
          taxRate: 1_900,
          total: -1_190,
          taxAmount: -190,
        },
      ],
    });
    await gateway().createSession(order, context());
    assert.deepEqual(klarna.faults, []);
  });

  const line = makeOrder().lines[0]!;
  const bad: readonly [string, string, Order, Intent?][] = [
    ['a tax off by two', 'order_lines[0].total_tax_amount', changed({ taxAmount: 1_902 })],
    ['a tax rate over 100 %', 'order_lines[0].tax_rate', changed({ taxRate: 10_001 })],
    ['a unit price over two million', 'order_lines[0].unit_price', changed({ unitPrice: 2e8 + 1 })],
    ['a total over two million', 'order_amount', makeOrder({ amount: 2e8 + 1 })],
    [
      'a subscription without a name',
      'order_lines[0].subscription.name',
      subscribed({ name: ' ' }),
    ],
    [
      'an interval that Klarna does not know',
      'order_lines[0].subscription.interval',
      subscribed({ interval: 'FORTNIGHT' as 'WEEK' }),
    ],
    [
      'an interval of none',
      'order_lines[0].subscription.interval_count',
      subscribed({ intervalCount: 0 }),
    ],
    ['a negative discount', 'order_lines[0].total_discount_amount', changed({ discount: -1 })],
    ['1001 lines', 'order_lines', makeOrder({ lines: Array.from({ length: 1001 }, () => line) })],
    [
      'a tax rate in the United States',
      'order_lines[0].tax_rate',
      makeOrder({ country: 'US', currency: 'USD', locale: 'en-US' }),
    ],
    ['a locale that is none', 'locale', makeOrder({ locale: '!' })],
    ['a language of three letters', 'locale', makeOrder({ locale: 'fil-PH' })],
    ['a long reference', 'merchant_reference1', makeOrder({ reference: 'x'.repeat(256) })],
    ['tokenize without a subscription', 'order_lines', makeOrder(), 'tokenize'],
  ];
  for (const [title, field, order, intent = 'buy'] of bad) {
    it(`refuses ${title}`, async () => {
      const { invalidFields } = await problemOf(
        gateway({ intent }).createSession(order, context()),
      );
      assert.deepEqual(invalidFields, [field]);
      assert.equal(klarna.seen.length, 0);
    });
  }

  function subscribed(
    changes: Partial<NonNullable<Order['lines'][number]['subscription']>>,
  ): Order {
    const subscription = {
      name: 'Paper',
      interval: 'MONTH',
      intervalCount: 1,
      ...changes,
    } as const;
    return changed({ subscription });
  }

  for (const [locale, country, sent] of [
    ['de_DE', 'DE', 'de-DE'],
    ['de-de', 'DE', 'de-DE'],
    ['DE_de', 'DE', 'de-DE'],
    ['de_DE.UTF-8', 'DE', 'de-DE'],
    ['de_AT@euro', 'AT', 'de-AT'],
    ['de', 'AT', 'de-AT'],
    ['en-UK', 'DE', 'en-GB'],
    ['zh-Hant-TW', 'DE', 'zh-TW'],
  ] as const)
    it(`reads the locale ${locale} in ${country} as ${sent}`, async () => {
      await gateway().createSession(makeOrder({ locale, country }), context());
      assert.equal(klarna.seen[0]!.json?.['locale'], sent);
      assert.deepEqual(klarna.faults, []);
    });

  it('shortens names and references of lines, never through a character', async () => {
    const long = '🧦'.repeat(200);
    await gateway().createSession(changed({ name: long, reference: long }), context());
    const [sent] = klarna.seen[0]!.json?.['order_lines'] as Record<string, string>[];
    assert.equal(sent!['name'], '🧦'.repeat(127));
    assert.equal(sent!['reference'], '🧦'.repeat(127));
    assert.deepEqual(klarna.faults, []);
  });

  it('takes amounts up to 200,000,000 minor units', async () => {
    const amount = 200_000_000;
    const money = { unitPrice: amount, total: amount, taxRate: 0, taxAmount: 0 };
    const large = makeOrder({
      amount,
      taxAmount: 0,
      lines: [{ ...makeOrder().lines[0]!, ...money }],
    });
    await gateway().createSession(large, context());
    assert.equal(klarna.seen[0]!.json?.['order_amount'], amount);
  });

  it('resolves a confirmation page that is a path of the shop', async () => {
    const urls = { confirmation: '/thanks?order={order.id}', back: '/checkout' };
    await gateway().createSession(makeOrder({ urls }), context());
    const sent = klarna.seen[0]!.json?.['merchant_urls'] as Record<string, string>;
    assert.equal(sent['confirmation'], 'https://shop.example/thanks?order={order.id}');
    const nowhere = makeOrder({ urls: { ...urls, confirmation: 'https://' } });
    assert.equal(
      (await problemOf(gateway().createSession(nowhere, context()))).code,
      'invalid_order',
    );
  });

  it('names a function of the shop that throws', async () => {
    const intent = (): Intent => {
      throw new Error('the database is away');
    };
    const problem = await problemOf(gateway({ intent }).createSession(makeOrder(), context()));
    assert.equal(problem.code, 'internal');
    assert.match(problem.message, /intent/);
  });

  function changed(changes: Partial<Order['lines'][number]>): Order {
    return makeOrder({ lines: [{ ...makeOrder().lines[0]!, ...changes }] });
  }
});

describe('placing the order with klarnaPayments', () => {
  const authorized = async (order = makeOrder(), token = 'token-1') => {
    const { reference } = await gateway().createSession(order, context());
    klarna.authorize(token);
    return reference;
  };

  it('sends the same lines again and gives the ids back', async () => {
    const reference = await authorized();
    const placed = await gateway().placeOrder(reference, 'token-1', makeOrder(), context());
    const [orderId] = [...klarna.orders.keys()];
    assert.deepEqual(placed, {
      status: 'completed',
      order_id: orderId,
      redirect_url: 'https://credit.klarna.com/v1/sessions/1/redirect',
      upstream: { order_id: orderId, fraud_status: 'ACCEPTED' },
    });
    assert.deepEqual(klarna.faults, []);
  });

  it('is pending while Klarna looks at the risk', async () => {
    await klarna[Symbol.asyncDispose]();
    klarna = await openKlarna({ fraudStatus: 'PENDING' });
    const reference = await authorized();
    const placed = await gateway().placeOrder(reference, 'token-1', makeOrder(), context());
    assert.equal(placed.status, 'pending');
  });

  it('refuses a token of another session without using it', async () => {
    const mine = await authorized(makeOrder(), 'mine');
    await authorized(makeOrder(), 'theirs');
    const { code } = await problemOf(gateway().placeOrder(mine, 'theirs', makeOrder(), context()));
    assert.equal(code, 'authorization_expired');
    assert.equal(klarna.orders.size, 0);
  });

  it('says duplicate, and leaves the look-up to the endpoint, when the token was used before', async () => {
    const reference = await authorized();
    klarna.intercept(/POST .*\/order$/, (_, outgoing) =>
      refuse(outgoing, 403, 'INVALID_OPERATION', 'Authorization token already consumed'),
    );
    const place = () => gateway().placeOrder(reference, 'token-1', makeOrder(), context());
    assert.equal((await problemOf(place())).code, 'duplicate');
    klarna.sessions.get(reference.id)!.complete = true;
    assert.equal((await problemOf(place())).code, 'duplicate');
    assert.equal(klarna.orders.size, 0);
  });

  const unknown: readonly [string, Answer][] = [
    ['a cut connection', (incoming) => incoming.socket.destroy()],
    ['a 500', (_, outgoing) => refuse(outgoing, 500, 'INTERNAL_SERVER_ERROR', 'TIMEOUT')],
    [
      'half an answer',
      (_, outgoing) => {
        outgoing.writeHead(200, { 'Content-Length': '500' });
        outgoing.write('{"order_id":"1');
        outgoing.socket?.end();
      },
    ],
    ['an answer without an order id', (_, outgoing) => reply(outgoing, 200, { hello: 'there' })],
  ];
  for (const [title, answer] of unknown) {
    it(`does not know the outcome after ${title}, and does not try again`, async () => {
      const reference = await authorized();
      klarna.intercept(/POST .*\/order$/, answer);
      const { code, status } = await problemOf(
        gateway().placeOrder(reference, 'token-1', makeOrder(), context()),
      );
      assert.deepEqual([code, status], ['outcome_unknown', 504]);
      assert.equal(klarna.seen.filter(({ path }) => path.endsWith('/order')).length, 1);
    });
  }
});

describe('releasing an authorization with klarnaPayments', () => {
  it('deletes it, and takes an unknown one for given back', async () => {
    const { reference } = await gateway().createSession(makeOrder(), context());
    klarna.authorize('token-1');
    assert.equal(await gateway().cancelAuthorization(reference, 'token-1', context()), true);
    assert.equal(klarna.sessions.get(reference.id)?.authorizationToken, undefined);
    assert.equal(await gateway().cancelAuthorization(reference, 'token-1', context()), false);
    assert.deepEqual(
      klarna.seen.filter(({ method }) => method === 'DELETE').map(({ text }) => text),
      ['', ''],
    );
  });

  it("leaves another session's authorization alone", async () => {
    const { reference } = await gateway().createSession(makeOrder(), context());
    klarna.authorize('mine');
    await gateway().createSession(makeOrder(), context());
    const theirs = klarna.authorize('theirs');
    assert.equal(await gateway().cancelAuthorization(reference, 'theirs', context()), false);
    assert.equal(theirs.authorizationToken, 'theirs');
  });
});

describe('errors of klarnaPayments in the words of the contract', () => {
  const create = () => gateway().createSession(makeOrder(), context());
  const place = async () => {
    const { reference } = await create();
    klarna.authorize('token-1');
    return gateway().placeOrder(reference, 'token-1', makeOrder(), context());
  };
  const rows: readonly [string, () => Promise<unknown>, RegExp, Answer, string, string[]?][] = [
    [
      'order lines',
      create,
      /POST/,
      bad('Bad value: order_lines[0].total_tax_amount'),
      'invalid_order',
      ['order_lines[0].total_tax_amount'],
    ],
    [
      'an address',
      create,
      /POST/,
      bad('Bad value: billing_address.email, billing_address.phone'),
      'invalid_customer',
      ['billing_address.email', 'billing_address.phone'],
    ],
    [
      'the market',
      create,
      /POST/,
      bad('Bad value: purchase_currency, purchase_country'),
      'locale_mismatch',
      ['purchase_currency', 'purchase_country'],
    ],
    [
      'fields with a reason in brackets',
      create,
      /POST/,
      bad(
        'Bad value: order_lines[0].name (must not be empty, or longer), order_amount [too small]',
      ),
      'invalid_order',
      ['order_lines[0].name', 'order_amount'],
    ],
    [
      'a field with a reason in brackets',
      create,
      /POST/,
      bad('Bad value: billing_address.phone (not a number)'),
      'invalid_customer',
      ['billing_address.phone'],
    ],
    ['nothing by name', create, /POST/, bad('Something is wrong'), 'invalid_order', []],
    ['a rejection', create, /POST/, error(403, 'REJECTED'), 'declined'],
    ['an inactive merchant', create, /POST/, error(403, 'MERCHANT_INACTIVE'), 'misconfigured'],
    ['a forbidden operation', create, /POST/, error(403, 'INVALID_OPERATION'), 'misconfigured'],
    [
      'an unknown token',
      place,
      /order$/,
      error(404, 'NOT_FOUND', 'Invalid authorization token'),
      'authorization_expired',
    ],
    [
      'another cart',
      place,
      /order$/,
      error(409, 'BAD_VALUE', 'Not matching fields: [order_amount]'),
      'order_mismatch',
      ['order_amount'],
    ],
    [
      'a used token',
      place,
      /order$/,
      error(409, 'BAD_VALUE', 'already completed with different request body'),
      'duplicate',
    ],
    [
      'a redirect',
      create,
      /POST/,
      (_, outgoing) => outgoing.writeHead(302, { Location: 'https://evil.example' }).end(),
      'misconfigured',
    ],
  ];
  function bad(message: string): Answer {
    return error(400, 'BAD_VALUE', message);
  }
  function error(status: number, code: string, ...messages: string[]): Answer {
    return (_, outgoing) => refuse(outgoing, status, code, ...messages);
  }
  for (const [title, run, pattern, answer, code, fields] of rows) {
    it(`${title} is ${code}`, async () => {
      klarna.intercept(pattern, answer);
      const problem = await problemOf(run());
      assert.equal(problem.code, code);
      if (fields) assert.deepEqual(problem.invalidFields, fields);
    });
  }

  it('names the correlation id for support and shows none of the text', async () => {
    klarna.intercept(/POST/, error(400, 'BAD_VALUE', 'Bad value: order_lines, secret detail'));
    const problem = await problemOf(create());
    assert.equal(problem.supportReference, 'correlation-1');
    assert.doesNotMatch(problem.message, /secret/);
  });

  it('reads the newer shape of errors too', async () => {
    klarna.intercept(/POST/, (_, outgoing) =>
      reply(outgoing, 400, {
        error_id: '1',
        error_type: 'INPUT_ERROR',
        error_code: 'BAD_VALUE',
        error_message: 'Bad value: locale',
      }),
    );
    const problem = await problemOf(create());
    assert.equal(problem.code, 'locale_mismatch');
    assert.deepEqual(problem.invalidFields, ['locale']);
  });

  it('takes the HTML page of a 401 for wrong credentials', async () => {
    const { code } = await problemOf(
      gateway({ password: 'wrong' }).createSession(makeOrder(), context()),
    );
    assert.equal(code, 'misconfigured');
    assert.equal(klarna.seen.length, 1);
    assert.doesNotMatch(log.join(), /wrong|Unauthorized/);
  });

  it('passes on how long a rate limit lasts, and does not repeat the call', async () => {
    klarna.intercept(/POST/, (_, outgoing) =>
      outgoing.writeHead(429, { 'Retry-After': '3', 'Content-Type': 'application/json' }).end('{}'),
    );
    const problem = await problemOf(create());
    assert.deepEqual([problem.code, problem.status, problem.retryAfter], ['rate_limited', 503, 3]);
    assert.equal(klarna.seen.length, 1);
  });

  it('repeats a create once after a server fault', async () => {
    klarna.intercept(/POST/, error(503, 'INTERNAL_SERVER_ERROR'));
    assert.equal((await create()).clientToken, CLIENT_TOKEN);
    assert.equal(klarna.seen.length, 2);
  });

  it('gives up after the second fault', async () => {
    klarna.intercept(/POST/, (incoming) => incoming.socket.destroy());
    klarna.intercept(/POST/, error(500, 'INTERNAL_SERVER_ERROR'));
    assert.equal((await problemOf(create())).code, 'upstream_unavailable');
    assert.equal(klarna.seen.length, 2);
  });

  it('takes an answer without a client token for a fault of Klarna', async () => {
    klarna.intercept(/POST/, (_, outgoing) => reply(outgoing, 200, { session_id: '1' }));
    assert.equal((await problemOf(create())).code, 'upstream_unavailable');
  });

  it('stops reading an endless answer', async () => {
    await using liar = await serve((_, outgoing) => {
      outgoing.writeHead(200, { 'Content-Type': 'application/json' });
      const more = () => {
        while (outgoing.write('x'.repeat(65_536)));
      };
      outgoing.on('drain', more);
      more();
    });
    const { code } = await problemOf(
      gateway({ apiUrl: liar.url }).createSession(makeOrder(), context()),
    );
    assert.equal(code, 'upstream_unavailable');
  });

  it('ends when its time is over', async () => {
    const abort = new AbortController();
    klarna.intercept(/POST/, () => abort.abort());
    const { code } = await problemOf(
      gateway().createSession(makeOrder(), context({ signal: abort.signal })),
    );
    assert.equal(code, 'upstream_unavailable');
    assert.equal(klarna.seen.length, 1);
  });
});
