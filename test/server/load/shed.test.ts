/** A payment system that is slow does not take the shop with it. */
import assert from 'node:assert/strict';
import { EventEmitter, once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { describe, it } from 'node:test';
import { endpointAddress } from '../../../src/server/http/endpoint-url.js';
import { createAdmission } from '../../../src/server/http/admission.js';
import { platformClock } from '../../../src/server/clock.js';
import type { Endpoint } from '../../../src/server/context.js';
import { simulated } from '../../../src/server/index.js';
import { callUpstream } from '../../../src/server/gateways/call-gateway.js';
import { codeOf } from '../support/expect.js';
import { openKlarna } from '../support/klarna.js';
import { overKlarna } from '../support/klarna-shop.js';
import { ENDPOINT, gatewayWith, openShop, TestBrowser } from '../support/shop.js';

/** A system whose answers come when the test says so. */
function slowSystem(places: number) {
  const doors = new EventEmitter().setMaxListeners(0);
  let inside = 0;
  let most = 0;
  const gateway = gatewayWith({
    async createSession(order, context) {
      inside += 1;
      most = Math.max(most, inside);
      if (inside === places) doors.emit('full');
      doors.emit('entered');
      await once(doors, 'answer', { signal: context.signal });
      inside -= 1;
      return simulated().createSession(order, context);
    },
  });
  return { gateway, doors, most: () => most };
}

describe('a slow payment system', () => {
  it('is waited for by as many as there are places; the others are told when to come again', async () => {
    // Of 7 places new sessions fill 6.
    const { gateway, doors, most } = slowSystem(6);
    let carts = 0;
    const shop = openShop({
      gateway,
      identify: () => `cart-${(carts += 1)}`,
      limits: { upstreamCalls: 7 },
    });
    const full = once(doors, 'full');
    const waiting = Array.from({ length: 6 }, () => new TestBrowser(shop.handler).session());
    await full;
    for (const turnedAway of await Promise.all(
      Array.from({ length: 15 }, () => new TestBrowser(shop.handler).session()),
    )) {
      assert.equal(turnedAway.status, 503);
      assert.equal(turnedAway.headers.get('Retry-After'), '2');
      assert.equal(await codeOf(turnedAway), 'rate_limited');
    }
    doors.emit('answer');
    for (const answer of await Promise.all(waiting)) assert.equal(answer.status, 200);
    assert.equal(most(), 6);

    const again = once(doors, 'full');
    const next = Array.from({ length: 6 }, () => new TestBrowser(shop.handler).session());
    await again;
    doors.emit('answer');
    for (const answer of await Promise.all(next)) assert.equal(answer.status, 200);
  });

  it('gives back the places of calls that were given up', async () => {
    let answers = false;
    const gateway = gatewayWith({
      createSession: (order, context) =>
        answers ? simulated().createSession(order, context) : new Promise(() => undefined),
    });
    const shop = openShop({ gateway, limits: { upstreamCalls: 1, sessionMilliseconds: 20 } });
    assert.equal(
      await codeOf(await new TestBrowser(shop.handler).session()),
      'upstream_unavailable',
    );
    answers = true;
    assert.equal((await new TestBrowser(shop.handler).session()).status, 200);
  });

  it('leaves places for orders and webhooks when new sessions have taken theirs', async () => {
    await using klarna = await openKlarna();
    const waiting: ServerResponse[] = [];
    let carts = 0;
    const shop = openShop({
      gateway: overKlarna(klarna),
      identify: () => `cart-${carts}`,
      limits: { upstreamCalls: 5 },
    });
    const approved = new TestBrowser(shop.handler);
    await approved.session();
    klarna.authorize('token-1');

    const full = new EventEmitter();
    for (let place = 1; place <= 4; place += 1) {
      klarna.intercept(/POST .*sessions$/, (_, outgoing) => {
        if (waiting.push(outgoing) === 4) full.emit('full');
      });
    }
    const isFull = once(full, 'full');
    const others = Array.from({ length: 4 }, () => {
      carts += 1;
      return new TestBrowser(shop.handler).session();
    });
    await isFull;
    carts += 1;
    assert.equal(await codeOf(await new TestBrowser(shop.handler).session()), 'rate_limited');
    carts = 0;
    assert.equal((await approved.order()).status, 200);
    for (const outgoing of waiting) outgoing.destroy();
    await Promise.all(others);
  });

  it('does not let one shopper take the places of all', async () => {
    const { gateway, doors } = slowSystem(4);
    const shop = openShop({ gateway });
    const full = once(doors, 'full');
    const waiting = Array.from({ length: 4 }, () => new TestBrowser(shop.handler).session());
    await full;
    const fifth = await new TestBrowser(shop.handler).session();
    assert.deepEqual([fifth.status, await codeOf(fifth)], [503, 'rate_limited']);

    shop.identity = 'cart-2';
    const entered = once(doors, 'entered');
    const other = new TestBrowser(shop.handler).session();
    await entered;
    doors.emit('answer');
    assert.equal((await other).status, 200);
    for (const answer of await Promise.all(waiting)) assert.equal(answer.status, 200);
  });

  it('is still asked what became of an order that was sent, however many wait', async () => {
    const call = {
      endpoint: {
        gateway: simulated(),
        admit: createAdmission(0),
        now: Date.now,
        clock: platformClock(),
        log: () => undefined,
      } as unknown as Endpoint,
      address: endpointAddress(ENDPOINT)({ url: new URL(ENDPOINT) }),
      operation: 'readSession',
      milliseconds: 1_000,
      idempotencyKey: '',
      otherwise: 'outcome_unknown',
    } as const;
    const answer = () => Promise.resolve('placed');
    assert.equal(await callUpstream({ ...call, place: 'none' }, answer), 'placed');
    const place = { purpose: 'webhook' } as const;
    await assert.rejects(callUpstream({ ...call, place }, answer), { code: 'rate_limited' });
  });
});
