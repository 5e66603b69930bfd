import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type Cart, type CartLine, orderFrom } from '../../../src/server/carts/index.js';
import { GatewayProblem, type OrderLine } from '../../../src/server/index.js';
import { assertKlarnaTakes } from './klarna-equations.js';

const SHOE: CartLine = { name: 'Shoe', quantity: 1, unitPrice: '119.00', taxPercent: 19 };

const cartOf = (changes: Partial<Cart> = {}): Cart => ({
  reference: 'order-1',
  country: 'DE',
  currency: 'EUR',
  locale: 'de-DE',
  urls: { confirmation: 'https://shop.example/thanks', back: 'https://shop.example/cart' },
  amounts: 'decimal',
  prices: 'gross',
  lines: [SHOE],
  ...changes,
});

const US = { country: 'US', currency: 'USD', locale: 'en-US', prices: 'net' } as const;

/** `[type, name, quantity, unit price, total, tax rate, tax]`, and what is taken off where there is any. */
function linesOf(changes: Partial<Cart>): readonly (readonly (string | number)[])[] {
  const order = orderFrom(cartOf(changes));
  assertKlarnaTakes(order);
  return order.lines.map((line: OrderLine) => [
    line.type,
    line.name,
    line.quantity,
    line.unitPrice,
    line.total,
    line.taxRate,
    line.taxAmount,
    ...(line.discount === undefined ? [] : [line.discount]),
  ]);
}

const lineOf = (line: Partial<CartLine>, changes: Partial<Cart> = {}) =>
  linesOf({ lines: [{ ...SHOE, ...line }], ...changes })[0];

describe('orderFrom', () => {
  it('returns an order with reference, market, sums and addresses of the shop', () => {
    const cart = cartOf({ customerType: 'organization' });
    assert.deepEqual(orderFrom(cart), {
      reference: 'order-1',
      country: 'DE',
      currency: 'EUR',
      locale: 'de-DE',
      amount: 11_900,
      taxAmount: 1_900,
      lines: [
        {
          type: 'physical',
          name: 'Shoe',
          quantity: 1,
          unitPrice: 11_900,
          taxRate: 1_900,
          total: 11_900,
          taxAmount: 1_900,
        },
      ],
      customerType: 'organization',
      urls: cart.urls,
    });
  });

  it('hands article number, kind, picture, link and subscription on', () => {
    const subscription = { name: 'Box', interval: 'MONTH', intervalCount: 1 } as const;
    const more = {
      reference: 'shoe-42',
      type: 'digital',
      imageUrl: 'https://shop.example/shoe.png',
      productUrl: 'https://shop.example/shoe',
      subscription,
    } as const;
    const [line] = orderFrom(cartOf({ lines: [{ ...SHOE, ...more }] })).lines;
    assert.deepEqual(
      Object.fromEntries(Object.keys(more).map((key) => [key, line![key as 'type']])),
      more,
    );
  });

  const amounts: readonly [said: string, Partial<CartLine>, Partial<Cart>, number][] = [
    ['a text', { unitPrice: '19.99' }, {}, 1_999],
    ['a number', { unitPrice: 19.99 }, {}, 1_999],
    ['a number that lost its last digit', { unitPrice: 11.616999999999999 }, {}, 1_162],
    ['a sum of floats', { unitPrice: 0.1 + 0.2 }, {}, 30],
    ['a float below a half', { unitPrice: 1.005 }, {}, 101],
    ['a quotient with twenty digits', { unitPrice: '8.4033613445378151261' }, {}, 840],
    ['an exponent', { unitPrice: '1e-7' }, {}, 0],
    ['minor units', { unitPrice: 1999 }, { amounts: 'minor' }, 1_999],
    ['minor units as a bigint', { unitPrice: 1999n }, { amounts: 'minor' }, 1_999],
    ['minor units with a fraction', { unitPrice: '1161.6999' }, { amounts: 'minor' }, 1_162],
    [
      'a currency without decimals',
      { unitPrice: '1980' },
      { country: 'JP', currency: 'JPY' },
      1_980,
    ],
    [
      'a currency with three decimals',
      { unitPrice: '1.234' },
      { country: 'KW', currency: 'KWD' },
      1_234,
    ],
  ];
  for (const [said, line, changes, expected] of amounts)
    it(`reads an amount exactly when it is ${said}`, () => {
      assert.equal(lineOf(line, changes)?.[4], expected);
    });

  it('adds tax to net prices, and keeps the quantity where the price of one is whole', () => {
    const net = { prices: 'net' } as const;
    assert.deepEqual(lineOf({ quantity: 3, unitPrice: '10.00' }, net), [
      'physical',
      'Shoe',
      3,
      1190,
      3570,
      1900,
      570,
    ]);
    assert.deepEqual(lineOf({ quantity: 3, unitPrice: '3.33' }, net), [
      'physical',
      '3 × Shoe',
      1,
      1189,
      1189,
      1900,
      190,
    ]);
    assert.deepEqual(
      lineOf({ quantity: 3, unitPrice: '10.00', tax: '5.70', taxPercent: 19 }, net),
      ['physical', 'Shoe', 3, 1190, 3570, 1900, 570],
    );
  });

  it('puts the measure of a fraction in the name', () => {
    assert.equal(lineOf({ quantity: 2.5, unit: 'm' })?.[1], '2,5 m Shoe');
    assert.equal(lineOf({ quantity: '2.5', unit: 'm' }, { locale: 'en-GB' })?.[1], '2.5 m Shoe');
    assert.equal(lineOf({ quantity: '0.125' }, { locale: 'en_GB' })?.[1], '0.125 × Shoe');
  });

  const taxes: readonly [said: string, total: string, tax: string, rate: number, amount: number][] =
    [
      ['a whole percentage', '119.00', '19.00', 1900, 1900],
      ['a whole percentage that rounding blurs', '0.99', '0.20', 2500, 20],
      ['a tenth', '108.10', '8.10', 810, 810],
      ['a basis point, within one of it', '1000.00', '52.33', 552, 5232],
      ['no tax', '10.00', '0', 0, 0],
    ];
  for (const [said, total, tax, rate, amount] of taxes)
    it(`finds the rate of a tax amount when it is ${said}`, () => {
      const line = { name: 'Shoe', quantity: 1, unitPrice: total, tax };
      const [, , , , , taxRate, taxAmount] = linesOf({ lines: [line] })[0]!;
      assert.deepEqual([taxRate, taxAmount], [rate, amount]);
    });

  it('rounds a rate between two basis points, and sends the tax that Klarna then takes', () => {
    const [line] = linesOf({ lines: [{ ...SHOE, unitPrice: 100_000, taxPercent: 14.975 }] });
    assert.deepEqual(line?.slice(4), [10_000_000, 1498, 1_302_835]);
  });

  it('takes discounts off a line, as an amount or a share, before or after its own total', () => {
    const [type, name] = ['physical', 'Shoe'];
    assert.deepEqual(lineOf({ quantity: 2, discount: 19 }), [
      type,
      name,
      2,
      11_900,
      21_900,
      1900,
      3_497,
      1_900,
    ]);
    assert.deepEqual(lineOf({ quantity: 2, discount: { percent: '10' } }), [
      type,
      name,
      2,
      11_900,
      21_420,
      1900,
      3_420,
      2_380,
    ]);
    assert.deepEqual(lineOf({ quantity: 2, total: 200 }), [
      type,
      name,
      2,
      11_900,
      20_000,
      1900,
      3_193,
      3_800,
    ]);
    assert.deepEqual(lineOf({ discount: { percent: 100 } }), [
      type,
      name,
      1,
      11_900,
      0,
      1900,
      0,
      11_900,
    ]);
  });

  it('lets the total of a line win when it differs from its price by rounding', () => {
    assert.deepEqual(lineOf({ quantity: 3, unitPrice: '3.33', total: '10.00' }), [
      'physical',
      '3 × Shoe',
      1,
      1000,
      1000,
      1900,
      160,
    ]);
  });

  it('spreads a discount for the whole cart over the lines, by tax rate, but not over shipping', () => {
    const lines = [SHOE, { ...SHOE, name: 'Book', unitPrice: '21.40', taxPercent: 7 }];
    const shipping = [{ amount: '4.90', taxPercent: 19 }];
    const discounts = [{ name: 'TEN', percent: 10 }, { amount: '10.00' }];
    assert.deepEqual(linesOf({ lines, shipping, discounts }).slice(2), [
      ['shipping_fee', 'Shipping', 1, 490, 490, 1900, 78],
      ['discount', 'TEN', 1, -1190, -1190, 1900, -190],
      ['discount', 'TEN', 1, -214, -214, 700, -14],
      ['discount', 'Discount', 1, -848, -848, 1900, -135],
      ['discount', 'Discount', 1, -152, -152, 700, -10],
    ]);
  });

  it('gives a discount with a tax of its own one line', () => {
    const discounts = [{ name: 'Loyalty', amount: '5.00', taxPercent: 0 }];
    assert.deepEqual(linesOf({ discounts })[1], ['discount', 'Loyalty', 1, -500, -500, 0, 0]);
    const net = [{ amount: '10.00', taxPercent: 19 }];
    assert.deepEqual(linesOf({ prices: 'net', discounts: net })[1], [
      'discount',
      'Discount',
      1,
      -1190,
      -1190,
      1900,
      -190,
    ]);
  });

  it('reckons a discount without tax where prices are without it', () => {
    const discounts = [{ amount: '10.00' }];
    assert.deepEqual(
      linesOf({ prices: 'net', lines: [{ ...SHOE, unitPrice: 100 }], discounts })[1],
      ['discount', 'Discount', 1, -1190, -1190, 1900, -190],
    );
  });

  it('adds fees, and takes gift cards and store credit off without tax', () => {
    const fees = [{ name: 'Gift wrap', amount: '2.50', taxPercent: 19 }];
    const giftCards = [
      { amount: '50.00', reference: 'GC-1' },
      { type: 'store_credit', amount: '3.00' } as const,
      { amount: 0 },
    ];
    assert.deepEqual(linesOf({ fees, giftCards }).slice(1), [
      ['surcharge', 'Gift wrap', 1, 250, 250, 1900, 40],
      ['gift_card', 'Gift card', 1, -5000, -5000, 0, 0],
      ['store_credit', 'Store credit', 1, -300, -300, 0, 0],
    ]);
  });

  it('carries the tax in a line of its own in the United States', () => {
    const lines = [
      { ...SHOE, unitPrice: '19.99', quantity: 3, taxPercent: 8.875 },
      { ...SHOE, name: 'Food', unitPrice: '5.00', taxPercent: 0 },
    ];
    assert.deepEqual(linesOf({ ...US, lines }), [
      ['physical', 'Shoe', 3, 1999, 5997, 0, 0],
      ['physical', 'Food', 1, 500, 500, 0, 0],
      ['sales_tax', 'Tax', 1, 532, 532, 0, 0],
    ]);
    assert.equal(orderFrom(cartOf({ ...US, lines })).taxAmount, 532);
    const gross = { ...SHOE, unitPrice: '108.25', tax: '8.25', taxPercent: 8.25 };
    assert.deepEqual(
      linesOf({ ...US, prices: 'gross', lines: [gross] }).map((line) => line[4]),
      [10_000, 825],
    );
  });

  it('takes the sales tax of the whole cart when the lines do not tell it', () => {
    const lines = [{ name: 'Shoe', quantity: 1, unitPrice: 100 }];
    assert.deepEqual(linesOf({ ...US, lines, salesTax: '8.88', total: '108.88' })[1], [
      'sales_tax',
      'Tax',
      1,
      888,
      888,
      0,
      0,
    ]);
  });

  it('lowers the sales tax with a discount for the whole cart', () => {
    const lines = [{ ...SHOE, unitPrice: 100, taxPercent: 10 }];
    assert.deepEqual(
      linesOf({ ...US, lines, discounts: [{ percent: 25 }] }).map((line) => line[4]),
      [10_000, -2_500, 750],
    );
  });

  it('takes up a difference of at most a minor unit for each line', () => {
    assert.deepEqual(linesOf({ total: '119.01' })[1], ['surcharge', 'Rounding', 1, 1, 1, 0, 0]);
    assert.deepEqual(linesOf({ total: '118.99' })[1], ['discount', 'Rounding', 1, -1, -1, 0, 0]);
    assert.equal(linesOf({ total: '119.00' }).length, 1);
  });

  it('shortens names and article numbers that Klarna would refuse, never through a character', () => {
    const [name] = [`${'x'.repeat(253)}🧦🧦`];
    const [line] = orderFrom(
      cartOf({ lines: [{ ...SHOE, name, reference: 'r'.repeat(300) }] }),
    ).lines;
    assert.equal(line!.name, `${'x'.repeat(253)}…`);
    assert.equal(line!.reference, 'r'.repeat(255));
    assert.equal(lineOf({ name: ' Shoe\n  blue ' })?.[1], 'Shoe blue');
  });
});

describe('a cart that makes no order', () => {
  const refusals: readonly [
    title: string,
    changes: Partial<Record<keyof Cart, unknown>>,
    said: RegExp,
  ][] = [
    [
      'does not say what its amounts are',
      { amounts: undefined },
      /^amounts is missing, expected decimal or minor$/,
    ],
    [
      'does not say what its prices are',
      { prices: 'brutto' },
      /^prices is "brutto", expected gross or net$/,
    ],
    [
      'has a comma in an amount',
      { lines: [{ ...SHOE, unitPrice: '19,99' }] },
      /^lines\[0\]\.unitPrice \("Shoe"\) is "19,99", expected a decimal with a point/,
    ],
    [
      'has no number',
      { lines: [{ ...SHOE, unitPrice: NaN }] },
      /^lines\[0\]\.unitPrice \("Shoe"\) is NaN, expected/,
    ],
    [
      'has no price',
      { lines: [{ name: 'Shoe', quantity: 1, taxPercent: 19 }] },
      /has neither unitPrice nor total/,
    ],
    [
      'has no tax',
      { lines: [{ name: 'Shoe', quantity: 1, unitPrice: 1 }] },
      /^lines\[0\] \("Shoe"\) has neither taxPercent nor tax, expected one/,
    ],
    [
      'has a rate in basis points',
      { lines: [{ ...SHOE, taxPercent: 1900 }] },
      /taxPercent \("Shoe"\) is 1900, expected a percentage from 0 to 100/,
    ],
    [
      'has a tax that its rate does not explain',
      { lines: [SHOE, { ...SHOE, name: 'Boot', tax: 3 }] },
      /^lines\[1\]\.tax \("Boot"\) is 3\.00 EUR, expected 19\.00 EUR: the 19 %/,
    ],
    [
      'has a tax above its price',
      { lines: [{ name: 'Shoe', quantity: 1, unitPrice: 1, tax: 2 }] },
      /^lines\[0\]\.tax .* expected at most half/,
    ],
    [
      'has a total beside price and quantity',
      { lines: [{ ...SHOE, quantity: 2, total: 300 }] },
      /^lines\[0\]\.total \("Shoe"\) is 300\.00 EUR, expected 238\.00 EUR/,
    ],
    [
      'has no piece',
      { lines: [{ ...SHOE, quantity: 0 }] },
      /^lines\[0\]\.quantity \("Shoe"\) is 0, expected more than zero/,
    ],
    [
      'has goods below nothing',
      { lines: [{ ...SHOE, unitPrice: -5 }] },
      /is -5, expected zero or more: a reduction belongs in discounts/,
    ],
    [
      'has a fee below nothing',
      { fees: [{ name: 'Bonus', amount: -5, taxPercent: 0 }] },
      /^fees\[0\]\.amount \("Bonus"\) is -5, expected zero or more: a reduction/,
    ],
    [
      'takes more off a line than it costs',
      { lines: [{ ...SHOE, discount: 200 }] },
      /^lines\[0\]\.discount \("Shoe"\) takes 200\.00 EUR off, expected at most 119\.00 EUR/,
    ],
    [
      'takes a share off a line without a price of one',
      {
        lines: [{ name: 'Shoe', quantity: 1, total: 1, taxPercent: 19, discount: { percent: 10 } }],
      },
      /expected a unitPrice beside it/,
    ],
    [
      'takes more off than the lines cost',
      { discounts: [{ amount: 120 }] },
      /^discounts\[0\]\.amount is 120\.00 EUR, more than the lines cost: expected at most 119\.00 EUR/,
    ],
    [
      'takes a share off with a tax of its own',
      { discounts: [{ percent: 10, taxPercent: 19 }] },
      /^discounts\[0\] is a percentage with a tax of its own/,
    ],
    [
      'is paid by more than it costs',
      { giftCards: [{ amount: 200 }] },
      /^order_amount is -8100, expected zero or more/,
    ],
    [
      'has another total',
      { total: '119.02' },
      /^total is 119\.02 EUR, expected 119\.00 EUR, the sum of: Shoe 119\.00 EUR$/,
    ],
    [
      'has a sales tax outside the United States',
      { salesTax: 1 },
      /^salesTax is for the United States, found country DE/,
    ],
    [
      'has an amount over two million',
      { lines: [{ ...SHOE, unitPrice: '2000000.01' }] },
      /expected at most 2000000\.00 EUR/,
    ],
    [
      'has a name of nothing',
      { lines: [{ ...SHOE, name: ' ' }] },
      /^order_lines\[0\]\.name .* is empty/,
    ],
    [
      'has the currency of another country',
      { currency: 'USD' },
      /^purchase_currency is "USD", expected EUR/,
    ],
    ['has no locale', { locale: 'deutsch!' }, /^locale is "deutsch!"/],
  ];
  for (const [title, changes, said] of refusals)
    it(`is refused by name, with what was found and expected, when it ${title}`, () => {
      assert.throws(
        () => orderFrom({ ...cartOf(), ...changes } as Cart),
        (error) => {
          assert.ok(error instanceof GatewayProblem, String(error));
          assert.match(error.message, said);
          assert.equal(error.invalidFields.length, 1);
          return true;
        },
      );
    });
});
