/** Shopware 6: the cart of the Store API (`GET /store-api/checkout/cart`). */
import type { CartAmounts, CartLine, Numeric } from './cart.js';
import { type Decimal, isNegative, isZero, minus, quotient, toText, ZERO } from './decimal.js';
import { type Extra, listAt, numberAt, sorted } from './translate.js';

/** A price, and the tax of each rate in it or on it. */
interface ShopwarePrice {
  readonly unitPrice: number;
  readonly quantity: number;
  readonly totalPrice: number;
  readonly calculatedTaxes: readonly {
    readonly tax: number;
    /** In percent. */
    readonly taxRate: number;
    /** The part of `totalPrice` that has this rate. */
    readonly price: number;
  }[];
}

/** Of the Store API's cart what an order is made from. Amounts are decimals; the currency is not in it. */
export interface ShopwareCart {
  readonly price: {
    readonly totalPrice: number;
    /** The total before it was rounded to what can be paid (0.05 in Switzerland). */
    readonly rawTotal?: number;
    readonly taxStatus: 'gross' | 'net' | 'tax-free';
  };
  readonly lineItems: readonly {
    readonly label: string;
    readonly quantity: number;
    readonly price: ShopwarePrice;
    readonly payload?: { readonly productNumber?: string };
    readonly states?: readonly string[];
    readonly cover?: { readonly url?: string } | null;
  }[];
  readonly deliveries?: readonly {
    readonly shippingMethod?: { readonly name?: string | null };
    /** Negative for a promotion on shipping. */
    readonly shippingCosts: ShopwarePrice;
  }[];
}

/** A cart of Shopware as `orderFrom` reads it; `currency` is that of the sales channel's context. */
export function fromShopware(cart: ShopwareCart): CartAmounts {
  const { taxStatus, totalPrice } = cart.price;
  const prices = taxStatus === 'net' ? 'net' : 'gross';
  const lines: CartLine[] = [];
  const reductions: Extra[] = [];
  listAt(cart.lineItems, 'lineItems').forEach(({ label: name, price, ...item }, index) => {
    const parts = partsOf(price, `lineItems[${index}].price`);
    const reference = item.payload?.productNumber;
    if (parts.some(({ amount }) => isNegative(amount))) {
      reductions.push(...parts.map((part) => ({ name, ...part })));
      return;
    }
    // A bundle of several rates is a line for each, in one piece: its parts have no price of one.
    const single = parts.length === 1;
    for (const { amount, tax, taxPercent } of parts) {
      lines.push({
        name,
        ...(reference && { reference }),
        type: item.states?.includes('is-download') ? 'digital' : 'physical',
        quantity: single ? item.quantity : 1,
        ...(single && { unitPrice: price.unitPrice }),
        total: toText(amount),
        tax: toText(tax),
        taxPercent,
        ...(item.cover?.url && { imageUrl: item.cover.url }),
      });
    }
  });
  const shipping = (cart.deliveries ?? []).flatMap(({ shippingCosts, shippingMethod }, index) =>
    partsOf(shippingCosts, `deliveries[${index}].shippingCosts`).map((part) => ({
      ...(shippingMethod?.name && { name: shippingMethod.name }),
      ...part,
    })),
  );
  const rounding = sorted(roundingOf(cart.price));
  return {
    amounts: 'decimal',
    prices,
    lines,
    shipping: sorted(shipping).charges,
    fees: rounding.charges,
    discounts: [
      ...sorted(reductions).discounts,
      ...sorted(shipping).discounts,
      ...rounding.discounts,
    ],
    total: totalPrice,
  };
}

interface Part {
  readonly amount: Decimal;
  readonly tax: Decimal;
  readonly taxPercent: Numeric;
}

/** A price by its tax rates: shipping and promotions have as many as the goods. */
function partsOf({ totalPrice, calculatedTaxes }: ShopwarePrice, path: string): readonly Part[] {
  const total = numberAt(totalPrice, `${path}.totalPrice`);
  const [first, ...others] = calculatedTaxes;
  if (!first) return [{ amount: total, tax: ZERO, taxPercent: 0 }];
  const taxOf = (tax: number): Decimal => numberAt(tax, `${path}.calculatedTaxes`);
  const parts = others.map(({ tax, taxRate, price }) => ({
    amount: numberAt(price, `${path}.calculatedTaxes`),
    tax: taxOf(tax),
    taxPercent: taxRate,
  }));
  const rest = parts.reduce((left, { amount }) => minus(left, amount), total);
  return [{ amount: rest, tax: taxOf(first.tax), taxPercent: first.taxRate }, ...parts];
}

function roundingOf({ totalPrice, rawTotal }: ShopwareCart['price']): readonly Extra[] {
  if (rawTotal === undefined) return [];
  const off = minus(numberAt(totalPrice, 'price.totalPrice'), numberAt(rawTotal, 'price.rawTotal'));
  // In hundredths: less than half of one is a float's noise.
  const cents = quotient(off.digits * 100n, 10n ** BigInt(off.scale));
  const amount = { digits: cents, scale: 2 };
  return isZero(amount) ? [] : [{ name: 'Rounding', amount, tax: ZERO, taxPercent: 0 }];
}
