/**
 * Carts of real systems become orders that Klarna takes, for what the system says is to pay.
 *
 * `recorded/` holds answers of Vendure 3.7 (Shop API, in a USD channel) and Medusa 2.21 (Store API) as they
 * came, less ids, times and addresses. The carts of `systems/` are written from published types.
 */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import {
  type Cart,
  type CartAmounts,
  fromMagento,
  fromMedusa,
  fromShopware,
  fromVendure,
  fromWooCommerce,
  type MedusaCart,
  orderFrom,
  type VendureOrder,
} from '../../../src/server/carts/index.js';
import type { Order } from '../../../src/server/index.js';
import { without } from '../gateways/shop.js';
import { assertKlarnaTakes } from './klarna-equations.js';
import { type Basket, dice, randomBasket } from './systems/basket.js';
import { magentoTotals } from './systems/magento.js';
import { shopwareCart } from './systems/shopware.js';
import { wooCommerceCart } from './systems/woocommerce.js';

const CURRENCIES: Readonly<Record<string, string>> = { CH: 'CHF', SE: 'SEK', US: 'USD' };

const shop = (country: string): Omit<Cart, keyof CartAmounts> => ({
  reference: 'order-1',
  country,
  currency: CURRENCIES[country] ?? 'EUR',
  locale: `en-${country}`,
  urls: { confirmation: 'https://shop.example/thanks', back: 'https://shop.example/cart' },
});

/** @param total what is to pay, in minor units that may hold a fraction. */
function assertOrder(order: Order, total: number): void {
  assertKlarnaTakes(order);
  assert.ok(Math.abs(order.amount - total) < 0.501, `${order.amount} is ${total}, rounded`);
}

const lines = (order: Order): readonly string[] =>
  order.lines.map(({ type, name, quantity, unitPrice, discount = 0, total, taxRate, taxAmount }) =>
    [type, name, quantity, unitPrice, discount, total, taxRate, taxAmount].join(' | '),
  );

const recorded = (file: string): unknown =>
  JSON.parse(readFileSync(new URL(`./recorded/${file}`, import.meta.url), 'utf8'));

describe('an order of Vendure', () => {
  interface Recorded {
    readonly name: string;
    readonly country: string;
    readonly order: VendureOrder;
  }
  const orders = recorded('vendure.json') as readonly Recorded[];
  for (const { name, country, order } of orders) {
    it(`is taken for its total when it has ${name} (${country})`, () => {
      const taken = orderFrom({ ...fromVendure(order), ...shop(country) });
      assertOrder(taken, order.totalWithTax);
      assert.ok(taken.lines.every((line) => line.name !== 'Rounding'));
    });
  }

  it('keeps quantities, discounts and rates when coupons are spread over it', () => {
    const [found] = orders.filter(
      ({ name }) => name === 'gross prices, a third off lamps and ten percent off',
    );
    assert.deepEqual(lines(orderFrom({ ...fromVendure(found!.order), ...shop('DE') })), [
      'physical | Wool socks | 3 | 999 | 300 | 2697 | 1900 | 431',
      'physical | Paperback | 1 | 1295 | 129 | 1166 | 700 | 76',
      'physical | Desk lamp | 2 | 5449 | 4326 | 6572 | 1900 | 1049',
      'shipping_fee | DHL | 1 | 490 | 0 | 490 | 1900 | 78',
    ]);
  });

  it('is read by the precision of the shop when amounts have three decimals', () => {
    const order: VendureOrder = {
      currencyCode: 'EUR',
      totalWithTax: 11_900,
      lines: [
        {
          quantity: 1,
          linePriceWithTax: 11_900,
          proratedLinePrice: 10_000,
          proratedLinePriceWithTax: 11_900,
          taxRate: 19,
          productVariant: { name: 'Shoe' },
        },
      ],
    };
    assert.equal(
      orderFrom({ ...fromVendure(order, { precision: 3 }), ...shop('DE') }).amount,
      1_190,
    );
  });
});

describe('a cart of Medusa', () => {
  interface Recorded {
    readonly name: string;
    readonly country: string;
    readonly cart: MedusaCart;
  }
  const carts = recorded('medusa.json') as readonly Recorded[];
  for (const { name, country, cart } of carts) {
    it(`is taken for its total when it is ${name}`, () => {
      assertOrder(orderFrom({ ...fromMedusa(cart), ...shop(country) }), cart.total * 100);
    });
  }

  it('keeps discounts that include tax beside those that do not', () => {
    const [found] = carts.filter(
      ({ name }) => name === 'France: five off with tax, and ten percent',
    );
    assert.deepEqual(lines(orderFrom({ ...fromMedusa(found!.cart), ...shop('FR') })), [
      'physical | 3 × Wool socks (M) | 1 | 3596 | 459 | 3137 | 2000 | 523',
      'physical | Paperback (M) | 1 | 1366 | 174 | 1192 | 550 | 62',
      'physical | Desk lamp (M) | 2 | 6539 | 1671 | 11407 | 2000 | 1901',
      'shipping_fee | Shipping | 1 | 588 | 0 | 588 | 2000 | 98',
    ]);
  });

  it('takes a gift card off the total', () => {
    const [found] = carts.filter(({ name }) => name === 'Germany: a credit of 25');
    const order = orderFrom({ ...fromMedusa(found!.cart), ...shop('DE') });
    assert.ok(lines(order).includes('gift_card | Gift card | 1 | -2500 | 0 | -2500 | 0 | 0'));
    assert.equal(order.amount, 13_180);
  });
});

const MIXED: Basket = {
  rows: [
    { name: 'Salt &amp; pepper', price: 9.99, quantity: 3, rate: 19 },
    { name: 'Paperback &#8211; new', price: 12.95, quantity: 1, rate: 7 },
    { name: 'Washer M4', price: 0.07, quantity: 137, rate: 19 },
    { name: 'Sticker', price: 0, quantity: 2, rate: 19 },
  ],
  percentOff: 0,
  shipping: { price: 4.12, rate: 19 },
};

describe('a cart of WooCommerce', () => {
  const settings = { pricesIncludeTax: true, roundAtSubtotal: false, currency: 'EUR', decimals: 2 };

  it('becomes lines with names, rates and discounts when prices include tax', () => {
    const cart = wooCommerceCart({ ...MIXED, percentOff: 15 }, settings);
    assert.deepEqual(lines(orderFrom({ ...fromWooCommerce(cart), ...shop('DE') })), [
      'physical | Salt & pepper | 3 | 999 | 450 | 2547 | 1900 | 407',
      'physical | Paperback – new | 1 | 1295 | 194 | 1101 | 700 | 72',
      'physical | Washer M4 | 137 | 7 | 144 | 815 | 1900 | 130',
      'physical | Sticker | 2 | 0 | 0 | 0 | 0 | 0',
      'shipping_fee | Flat rate | 1 | 490 | 0 | 490 | 1900 | 78',
    ]);
  });

  it('sends a row as one piece when its gross price does not divide', () => {
    const cart = wooCommerceCart(
      { rows: [{ name: 'Shoe', price: 3.33, quantity: 3, rate: 19 }], percentOff: 0 },
      { ...settings, pricesIncludeTax: false },
    );
    assert.deepEqual(lines(orderFrom({ ...fromWooCommerce(cart), ...shop('DE') })), [
      'physical | 3 × Shoe | 1 | 1189 | 0 | 1189 | 1900 | 190',
    ]);
  });

  it('turns negative fees into discounts', () => {
    const fees = [
      { name: 'Gift wrap', price: 2.1, rate: 19 },
      { name: 'Loyal customer', price: -5, rate: 19 },
    ];
    const cart = wooCommerceCart(MIXED, { ...settings, fees });
    const found = lines(orderFrom({ ...fromWooCommerce(cart), ...shop('DE') }));
    assert.ok(found.includes('surcharge | Gift wrap | 1 | 250 | 0 | 250 | 1900 | 40'));
    assert.ok(found.includes('discount | Loyal customer | 1 | -595 | 0 | -595 | 1900 | -95'));
  });

  it('carries the tax in a line of its own in the United States', () => {
    const basket = {
      ...MIXED,
      rows: MIXED.rows.map((row) => ({ ...row, rate: 8.875 })),
      shipping: { price: 7.95, rate: 0 },
    };
    const cart = wooCommerceCart(basket, { ...settings, pricesIncludeTax: false, currency: 'USD' });
    const order = orderFrom({ ...fromWooCommerce(cart), ...shop('US') });
    assertOrder(order, Number(cart.totals.total_price));
    assert.equal(order.lines.find(({ type }) => type === 'sales_tax')?.total, order.taxAmount);
  });

  for (const decimals of [0, 2, 3, 4])
    for (const roundAtSubtotal of [false, true])
      it(`is taken for its total with ${decimals} decimals, rounded ${roundAtSubtotal ? 'in the sum' : 'by line'}`, () => {
        for (const pricesIncludeTax of [true, false])
          for (const percentOff of [0, 10, 33, 100]) {
            const cart = wooCommerceCart(
              { ...MIXED, percentOff },
              { ...settings, pricesIncludeTax, roundAtSubtotal, decimals },
            );
            assertOrder(
              orderFrom({ ...fromWooCommerce(cart), ...shop('DE') }),
              Number(cart.totals.total_price) * 10 ** (2 - decimals),
            );
          }
      });

  it('names the member of the cart that is missing', () => {
    const cart = wooCommerceCart(MIXED, settings);
    const totals = without(cart.items[0]!.totals, 'line_total');
    const broken = { ...cart, items: [{ ...cart.items[0]!, totals }] } as unknown as typeof cart;
    assert.throws(
      () => fromWooCommerce(broken),
      /items\[0\]\.totals\.line_total is missing, expected a decimal/,
    );
    assert.throws(
      () => fromWooCommerce({ totals: cart.totals } as unknown as typeof cart),
      /items is missing, expected a list/,
    );
  });
});

describe('a cart of Shopware', () => {
  it('splits promotions and shipping by tax rate', () => {
    const cart = shopwareCart({ ...MIXED, percentOff: 10 }, { taxStatus: 'gross', interval: 0.01 });
    const found = lines(orderFrom({ ...fromShopware(cart), ...shop('DE') }));
    assert.deepEqual(
      found.filter((line) => !line.startsWith('physical')),
      [
        'shipping_fee | Standard | 1 | 310 | 0 | 310 | 1900 | 49',
        'shipping_fee | Standard | 1 | 102 | 0 | 102 | 700 | 7',
        'discount | Promotion | 1 | -396 | 0 | -396 | 1900 | -63',
        'discount | Promotion | 1 | -129 | 0 | -129 | 700 | -8',
      ],
    );
  });

  it('says how the total was rounded to what can be paid in Switzerland', () => {
    const basket = { rows: [{ name: 'Shoe', price: 9.97, quantity: 1, rate: 8.1 }], percentOff: 0 };
    const cart = shopwareCart(basket, { taxStatus: 'gross', interval: 0.05 });
    const order = orderFrom({ ...fromShopware(cart), ...shop('CH') });
    assert.equal(order.amount, 995);
    assert.deepEqual(lines(order)[1], 'discount | Rounding | 1 | -2 | 0 | -2 | 0 | 0');
  });

  for (const taxStatus of ['gross', 'net', 'tax-free'] as const)
    it(`is taken for its total when its tax status is ${taxStatus}`, () => {
      for (const percentOff of [0, 10, 33, 100]) {
        const cart = shopwareCart({ ...MIXED, percentOff }, { taxStatus, interval: 0.01 });
        assertOrder(
          orderFrom({ ...fromShopware(cart), ...shop('DE') }),
          cart.price.totalPrice * 100,
        );
      }
    });
});

describe('quote totals of Magento', () => {
  const settings = { pricesIncludeTax: true, taxBeforeDiscount: false, currency: 'EUR' };

  it('reads what is to pay from its segment, not from grand_total', () => {
    const totals = magentoTotals(MIXED, settings);
    const order = orderFrom({ ...fromMagento(totals), ...shop('DE') });
    assert.equal(order.amount, 5_741);
    assert.ok(totals.grand_total < 57.41);
  });

  it('turns segments into gift cards, store credit, fees and discounts', () => {
    const segments = [
      { code: 'giftcardaccount', title: 'Gift Cards', value: -10 },
      { code: 'customerbalance', title: 'Store Credit', value: -3.5 },
      { code: 'weee_tax', title: 'FPT', value: 1.25 },
      { code: 'loyalty', title: 'Loyalty', value: -2 },
    ];
    const totals = magentoTotals(MIXED, { ...settings, segments });
    const found = lines(orderFrom({ ...fromMagento(totals), ...shop('DE') }));
    assert.deepEqual(found.slice(5), [
      'surcharge | FPT | 1 | 125 | 0 | 125 | 0 | 0',
      'discount | Loyalty | 1 | -200 | 0 | -200 | 0 | 0',
      'gift_card | Gift Cards | 1 | -1000 | 0 | -1000 | 0 | 0',
      'store_credit | Store Credit | 1 | -350 | 0 | -350 | 0 | 0',
    ]);
  });

  it('keeps the tax of the full price when the discount comes after it', () => {
    const basket = { rows: [{ name: 'Shoe', price: 100, quantity: 1, rate: 19 }], percentOff: 10 };
    const totals = magentoTotals(basket, {
      ...settings,
      pricesIncludeTax: false,
      taxBeforeDiscount: true,
    });
    assert.deepEqual(lines(orderFrom({ ...fromMagento(totals), ...shop('DE') })), [
      'physical | Shoe | 1 | 11900 | 0 | 11900 | 1900 | 1900',
      'discount | Discount | 1 | -1000 | 0 | -1000 | 0 | 0',
    ]);
  });

  it('measures a fraction in the name', () => {
    const basket = {
      rows: [{ name: 'Linen', price: 11.9, quantity: 2.5, rate: 19 }],
      percentOff: 0,
    };
    const order = orderFrom({ ...fromMagento(magentoTotals(basket, settings)), ...shop('DE') });
    assert.deepEqual(lines(order), ['physical | 2,5 × Linen | 1 | 2975 | 0 | 2975 | 1900 | 475']);
  });

  for (const pricesIncludeTax of [true, false])
    for (const taxBeforeDiscount of [true, false])
      it(`is taken for its total with prices ${pricesIncludeTax ? 'with' : 'without'} tax, taxed ${taxBeforeDiscount ? 'before' : 'after'} the discount`, () => {
        for (const percentOff of [0, 10, 33]) {
          const totals = magentoTotals(
            { ...MIXED, percentOff },
            { ...settings, pricesIncludeTax, taxBeforeDiscount },
          );
          const order = orderFrom({ ...fromMagento(totals), ...shop('DE') });
          assertOrder(order, totals.total_segments.at(-1)!.value! * 100);
        }
      });
});

describe('random carts of each written system', () => {
  const CARTS = 5_000;
  const systems: Readonly<
    Record<string, (basket: Basket, flag: boolean) => [CartAmounts, number]>
  > = {
    WooCommerce: (basket, flag) => {
      const settings = {
        pricesIncludeTax: flag,
        roundAtSubtotal: basket.rows.length % 2 === 0,
        currency: 'EUR',
        decimals: 2,
      };
      const cart = wooCommerceCart(basket, settings);
      return [fromWooCommerce(cart), Number(cart.totals.total_price)];
    },
    Shopware: (basket, flag) => {
      const cart = shopwareCart(basket, { taxStatus: flag ? 'gross' : 'net', interval: 0.01 });
      return [fromShopware(cart), cart.price.totalPrice * 100];
    },
    Magento: (basket, flag) => {
      const settings = {
        pricesIncludeTax: flag,
        taxBeforeDiscount: basket.rows.length % 2 === 0,
        currency: 'EUR',
      };
      const totals = magentoTotals(basket, settings);
      return [fromMagento(totals), totals.total_segments.at(-1)!.value! * 100];
    },
  };
  for (const [system, cartOf] of Object.entries(systems))
    it(`are all taken for their total when they come from ${system}`, () => {
      const roll = dice(20_261_125);
      for (let index = 0; index < CARTS; index += 1) {
        const basket = randomBasket(roll);
        const [cart, total] = cartOf(basket, index % 2 === 0);
        try {
          assertOrder(orderFrom({ ...cart, ...shop('DE') }), total);
        } catch (error) {
          throw new Error(`${system}, cart ${index}: ${JSON.stringify(basket)}`, { cause: error });
        }
      }
    });
});
