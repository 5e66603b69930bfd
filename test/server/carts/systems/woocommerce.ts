/**
 * A cart as the Store API of WooCommerce gives it, reckoned as WooCommerce documents it: prices with or
 * without tax, taxes rounded per line or only in the sum, amounts as text in the shop's own decimals.
 */
import type { WooCommerceCart } from '../../../../src/server/carts/index.js';
import { type Basket, phpRound, sumOf } from './basket.js';

export interface WooCommerceSettings {
  readonly pricesIncludeTax: boolean;
  readonly roundAtSubtotal: boolean;
  readonly currency: string;
  readonly decimals: number;
  readonly fees?: readonly {
    readonly name: string;
    readonly price: number;
    readonly rate: number;
  }[];
}

export function wooCommerceCart(
  { rows, percentOff, shipping }: Basket,
  { pricesIncludeTax, roundAtSubtotal, currency, decimals, fees = [] }: WooCommerceSettings,
): WooCommerceCart {
  const round = (value: number): number => phpRound(value, decimals);
  const text = (value: number): string =>
    String(Math.round(phpRound(value, decimals) * 10 ** decimals));
  const taxed = (price: number, rate: number, inclusive: boolean) => {
    const exact = inclusive ? price - price / (1 + rate / 100) : price * (rate / 100);
    const tax = roundAtSubtotal ? exact : round(exact);
    return { net: inclusive ? price - tax : price, tax };
  };
  const lines = rows.map(({ price, quantity, rate, name }) => {
    const full = price * quantity;
    const off = round((full * percentOff) / 100);
    return {
      name,
      quantity,
      rate,
      before: taxed(full, rate, pricesIncludeTax),
      after: taxed(full - off, rate, pricesIncludeTax),
    };
  });
  const sent = shipping && taxed(shipping.price, shipping.rate, false);
  const charged = fees.map((fee) => ({ ...fee, ...taxed(fee.price, fee.rate, false) }));
  const all = [...lines.map(({ after }) => after), ...charged, ...(sent ? [sent] : [])];
  const net = sumOf(all.map((part) => (roundAtSubtotal ? part.net : round(part.net))));
  const total = round(net + round(sumOf(all.map(({ tax }) => tax))));
  const rates = new Set(
    [...rows, ...fees, ...(shipping ? [shipping] : [])].map(({ rate }) => rate),
  );
  return {
    items: lines.map(({ name, quantity, before, after }, index) => ({
      name,
      sku: `sku-${index}`,
      quantity,
      variation: [],
      images: [],
      totals: {
        line_subtotal: text(before.net),
        line_subtotal_tax: text(before.tax),
        line_total: text(after.net),
        line_total_tax: text(after.tax),
      },
    })),
    fees: charged.map((fee) => ({
      name: fee.name,
      totals: { total: text(fee.net), total_tax: text(fee.tax) },
    })),
    shipping_rates: sent
      ? [
          {
            shipping_rates: [
              {
                name: 'Flat rate',
                rate_id: 'flat_rate:1',
                price: text(sent.net),
                taxes: text(sent.tax),
                selected: true,
              },
              {
                name: 'Express',
                rate_id: 'express:2',
                price: text(99),
                taxes: text(0),
                selected: false,
              },
            ],
          },
        ]
      : [],
    totals: {
      total_price: text(total),
      currency_code: currency,
      currency_minor_unit: decimals,
      tax_lines: [...rates].filter((rate) => rate > 0).map((rate) => ({ rate: `${rate}%` })),
    },
  };
}
