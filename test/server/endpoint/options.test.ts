import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createTokenEndpoint, simulated } from '../../../src/server/index.js';
import { ENDPOINT, KEY } from '../support/shop.js';
import { expectProblem } from '../support/expect.js';

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
