/** What a request is named by, on its way through the endpoint to each payment system. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { openShop, TestBrowser } from '../support/shop.js';
import { SYSTEMS } from './systems.js';

const TRACE = {
  traceparent: '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01',
  'x-request-id': 'req-1',
};

describe('traceparent and X-Request-Id of a request', () => {
  for (const [name, open] of Object.entries(SYSTEMS)) {
    it(`go on with every call to ${name}, and with none of a request that has none`, async () => {
      const system = await open();
      try {
        const shop = openShop({ gateway: system.gateway, resolveOrder: () => system.order });
        const browser = new TestBrowser((request) => {
          for (const [header, value] of Object.entries(TRACE)) request.headers.set(header, value);
          return shop.handler(request);
        });
        await browser.session();
        await browser.order();
        assert.ok(system.seen.length >= 2, shop.log.join('\n'));
        for (const { headers } of system.seen) {
          assert.equal(headers['traceparent'], TRACE.traceparent);
          assert.equal(headers['x-request-id'], TRACE['x-request-id']);
        }
        const before = system.seen.length;
        await new TestBrowser(shop.handler).session();
        for (const { headers } of system.seen.slice(before)) {
          assert.equal(headers['traceparent'], undefined);
          assert.equal(headers['x-request-id'], undefined);
        }
      } finally {
        await system.close();
      }
    });
  }
});
