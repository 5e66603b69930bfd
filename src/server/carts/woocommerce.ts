/** WooCommerce: the cart of the Store API (`GET /wp-json/wc/store/v1/cart`). */
import type { CartAmounts, CartLine } from './cart.js';
import {
  type Decimal,
  isNegative,
  isZero,
  magnitude,
  minus,
  percentOf,
  plus,
  sum,
  toText,
  whole,
  ZERO,
} from './decimal.js';
import { decoded } from './text.js';
import { type Extra, listAt, numberAt, sorted, withDecimals } from './translate.js';

/**
 * Of the Store API's cart what an order is made from. Amounts are whole numbers as text, in the number of
 * decimals that the shop is set to (`currency_minor_unit`), which need not be those of the currency.
 */
export interface WooCommerceCart {
  readonly items: readonly {
    /** HTML: `Salt &amp; pepper`. */
    readonly name: string;
    readonly sku?: string;
    readonly quantity: number;
    readonly permalink?: string;
    readonly images?: readonly { readonly src?: string }[];
    readonly variation?: readonly { readonly value: string }[];
    /** All four without tax, and the tax apart; `line_subtotal` before coupons. */
    readonly totals: {
      readonly line_subtotal: string;
      readonly line_subtotal_tax: string;
      readonly line_total: string;
      readonly line_total_tax: string;
    };
  }[];
  /** Plug-ins give discounts as negative fees. */
  readonly fees?: readonly {
    readonly name: string;
    readonly totals: { readonly total: string; readonly total_tax: string };
  }[];
  readonly shipping_rates?: readonly {
    readonly shipping_rates: readonly {
      readonly name: string;
      readonly rate_id?: string;
      readonly price: string;
      readonly taxes: string;
      readonly selected: boolean;
    }[];
  }[];
  readonly totals: {
    readonly total_price: string;
    readonly currency_code: string;
    readonly currency_minor_unit: number;
    /** `rate` is `19%`. */
    readonly tax_lines?: readonly { readonly rate?: string }[];
  };
}

/**
 * A cart of WooCommerce as `orderFrom` reads it. Coupons are in the lines already. Gift cards and store
 * credit belong to plug-ins: give them as `giftCards` beside it.
 */
export function fromWooCommerce(
  cart: WooCommerceCart,
): CartAmounts & { readonly currency: string } {
  const { currency_minor_unit: decimals, currency_code: currency, total_price } = cart.totals;
  const read = (value: string, path: string): Decimal =>
    withDecimals(numberAt(value, path), decimals);
  const rates = (cart.totals.tax_lines ?? []).flatMap(({ rate }) => rate?.replace('%', '') ?? []);

  const lines = listAt(cart.items, 'items').map(({ totals, ...item }, index): CartLine => {
    const at = (key: keyof typeof totals) => read(totals[key], `items[${index}].totals.${key}`);
    const net = at('line_total');
    const tax = at('line_total_tax');
    const total = plus(net, tax);
    const subtotal = plus(at('line_subtotal'), at('line_subtotal_tax'));
    const options = (item.variation ?? []).map(({ value }) => value).join(', ');
    const { tax: amount, ...rate } = taxOf(net, tax, rates, decimals);
    return {
      name: decoded(options ? `${item.name} (${options})` : item.name),
      ...(item.sku && { reference: item.sku }),
      quantity: item.quantity,
      total: toText(total),
      discount: toText(orZero(minus(subtotal, total))),
      ...rate,
      ...(amount && { tax: toText(amount) }),
      ...(item.images?.[0]?.src && { imageUrl: item.images[0].src }),
      ...(item.permalink && { productUrl: item.permalink }),
    };
  });
  const extra = (net: Decimal, tax: Decimal, name: string, reference?: string): Extra => ({
    name: decoded(name),
    ...(reference && { reference }),
    amount: plus(net, tax),
    ...taxOf(net, tax, rates, decimals),
  });
  const shipping = (cart.shipping_rates ?? []).flatMap(({ shipping_rates }, index) =>
    shipping_rates
      .filter(({ selected }) => selected)
      .map(({ price, taxes, name, rate_id }) => {
        const path = `shipping_rates[${index}]`;
        return extra(read(price, `${path}.price`), read(taxes, `${path}.taxes`), name, rate_id);
      }),
  );
  const fees = (cart.fees ?? []).map(({ totals, name }, index) => {
    const path = `fees[${index}].totals`;
    return extra(
      read(totals.total, `${path}.total`),
      read(totals.total_tax, `${path}.total_tax`),
      name,
    );
  });
  const total = read(total_price, 'totals.total_price');
  const parts = [...lines.map((line) => numberAt(line.total, 'items')), ...amounts(shipping, fees)];
  const extras = sorted([...fees, ...roundingOf(minus(total, sum(parts)), parts.length, decimals)]);
  return {
    currency,
    amounts: 'decimal',
    prices: 'gross',
    lines,
    shipping: sorted(shipping).charges,
    fees: extras.charges,
    discounts: extras.discounts,
    total: toText(total),
  };
}

const amounts = (...lists: readonly (readonly Extra[])[]): readonly Decimal[] =>
  lists.flat().map(({ amount }) => amount);

/** A shop that shows no cents rounds its parts and their sum to whole units, which is more than Klarna's. */
function roundingOf(rest: Decimal, parts: number, decimals: number): readonly Extra[] {
  const most = withDecimals(whole(parts), decimals);
  if (decimals >= 2 || isZero(rest) || isNegative(minus(most, magnitude(rest)))) return [];
  return [{ name: 'Rounding', amount: rest, taxPercent: 0 }];
}

/** A rounded subtotal may be a unit below its total. */
const orZero = (value: Decimal): Decimal => (isNegative(value) ? ZERO : value);

/**
 * Lines tell their tax only as an amount; the cart names the rates, one of which explains it. In a shop that
 * shows no cents the amount is rounded too far for Klarna, so that the rate alone is given.
 */
function taxOf(
  net: Decimal,
  tax: Decimal,
  rates: readonly string[],
  decimals: number,
): { readonly tax?: Decimal; readonly taxPercent?: string } {
  const unit = withDecimals(whole(1), decimals);
  const [best] = isZero(tax)
    ? []
    : rates
        .map((rate) => {
          const off = minus(percentOf(net, numberAt(rate, 'totals.tax_lines')), tax);
          return { rate, off: magnitude(off) };
        })
        .filter(({ off }) => !isNegative(minus(unit, off)))
        .sort((a, b) => (isNegative(minus(a.off, b.off)) ? -1 : 1));
  if (!best) return { tax };
  return { taxPercent: best.rate, ...(decimals >= 2 && { tax }) };
}
