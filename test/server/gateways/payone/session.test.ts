import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { context, problemOf } from '../shop.js';
import { cart, CLIENT_TOKEN, platforms, started, STARTED } from './platform.js';

const payone = platforms();

describe('PAYONE start_session', () => {
  it('sends the envelope, the cart and the customer as one form', async () => {
    const sent = await started(payone, cart);
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
    const server = await payone([STARTED]);
    await server.gateway.createSession(cart, context());
    const [request] = server.received;
    assert.match(request!.headers['content-type']!, /^application\/x-www-form-urlencoded/);
    assert.match(request!.body, /(^|&)it%5B1%5D=goods(&|$)/);
    assert.match(request!.body, /(^|&)street=Hellersbergstra%C3%9Fe\+14(&|$)/);
  });

  it('gives token, category, expiry and a small reference', async () => {
    const server = await payone([STARTED]);
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
    const sent = await started(payone, cart, { merchantData: () => ({ note: 'Übergabe' }) });
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
        (await started(payone, { ...cart, category }, { financingType: 'KBT' }))['financingtype'],
        product,
      );
  });

  for (const [configured, product] of [
    [{ financingType: 'KIV' }, 'KDD'],
    [{ financingType: 'KIS', payNow: 'KBT' }, 'KBT'],
    [{ financingType: 'KDD' }, 'KDD'],
    [{ financingType: 'KBT' }, 'KBT'],
  ] as const)
    it(`opens ${product} for pay_now when ${JSON.stringify(configured)} is configured`, async () => {
      const sent = await started(payone, { ...cart, category: 'pay_now' }, configured);
      assert.equal(sent['financingtype'], product);
    });

  it('names a function of the shop that throws, and sends nothing', async () => {
    const throwing = () => {
      throw new Error('the database is away');
    };
    const server = await payone([STARTED], { merchantData: throwing, narrativeText: throwing });
    const opened = await problemOf(server.gateway.createSession(cart, context()));
    assert.equal(opened.code, 'internal');
    assert.match(opened.message, /merchantData/);
    const reference = { id: 's', data: { workorderid: 'W', financingtype: 'KIV' } };
    const placing = server.gateway.placeOrder(reference, 'token', cart, context());
    assert.match((await problemOf(placing)).message, /narrativeText/);
    assert.equal(server.received.length, 0);
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
