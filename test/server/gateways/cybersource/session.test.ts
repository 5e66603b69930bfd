import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import type { Order } from '../../../../src/server/gateway.js';
import type { CyberSourceConfig } from '../../../../src/server/gateways/cybersource/config.js';
import type { Behaviour } from '../loopback.js';
import { CUT, SILENT } from '../loopback.js';
import { context, line, order, problemOf, without } from '../shop.js';
import type { Processor, Reply } from './processor.js';
import { CREATED, names, processor, SESSION_ID, status, UPDATED } from './processor.js';

const open: Processor[] = [];
after(() => Promise.all(open.map((server) => server.close())));

async function serve(
  answers: readonly (Reply | Behaviour)[],
  changes: Partial<CyberSourceConfig> = {},
): Promise<Processor> {
  const server = await processor(answers, changes);
  open.push(server);
  return server;
}

/** The purchase of CyberSource's own example. */
const anna = {
  given_name: 'Anna',
  family_name: 'Schmidt',
  street_address: 'Leopoldstrasse 4',
  street_address2: 'Apt 2',
  city: 'Lichtenberg',
  region: 'Berlin',
  postal_code: '10318',
  country: 'DE',
  phone: '5551234567',
  email: 'test@cybs.com',
};
const cart = order(
  [
    line({
      reference: 'green',
      name: 'Green Widget',
      unitPrice: 2099,
      taxRate: 500,
      taxAmount: 100,
    }),
    line({
      reference: 'blue',
      name: 'Blue Widget',
      unitPrice: 1100,
      quantity: 2,
      taxRate: 1000,
      taxAmount: 200,
    }),
    line({ type: 'shipping_fee', reference: 'dhl', name: 'DHL Paket', unitPrice: 500, taxRate: 0 }),
    line({ type: 'discount', reference: 'off', name: 'Discount', unitPrice: -300, taxRate: 0 }),
  ],
  {
    reference: 'refnum-1234',
    customer: { date_of_birth: '1982-01-01' },
    billing: anna,
    shipping: anna,
  },
);
const reference = { id: SESSION_ID, data: { country: 'DE', currency: 'EUR' } };

const create = (server: Processor, changes: Partial<Order> = {}) =>
  server.gateway.createSession({ ...cart, ...changes }, context());
const update = (server: Processor, changes: Partial<Order> = {}) =>
  server.gateway.updateSession(reference, { ...cart, ...changes }, context());

describe('CyberSource session: create', () => {
  it('traps 21 and 29: sends N for the inline widget, return addresses and cart, in the schema’s order', async () => {
    const server = await serve([CREATED]);
    await create(server, { category: 'pay_later' });
    assert.deepEqual(names(server.sent()), [
      'merchantID',
      'merchantReferenceCode',
      'clientLibrary',
      'billTo',
      'item',
      'item',
      'item',
      'purchaseTotals',
      'apPaymentType',
      'apSessionsService',
    ]);
    const expected = {
      merchantID: 'test_merchant',
      merchantReferenceCode: 'refnum-1234',
      apPaymentType: 'KLI',
      'purchaseTotals/currency': 'EUR',
      'purchaseTotals/discountAmount': '3.00',
      'purchaseTotals/grandTotalAmount': '44.99',
      'apSessionsService/cancelURL': 'https://shop.example/klarna/return/cancel',
      'apSessionsService/successURL': 'https://shop.example/klarna/return/success',
      'apSessionsService/failureURL': 'https://shop.example/klarna/return/failure',
      'apSessionsService/sessionsType': 'N',
      'apSessionsService/paymentMethod_name': 'pay_later',
      'apSessionsService/paymentFlowMode': 'inline',
    };
    for (const [path, text] of Object.entries(expected))
      assert.equal(server.text(path), text, path);
  });

  it('trap 28: writes net prices, taxes and totals as the example does', async () => {
    const server = await serve([CREATED]);
    await create(server);
    const items = server
      .sent()
      .children.filter(({ name }) => name === 'item')
      .map(({ children }) => Object.fromEntries(children.map(({ name, text }) => [name, text])));
    assert.deepEqual(items[0], {
      unitPrice: '19.99',
      quantity: '1',
      productCode: 'default',
      productName: 'Green Widget',
      productSKU: 'green',
      taxAmount: '1.00',
      totalAmount: '20.99',
    });
    assert.deepEqual(items[1], {
      unitPrice: '10.00',
      quantity: '2',
      productCode: 'default',
      productName: 'Blue Widget',
      productSKU: 'blue',
      taxAmount: '2.00',
      totalAmount: '22.00',
    });
    assert.deepEqual(items[2], {
      unitPrice: '5.00',
      quantity: '1',
      productCode: 'default',
      productName: 'shipping',
      productSKU: 'dhl',
      totalAmount: '5.00',
    });
  });

  it('sends nobody’s data: country and language are all of billTo', async () => {
    const server = await serve([CREATED]);
    await create(server);
    assert.deepEqual(
      server
        .sent()
        .children.find(({ name }) => name === 'billTo')!
        .children.map(({ name, text }) => [name, text]),
      [
        ['country', 'DE'],
        ['language', 'de-DE'],
      ],
    );
    assert.ok(!/Anna|Schmidt|Leopold|cybs|19820101|555123|203\.0/.test(server.received[0]!.body));
    assert.equal(server.gateway.personalData, 'never');
  });

  it('trap 46: gives the client token, one category, 48 hours, and the request id as session id', async () => {
    const server = await serve([CREATED], { paymentMethod: 'pay_over_time' });
    const session = await create(server);
    assert.equal(session.clientToken, 'eyJh.bGci.OiJS');
    assert.equal(session.expiresAt, '2026-11-23T11:00:00.000Z');
    assert.deepEqual(
      session.categories!.map(({ identifier }) => identifier),
      ['pay_over_time'],
    );
    assert.deepEqual(session.reference, reference);
    const free = await serve([CREATED]);
    assert.deepEqual((await create(free)).categories![0]!.identifier, 'klarna');
    assert.equal(free.text('apSessionsService/paymentMethod_name'), undefined);
  });

  it('trap 32: keeps a request id of 22 digits to the last one', async () => {
    const requestID = '4848446567036715804007';
    assert.notEqual(BigInt(Number(requestID)), BigInt(requestID), 'a number would not hold it');
    const session = await create(await serve([{ ...CREATED, requestID }]));
    assert.equal(session.reference.id, requestID);
  });

  it('a purchase that is already completed is told as placed', async () => {
    const done = CREATED.service!.replace('INITIATED', 'completed');
    const session = await create(await serve([{ service: done }]));
    assert.deepEqual(session.placed, { status: 'completed', order_id: 'refnum-1234' });
  });

  it('sends the sales tax of the US with the totals, and coupons as items', async () => {
    const server = await serve([CREATED]);
    await server.gateway.createSession(
      order(
        [
          line({ unitPrice: 10_000, taxRate: 0 }),
          line({ type: 'gift_card', reference: 'G-1', name: 'Gift', unitPrice: -1500, taxRate: 0 }),
          line({ type: 'sales_tax', name: 'Tax', unitPrice: 825, taxRate: 0 }),
        ],
        { country: 'US', currency: 'USD', locale: 'en-US', taxAmount: 825 },
      ),
      context(),
    );
    assert.equal(server.text('purchaseTotals/taxAmount'), '8.25');
    assert.equal(server.text('purchaseTotals/grandTotalAmount'), '93.25');
    assert.equal(server.text('item#1/productCode'), 'coupon');
    assert.equal(server.text('item#1/unitPrice'), '15.00');
    assert.equal(server.text('item#1/totalAmount'), '15.00');
    assert.equal(server.text('item#2'), undefined);
  });
});

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

describe('CyberSource languages', () => {
  for (const [locale, country, expected] of [
    ['de-DE', 'DE', 'de-DE'],
    ['DE-de', 'DE', 'de-DE'],
    ['de-at', 'AT', 'de-AT'],
    ['en-GB', 'GB', 'en-GB'],
    ['en-UK', 'GB', 'en-GB'],
    ['en', 'UK', 'en-GB'],
    ['es', 'ES', 'es-ES'],
    ['zh-Hans-CN', 'US', 'zh-CN'],
  ] as const)
    it(`trap 27: ${locale} in ${country} is ${expected}`, async () => {
      const server = await serve([CREATED]);
      await create(server, { locale, country });
      assert.equal(server.text('billTo/language'), expected);
    });

  it('what is no locale is a locale_mismatch', async () => {
    const problem = await problemOf(create(await serve([CREATED]), { locale: '!' }));
    assert.equal(problem.code, 'locale_mismatch');
  });
});

describe('CyberSource session: refusals', () => {
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
  it('a fault over the signature is misconfigured, one of the server is a hiccup', async () => {
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
      'a reply in no namespace',
      {
        body: '<soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/"><soap:Body><replyMessage><requestID>1</requestID><decision>ACCEPT</decision><reasonCode>100</reasonCode></replyMessage></soap:Body></soap:Envelope>',
      },
    ],
    ['an envelope of another kind', { body: '<Envelope xmlns="urn:x"><Body/></Envelope>' }],
    ['the reply to somebody else', { ...UPDATED, reference: 'refnum-9999' }],
    ['a reply without a request id', { ...UPDATED, requestID: ' ' }],
    ['a request id that is none', { ...UPDATED, requestID: 'abc' }],
    ['10 MB', { body: '<a>'.padEnd(10_000_000, 'x') }],
    ['a cut connection', CUT],
  ] as const)
    it(`trap 24: ${what} is upstream_unavailable`, async () => {
      assert.equal((await refusal(reply)).code, 'upstream_unavailable');
    });

  it('a session without a token is upstream_unavailable', async () => {
    assert.equal((await problemOf(create(await serve([UPDATED])))).code, 'upstream_unavailable');
  });

  it('a slow reply ends with the time limit of the call', async () => {
    const server = await serve([SILENT]);
    const limit = new AbortController();
    const call = server.gateway.createSession(cart, context({ signal: limit.signal }));
    await server.next();
    limit.abort();
    assert.equal((await problemOf(call)).code, 'upstream_unavailable');
  });
});

describe('CyberSource session: what is refused before anything is sent', () => {
  async function refused(changes: Partial<Order>) {
    const server = await serve([UPDATED]);
    const problem = await problemOf(update(server, changes));
    assert.equal(server.received.length, 0);
    return problem;
  }

  it('a control character in a name, which the shopper can mend', async () => {
    const problem = await refused({ billing: { ...anna, given_name: 'An\u0007na' } });
    assert.equal(problem.code, 'invalid_customer');
    assert.deepEqual(problem.invalidFields, ['billing_address.given_name']);
    assert.ok(!problem.message.includes('An'));
  });

  it('a control character in the cart, which the shop must mend', async () => {
    const problem = await refused(order([line({ name: 'So\ufffecks', unitPrice: 100 })]));
    assert.equal(problem.code, 'invalid_order');
    assert.match(problem.message, /item\/productName/);
  });

  it('a cart that does not add up, and an order number that is none', async () => {
    assert.equal((await refused({ amount: 4500 })).code, 'invalid_order');
    assert.equal((await refused({ taxAmount: 301 })).code, 'invalid_order');
    for (const number of ['', ' ', 'x'.repeat(51)])
      assert.equal((await refused({ reference: number })).code, 'misconfigured');
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
      const fate = await server.gateway.readSession!(reference, context());
      assert.equal(fate.status, expected);
      assert.equal(server.text('apCheckStatusService/checkStatusRequestID'), SESSION_ID);
    });

  it('trap 30: reads status where there is no paymentStatus', async () => {
    const { service } = status('COMPLETED');
    const server = await serve([{ service: service!.replaceAll('paymentStatus', 'status') }]);
    assert.equal((await server.gateway.readSession!(reference, context())).status, 'placed');
  });
});
