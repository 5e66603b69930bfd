import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Order } from '../../../../src/server/gateways/gateway.js';
import { context, NOW, problemOf, without } from '../shop.js';
import type { Processor } from './processor.js';
import { cart, CREATED, names, processors, reference, SESSION_ID, UPDATED } from './processor.js';

const serve = processors();
const create = (server: Processor, changes: Partial<Order> = {}) =>
  server.gateway.createSession({ ...cart, ...changes }, context());
const update = (server: Processor, changes: Partial<Order> = {}) =>
  server.gateway.updateSession(reference, { ...cart, ...changes }, context());

describe('CyberSource session update', () => {
  it('sends U with the id of the create call and the return addresses', async () => {
    const server = await serve([CREATED, UPDATED, UPDATED]);
    const session = await create(server);
    const first = await server.gateway.updateSession(session.reference, cart, context());
    assert.equal(first.reload, 'load');
    assert.equal(first.clientToken, undefined);
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

  it('reads the reply without envelope and prefix, as the document prints it', async () => {
    const body =
      '<replyMessage xmlns:c="urn:schemas-cybersource-com:transaction-data-1.213"> <merchantReferenceCode>refnum-1234</merchantReferenceCode> <requestID>4848446567036715804007</requestID> <decision>ACCEPT</decision> <reasonCode>100</reasonCode> <purchaseTotals> <currency>EUR</currency> </purchaseTotals> <apSessionsReply> <reasonCode>100</reasonCode> <responseCode>00000</responseCode> </apSessionsReply> </replyMessage>';
    const server = await serve([{ body }]);
    assert.equal((await update(server)).reload, 'load');
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

  it('takes an update reply without status and token', async () => {
    assert.equal((await update(await serve([UPDATED]))).reload, 'load');
  });

  it('keeps the end of the session 48 hours after its creation, however often it is updated', async () => {
    const server = await serve([CREATED, UPDATED]);
    const session = await create(server);
    const later = context({ now: () => NOW + 39 * 3_600_000 });
    const change = await server.gateway.updateSession(session.reference, cart, later);
    assert.equal(change.expiresAt, session.expiresAt);
  });

  it('another country or currency is another session', async () => {
    const server = await serve([{ ...CREATED, requestID: '42' }]);
    const change = await update(server, { country: 'AT' });
    assert.equal(change.reload, 'init');
    assert.equal(change.clientToken, 'eyJh.bGci.OiJS');
    assert.equal(change.reference!.id, '42');
    assert.equal(change.reference!.data['country'], 'AT');
    assert.equal(server.text('apSessionsService/sessionsType'), 'N');
  });

  it('refuses a reference without an id', async () => {
    const server = await serve([UPDATED]);
    const empty = { ...reference, id: '' };
    const problem = await problemOf(server.gateway.updateSession(empty, cart, context()));
    assert.equal(problem.code, 'session_expired');
    assert.equal(server.received.length, 0);
  });
});
