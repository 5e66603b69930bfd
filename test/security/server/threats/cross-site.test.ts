import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ENDPOINT, openShop, SESSION_BODY } from '../../../server/support/shop.js';

describe('cross-site requests', () => {
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
