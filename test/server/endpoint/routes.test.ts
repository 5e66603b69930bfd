import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { problem } from '../../../src/server/index.js';
import { gatewayWith, openShop, TestBrowser } from '../support/shop.js';
import { expectProblem } from '../support/expect.js';

describe('everything else below the endpoint', () => {
  it('is not found, or needs another method', async () => {
    const { handler } = openShop();
    const browser = new TestBrowser(handler);
    for (const path of ['', 'sessions', 'session/', 'constructor', 'hooks/other', 'return/x']) {
      await expectProblem(await browser.post(path, {}), 404, 'not_found', 'contact');
    }
    for (const [path, method, allow] of [
      ['session', 'GET', 'POST, OPTIONS'],
      ['order', 'PUT', 'POST, OPTIONS'],
      ['return/success', 'POST', 'GET'],
      ['hooks/simulated', 'GET', 'POST'],
    ] as const) {
      const response = await browser.send(path, { method });
      assert.equal(response.headers.get('Allow'), allow);
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
