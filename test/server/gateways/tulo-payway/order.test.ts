import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import type { PlacingContext, Order } from '../../../../src/server/gateways/gateway.js';
import type { TuloPaywayConfig } from '../../../../src/server/gateways/tulo-payway/config.js';
import { CUT, SILENT } from '../loopback.js';
import { context, problemOf, without } from '../shop.js';
import type { Answers, Payway } from './payway.js';
import { CREATED, error, payway, PLACED, SESSION_ID, swedish } from './payway.js';

const open: Payway[] = [];
after(() => Promise.all(open.map((server) => server.close())));

async function serve(
  answers: Answers = { calls: [PLACED] },
  changes?: Partial<TuloPaywayConfig>,
): Promise<Payway> {
  const server = await payway(answers, changes);
  open.push(server);
  return server;
}

const reference = (data = {}) => ({
  id: SESSION_ID,
  data: { trial: 'no', identity: 'no', ...data },
});
const place = (
  server: Payway,
  changes: Partial<Order> = {},
  own: PlacingContext = context(),
  session = reference(),
) => server.gateway.placeOrder(session, 'auth-token', { ...swedish, ...changes }, own);

describe('Payway order', () => {
  it('sends token, session, reference, browser and customer to v2', async () => {
    const server = await serve(undefined, {
      trafficSource: 'paywall',
      raiseOn: ['ssn_already_taken', 'account_update'],
    });
    const placed = await place(server);
    assert.equal(server.calls[0]!.path, '/external/api/v2/klarna_payments/place_order');
    assert.deepEqual(server.sent(), {
      klarna_authorization_token: 'auth-token',
      klarna_payments_session_id: SESSION_ID,
      merchant_reference: 'R-1001',
      browser_ip: '203.0.113.7',
      browser_language: 'de-DE,de;q=0.9',
      browser_user_agent: 'Test/1.0',
      traffic_source: 'paywall',
      raise_on_ssn_already_taken_error: true,
      raise_on_account_update_error: true,
      customer_info: { email: 'anna@example.se', first_name: 'Anna', last_name: 'Svensson' },
    });
    assert.deepEqual(placed, {
      status: 'completed',
      order_id: 'R-1001',
      upstream: { reference: 'R-1001', session_id: SESSION_ID, order_id: 'O-1' },
    });
  });

  it('places a trial order for a trial session, to the end', async () => {
    const product = { code: 'x', periodId: 'a'.repeat(24), trial: true };
    const server = await serve({ calls: [CREATED, PLACED] }, { product });
    const session = await server.gateway.createSession(swedish, context());
    await place(server, {}, context(), session.reference as ReturnType<typeof reference>);
    assert.equal(server.calls[1]!.path, '/external/api/v2/klarna_payments/place_trial_order');
  });

  it('places for an account over v1, without the customer’s data', async () => {
    const server = await serve(undefined, {
      apiVersion: 'v1',
      identity: () => Promise.resolve({ grant: 'ticket', ticket: 't-1' }),
    });
    const anonymous = without(swedish, 'billing');
    const session = reference({ identity: 'yes' });
    await server.gateway.placeOrder(session, 'auth-token', anonymous, context());
    assert.equal(server.calls[0]!.path, '/external/api/v1/klarna_payments/place_order');
    assert.equal(server.sent()['customer_info'], undefined);
  });

  it('does not place for a stranger what was opened for an account', async () => {
    const server = await serve(undefined, {
      apiVersion: 'v1',
      identity: () => Promise.resolve(undefined),
    });
    const problem = await problemOf(place(server, {}, context(), reference({ identity: 'yes' })));
    assert.equal(problem.code, 'session_expired');
    assert.equal(server.received.length, 0);
  });

  it('asks for name and email where there is no account', async () => {
    const server = await serve();
    const anonymous = server.gateway.placeOrder(
      reference(),
      'auth-token',
      without(swedish, 'billing'),
      context(),
    );
    assert.equal((await problemOf(anonymous)).code, 'customer_data_required');
    const nameless = await problemOf(place(server, { billing: { email: 'a@b.se' } }));
    assert.deepEqual(nameless.invalidFields, [
      'billing_address.given_name',
      'billing_address.family_name',
    ]);
    assert.equal(server.calls.length, 0);
  });

  for (const [item, expected] of [
    ['{}', { status: 'completed' }],
    ['{"item":{"fraud_status":"PENDING"}}', { status: 'pending' }],
    ['{"item":{"status":"pending"}}', { status: 'pending' }],
    [
      '{"item":{"redirect_url":"https://pay.klarna.com/x"}}',
      { status: 'completed', redirect_url: 'https://pay.klarna.com/x' },
    ],
    ['{"item":{"redirect_url":"javascript:alert(1)"}}', { status: 'completed' }],
    ['', { status: 'completed' }],
  ] as const)
    it(`takes ${item || 'an empty success'} for ${JSON.stringify(expected)}`, async () => {
      const placed = await place(await serve({ calls: [{ status: 201, body: item }] }));
      const shown = {
        status: placed.status,
        ...(placed.redirect_url && { redirect_url: placed.redirect_url }),
      };
      assert.deepEqual(shown, expected);
    });

  it('refuses an empty token or session before anything is sent', async () => {
    const server = await serve();
    const tokenless = server.gateway.placeOrder(reference(), '', swedish, context());
    assert.equal((await problemOf(tokenless)).code, 'authorization_expired');
    const nowhere = place(server, {}, context(), { ...reference(), id: '' });
    assert.equal((await problemOf(nowhere)).code, 'session_expired');
    assert.equal(server.received.length, 0);
  });

  it('has no way to give a token back, and says so', async () => {
    const server = await serve();
    const call = server.gateway.cancelAuthorization(reference(), 'x', context());
    assert.equal((await problemOf(call)).code, 'unsupported');
    assert.equal(server.received.length, 0);
  });
});

describe('refusals of a Payway order', () => {
  for (const [status, body, code] of [
    [422, { message: 'Session has expired' }, 'session_expired'],
    [422, { message: 'Invalid klarna_authorization_token' }, 'authorization_expired'],
    [422, { error: 'ssn_already_taken' }, 'invalid_customer'],
    [400, {}, 'invalid_order'],
    [402, {}, 'declined'],
    [409, { error: 'rejected' }, 'declined'],
    [429, {}, 'rate_limited'],
    [403, {}, 'misconfigured'],
  ] as const)
    it(`says ${code} when Payway answers ${status} ${JSON.stringify(body)}`, async () => {
      const server = await serve({ calls: [error(status, body)] });
      assert.equal((await problemOf(place(server))).code, code);
      assert.equal(server.calls.length, 1);
    });
});

describe('Payway order with an unknown outcome, which is tried once', () => {
  for (const [what, answer] of [
    ['a cut connection', CUT],
    ['status 500', error(500)],
    ['status 504', error(504)],
    ['status 408', error(408)],
    // Payway closes the session with the purchase, so that this may be a lost success.
    ['status 404', error(404)],
    ['status 404 about the token', error(404, { error: 'authorization_token_not_found' })],
    ['status 410', error(410)],
    ['a redirect', error(302)],
    ['cut JSON', { body: '{"item":{"order_id":"O-' }],
    ['a page of somebody in between', { body: '<html>Sign in to the Wi-Fi</html>' }],
  ] as const)
    it(`reports outcome_unknown for ${what}`, async () => {
      const server = await serve({ calls: [answer] });
      assert.equal((await problemOf(place(server))).code, 'outcome_unknown');
      assert.equal(server.calls.length, 1);
    });

  it('reports outcome_unknown when no reply comes in time', async () => {
    const server = await serve({ calls: [CREATED, SILENT] });
    await server.gateway.createSession(swedish, context());
    const limit = new AbortController();
    const call = place(server, {}, context({ signal: limit.signal }));
    await server.next();
    limit.abort();
    assert.equal((await problemOf(call)).code, 'outcome_unknown');
    assert.equal(server.calls.length, 2);
  });
});
