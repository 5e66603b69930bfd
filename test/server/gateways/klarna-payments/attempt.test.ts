import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { klarnaPayments, type OpenAttempt } from '../../../../src/server/index.js';
import { openKlarna, PASSWORD, refuse, USERNAME } from '../../support/klarna.js';
import { makeOrder } from '../../support/shop.js';
import { context, problemOf } from '../shop.js';
import { newOrder, orderManagements } from './order-management.js';

const attempt: OpenAttempt = {
  session: { id: 'session-1', data: {} },
  reference: 'order-1',
  orderReference: 'order-1',
  amount: 11_900,
  currency: 'EUR',
  upstream: {},
};

async function overSessions() {
  const klarna = await openKlarna();
  const gateway = klarnaPayments({
    region: 'eu',
    environment: 'playground',
    username: USERNAME,
    password: PASSWORD,
    apiUrl: klarna.url,
  });
  const { reference } = await gateway.createSession(makeOrder(), context());
  const read = (session = reference) => gateway.readAttempt({ ...attempt, session }, context());
  return {
    klarna,
    read,
    session: klarna.sessions.get(reference.id)!,
    [Symbol.asyncDispose]: () => klarna[Symbol.asyncDispose](),
  };
}

describe('Klarna attempts, by the session', () => {
  it('are placed, but not confirmed, when the session is complete', async () => {
    await using opened = await overSessions();
    const { klarna, read, session } = opened;
    session.complete = true;
    assert.deepEqual(await read(), { status: 'unconfirmed' });
    klarna.intercept(/GET/, (_incoming, outgoing) =>
      refuse(outgoing, 404, 'SESSION_COMPLETED', 'Session completed'),
    );
    assert.deepEqual(await read(), { status: 'unconfirmed' });
  });

  it('are not placed so far while the session is open', async () => {
    await using opened = await overSessions();
    const { read } = opened;
    assert.deepEqual(await read(), { status: 'none' });
  });

  it('stay unknown when Klarna does not know the session any more', async () => {
    await using opened = await overSessions();
    const { read } = opened;
    assert.deepEqual(await read({ id: 'another', data: {} }), { status: 'unknown' });
  });

  it('are asked about within the limit of the look-up itself', async () => {
    await using opened = await overSessions();
    const { klarna, read } = opened;
    for (let time = 0; time < 2; time += 1)
      klarna.intercept(/GET/, (incoming) => incoming.socket.destroy());
    assert.equal((await problemOf(read())).code, 'upstream_unavailable');
  });
});

const serve = orderManagements();

describe('Klarna attempts and orders, by the order id', () => {
  for (const [changes, expected, placing] of [
    [{}, 'placed', 'completed'],
    [{ fraud_status: 'PENDING' }, 'placed', 'pending'],
    [{ status: 'CAPTURED' }, 'placed', 'completed'],
    [{ fraud_status: 'REJECTED' }, 'refused', undefined],
    [{ status: 'CANCELLED' }, 'refused', undefined],
  ] as const)
    it(`are ${expected} when the order is ${JSON.stringify(changes)}`, async () => {
      const { gateway, orders } = await serve();
      orders.set('id-1', newOrder(changes));
      const open = { ...attempt, upstream: { order_id: 'id-1' } };
      const told = await gateway.readAttempt(open, context());
      assert.equal(told.status, expected);
      assert.equal(told.status === 'placed' ? told.placed.status : undefined, placing);
      const read = await gateway.readOrder('id-1', context());
      assert.equal(read?.placed.status, placing);
      assert.equal(read?.orderReference, placing && 'order-1');
    });

  it('are unknown, and no order, when Klarna has none with this id', async () => {
    const { gateway } = await serve();
    const open = { ...attempt, upstream: { order_id: 'id-2' } };
    assert.deepEqual(await gateway.readAttempt(open, context()), { status: 'unknown' });
    assert.equal(await gateway.readOrder('id-2', context()), undefined);
  });
});

describe('Klarna notifications', () => {
  const read = async (url: string, body?: string) => {
    const { gateway } = await serve();
    const request = new Request(url, { method: 'POST', ...(body !== undefined && { body }) });
    return (await gateway.readNotification(request, context())).notification;
  };
  const HOOK = 'https://shop.example/klarna/hooks/klarna/state';

  it('name the order of a push, whatever its body', async () => {
    for (const body of [undefined, '', '{}', '<html>'])
      assert.deepEqual(await read(`${HOOK}?order_id=id-1`, body), {
        type: 'placed',
        orderId: 'id-1',
      });
  });

  it('refuse a push without an id', async () => {
    assert.equal((await problemOf(read(`${HOOK}?order_id=`, ''))).code, 'invalid_request');
  });
});
