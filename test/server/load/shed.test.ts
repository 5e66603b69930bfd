/** A payment system that is slow does not take the shop with it. */
import assert from 'node:assert/strict';
import { EventEmitter, once } from 'node:events';
import { describe, it } from 'node:test';
import { endpointAddress } from '../../../src/server/http/endpoint-url.js';
import { createAdmission } from '../../../src/server/http/admission.js';
import type { Endpoint } from '../../../src/server/context.js';
import { simulated } from '../../../src/server/index.js';
import { callUpstream } from '../../../src/server/gateways/call-gateway.js';
import { codeOf } from '../support/expect.js';
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
      await once(doors, 'answer', { signal: context.signal });
      inside -= 1;
      return simulated().createSession(order, context);
    },
  });
  return { gateway, doors, most: () => most };
}

describe('a slow payment system', () => {
  it('is waited for by as many as there are places; the others are told when to come again', async () => {
    const { gateway, doors, most } = slowSystem(5);
    const shop = openShop({
      gateway,
      limits: { upstreamCalls: 5, sessionsPerTenSeconds: Infinity },
    });
    const full = once(doors, 'full');
    const waiting = Array.from({ length: 5 }, () => new TestBrowser(shop.handler).session());
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
    assert.equal(most(), 5);

    const again = once(doors, 'full');
    const next = Array.from({ length: 5 }, () => new TestBrowser(shop.handler).session());
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

  it('is still asked what became of an order that was sent, however many wait', async () => {
    const call = {
      endpoint: {
        gateway: simulated(),
        admit: createAdmission(0),
        now: Date.now,
        log: () => undefined,
      } as unknown as Endpoint,
      address: endpointAddress(ENDPOINT)({ url: new URL(ENDPOINT) }),
      milliseconds: 1_000,
      idempotencyKey: '',
      otherwise: 'outcome_unknown',
    } as const;
    const answer = () => Promise.resolve('placed');
    assert.equal(await callUpstream({ ...call, followsUp: true }, answer), 'placed');
    await assert.rejects(callUpstream(call, answer), { code: 'rate_limited' });
  });
});
