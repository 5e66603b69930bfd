import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import type {
  TuloIdentity,
  TuloPaywayConfig,
} from '../../../../src/server/gateways/tulo-payway/config.js';
import { CUT, SILENT } from '../loopback.js';
import { context, NOW, problemOf } from '../shop.js';
import type { Answers, Payway } from './payway.js';
import { CREATED, error, payway, SECRET, swedish, tokenReply } from './payway.js';

const open: Payway[] = [];
after(() => Promise.all(open.map((server) => server.close())));

async function serve(answers?: Answers, changes?: Partial<TuloPaywayConfig>): Promise<Payway> {
  const server = await payway(answers, changes);
  open.push(server);
  return server;
}

const create = (server: Payway, now = NOW) =>
  server.gateway.createSession(swedish, context({ now: () => now }));
const bearers = (server: Payway) => server.calls.map(({ headers }) => headers['authorization']);

describe('Payway access tokens', () => {
  it('are asked for with client, secret and scope, and no identity', async () => {
    const server = await serve();
    await create(server);
    const [request] = server.tokenRequests;
    assert.equal(request!.path, '/api/authorization/access_token');
    assert.deepEqual(Object.fromEntries(new URLSearchParams(request!.body)), {
      client_id: 'client-1',
      client_secret: SECRET,
      scope: '/external/klarna_payments/w',
      grant_type: 'none',
    });
  });

  it('are used until a minute before they expire, whatever their life is', async () => {
    const server = await serve({ tokens: [tokenReply('one', 7200), tokenReply('two', '3600')] });
    await create(server);
    await create(server, NOW + 7_139_000);
    await create(server, NOW + 7_140_000);
    await create(server, NOW + 7_140_000 + 3_539_000);
    assert.deepEqual(bearers(server), ['Bearer one', 'Bearer one', 'Bearer two', 'Bearer two']);
    assert.equal(server.tokenRequests.length, 2);
  });

  it('are used once when the answer names no lifetime', async () => {
    const server = await serve({ tokens: [tokenReply('one', null), tokenReply('two', 'soon')] });
    await create(server);
    await create(server);
    assert.deepEqual(bearers(server), ['Bearer one', 'Bearer two']);
  });

  it('are fetched once for all who ask at the same time', async () => {
    const server = await serve();
    await Promise.all(Array.from({ length: 8 }, () => create(server)));
    assert.equal(server.tokenRequests.length, 1);
    assert.equal(server.calls.length, 8);
  });

  it('are still fetched for the others when one of the callers gives up', async () => {
    let release = (): void => undefined;
    const gate = new Promise<void>((resolve) => (release = resolve));
    const server = await serve(
      {},
      {
        fetch: async (input, init) => {
          if (JSON.stringify(input).includes('access_token')) await gate;
          return globalThis.fetch(input, init);
        },
      },
    );
    const limit = new AbortController();
    const impatient = server.gateway.createSession(swedish, context({ signal: limit.signal }));
    const patient = create(server);
    limit.abort();
    assert.equal((await problemOf(impatient)).code, 'upstream_unavailable');
    release();
    assert.ok((await patient).clientToken);
    assert.equal(server.tokenRequests.length, 1);
  });

  it('are renewed once, and the call repeated, when the answer is 401', async () => {
    const server = await serve({
      calls: [error(401), CREATED],
      tokens: [tokenReply('withdrawn'), tokenReply('fresh')],
    });
    await create(server);
    assert.deepEqual(bearers(server), ['Bearer withdrawn', 'Bearer fresh']);
    await create(server);
    assert.equal(server.tokenRequests.length, 2);
  });

  it('are reported as misconfigured, without a third try, when the second answer is 401', async () => {
    const server = await serve({ calls: [error(401)] });
    assert.equal((await problemOf(create(server))).code, 'misconfigured');
    assert.equal(server.calls.length, 2);
  });

  for (const [what, answer, code] of [
    ['wrong credentials', error(401, { error: 'invalid_client' }), 'misconfigured'],
    ['a wrong grant', error(400), 'misconfigured'],
    ['too many requests', error(429), 'rate_limited'],
    ['a failure', error(500), 'upstream_unavailable'],
    ['no token', { body: '{}' }, 'upstream_unavailable'],
    ['HTML', { body: '<html>' }, 'upstream_unavailable'],
    ['a cut connection', CUT, 'upstream_unavailable'],
  ] as const)
    it(`reports ${code}, keeps nothing and reveals no secret for ${what}`, async () => {
      const server = await serve({ tokens: [answer, tokenReply('later')] });
      const own = context();
      const problem = await problemOf(server.gateway.createSession(swedish, own));
      assert.equal(problem.code, code);
      assert.ok(!JSON.stringify([own.logged, problem.message, problem.cause]).includes(SECRET));
      await create(server);
      assert.deepEqual(bearers(server), ['Bearer later']);
    });

  it('are given up at the time limit of the call when the token server does not answer', async () => {
    const server = await serve({ tokens: [SILENT] });
    const limit = new AbortController();
    const reference = { id: 'x', data: { trial: 'no', identity: 'no' } };
    const own = context({ signal: limit.signal });
    const call = server.gateway.placeOrder(reference, 'token', swedish, own);
    await server.next();
    limit.abort();
    // Nothing was ordered: the outcome is known.
    assert.equal((await problemOf(call)).code, 'upstream_unavailable');
  });
});

describe('Payway access tokens with an identity', () => {
  const identities: readonly (readonly [TuloIdentity, Record<string, string>])[] = [
    [
      { grant: 'ticket', ticket: 't-1' },
      { grant_type: 'ticket', ticket: 't-1' },
    ],
    [
      { grant: 'password', username: 'org^anna@example.se', password: 'p w' },
      { grant_type: 'password', username: 'org^anna@example.se', password: 'p w' },
    ],
    [
      { grant: 'refresh_token', refreshToken: 'r-1' },
      { grant_type: 'refresh_token', refresh_token: 'r-1' },
    ],
  ];
  for (const [identity, expected] of identities)
    it(`are requested with the identity in the form when the grant is ${identity.grant}`, async () => {
      const server = await serve(
        {},
        { apiVersion: 'v1', identity: () => Promise.resolve(identity) },
      );
      await create(server);
      const sent = Object.fromEntries(new URLSearchParams(server.tokenRequests[0]!.body));
      for (const [name, value] of Object.entries(expected)) assert.equal(sent[name], value);
      assert.equal(sent['scope'], '/external/klarna_payments/w');
    });

  it('are requested for each call and its own person, and never kept', async () => {
    const people = ['t-anna', 't-bertil'];
    const server = await serve(
      { tokens: [tokenReply('anna'), tokenReply('bertil')] },
      {
        apiVersion: 'v1',
        identity: () => Promise.resolve({ grant: 'ticket', ticket: people.shift() ?? '' }),
      },
    );
    await create(server);
    await create(server);
    assert.deepEqual(bearers(server), ['Bearer anna', 'Bearer bertil']);
  });
});
