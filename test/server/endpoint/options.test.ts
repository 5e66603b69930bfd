import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'node:test';
import { createTokenEndpoint, simulated } from '../../../src/server/index.js';
import { expectProblem } from '../support/expect.js';
import { ENDPOINT, KEY, openShop, TestBrowser } from '../support/shop.js';

const options = {
  gateway: simulated(),
  endpoint: ENDPOINT,
  keys: [KEY],
  resolveOrder: () => undefined,
  identify: () => undefined,
};

/** What plain JavaScript may hand over. */
const make = (changes: Record<string, unknown>) => createTokenEndpoint({ ...options, ...changes });

describe('createTokenEndpoint', () => {
  const REFUSED: readonly (readonly [string, Record<string, unknown>, RegExp])[] = [
    ['gateway', { gateway: undefined }, /klarnaPayments/],
    ['endpoint', { endpoint: undefined }, /https:\/\/shop\.example\/klarna/],
    ['endpoint', { endpoint: 'http://shop.example/klarna' }, /https:/],
    ['endpoint', { endpoint: 'klarna' }, /a path such as \/klarna/],
    ['endpoint', { endpoint: '//shop.example/klarna' }, /absolute URL/],
    ['endpoint', { endpoint: 'https://shop.example/klarna?shop=1' }, /no query/],
    ['keys', { keys: undefined }, /openssl rand/],
    ['keys', { keys: [] }, /openssl rand/],
    ['keys', { keys: [undefined] }, /openssl rand/],
    ['keys', { keys: ['short'] }, /32 bytes/],
    ['keys', { keys: [KEY, 'short'] }, /32 bytes/],
    ['resolveOrder', { resolveOrder: undefined }, /function/],
    ['identify', { identify: 'cart-1' }, /function/],
    ['csrf', { csrf: true }, /function/],
    ['log', { log: console }, /function/],
    ['observe', { observe: {} }, /function/],
    ['authorizationCallback', { authorizationCallback: 'notice' }, /'notify'/],
    ['allowedOrigins', { allowedOrigins: 'https://www.shop.example' }, /list/],
    ['allowedOrigins', { allowedOrigins: ['*'] }, /https:\/\/www\.shop\.example/],
    ['allowedOrigins', { allowedOrigins: ['https://www.shop.example/checkout'] }, /path/],
    ['allowedOrigins', { allowedOrigins: ['http://www.shop.example'] }, /https/],
    ['redirectHosts', { redirectHosts: ['https://pay.example'] }, /scheme/],
    ['redirectHosts', { redirectHosts: ['*.pay.example'] }, /host names/],
    ['redirectHosts', { redirectHosts: ['com'] }, /host names/],
    ['allowedOrigin', { allowedOrigin: [] }, /not known.*allowedOrigins/],
    ['limits', { limits: 5 }, /object/],
    ['limits.bodyBytes', { limits: { bodyBytes: undefined } }, /leave it out/],
    ['limits.upstreamCalls', { limits: { upstreamCalls: NaN } }, /whole number/],
    ['limits.upstreamCalls', { limits: { upstreamCalls: 0 } }, /at least 1/],
    ['limits.orderMilliseconds', { limits: { orderMilliseconds: NaN } }, /milliseconds/],
    ['limits.orderMilliseconds', { limits: { orderMilliseconds: Infinity } }, /milliseconds/],
    ['limits.sessionMilliseconds', { limits: { sessionMilliseconds: '9000' } }, /milliseconds/],
    ['limits.orders', { limits: { orders: 1 } }, /not known.*orderMilliseconds/],
  ];
  for (const [option, changes, cure] of REFUSED) {
    it(`names ${option} and the cure when it is ${JSON.stringify(Object.values(changes)[0])}`, () => {
      assert.throws(
        () => make(changes),
        (error) =>
          error instanceof TypeError &&
          error.message.includes(`option "${option}"`) &&
          cure.test(error.message),
      );
    });
  }

  it('never repeats a key in its message when the key is too short', () => {
    assert.throws(
      () => make({ keys: ['geheim'] }),
      (error) => !String(error).includes('geheim'),
    );
  });

  it('takes a path alone on loopback only', async () => {
    const handler = createTokenEndpoint({ ...options, endpoint: '/klarna', log: () => undefined });
    const response = await handler(new Request('https://shop.example/klarna/session'));
    const { detail } = await expectProblem(response, 500, 'internal', 'contact');
    assert.match(String(detail), /absolute URL/);
  });

  it('knows an origin again when the option has a slash or capitals', async () => {
    const { handler } = openShop({ allowedOrigins: ['https://WWW.Shop.example/'] });
    const response = await new TestBrowser(handler).post(
      'session',
      { locale: 'de-DE', consent: { source: 'prompt', text_version: '1' } },
      { Origin: 'https://www.shop.example', 'Sec-Fetch-Site': 'same-site' },
    );
    assert.equal(response.status, 200);
    assert.equal(response.headers.get('Access-Control-Allow-Origin'), 'https://www.shop.example');
  });
});

describe('simulated', () => {
  const environment = process.env['NODE_ENV'];
  afterEach(() => {
    if (environment === undefined) delete process.env['NODE_ENV'];
    else process.env['NODE_ENV'] = environment;
  });

  it('refuses to start in production, names the cure, and starts where it is allowed', () => {
    process.env['NODE_ENV'] = 'production';
    assert.throws(
      () => simulated(),
      /NODE_ENV is production.*klarnaPayments.*allowInProduction: true/,
    );
    assert.equal(simulated({ allowInProduction: true }).system, 'simulated');
    process.env['NODE_ENV'] = 'test';
    assert.equal(simulated().system, 'simulated');
  });
});
