import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { after, describe, it } from 'node:test';
import type { Address, Customer } from '../../../../src/endpoint/contract.js';
import type { PayoneConfig } from '../../../../src/server/gateways/payone/config.js';
import type { Order } from '../../../../src/server/gateway.js';
import type { Behaviour } from '../loopback.js';
import { CUT, SILENT } from '../loopback.js';
import { context, line, order, problemOf, without } from '../shop.js';
import type { Platform } from './platform.js';
import { CLIENT_TOKEN, KEY, platform, REDIRECT, STARTED } from './platform.js';

const open: Platform[] = [];
after(() => Promise.all(open.map((server) => server.close())));

async function payone(
  answers: readonly (string | Behaviour)[] = [STARTED],
  changes: Partial<PayoneConfig> = {},
): Promise<Platform> {
  const server = await platform(answers, changes);
  open.push(server);
  return server;
}

async function start(cart: Order, changes: Partial<PayoneConfig> = {}) {
  const server = await payone([STARTED], changes);
  await server.gateway.createSession(cart, context());
  return server.sent();
}

const cart = order([
  line({ unitPrice: 2340 }),
  line({ type: 'shipping_fee', reference: 'dhl', name: 'DHL', unitPrice: 660 }),
]);

function refused(cartOrCustomer: Order) {
  return payone().then((server) =>
    problemOf(server.gateway.createSession(cartOrCustomer, context())).then((problem) => {
      assert.equal(server.received.length, 0, 'nothing may be sent');
      return problem;
    }),
  );
}

describe('PAYONE start_session', () => {
  it('sends the envelope, the cart and the customer as one form', async () => {
    const sent = await start(cart);
    const expected = {
      mid: '23456',
      portalid: '1234512',
      aid: '12345',
      mode: 'test',
      encoding: 'UTF-8',
      request: 'genericpayment',
      'add_paydata[action]': 'start_session',
      amount: '3000',
      currency: 'EUR',
      country: 'DE',
      language: 'de',
      firstname: 'Testperson-de',
      lastname: 'Approved',
      street: 'Hellersbergstraße 14',
      zip: '41460',
      city: 'Neuss',
      email: 'klarna@approved.de',
      telephonenumber: '01522113356',
      birthday: '19600707',
      gender: 'm',
      ip: '203.0.113.7',
      successurl: 'https://shop.example/klarna/return/success',
      errorurl: 'https://shop.example/klarna/return/failure',
      backurl: 'https://shop.example/klarna/return/cancel',
      'it[1]': 'goods',
      'id[1]': 'socks1',
      'pr[1]': '2340',
      'no[1]': '1',
      'de[1]': 'Socks',
      'va[1]': '1900',
      'it[2]': 'shipment',
      'pr[2]': '660',
    };
    for (const [name, value] of Object.entries(expected)) assert.equal(sent[name], value, name);
  });

  it('encodes brackets in names and umlauts in values, and says what it sends', async () => {
    const server = await payone();
    await server.gateway.createSession(cart, context());
    const [request] = server.received;
    assert.match(request!.headers['content-type']!, /^application\/x-www-form-urlencoded/);
    assert.match(request!.body, /(^|&)it%5B1%5D=goods(&|$)/);
    assert.match(request!.body, /(^|&)street=Hellersbergstra%C3%9Fe\+14(&|$)/);
  });

  it('gives token, category, expiry and a small reference', async () => {
    const server = await payone();
    const session = await server.gateway.createSession(cart, context());
    assert.deepEqual(session, {
      reference: {
        id: '47a35b08-d5ee-71b5-95d1-eae751c5befb',
        data: { workorderid: 'WX1A37YBGD9D11DK', financingtype: 'KIV' },
      },
      clientToken: CLIENT_TOKEN,
      categories: [
        {
          identifier: 'pay_later',
          name: 'Pay in 30 days.',
          asset_urls: {
            descriptive: 'https://x.klarnacdn.net/payment-method/assets/badges/generic/klarna.svg',
            standard: 'https://x.klarnacdn.net/payment-method/assets/badges/generic/klarna.svg',
          },
        },
      ],
      expiresAt: '2026-11-23T11:00:00.000Z',
    });
  });

  it('sends merchant data as Base64 JSON', async () => {
    const sent = await start(cart, { merchantData: () => ({ note: 'Übergabe' }) });
    const data = Buffer.from(sent['add_paydata[merchant_data]']!, 'base64').toString('utf8');
    assert.deepEqual(JSON.parse(data), { note: 'Übergabe' });
  });

  it('opens the session for the product of the category that the shopper chose', async () => {
    for (const [category, product] of [
      ['pay_over_time', 'KIS'],
      ['pay_later', 'KIV'],
      ['direct_debit', 'KDD'],
      ['direct_bank_transfer', 'KBT'],
      ['pay_now', 'KBT'],
    ] as const)
      assert.equal(
        (await start({ ...cart, category }, { financingType: 'KBT' }))['financingtype'],
        product,
      );
  });

  it('reads a JSON reply', async () => {
    const server = await payone([
      JSON.stringify({
        Status: 'OK',
        WorkorderId: 'WX1',
        AddPayData: {
          client_token: CLIENT_TOKEN,
          session_id: 's-1',
          payment_method_category_identifier: 'pay_over_time',
        },
      }),
    ]);
    const session = await server.gateway.createSession(cart, context());
    assert.equal(session.clientToken, CLIENT_TOKEN);
    assert.deepEqual(session.reference, {
      id: 's-1',
      data: { workorderid: 'WX1', financingtype: 'KIV' },
    });
  });
});

describe('PAYONE start_session: where the documents contradict themselves', () => {
  it('trap 1: takes OK and APPROVED for success', async () => {
    for (const status of ['OK', 'APPROVED']) {
      const server = await payone([STARTED.replace('status=OK', `status=${status}`)]);
      const session = await server.gateway.createSession(cart, context());
      assert.equal(session.clientToken, CLIENT_TOKEN);
    }
  });

  it('trap 4: a changed cart before the authorization is a new session with a new token', async () => {
    const server = await payone([STARTED, STARTED.replaceAll('WX1A37YBGD9D11DK', 'WX2')]);
    const first = await server.gateway.createSession(cart, context());
    const change = await server.gateway.updateSession(first.reference, cart, context());
    assert.equal(server.sent()['add_paydata[action]'], 'start_session');
    assert.equal(change.reload, 'init');
    assert.equal(change.clientToken, CLIENT_TOKEN);
    assert.equal(change.reference!.data['workorderid'], 'WX2');
    assert.equal(server.gateway.capabilities.update, 'new_session');
  });

  it('trap 7: speaks version 3.11, which knows PENDING, and another where configured', async () => {
    assert.equal((await start(cart))['api_version'], '3.11');
    assert.equal((await start(cart, { apiVersion: '3.12' }))['api_version'], '3.12');
  });

  it('trap 8: the key travels hashed, SHA2-384 or MD5, never as it is', async () => {
    const sha384 = createHash('sha384').update(KEY).digest('hex');
    const md5 = createHash('md5').update(KEY).digest('hex');
    const server = await payone();
    await server.gateway.createSession(cart, context());
    assert.equal(server.sent()['key'], sha384);
    assert.ok(!server.received[0]!.body.includes(KEY));
    assert.equal((await start(cart, { hash: 'md5' }))['key'], md5);
  });

  it('trap 9: an amount that the items do not reach is refused before it is sent', async () => {
    const problem = await refused({ ...cart, amount: 3001 });
    assert.equal(problem.code, 'invalid_order');
    assert.equal(problem.status, 422);
    assert.equal(problem.action, 'fix');
  });

  it('trap 9: sends the return addresses although the sample leaves them out', async () => {
    const server = await payone();
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

  it('trap 12: category identifiers in small letters, numbered categories as further ones', async () => {
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

  it('trap 15: tax in basis points; a rate that would be read as percent is refused', async () => {
    const rated = (taxRate: number) => order([line({ unitPrice: 1000, taxRate })]);
    assert.equal((await start(rated(0)))['va[1]'], '0');
    assert.equal((await start(rated(100)))['va[1]'], '100');
    assert.equal((await start(rated(770)))['va[1]'], '770');
    for (const taxRate of [1, 50, 99, 10_000])
      assert.equal((await refused(rated(taxRate))).code, 'invalid_order');
  });

  it('trap 16: descriptions up to 255 characters, product numbers up to 32 and cleaned', async () => {
    const sent = await start(
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

  it('trap 17: asks for the customer data that PAYONE wants, since it only comes after consent', async () => {
    const anonymous = without(cart, 'billing');
    const problem = await refused(anonymous);
    assert.equal(problem.code, 'customer_data_required');
    assert.equal((await payone()).gateway.personalData, 'session');
  });

  it('trap 18: sends clearingtype and financingtype', async () => {
    const sent = await start(cart);
    assert.equal(sent['clearingtype'], 'fnc');
    assert.equal(sent['financingtype'], 'KIV');
  });

  it('trap 19: a line break ends a value, a blank does not; nothing is URL-decoded', async () => {
    const server = await payone([STARTED.replaceAll('\n', '\r\n')]);
    const session = await server.gateway.createSession(cart, context());
    assert.equal(session.clientToken, CLIENT_TOKEN);
    assert.equal(session.categories![0]!.name, 'Pay in 30 days.');
  });

  it('trap 42: takes a client token as it is, without looking inside', async () => {
    const server = await payone([STARTED.replace(CLIENT_TOKEN, 'no-jwt-at-all')]);
    assert.equal(
      (await server.gateway.createSession(cart, context())).clientToken,
      'no-jwt-at-all',
    );
  });

  it('trap 50: never sends customerid', async () => {
    assert.equal((await start(cart))['customerid'], undefined);
  });
});

describe('PAYONE country rules', () => {
  const person = (country: string, customer: Customer, billing: Address = {}, currency = 'EUR') =>
    order([line({ unitPrice: 1000 })], {
      country,
      currency,
      customer,
      billing: { ...cart.billing, country, ...billing },
    });

  for (const country of ['AT', 'DE', 'CH', 'NL'])
    it(`${country}: asks for the birthday`, async () => {
      const problem = await refused(person(country, { gender: 'female' }));
      assert.equal(problem.code, 'invalid_customer');
      assert.deepEqual(problem.invalidFields, ['customer.date_of_birth']);
    });

  for (const country of ['DK', 'FI', 'NO', 'SE'])
    it(`${country}: asks for the personal id, not for the birthday`, async () => {
      const problem = await refused(person(country, {}));
      assert.deepEqual(problem.invalidFields, ['customer.national_identification_number']);
      const sent = await start(person(country, { national_identification_number: '190122-829F' }));
      assert.equal(sent['personalid'], '190122-829F');
      assert.equal(sent['birthday'], undefined);
    });

  it('refuses characters that a personal id may not hold', async () => {
    const problem = await refused(person('SE', { national_identification_number: '4103219202;' }));
    assert.deepEqual(problem.invalidFields, ['customer.national_identification_number']);
  });

  it('never sends a gender that Klarna refuses', async () => {
    const sent = await start(person('DE', { date_of_birth: '1960-07-07', gender: 'd' }));
    assert.equal(sent['gender'], undefined);
  });

  it('sends a state only where PAYONE wants one', async () => {
    assert.equal(
      (await start(person('DE', { date_of_birth: '1960-07-07' }, { region: 'NW' })))['state'],
      undefined,
    );
    const american = person('US', {}, { region: 'CA' });
    assert.equal((await start(american, { countries: ['US'] }))['state'], 'CA');
    const server = await payone([STARTED], { countries: ['US'] });
    const problem = await problemOf(
      server.gateway.createSession(person('US', {}, { region: 'California' }), context()),
    );
    assert.deepEqual(problem.invalidFields, ['billing_address.region']);
  });

  it('refuses countries and currencies in which PAYONE does not sell Klarna', async () => {
    assert.equal((await refused({ ...cart, country: 'FR' })).code, 'method_unavailable');
    const dollars = await refused({ ...cart, currency: 'USD' });
    assert.equal(dollars.code, 'method_unavailable');
    assert.equal(dollars.action, 'other_method');
    assert.equal((await refused({ ...cart, country: 'Germany' })).code, 'locale_mismatch');
  });

  it('refuses an address outside the country of the purchase', async () => {
    const abroad = { ...cart, billing: { ...cart.billing, country: 'AT' } };
    assert.deepEqual((await refused(abroad)).invalidFields, ['billing_address.country']);
  });

  it('names every field that is missing or too long, at once', async () => {
    const billing = {
      ...cart.billing,
      given_name: 'x'.repeat(51),
      city: '',
      postal_code: '1',
      email: 'nobody',
    };
    const problem = await refused({ ...cart, billing });
    assert.deepEqual([...problem.invalidFields].sort(), [
      'billing_address.city',
      'billing_address.email',
      'billing_address.given_name',
      'billing_address.postal_code',
    ]);
  });

  it('delivers to the billing address only, and then sends it with an email', async () => {
    const elsewhere = { ...cart, shipping: { ...cart.billing, city: 'Köln' } };
    assert.deepEqual((await refused(elsewhere)).invalidFields, ['shipping_address.city']);
    const same = without(cart.billing!, 'email');
    const sent = await start({ ...cart, shipping: { ...same, city: ' neuss ' } });
    assert.equal(sent['shipping_city'], 'neuss');
    assert.equal(sent['add_paydata[shipping_email]'], 'klarna@approved.de');
  });
});

describe('PAYONE for companies', () => {
  const company = (country: string, customer: Customer = {}) =>
    order([line({ unitPrice: 1000 })], {
      country,
      customerType: 'organization',
      customer: { organization_entity_type: 'LIMITED_COMPANY', vat_id: 'DE123', ...customer },
      billing: { ...cart.billing, country, organization_name: 'Muster GmbH' },
    });

  for (const country of ['FI', 'DE', 'NO', 'SE'])
    it(`${country}: sends the company and asks for no birthday and no personal id`, async () => {
      const sent = await start(company(country));
      assert.equal(sent['company'], 'Muster GmbH');
      assert.equal(sent['add_paydata[organization_entity_type]'], 'LIMITED_COMPANY');
      assert.equal(sent['add_paydata[organization_registry_id]'], 'DE123');
      assert.equal(sent['birthday'], undefined);
    });

  it('is not sold elsewhere, nor by direct debit', async () => {
    assert.equal((await refused(company('AT'))).code, 'method_unavailable');
    const debit = { ...company('DE'), category: 'direct_debit' };
    assert.equal((await refused(debit)).code, 'method_unavailable');
  });

  it('needs a legal form that Klarna knows', async () => {
    const problem = await refused(company('DE', { organization_entity_type: 'GMBH' }));
    assert.deepEqual(problem.invalidFields, ['customer.organization_entity_type']);
  });

  it('sends no company name for a person', async () => {
    const sent = await start({
      ...cart,
      billing: { ...cart.billing, organization_name: 'Muster GmbH' },
    });
    assert.equal(sent['company'], undefined);
  });
});

describe('PAYONE positions', () => {
  it('turns discounts, gift cards and store credit into vouchers', async () => {
    const sent = await start(
      order([
        line({ unitPrice: 5000, quantity: 2, discount: 700 }),
        line({ type: 'surcharge', reference: 'fee', unitPrice: 100 }),
        line({ type: 'gift_card', reference: 'gift', unitPrice: -1000, taxRate: 0 }),
      ]),
    );
    const of = (n: number) => [
      sent[`it[${n}]`],
      sent[`pr[${n}]`],
      sent[`no[${n}]`],
      sent[`va[${n}]`],
    ];
    assert.deepEqual(of(1), ['goods', '5000', '2', '1900']);
    assert.deepEqual(of(2), ['voucher', '-700', '1', '1900']);
    assert.deepEqual(of(3), ['handling', '100', '1', '1900']);
    assert.deepEqual(of(4), ['voucher', '-1000', '1', '0']);
    assert.equal(sent['amount'], '8400');
  });

  it('takes 400 positions and refuses 401, a discount counted as one', async () => {
    const many = (count: number, last = {}) =>
      order([
        ...Array.from({ length: count - 1 }, (_, n) =>
          line({ reference: `s${n}`, unitPrice: 100 }),
        ),
        line({ unitPrice: 100, ...last }),
      ]);
    const sent = await start(many(400));
    assert.equal(sent['id[400]'], 'socks1');
    assert.equal((await refused(many(401))).code, 'invalid_order');
    assert.equal((await refused(many(400, { discount: 10 }))).code, 'invalid_order');
  });

  it('refuses a sales tax line, an empty cart, and amounts above the limit', async () => {
    const tax = line({ type: 'sales_tax', unitPrice: 100, taxRate: 0 });
    assert.equal((await refused(order([tax]))).code, 'invalid_order');
    assert.equal((await refused(order([]))).code, 'invalid_order');
    assert.equal(
      (await refused(order([line({ unitPrice: 2_000_000_000 })]))).code,
      'invalid_order',
    );
    assert.equal(
      (await refused(order([line({ unitPrice: 1, quantity: 1_000_000 })]))).code,
      'invalid_order',
    );
  });

  it('keeps every value on one line', async () => {
    const sent = await start(
      order([line({ name: 'Socks\r\nstatus=OK\u0000\u2028x', unitPrice: 100 })], {
        billing: { ...cart.billing, city: 'Ne\nuss' },
      }),
    );
    assert.equal(sent['de[1]'], 'Socks status=OK x');
    assert.equal(sent['city'], 'Ne uss');
  });
});

describe('PAYONE refusals of a session', () => {
  const error = (code: number, text: string, message = '') =>
    `status=ERROR\nerrorcode=${code}\nerrormessage=${text}\ncustomermessage=${message}`;
  const refusal = async (reply: string | Behaviour) => {
    const server = await payone([reply]);
    return problemOf(server.gateway.createSession(cart, context()));
  };

  it('shows the customer message and logs, not shows, the internal one', async () => {
    const server = await payone([error(2, 'Internal text', 'Bitte andere Zahlart wählen.')]);
    const own = context();
    const problem = await problemOf(server.gateway.createSession(cart, own));
    assert.equal(problem.code, 'declined');
    assert.equal(problem.action, 'other_method');
    assert.equal(problem.customerMessage, 'Bitte andere Zahlart wählen.');
    assert.ok(!problem.message.includes('Internal text'));
    assert.equal(own.logged[0]!.fields!['errormessage'], 'Internal text');
    assert.ok(!JSON.stringify(own.logged).includes(KEY));
  });

  for (const [code, text, expected] of [
    [2, 'Authorization declined', 'declined'],
    [34, 'Manipulation suspected', 'declined'],
    [77, 'A code of tomorrow', 'declined'],
    [103, 'Choose another method', 'declined'],
    [981, 'Not offered', 'method_unavailable'],
    [911, 'Reference number already exists', 'duplicate'],
    [1076, 'Parameter {key} faulty or missing', 'misconfigured'],
    [1202, 'Parameter {request} faulty or missing', 'misconfigured'],
    [1611, 'Parameter {id[1]} faulty or missing', 'invalid_order'],
    [9999, 'A code of tomorrow', 'invalid_order'],
  ] as const)
    it(`error ${code} "${text}" is ${expected}`, async () => {
      assert.equal((await refusal(error(code, text))).code, expected);
    });

  it('a faulty customer parameter names the field that the shop can mark', async () => {
    const problem = await refusal(error(1078, 'Parameter {birthday} faulty or missing'));
    assert.equal(problem.code, 'invalid_customer');
    assert.deepEqual(problem.invalidFields, ['customer.date_of_birth']);
  });

  it('reads an error in JSON', async () => {
    const problem = await refusal(
      JSON.stringify({
        Status: 'ERROR',
        Error: { ErrorCode: '981', ErrorMessage: 'x', CustomerMessage: 'Nicht möglich.' },
      }).replace(/^/, '\ufeff'),
    );
    assert.equal(problem.code, 'method_unavailable');
    assert.equal(problem.customerMessage, 'Nicht möglich.');
  });

  for (const [name, reply] of [
    ['empty body', { body: '' }],
    ['HTML', { body: '<html>Maintenance</html>' }],
    ['status 500', { status: 500, body: STARTED }],
    ['a redirect', { status: 302, headers: { Location: 'https://evil.example/' }, body: '' }],
    ['half a JSON object', { body: '{"Status":"OK","AddPay' }],
    ['OK without a token', { body: 'status=OK\nworkorderid=WX1' }],
    ['OK without a workorder', { body: `status=OK\nadd_paydata[client_token]=${CLIENT_TOKEN}` }],
    ['REDIRECT where a session was asked for', { body: REDIRECT }],
    ['10 MB', { body: 'status=OK\n'.padEnd(10_000_000, 'x') }],
    ['a cut reply', CUT],
  ] as const)
    it(`${name}: upstream_unavailable, to be tried again`, async () => {
      const problem = await refusal(reply);
      assert.equal(problem.code, 'upstream_unavailable');
      assert.equal(problem.action, 'retry');
    });

  it('a slow reply ends with the time limit of the call', async () => {
    const server = await payone([SILENT]);
    const limit = new AbortController();
    const call = server.gateway.createSession(cart, context({ signal: limit.signal }));
    await server.next();
    limit.abort(new DOMException('time is over', 'TimeoutError'));
    assert.equal((await problemOf(call)).code, 'upstream_unavailable');
  });
});
