/** Vendure: the order of the Shop API (`activeOrder`). */
import type { CartAmounts, CartLine } from './cart.js';
import { type Decimal, minus, toText } from './decimal.js';
import { type Extra, listAt, numberAt, sorted, withDecimals } from './translate.js';

/** What the query has to ask for. Amounts are whole numbers of the smallest unit. */
export interface VendureOrder {
  readonly currencyCode: string;
  readonly totalWithTax: number;
  readonly lines: readonly {
    readonly quantity: number;
    readonly linePriceWithTax: number;
    /** After all discounts, those of the whole order included. */
    readonly proratedLinePrice: number;
    readonly proratedLinePriceWithTax: number;
    /** In percent. */
    readonly taxRate: number;
    readonly productVariant: { readonly name: string; readonly sku?: string };
    readonly featuredAsset?: { readonly preview: string } | null;
  }[];
  /** May be negative. */
  readonly surcharges?: readonly {
    readonly description: string;
    readonly sku?: string | null;
    readonly price: number;
    readonly priceWithTax: number;
    readonly taxRate: number;
  }[];
  readonly shippingLines?: readonly {
    readonly discountedPrice: number;
    readonly discountedPriceWithTax: number;
    readonly shippingMethod?: { readonly name: string; readonly code?: string };
  }[];
}

/**
 * An order of Vendure as `orderFrom` reads it.
 *
 * @param options.precision the `precision` of your `MoneyStrategy`: how many decimals a stored amount has.
 */
export function fromVendure(
  order: VendureOrder,
  { precision = 2 }: { readonly precision?: number } = {},
): CartAmounts & { readonly currency: string } {
  const read = (value: number, path: string): Decimal =>
    withDecimals(numberAt(value, path), precision);

  const lines = listAt(order.lines, 'lines').map((line, index): CartLine => {
    const path = `lines[${index}]`;
    const total = read(line.proratedLinePriceWithTax, `${path}.proratedLinePriceWithTax`);
    const net = read(line.proratedLinePrice, `${path}.proratedLinePrice`);
    const price = read(line.linePriceWithTax, `${path}.linePriceWithTax`);
    const { name, sku } = line.productVariant;
    return {
      name,
      ...(sku && { reference: sku }),
      quantity: line.quantity,
      total: toText(total),
      discount: toText(minus(price, total)),
      tax: toText(minus(total, net)),
      taxPercent: line.taxRate,
      ...(line.featuredAsset && { imageUrl: line.featuredAsset.preview }),
    };
  });
  const shipping = (order.shippingLines ?? []).map((line, index): Extra => {
    const path = `shippingLines[${index}]`;
    const amount = read(line.discountedPriceWithTax, `${path}.discountedPriceWithTax`);
    const net = read(line.discountedPrice, `${path}.discountedPrice`);
    const { name, code } = line.shippingMethod ?? {};
    return {
      ...(name && { name }),
      ...(code && { reference: code }),
      amount,
      tax: minus(amount, net),
    };
  });
  const surcharges = (order.surcharges ?? []).map((surcharge, index): Extra => {
    const path = `surcharges[${index}]`;
    const amount = read(surcharge.priceWithTax, `${path}.priceWithTax`);
    const { description: name, sku, taxRate: taxPercent } = surcharge;
    const tax = minus(amount, read(surcharge.price, `${path}.price`));
    return { name, ...(sku && { reference: sku }), amount, tax, taxPercent };
  });
  return {
    currency: order.currencyCode,
    amounts: 'decimal',
    prices: 'gross',
    lines,
    shipping: sorted(shipping).charges,
    fees: sorted(surcharges).charges,
    discounts: sorted(surcharges).discounts,
    total: toText(read(order.totalWithTax, 'totalWithTax')),
  };
}
