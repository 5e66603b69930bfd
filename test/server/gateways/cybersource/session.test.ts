import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Order } from '../../../../src/server/gateways/gateway.js';
import { context, line, order, problemOf } from '../shop.js';
import type { Processor } from './processor.js';
import { cart, CREATED, names, processors, reference } from './processor.js';

const serve = processors();
const create = (server: Processor, changes: Partial<Order> = {}) =>
  server.gateway.createSession({ ...cart, ...changes }, context());

describe('CyberSource session creation', () => {
  it('sends N for the inline widget, return addresses and cart, in the schema’s order', async () => {
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

  it('writes net prices, taxes and totals as the example does', async () => {
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

  it('sends only country and language in billTo', async () => {
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

  it('gives the client token, one category, 48 hours, and the request id as session id', async () => {
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

  it('keeps a request id of 22 digits to the last one', async () => {
    const requestID = '4848446567036715804007';
    assert.notEqual(BigInt(Number(requestID)), BigInt(requestID), 'a number would not hold it');
    const session = await create(await serve([{ ...CREATED, requestID }]));
    assert.equal(session.reference.id, requestID);
  });

  it('concludes nothing about an order from a session that is COMPLETED', async () => {
    const done = CREATED.service!.replace('INITIATED', 'COMPLETED');
    const session = await create(await serve([{ service: done }]));
    assert.equal('placed' in session, false);
    assert.equal(session.clientToken, 'eyJh.bGci.OiJS');
    const spent = done.replace(/<c:processorToken>.*<\/c:processorToken>/, '');
    const problem = await problemOf(create(await serve([{ service: spent }])));
    assert.equal(problem.code, 'upstream_unavailable');
    assert.equal('readSession' in (await serve([CREATED])).gateway, false);
  });

  it('keeps name and number of a coupon', async () => {
    const server = await serve([CREATED]);
    await server.gateway.createSession(
      order([
        line({ unitPrice: 5000 }),
        line({ type: 'discount', reference: 'SUMMER10', name: 'Summer sale', unitPrice: -500 }),
      ]),
      context(),
    );
    const expected = {
      'item#1/productCode': 'coupon',
      'item#1/productName': 'Summer sale',
      'item#1/productSKU': 'SUMMER10',
      'item#1/unitPrice': '5.00',
      'purchaseTotals/discountAmount': undefined,
      'purchaseTotals/grandTotalAmount': '45.00',
    };
    for (const [path, text] of Object.entries(expected))
      assert.equal(server.text(path), text, path);
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

describe('CyberSource languages', () => {
  for (const [locale, country, expected] of [
    ['de-DE', 'DE', 'de-DE'],
    ['DE-de', 'DE', 'de-DE'],
    ['de-at', 'AT', 'de-AT'],
    ['en-GB', 'GB', 'en-GB'],
    ['en-UK', 'GB', 'en-GB'],
    ['en', 'UK', 'en-GB'],
    ['es', 'ES', 'es-ES'],
    ['zh-Hans-CN', 'CN', 'zh-CN'],
  ] as const)
    it(`sends ${expected} when the locale is ${locale} in ${country}`, async () => {
      const server = await serve([CREATED]);
      await create(server, { locale, country, currency: country === 'GB' ? 'GBP' : 'EUR' });
      assert.equal(server.text('billTo/language'), expected);
    });

  it('what is no locale is a locale_mismatch', async () => {
    const problem = await problemOf(create(await serve([CREATED]), { locale: '!' }));
    assert.equal(problem.code, 'locale_mismatch');
  });
});
