import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import type { Order } from '../../../../src/server/gateways/gateway.js';
import type { TuloPaywayConfig } from '../../../../src/server/gateways/tulo-payway/config.js';
import type { TuloProduct } from '../../../../src/server/gateways/tulo-payway/product.js';
import { CUT, SILENT } from '../loopback.js';
import { context, problemOf } from '../shop.js';
import type { Answers, Payway } from './payway.js';
import { category, CLIENT_TOKEN, error, payway, SECRET, SESSION_ID, swedish } from './payway.js';

const open: Payway[] = [];
after(() => Promise.all(open.map((server) => server.close())));

async function serve(answers?: Answers, changes?: Partial<TuloPaywayConfig>): Promise<Payway> {
  const server = await payway(answers, changes);
  open.push(server);
  return server;
}

const create = (server: Payway, changes: Partial<Order> = {}, own = context()) =>
  server.gateway.createSession({ ...swedish, ...changes }, own);

describe('Payway session', () => {
  it('speaks v2, which needs no identity, and sends the product but no cart', async () => {
    const server = await serve();
    await create(server);
    const [{ path, headers }] = server.calls as [(typeof server.calls)[0]];
    assert.equal(path, '/external/api/v2/klarna_payments/create_session');
    assert.equal(headers['content-type'], 'application/json');
    assert.equal(headers['authorization'], 'Bearer token-1');
    assert.deepEqual(server.sent(), {
      code: 'adeprimo_digital',
      period_type: 'recurring',
      confirmation_url: 'https://shop.example/klarna/return/success',
      disable_account_info_overwrite: false,
    });
    assert.equal(server.gateway.personalData, 'order');
  });

  it('sells over v1 to the account that identity names, and to a new one elsewhere', async () => {
    const person = { grant: 'ticket', ticket: 't-1' } as const;
    const known = await serve({}, { apiVersion: 'v1', identity: () => Promise.resolve(person) });
    await create(known);
    assert.equal(known.calls[0]!.path, '/external/api/v1/klarna_payments/create_session');
    assert.equal(known.gateway.personalData, 'never');
    for (const identity of [undefined, () => Promise.resolve(undefined)]) {
      const stranger = await serve({}, { apiVersion: 'v1', ...(identity && { identity }) });
      await create(stranger);
      assert.equal(
        stranger.calls[0]!.path,
        '/external/api/v1/klarna_payments/create_session_without_account',
      );
    }
  });

  it('takes id and token as they are, and the categories', async () => {
    const session = await create(await serve());
    assert.deepEqual(session, {
      reference: { id: SESSION_ID, data: { trial: 'no', identity: 'no' } },
      clientToken: CLIENT_TOKEN,
      categories: [
        category('direct_debit', 'Bankkonto'),
        category('pay_later', 'Få först. Betala sen.'),
      ],
      expiresAt: '2026-11-23T11:00:00.000Z',
    });
  });

  it('takes what categories there are, odd entries left out', async () => {
    const item = { klarna_payments_session_id: SESSION_ID, klarna_client_token: CLIENT_TOKEN };
    const odd = [null, 7, { name: 'x' }, { identifier: 'klarna', asset_urls: { standard: 5 } }];
    const server = await serve({
      calls: [
        { body: JSON.stringify({ item: { ...item, payment_method_categories: odd }, new: 1 }) },
      ],
    });
    assert.deepEqual((await create(server)).categories, [
      { identifier: 'klarna', name: 'klarna', asset_urls: {} },
    ]);
    const none = await serve({ calls: [{ body: JSON.stringify({ item }) }] });
    assert.equal((await create(none)).categories, undefined);
  });

  it('keeps Klarna’s data out of the account where the shop says so', async () => {
    const server = await serve({}, { disableAccountInfoOverwrite: true });
    await create(server);
    assert.equal(server.sent()['disable_account_info_overwrite'], true);
  });

  it('names a function of the shop that throws, and opens no session', async () => {
    const throwing = () => Promise.reject(new Error('the database is away'));
    for (const [name, changes] of [
      ['product', { product: throwing }],
      ['identity', { identity: throwing, apiVersion: 'v1' }],
    ] as const) {
      const server = await serve({}, changes);
      const problem = await problemOf(create(server));
      assert.equal(problem.code, 'internal');
      assert.ok(problem.message.includes(name));
      assert.equal(server.calls.length, 0);
    }
  });

  it('asks the shop for the product of each order', async () => {
    const product = ({ reference }: Order) =>
      Promise.resolve({ code: reference, periodId: 'a'.repeat(24) });
    const server = await serve({}, { product });
    await create(server, { reference: 'weekend' });
    assert.equal(server.sent()['code'], 'weekend');
    assert.equal(server.sent()['period_id'], 'a'.repeat(24));
  });

  it('opens a new session with a new token when the cart changes', async () => {
    const server = await serve();
    const { reference } = await create(server);
    const change = await server.gateway.updateSession(reference, swedish, context());
    assert.equal(server.calls.length, 2);
    assert.equal(change.reload, 'init');
    assert.equal(change.clientToken, CLIENT_TOKEN);
    assert.equal(change.reference!.id, SESSION_ID);
    assert.deepEqual(server.gateway.capabilities, {
      update: 'new_session',
      order: true,
      cancel: false,
    });
  });

  it('is sold in Sweden only', async () => {
    const server = await serve();
    for (const elsewhere of [{ country: 'NO' }, { currency: 'EUR' }])
      assert.equal((await problemOf(create(server, elsewhere))).code, 'method_unavailable');
    assert.equal(server.received.length, 0);
  });
});

describe('Payway products', () => {
  const PERIOD = '5f0d9ea795cfebfb8544ab12';
  async function sentFor(product: TuloProduct, changes: Partial<TuloPaywayConfig> = {}) {
    const server = await serve({}, { product, ...changes });
    await create(server);
    return server.sent();
  }
  async function refusedFor(
    product: TuloProduct,
    changes: Partial<TuloPaywayConfig> = {},
    now?: number,
  ) {
    const server = await serve({}, { product: () => product, ...changes });
    const own = context(now === undefined ? {} : { now: () => now });
    const problem = await problemOf(create(server, {}, own));
    assert.equal(server.received.length, 0, 'nothing may be sent');
    assert.equal(problem.code, 'misconfigured');
    return problem.message;
  }

  it('v2 takes a period type, a period id or both; v1 insists on the type', async () => {
    assert.equal((await sentFor({ code: 'x', periodId: PERIOD }))['period_id'], PERIOD);
    const both = await sentFor({ code: 'x', periodType: 'limited', periodId: PERIOD });
    assert.deepEqual([both['period_type'], both['period_id']], ['limited', PERIOD]);
    assert.match(await refusedFor({ code: 'x' }), /periodType or periodId/);
    assert.match(
      await refusedFor({ code: 'x', periodId: PERIOD }, { apiVersion: 'v1' }),
      /v1 needs/,
    );
  });

  for (const wrong of [`${PERIOD},`, ` ${PERIOD}`, PERIOD.toUpperCase(), PERIOD.slice(1), 'weekly'])
    it(`refuses the period id "${wrong}"`, async () => {
      assert.match(await refusedFor({ code: 'x', periodId: wrong }), /24 hexadecimal/);
    });

  it('sends recurring for a campaign that names no period type', async () => {
    for (const apiVersion of ['v1', 'v2'] as const) {
      const sent = await sentFor({ code: 'x', campaign: true }, { apiVersion });
      assert.equal(sent['period_type'], 'recurring');
    }
    const sent = await sentFor({ code: 'x', campaign: true, periodId: PERIOD });
    assert.deepEqual([sent['period_type'], sent['period_id']], ['recurring', PERIOD]);
  });

  for (const wrong of [{}, { code: ' ' }, { code: 7 }, undefined, null])
    it(`refuses a function that gives ${JSON.stringify(wrong)} for a product`, async () => {
      assert.match(await refusedFor(wrong as unknown as TuloProduct), /code is missing/);
    });

  it('a trial needs a period id, a campaign recurs', async () => {
    const trial = { code: 'x', periodType: 'recurring', trial: true } as const;
    assert.match(await refusedFor(trial), /trial order needs periodId/);
    assert.match(
      await refusedFor({ code: 'x', periodType: 'limited', campaign: true }),
      /always recurring/,
    );
  });

  it('starts today in Sweden, or later', async () => {
    const from = (startDate: string) =>
      ({ code: 'x', periodType: 'recurring', startDate }) as const;
    assert.equal((await sentFor(from('2026-11-21')))['start_date'], '2026-11-21');
    assert.equal((await sentFor(from('2028-02-29')))['start_date'], '2028-02-29');
    assert.match(await refusedFor(from('2026-11-20')), /today or later/);
    for (const wrong of ['2027-02-29', '2027-13-01', '21.11.2026', '2026-11-21T00:00', ''])
      assert.match(await refusedFor(from(wrong)), /YYYY-MM-DD/);
  });

  it('takes the date of Sweden, which is tomorrow when it is half past eleven in UTC', async () => {
    const product = { code: 'x', periodType: 'recurring', startDate: '2026-11-21' } as const;
    const late = Date.UTC(2026, 10, 21, 23, 30);
    assert.match(await refusedFor(product, {}, late), /today or later/);
    const server = await serve({}, { product });
    await create(server, {}, context({ now: () => late - 3_600_000 }));
    assert.equal(server.sent()['start_date'], '2026-11-21');
  });
});

describe('refusals of a Payway session', () => {
  const refusal = async (answer: Parameters<typeof serve>[0]) =>
    problemOf(create(await serve(answer)));

  for (const [status, body, code, action] of [
    [400, {}, 'invalid_order', 'fix'],
    [422, { error: 'validation_failed', errors: ['code is unknown'] }, 'invalid_order', 'fix'],
    [403, { error: 'access_denied' }, 'misconfigured', 'contact'],
    [
      403,
      { message: 'Missing scope /external/klarna_payments/w' },
      'method_unavailable',
      'other_method',
    ],
    [404, '<html>Not found</html>', 'misconfigured', 'contact'],
    [429, {}, 'rate_limited', 'retry'],
    [500, {}, 'upstream_unavailable', 'retry'],
    [503, 'Service unavailable', 'upstream_unavailable', 'retry'],
    [302, '', 'upstream_unavailable', 'retry'],
  ] as const)
    it(`says ${code} when Payway answers ${status} ${JSON.stringify(body)}`, async () => {
      const problem = await refusal({ calls: [error(status, body)] });
      assert.equal(problem.code, code);
      assert.equal(problem.action, action);
    });

  it('hands on the pause that Payway asks for, from both of its doors', async () => {
    const busy = { status: 429, headers: { 'Retry-After': '7' }, body: '' };
    for (const answers of [{ calls: [busy] }, { tokens: [busy] }]) {
      const problem = await refusal(answers);
      assert.deepEqual([problem.code, problem.retryAfter], ['rate_limited', 7]);
    }
    const vague = { ...busy, headers: { 'Retry-After': 'Fri, 31 Dec 1999 23:59:59 GMT' } };
    assert.equal((await refusal({ calls: [vague] })).retryAfter, undefined);
  });

  it('reads errors in any of their shapes', async () => {
    for (const body of [
      { error: 'x', error_description: 'email is invalid' },
      { errors: [{ field: 'email', message: 'is invalid' }] },
      { errors: { email: ['is invalid'] } },
      { message: 'Email missing' },
    ]) {
      const problem = await refusal({ calls: [error(422, body)] });
      assert.equal(problem.code, 'invalid_customer');
      assert.deepEqual(problem.invalidFields, ['billing_address.email']);
    }
  });

  for (const [what, answer] of [
    ['no JSON', { body: '<html>' }],
    ['cut JSON', { body: '{"item":{"klarna_client' }],
    ['a bare list', { body: '[]' }],
    ['an item of another kind', { body: '{"item":{"klarna_payments_session_id":5}}' }],
    [
      'a session without a token',
      { body: `{"item":{"klarna_payments_session_id":"${SESSION_ID}"}}` },
    ],
    ['10 MB', { body: '"'.padEnd(10_000_000, 'x') }],
    ['a cut connection', CUT],
  ] as const)
    it(`says upstream_unavailable when the answer is ${what}`, async () => {
      assert.equal((await refusal({ calls: [answer] })).code, 'upstream_unavailable');
    });

  it('a slow reply ends with the time limit of the call', async () => {
    const server = await serve({ calls: [SILENT] });
    const limit = new AbortController();
    const call = create(server, {}, context({ signal: limit.signal }));
    await server.next();
    if (!server.calls.length) await server.next();
    limit.abort();
    assert.equal((await problemOf(call)).code, 'upstream_unavailable');
  });

  it('logs status and code, and nothing that the shopper typed or that is secret', async () => {
    const own = context();
    const body = { error: 'invalid_email', message: `anna@example.se ${SECRET} token-1` };
    const server = await serve({ calls: [error(422, body)] });
    const problem = await problemOf(create(server, {}, own));
    assert.deepEqual(own.logged[0]!.fields, {
      status: 422,
      upstream: 'invalid_email',
      meaning: 'invalid_order',
    });
    assert.ok(!/anna|secret|token-1/.test(JSON.stringify([own.logged, problem.message])));
    const chatty = context();
    const sentence = await serve({ calls: [error(422, { error: 'anna@example.se is taken' })] });
    await problemOf(create(sentence, {}, chatty));
    assert.ok(!JSON.stringify(chatty.logged).includes('anna'));
  });
});
