import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { describe, it } from 'node:test';
import { context, line, order, problemOf, without } from '../shop.js';
import { cart, CLIENT_TOKEN, KEY, platforms, refused, started, STARTED } from './platform.js';

const payone = platforms();

describe('PAYONE start_session where the documents contradict themselves', () => {
  it('takes OK and APPROVED for success', async () => {
    for (const status of ['OK', 'APPROVED']) {
      const server = await payone([STARTED.replace('status=OK', `status=${status}`)]);
      const session = await server.gateway.createSession(cart, context());
      assert.equal(session.clientToken, CLIENT_TOKEN);
    }
  });

  it('opens a new session with a new token when the cart changes before the authorization', async () => {
    const server = await payone([STARTED, STARTED.replaceAll('WX1A37YBGD9D11DK', 'WX2')]);
    const first = await server.gateway.createSession(cart, context());
    const change = await server.gateway.updateSession(first.reference, cart, context());
    assert.equal(server.sent()['add_paydata[action]'], 'start_session');
    assert.equal(change.reload, 'init');
    assert.equal(change.clientToken, CLIENT_TOKEN);
    assert.equal(change.reference!.data['workorderid'], 'WX2');
    assert.equal(server.gateway.capabilities.update, 'new_session');
  });

  it('speaks version 3.11, which knows PENDING, and another where configured', async () => {
    assert.equal((await started(payone, cart))['api_version'], '3.11');
    assert.equal((await started(payone, cart, { apiVersion: '3.12' }))['api_version'], '3.12');
  });

  it('sends the key hashed, SHA2-384 or MD5, never as it is', async () => {
    const sha384 = createHash('sha384').update(KEY).digest('hex');
    const md5 = createHash('md5').update(KEY).digest('hex');
    const server = await payone([STARTED]);
    await server.gateway.createSession(cart, context());
    assert.equal(server.sent()['key'], sha384);
    assert.ok(!server.received[0]!.body.includes(KEY));
    assert.equal((await started(payone, cart, { hash: 'md5' }))['key'], md5);
  });

  it('refuses an amount that the items do not reach, before it is sent', async () => {
    const problem = await refused(payone, { ...cart, amount: 3001 });
    assert.equal(problem.code, 'invalid_order');
    assert.equal(problem.status, 422);
    assert.equal(problem.action, 'fix');
  });

  it('sends the return addresses although the sample leaves them out', async () => {
    const server = await payone([STARTED]);
    const urls = { ...context().urls, success: `https://shop.example/${'x'.repeat(240)}` };
    const problem = await problemOf(server.gateway.createSession(cart, context({ urls })));
    assert.equal(problem.code, 'misconfigured');
    assert.match(problem.message, /successurl/);
    const withoutPath = { ...context().urls, cancel: 'https://shop.example' };
    assert.match(
      (await problemOf(server.gateway.createSession(cart, context({ urls: withoutPath })))).message,
      /backurl/,
    );
  });

  it('gives category identifiers in small letters, and numbered categories as further ones', async () => {
    const server = await payone([
      `${STARTED}\nadd_paydata[payment_method_category_identifier_1]=PAY_OVER_TIME\nadd_paydata[payment_method_category_name_1]=Slice it.`,
    ]);
    const { categories } = await server.gateway.createSession(cart, context());
    assert.deepEqual(
      categories!.map(({ identifier, name }) => [identifier, name]),
      [
        ['pay_later', 'Pay in 30 days.'],
        ['pay_over_time', 'Slice it.'],
      ],
    );
  });

  it('sends tax in basis points, and refuses a rate that would be read as percent', async () => {
    const rated = (taxRate: number) => order([line({ unitPrice: 1000, taxRate })]);
    assert.equal((await started(payone, rated(0)))['va[1]'], '0');
    assert.equal((await started(payone, rated(100)))['va[1]'], '100');
    assert.equal((await started(payone, rated(770)))['va[1]'], '770');
    for (const taxRate of [1, 50, 99, 10_000])
      assert.equal((await refused(payone, rated(taxRate))).code, 'invalid_order');
  });

  it('sends descriptions up to 255 characters, product numbers up to 32 and cleaned', async () => {
    const sent = await started(
      payone,
      order([
        line({ reference: 'A,B;ß/1', name: 'x'.repeat(300), unitPrice: 100 }),
        line({ reference: 'AB-', unitPrice: 100 }),
        line({ reference: 'AB-', unitPrice: 100 }),
        line({ reference: 'y'.repeat(40), unitPrice: 100 }),
        line({ reference: 'y'.repeat(33), unitPrice: 100 }),
        line({ reference: '', name: '\u0001', unitPrice: 100 }),
      ]),
    );
    assert.equal(sent['de[1]'], 'x'.repeat(255));
    assert.equal(sent['id[1]'], 'AB--/1');
    assert.deepEqual(
      [sent['id[2]'], sent['id[3]'], sent['id[4]'], sent['id[5]'], sent['id[6]'], sent['de[6]']],
      ['AB-', 'AB--2', 'y'.repeat(32), `${'y'.repeat(30)}-2`, '6', '6'],
    );
  });

  it('asks for the customer data that PAYONE wants, since it only comes after consent', async () => {
    const anonymous = without(cart, 'billing');
    const problem = await refused(payone, anonymous);
    assert.equal(problem.code, 'customer_data_required');
    assert.equal((await payone([STARTED])).gateway.personalData, 'session');
  });

  it('sends clearingtype and financingtype', async () => {
    const sent = await started(payone, cart);
    assert.equal(sent['clearingtype'], 'fnc');
    assert.equal(sent['financingtype'], 'KIV');
  });

  it('ends a value at a line break, not at a blank, and URL-decodes nothing', async () => {
    const server = await payone([STARTED.replaceAll('\n', '\r\n')]);
    const session = await server.gateway.createSession(cart, context());
    assert.equal(session.clientToken, CLIENT_TOKEN);
    assert.equal(session.categories![0]!.name, 'Pay in 30 days.');
  });

  it('takes a client token as it is, without looking inside', async () => {
    const server = await payone([STARTED.replace(CLIENT_TOKEN, 'no-jwt-at-all')]);
    assert.equal(
      (await server.gateway.createSession(cart, context())).clientToken,
      'no-jwt-at-all',
    );
  });

  it('never sends customerid', async () => {
    assert.equal((await started(payone, cart))['customerid'], undefined);
  });
});
