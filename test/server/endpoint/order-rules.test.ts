import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { gatewayWith, makeOrder, openShop, TestBrowser } from '../support/shop.js';
import { expectProblem } from '../support/expect.js';

describe('an order that does not add up', () => {
  const line = makeOrder().lines[0]!;
  const bad: readonly [string, ReturnType<typeof makeOrder>][] = [
    ['order_amount', makeOrder({ amount: 11_901 })],
    ['order_tax_amount', makeOrder({ taxAmount: 1 })],
    ['order_lines', makeOrder({ lines: [], amount: 0, taxAmount: 0 })],
    ['order_lines[0].total_amount', makeOrder({ lines: [{ ...line, quantity: 2 }] })],
    ['order_lines[0].unit_price', makeOrder({ lines: [{ ...line, unitPrice: 119.5 }] })],
    ['order_lines[0].name', makeOrder({ lines: [{ ...line, name: '' }] })],
    [
      'order_amount',
      makeOrder({
        amount: -100,
        taxAmount: 0,
        lines: [{ ...line, unitPrice: -100, total: -100, taxAmount: 0 }],
      }),
    ],
    ['merchant_reference1', makeOrder({ reference: '' })],
  ];
  for (const [field, order] of bad) {
    it(`is named by its field: ${field}`, async () => {
      const shop = openShop({ gateway: gatewayWith({ createSession: () => assert.fail() }) });
      shop.order = order;
      const response = await new TestBrowser(shop.handler).session();
      const body = await expectProblem(response, 422, 'invalid_order', 'fix');
      assert.deepEqual(body['invalid_fields'], [field]);
    });
  }
  for (const changes of [{ country: 'Germany' }, { currency: '€' }, { locale: 'deutsch!' }]) {
    it(`has a market: ${JSON.stringify(changes)}`, async () => {
      const shop = openShop();
      shop.order = makeOrder(changes);
      const response = await new TestBrowser(shop.handler).session();
      await expectProblem(response, 422, 'locale_mismatch', 'other_method');
    });
  }
});
