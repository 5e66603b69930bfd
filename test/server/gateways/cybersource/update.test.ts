import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Order } from '../../../../src/server/gateways/gateway.js';
import { context, problemOf, without } from '../shop.js';
import type { Processor } from './processor.js';
import {
  cart,
  CREATED,
  names,
  processors,
  reference,
  SESSION_ID,
  status,
  UPDATED,
} from './processor.js';

const serve = processors();
const create = (server: Processor, changes: Partial<Order> = {}) =>
  server.gateway.createSession({ ...cart, ...changes }, context());
const update = (server: Processor, changes: Partial<Order> = {}) =>
  server.gateway.updateSession(reference, { ...cart, ...changes }, context());

describe('CyberSource session: update', () => {
  it('traps 22, 23 and 25: U with the id of the create call and the return addresses', async () => {
    const server = await serve([CREATED, UPDATED, UPDATED]);
    const session = await create(server);
    const first = await server.gateway.updateSession(session.reference, cart, context());
    assert.deepEqual(first, { reload: 'load' });
    const kept = first.reference ?? session.reference;
    await server.gateway.updateSession(kept, cart, context());
    const expected = {
      'apSessionsService/sessionsType': 'U',
      'apSessionsService/sessionsRequestID': SESSION_ID,
      'apSessionsService/cancelURL': 'https://shop.example/klarna/return/cancel',
      'apSessionsService/successURL': 'https://shop.example/klarna/return/success',
      'apSessionsService/failureURL': 'https://shop.example/klarna/return/failure',
    };
    for (const [path, text] of Object.entries(expected))
      assert.equal(server.text(path), text, path);
    assert.equal(server.gateway.capabilities.update, 'in_place');
  });

  it('sends both addresses with district and state alike, as the example does', async () => {
    const server = await serve([UPDATED]);
    await update(server);
    const party = (name: string) =>
      server
        .sent()
        .children.find((child) => child.name === name)!
        .children.map((child) => [child.name, child.text]);
    assert.deepEqual(party('billTo'), [
      ['firstName', 'Anna'],
      ['lastName', 'Schmidt'],
      ['street1', 'Leopoldstrasse 4'],
      ['street2', 'Apt 2'],
      ['city', 'Lichtenberg'],
      ['district', 'Berlin'],
      ['state', 'Berlin'],
      ['postalCode', '10318'],
      ['country', 'DE'],
      ['phoneNumber', '5551234567'],
      ['email', 'test@cybs.com'],
      ['ipAddress', '203.0.113.7'],
      ['dateOfBirth', '19820101'],
      ['language', 'de-DE'],
    ]);
    assert.deepEqual(party('shipTo'), [
      ['firstName', 'Anna'],
      ['lastName', 'Schmidt'],
      ['street1', 'Leopoldstrasse 4'],
      ['street2', 'Apt 2'],
      ['city', 'Lichtenberg'],
      ['state', 'Berlin'],
      ['district', 'Berlin'],
      ['postalCode', '10318'],
      ['country', 'DE'],
      ['phoneNumber', '5551234567'],
      ['email', 'test@cybs.com'],
    ]);
  });

  it('works without anybody’s data', async () => {
    const server = await serve([UPDATED]);
    const bare = without(without(without(cart, 'billing'), 'shipping'), 'shopper');
    await server.gateway.updateSession(reference, { ...bare, customer: {} }, context());
    assert.deepEqual(names(server.sent().children.find(({ name }) => name === 'billTo')!), [
      'country',
      'language',
    ]);
    assert.ok(!names(server.sent()).includes('shipTo'));
  });

  it('trap 24: takes an update reply without status and token', async () => {
    assert.deepEqual(await update(await serve([UPDATED])), { reload: 'load' });
  });

  it('another country or currency is another session', async () => {
    const server = await serve([{ ...CREATED, requestID: '42' }]);
    const change = await update(server, { country: 'AT' });
    assert.equal(change.reload, 'init');
    assert.equal(change.clientToken, 'eyJh.bGci.OiJS');
    assert.deepEqual(change.reference, { id: '42', data: { country: 'AT', currency: 'EUR' } });
    assert.equal(server.text('apSessionsService/sessionsType'), 'N');
  });

  it('trap 34: refuses a reference without an id', async () => {
    const server = await serve([UPDATED]);
    const empty = { ...reference, id: '' };
    const problem = await problemOf(server.gateway.updateSession(empty, cart, context()));
    assert.equal(problem.code, 'session_expired');
    assert.equal(server.received.length, 0);
  });
});

describe('CyberSource session: its fate', () => {
  for (const [text, expected] of [
    ['INITIATED', 'open'],
    ['pending', 'open'],
    ['COMPLETED', 'placed'],
    ['authorized', 'placed'],
    ['Settled', 'placed'],
    ['abandoned', 'gone'],
    ['FAILED', 'gone'],
    ['EXPIRED', 'gone'],
  ] as const)
    it(`trap 30: ${text} is ${expected}`, async () => {
      const server = await serve([status(text)]);
      const fate = await server.gateway.readSession(reference, context());
      assert.equal(fate.status, expected);
      assert.equal(server.text('apCheckStatusService/checkStatusRequestID'), SESSION_ID);
    });

  it('trap 30: reads status where there is no paymentStatus', async () => {
    const { service } = status('COMPLETED');
    const server = await serve([{ service: service!.replaceAll('paymentStatus', 'status') }]);
    assert.equal((await server.gateway.readSession(reference, context())).status, 'placed');
  });
});
