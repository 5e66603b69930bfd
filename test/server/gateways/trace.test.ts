/** What a request is named by, on its way through the endpoint to each payment system. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type * as gateways from '../../../src/server/gateways/index.js';
import type { Gateway, Order } from '../../../src/server/index.js';
import { CLIENT_TOKEN, openKlarna } from '../support/klarna.js';
import { overKlarna } from '../support/klarna-shop.js';
import { makeOrder, openShop, TestBrowser } from '../support/shop.js';
import * as cyberSource from './cybersource/processor.js';
import * as payone from './payone/platform.js';
import * as tulo from './tulo-payway/payway.js';

const TRACE = {
  traceparent: '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01',
  'x-request-id': 'req-1',
};

interface Seen {
  readonly headers: Readonly<Record<string, unknown>>;
}

interface System {
  readonly gateway: Gateway;
  readonly order: Order;
  readonly seen: readonly Seen[];
  close(): PromiseLike<void>;
}

/** Every gateway of the package that calls a system. */
const SYSTEMS: Readonly<
  Record<Exclude<keyof typeof gateways, 'simulated'>, () => Promise<System>>
> = {
  async klarnaPayments() {
    const klarna = await openKlarna();
    return {
      gateway: overKlarna(klarna),
      order: makeOrder(),
      seen: klarna.seen,
      close: () => klarna[Symbol.asyncDispose](),
    };
  },
  async payone() {
    const server = await payone.platform([
      `status=OK\nadd_paydata[client_token]=${CLIENT_TOKEN}\nworkorderid=W1`,
      'status=APPROVED\ntxid=1\nuserid=2',
    ]);
    return { ...server, order: payone.cart, seen: server.received };
  },
  async cyberSource() {
    const { CREATED, AUTHORIZED, cart } = cyberSource;
    const server = await cyberSource.processor([CREATED, AUTHORIZED]);
    return { ...server, order: cart, seen: server.received };
  },
  async tuloPayway() {
    const server = await tulo.payway({ calls: [tulo.CREATED, tulo.PLACED] });
    return { ...server, order: tulo.swedish, seen: server.received };
  },
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
