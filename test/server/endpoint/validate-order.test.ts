/** An endpoint over `simulated()`: what Klarna would refuse is refused here, by the name of the member. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type Order, type OrderLine, simulated } from '../../../src/server/index.js';
import { expectProblem } from '../support/expect.js';
import { context } from '../gateways/shop.js';
import { makeOrder, openShop, TestBrowser } from '../support/shop.js';

const shoe = makeOrder().lines[0]!;

/** The order of one line, whose sums follow the line. */
function orderOf(changes: Partial<OrderLine>, market: Partial<Order> = {}): Order {
  const line = { ...shoe, ...changes };
  return makeOrder({ lines: [line], amount: line.total, taxAmount: line.taxAmount, ...market });
}

const priced = (unitPrice: number, changes: Partial<OrderLine> = {}): Order =>
  orderOf({ unitPrice, total: unitPrice, taxRate: 0, taxAmount: 0, ...changes });

/** A pair of shoes, and a second line that takes or adds `total`. */
function withSecond(second: Partial<OrderLine> & Pick<OrderLine, 'type' | 'unitPrice'>): Order {
  const line: OrderLine = {
    name: 'Second',
    quantity: 1,
    taxRate: 0,
    total: second.unitPrice,
    taxAmount: 0,
    ...second,
  };
  return makeOrder({
    lines: [shoe, line],
    amount: shoe.total + line.total,
    taxAmount: shoe.taxAmount + line.taxAmount,
  });
}

const US = { country: 'US', currency: 'USD', locale: 'en-US' } as const;

async function answerFor(order: Order): Promise<Response> {
  const shop = openShop();
  shop.order = order;
  return new TestBrowser(shop.handler).session();
}

describe('an order that Klarna would refuse', () => {
  const flaws: readonly [title: string, order: Order, field: string, said: RegExp][] = [
    ['no line', makeOrder({ lines: [], amount: 0, taxAmount: 0 }), 'order_lines', /no line/],
    [
      'a thousand and one lines',
      makeOrder({
        lines: Array.from({ length: 1001 }, () => shoe),
        amount: 1001 * shoe.total,
        taxAmount: 1001 * shoe.taxAmount,
      }),
      'order_lines',
      /has 1001 lines, expected at most 1000/,
    ],
    [
      'an amount beside the lines',
      makeOrder({ amount: 11_901 }),
      'order_amount',
      /is 11901, expected 11900/,
    ],
    [
      'a tax beside the lines',
      makeOrder({ taxAmount: 1 }),
      'order_tax_amount',
      /is 1, expected 1900/,
    ],
    [
      'more off than it costs',
      withSecond({ type: 'gift_card', unitPrice: -12_000 }),
      'order_amount',
      /is -100, expected zero or more/,
    ],
    [
      'taxes below nothing',
      makeOrder({
        lines: [
          { ...shoe, taxRate: 0, taxAmount: 0 },
          { ...shoe, type: 'discount', unitPrice: -1190, total: -1190, taxAmount: -190 },
        ],
        amount: 10_710,
        taxAmount: -190,
      }),
      'order_tax_amount',
      /is -190, expected zero or more/,
    ],
    ['no reference', makeOrder({ reference: '' }), 'merchant_reference1', /is empty/],
    [
      'a reference of 256 characters',
      makeOrder({ reference: 'x'.repeat(256) }),
      'merchant_reference1',
      /has 256 characters, expected at most 255/,
    ],
    ['no name', orderOf({ name: ' ' }), 'order_lines[0].name', /is empty/],
    [
      'half a cent',
      orderOf({ unitPrice: 119.5 }),
      'order_lines[0].unit_price',
      /is 119.5, expected a whole/,
    ],
    [
      'half a piece',
      orderOf({ quantity: 0.5 }),
      'order_lines[0].quantity',
      /is 0.5, expected a whole/,
    ],
    ['minus one piece', orderOf({ quantity: -1 }), 'order_lines[0].quantity', /is -1/],
    [
      'two pieces for the price of one',
      orderOf({ quantity: 2 }),
      'order_lines[0].total_amount',
      /is 11900, expected 23800/,
    ],
    [
      'a price over two million',
      priced(200_000_001),
      'order_lines[0].unit_price',
      /at most 200000000/,
    ],
    [
      'a total over two million',
      priced(100_000_001, { quantity: 2, total: 200_000_002 }),
      'order_lines[0].total_amount',
      /at most 200000000/,
    ],
    [
      'goods below nothing',
      withSecond({ type: 'physical', unitPrice: -500 }),
      'order_lines[1].unit_price',
      /\("Second"\) is -500, expected zero or more: a reduction is a line of the type discount/,
    ],
    [
      'shipping below nothing',
      withSecond({ type: 'shipping_fee', unitPrice: -490 }),
      'order_lines[1].unit_price',
      /is -490/,
    ],
    [
      'a discount that costs money',
      withSecond({ type: 'discount', unitPrice: 500 }),
      'order_lines[1].unit_price',
      /is 500, expected zero or less on a discount line/,
    ],
    [
      'a discount above the price',
      withSecond({ type: 'physical', unitPrice: 100, discount: 150, total: -50 }),
      'order_lines[1].total_discount_amount',
      /is 150, expected at most 100/,
    ],
    [
      'a discount below nothing',
      priced(100, { discount: -1, total: 101 }),
      'order_lines[0].total_discount_amount',
      /is -1/,
    ],
    [
      'a rate in percent',
      orderOf({ taxRate: 19 }),
      'order_lines[0].tax_rate',
      /\("Shoe"\) is 19, .*did you mean 1900\?/,
    ],
    [
      'a rate in percent with a fraction',
      orderOf({ taxRate: 8.1 }),
      'order_lines[0].tax_rate',
      /is 8.1, .*did you mean 810\?/,
    ],
    [
      'a rate as a fraction',
      orderOf({ taxRate: 0.25 }),
      'order_lines[0].tax_rate',
      /is 0.25, .*did you mean 2500\?/,
    ],
    [
      'a rate over 100 %',
      orderOf({ taxRate: 10_001 }),
      'order_lines[0].tax_rate',
      /is 10001, expected basis points from 0 to 10000$/,
    ],
    ['a negative rate', orderOf({ taxRate: -1 }), 'order_lines[0].tax_rate', /is -1/],
    [
      'a tax on top',
      orderOf({ taxAmount: 2_261 }),
      'order_lines[0].total_tax_amount',
      /is 2261, expected 1900, the 19 % inside 11900/,
    ],
    [
      'a tax two cents too low',
      orderOf({ taxAmount: 1_898 }),
      'order_lines[0].total_tax_amount',
      /is 1898/,
    ],
    [
      'a discount whose tax is positive',
      withSecond({ type: 'discount', unitPrice: -1190, taxRate: 1900, taxAmount: 190 }),
      'order_lines[1].total_tax_amount',
      /is 190, expected -190/,
    ],
    [
      'a taxed line in the United States',
      makeOrder(US),
      'order_lines[0].tax_rate',
      /is 1900, expected 0 where the tax is a line of the type sales_tax/,
    ],
    [
      'a subscription every zero months',
      orderOf({ subscription: { name: 'Box', interval: 'MONTH', intervalCount: 0 } }),
      'order_lines[0].subscription.interval_count',
      /is 0, expected a whole number from 1/,
    ],
  ];
  for (const [title, order, field, said] of flaws) {
    it(`is refused by the name of its member when it has ${title}`, async () => {
      const body = await expectProblem(await answerFor(order), 422, 'invalid_order', 'fix');
      assert.deepEqual(body['invalid_fields'], [field]);
      assert.match(String(body['detail']), said);
      assert.ok(String(body['detail']).startsWith(field));
    });
  }

  const markets: readonly [Partial<Order>, RegExp][] = [
    [{ country: 'Germany' }, /purchase_country is "Germany"/],
    [{ currency: '€' }, /purchase_currency is "€"/],
    [{ locale: 'deutsch!' }, /locale is "deutsch!"/],
    [{ locale: 'fil-DE' }, /locale is "fil-DE"/],
    [{ currency: 'USD' }, /purchase_currency is "USD", expected EUR, the only one in DE/],
    [{ country: 'SE' }, /purchase_currency is "EUR", expected SEK, the only one in SE/],
  ];
  for (const [changes, said] of markets) {
    it(`is a locale_mismatch when its market is ${JSON.stringify(changes)}`, async () => {
      const response = await answerFor(makeOrder(changes));
      const body = await expectProblem(response, 422, 'locale_mismatch', 'other_method');
      assert.match(String(body['detail']), said);
    });
  }

  it('is refused by the gateway itself when no endpoint stands before it', async () => {
    const gateway = simulated();
    await assert.rejects(
      gateway.createSession(orderOf({ taxRate: 19 }), context()),
      /did you mean 1900/,
    );
    const { reference } = await gateway.createSession(makeOrder(), context());
    await assert.rejects(
      gateway.updateSession(reference, makeOrder({ amount: 1 }), context()),
      /is 1,/,
    );
  });
});

describe('an order that Klarna takes', () => {
  const orders: readonly [title: string, order: Order][] = [
    ['a tax one cent beside its rate', orderOf({ taxAmount: 1_901 })],
    ['a rate of 0.9 %', priced(10_000, { taxRate: 90, taxAmount: 89 })],
    ['a free line', withSecond({ type: 'physical', unitPrice: 0 })],
    ['two million exactly', priced(200_000_000)],
    ['a name of 300 characters, which is shortened', orderOf({ name: 'x'.repeat(300) })],
    [
      'a taxed discount',
      withSecond({ type: 'discount', unitPrice: -1190, taxRate: 1900, taxAmount: -190 }),
    ],
    [
      'a country that is not known here',
      makeOrder({ country: 'JP', currency: 'JPY', locale: 'ja-JP' }),
    ],
    ['a locale with an underscore', makeOrder({ locale: 'de_DE' })],
    [
      'its tax as a line in the United States',
      makeOrder({
        ...US,
        lines: [
          { ...shoe, unitPrice: 10_000, total: 10_000, taxRate: 0, taxAmount: 0 },
          {
            ...shoe,
            type: 'sales_tax',
            name: 'Tax',
            unitPrice: 825,
            total: 825,
            taxRate: 0,
            taxAmount: 0,
          },
        ],
        amount: 10_825,
        taxAmount: 825,
      }),
    ],
  ];
  for (const [title, order] of orders) {
    it(`opens a session when it has ${title}`, async () => {
      assert.equal((await answerFor(order)).status, 200);
    });
  }
});
