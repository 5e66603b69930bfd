/**
 * Quote totals as Magento 2 gives them, reckoned as Magento documents it: catalogue prices with or without
 * tax, a discount on either, and taxed before or after it.
 */
import type { MagentoTotals } from '../../../../src/server/carts/index.js';
import { without } from '../../gateways/shop.js';
import { type Basket, phpRound, sumOf } from './basket.js';

export interface MagentoSettings {
  readonly pricesIncludeTax: boolean;
  /** Whether the tax is that of the full price. */
  readonly taxBeforeDiscount: boolean;
  readonly currency: string;
  /** What extensions add: `code`, `title`, `value`. */
  readonly segments?: MagentoTotals['total_segments'];
}

export function magentoTotals(
  { rows, percentOff, shipping }: Basket,
  { pricesIncludeTax, taxBeforeDiscount, currency, segments = [] }: MagentoSettings,
): MagentoTotals {
  const items = rows.map(({ name, price, quantity, rate }, index) => {
    const row = phpRound(price * quantity);
    const gross = pricesIncludeTax ? row : phpRound(row + phpRound((row * rate) / 100));
    const fullTax = pricesIncludeTax ? phpRound(row - row / (1 + rate / 100)) : gross - row;
    const discount = phpRound((row * percentOff) / 100);
    const paid = row - discount;
    const paidTax = phpRound(
      pricesIncludeTax ? paid - paid / (1 + rate / 100) : (paid * rate) / 100,
    );
    return {
      item_id: index + 1,
      name,
      qty: quantity,
      row_total: phpRound(gross - fullTax),
      row_total_incl_tax: gross,
      tax_amount: phpRound(taxBeforeDiscount ? fullTax : paidTax),
      tax_percent: rate,
      discount_amount: discount,
      // What is paid for the row, which the totals do not say.
      paid: pricesIncludeTax || taxBeforeDiscount ? gross - discount : paid + paidTax,
    };
  });
  const shippingTax = shipping ? phpRound((shipping.price * shipping.rate) / 100) : 0;
  const shippingGross = shipping ? phpRound(shipping.price + shippingTax) : 0;
  const others = sumOf(segments.map(({ value }) => value ?? 0));
  const total = phpRound(sumOf(items.map(({ paid }) => paid)) + shippingGross + others);
  const tax = phpRound(sumOf(items.map(({ tax_amount }) => tax_amount)) + shippingTax);
  return {
    grand_total: phpRound(Math.max(0, total - tax)),
    tax_amount: tax,
    quote_currency_code: currency,
    ...(shipping && {
      shipping_amount: shipping.price,
      shipping_discount_amount: 0,
      shipping_tax_amount: shippingTax,
      shipping_incl_tax: shippingGross,
    }),
    items: items.map((item) => without(item, 'paid')),
    total_segments: [
      {
        code: 'subtotal',
        title: 'Subtotal',
        value: phpRound(sumOf(items.map(({ row_total }) => row_total))),
      },
      ...(shipping ? [{ code: 'shipping', title: 'Shipping', value: shipping.price }] : []),
      {
        code: 'discount',
        title: 'Discount',
        value: -sumOf(items.map((item) => item.discount_amount)),
      },
      { code: 'tax', title: 'Tax', value: tax },
      ...segments,
      { code: 'grand_total', title: 'Grand Total', value: total },
    ],
  };
}
