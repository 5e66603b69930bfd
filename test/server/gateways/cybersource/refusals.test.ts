import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Order } from '../../../../src/server/gateways/gateway.js';
import type { Behaviour } from '../loopback.js';
import { CUT, SILENT } from '../loopback.js';
import { context, line, order, problemOf } from '../shop.js';
import type { Processor, Reply } from './processor.js';
import { anna, cart, processors, reference, SESSION_ID, UPDATED } from './processor.js';

const serve = processors();
const create = (server: Processor, changes: Partial<Order> = {}) =>
  server.gateway.createSession({ ...cart, ...changes }, context());
const update = (server: Processor, changes: Partial<Order> = {}) =>
  server.gateway.updateSession(reference, { ...cart, ...changes }, context());

describe('refusals of a CyberSource session', () => {
  const refusal = async (reply: Reply | Behaviour, changes: Partial<Order> = {}) =>
    problemOf(update(await serve([reply]), changes));
  const reject = (reasonCode: string, changes: Reply = {}): Reply => ({
    decision: 'REJECT',
    reasonCode,
    ...changes,
  });

  it('names the customer fields that are missing or wrong, as Klarna does', async () => {
    const problem = await refusal(
      reject('102', {
        missing: ['c:billTo/c:postalCode'],
        invalid: [
          'c:billTo/c:dateOfBirth',
          'x:shipTo/x:street1',
          'c:billTo/c:state',
          'c:billTo/c:district',
        ],
      }),
    );
    assert.equal(problem.code, 'invalid_customer');
    assert.deepEqual(problem.invalidFields, [
      'billing_address.postal_code',
      'customer.date_of_birth',
      'shipping_address.street_address',
      'billing_address.region',
    ]);
    assert.equal(problem.supportReference, SESSION_ID);
  });

  for (const [reply, code, action] of [
    [reject('101', { missing: ['c:item/c:unitPrice'] }), 'invalid_order', 'fix'],
    [reject('102', { invalid: ['c:purchaseTotals/c:grandTotalAmount'] }), 'invalid_order', 'fix'],
    [reject('102', { invalid: ['c:billTo/c:language'] }), 'locale_mismatch', 'other_method'],
    [
      reject('102', { invalid: ['c:apSessionsService/c:sessionsRequestID'] }),
      'session_expired',
      'recreate',
    ],
    [reject('101', { missing: ['c:merchantID'] }), 'misconfigured', 'contact'],
    [reject('203'), 'declined', 'other_method'],
    [reject('233'), 'declined', 'other_method'],
    [reject('234'), 'misconfigured', 'contact'],
    [reject('999'), 'declined', 'other_method'],
    [{ decision: 'ERROR', reasonCode: '150' }, 'method_unavailable', 'other_method'],
    [{ decision: 'ERROR', reasonCode: '151' }, 'upstream_unavailable', 'retry'],
    [{ decision: 'ERROR', reasonCode: '152' }, 'upstream_unavailable', 'retry'],
    [{ decision: 'ERROR', reasonCode: '777' }, 'upstream_unavailable', 'retry'],
  ] as const)
    it(`${reply.decision} ${reply.reasonCode} ${JSON.stringify(reply)} is ${code}`, async () => {
      const problem = await refusal(reply);
      assert.equal(problem.code, code);
      assert.equal(problem.action, action);
    });

  const fault = (code: string) => ({
    status: 500,
    body: `<soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/" xmlns:wsse="urn:x"><soap:Body><soap:Fault><faultcode>${code}</faultcode><faultstring>Security Data : Certificate is invalid</faultstring></soap:Fault></soap:Body></soap:Envelope>`,
  });
  it('are misconfigured when the signature is refused, and upstream_unavailable when the server fails', async () => {
    assert.equal((await refusal(fault('wsse:FailedCheck'))).code, 'misconfigured');
    assert.equal((await refusal(fault('soap:Client'))).code, 'misconfigured');
    assert.equal((await refusal(fault('soap:Server'))).code, 'upstream_unavailable');
  });

  it('logs codes and fields, neither keys nor customers', async () => {
    const own = context();
    const server = await serve([reject('102', { invalid: ['c:billTo/c:city'] })]);
    await problemOf(server.gateway.updateSession(reference, cart, own));
    assert.equal(own.logged[0]!.fields!['reasonCode'], '102');
    assert.ok(!/Anna|Schmidt|PRIVATE|cybs/.test(JSON.stringify(own.logged)));
  });

  for (const [what, reply] of [
    ['no reply at all', { body: '' }],
    ['HTML', { body: '<html><body>Maintenance</body></html>' }],
    ['status 503', { status: 503, body: '' }],
    ['a DOCTYPE', { body: '<!DOCTYPE x [<!ENTITY e "boom">]><x>&e;</x>' }],
    [
      'a cut envelope',
      { body: '<soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/"><soap:Body>' },
    ],
    [
      'a reply in a foreign namespace',
      {
        body: '<replyMessage xmlns="urn:x"><merchantReferenceCode>refnum-1234</merchantReferenceCode><requestID>1</requestID><decision>ACCEPT</decision><reasonCode>100</reasonCode></replyMessage>',
      },
    ],
    ['a reply without its reference', { ...UPDATED, reference: '' }],
    ['an envelope of another kind', { body: '<Envelope xmlns="urn:x"><Body/></Envelope>' }],
    ['the reply to somebody else', { ...UPDATED, reference: 'refnum-9999' }],
    ['a reply without a request id', { ...UPDATED, requestID: ' ' }],
    ['a request id that is none', { ...UPDATED, requestID: 'abc' }],
    ['10 MB', { body: '<a>'.padEnd(10_000_000, 'x') }],
    ['a cut connection', CUT],
  ] as const)
    it(`says upstream_unavailable when the answer is ${what}`, async () => {
      assert.equal((await refusal(reply)).code, 'upstream_unavailable');
    });

  it('are upstream_unavailable when the session has no token', async () => {
    assert.equal((await problemOf(create(await serve([UPDATED])))).code, 'upstream_unavailable');
  });

  it('are upstream_unavailable when the time limit of the call is over', async () => {
    const server = await serve([SILENT]);
    const limit = new AbortController();
    const call = server.gateway.createSession(cart, context({ signal: limit.signal }));
    await server.next();
    limit.abort();
    assert.equal((await problemOf(call)).code, 'upstream_unavailable');
  });
});

describe('refusals of a CyberSource session before anything is sent', () => {
  async function refused(changes: Partial<Order>) {
    const server = await serve([UPDATED]);
    const problem = await problemOf(update(server, changes));
    assert.equal(server.received.length, 0);
    return problem;
  }

  it('are invalid_customer when a name contains a control character', async () => {
    const problem = await refused({ billing: { ...anna, given_name: 'An\u0007na' } });
    assert.equal(problem.code, 'invalid_customer');
    assert.deepEqual(problem.invalidFields, ['billing_address.given_name']);
    assert.ok(!problem.message.includes('An'));
  });

  it('are invalid_order when the cart contains a control character', async () => {
    const problem = await refused(order([line({ name: 'So\ufffecks', unitPrice: 100 })]));
    assert.equal(problem.code, 'invalid_order');
    assert.match(problem.message, /item\/productName/);
  });

  it('are invalid_order when the cart does not add up, and misconfigured when the order number is invalid', async () => {
    assert.equal((await refused({ amount: 4500 })).code, 'invalid_order');
    assert.equal((await refused({ taxAmount: 301 })).code, 'invalid_order');
    for (const number of ['', ' ', 'x'.repeat(48)])
      assert.equal((await refused({ reference: number })).code, 'misconfigured');
  });
});
