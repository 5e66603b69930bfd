/**
 * A cart as the Store API of Shopware 6 gives it, reckoned as Shopware documents it: each position rounded,
 * promotions and shipping split over the tax rates of the goods, the total rounded to what can be paid.
 */
import type { ShopwareCart } from '../../../../src/server/carts/index.js';
import { type Basket, phpRound, sumOf } from './basket.js';

export interface ShopwareSettings {
  readonly taxStatus: 'gross' | 'net' | 'tax-free';
  /** The step that a total is rounded to: 0.01, in Switzerland 0.05. */
  readonly interval: number;
}

type Price = ShopwareCart['lineItems'][number]['price'];

export function shopwareCart(
  { rows, percentOff, shipping }: Basket,
  { taxStatus, interval }: ShopwareSettings,
): ShopwareCart {
  const taxOf = (price: number, rate: number): number =>
    phpRound(taxStatus === 'gross' ? price - price / (1 + rate / 100) : (price * rate) / 100);
  const priced = (
    unitPrice: number,
    quantity: number,
    shares: ReadonlyMap<number, number>,
  ): Price => {
    const totalPrice = phpRound(unitPrice * quantity);
    const whole = sumOf([...shares.values()]);
    let rest = totalPrice;
    const entries = [...shares];
    const calculatedTaxes = entries.map(([taxRate, share], index) => {
      const last = index === entries.length - 1;
      const price = last ? phpRound(rest) : phpRound(whole ? (totalPrice * share) / whole : 0);
      rest -= price;
      return { tax: taxOf(price, taxRate), taxRate, price };
    });
    return {
      unitPrice,
      quantity,
      totalPrice,
      calculatedTaxes: taxStatus === 'tax-free' ? [] : calculatedTaxes,
    };
  };
  const goods = rows.map((row) => priced(row.price, row.quantity, new Map([[row.rate, 1]])));
  const shares = new Map<number, number>();
  rows.forEach(({ rate }, index) => {
    shares.set(rate, (shares.get(rate) ?? 0) + goods[index]!.totalPrice);
  });
  const off = phpRound((sumOf(goods.map(({ totalPrice }) => totalPrice)) * percentOff) / 100);
  const promotion = off > 0 ? [priced(-off, 1, shares)] : [];
  const sent = shipping ? [priced(shipping.price, 1, shares)] : [];
  const all = [...goods, ...promotion, ...sent];
  const taxes = sumOf(all.flatMap(({ calculatedTaxes }) => calculatedTaxes.map(({ tax }) => tax)));
  const positions = sumOf(all.map(({ totalPrice }) => totalPrice));
  const rawTotal = taxStatus === 'net' ? positions + taxes : positions;
  return {
    price: {
      totalPrice: phpRound(phpRound(rawTotal / interval, 0) * interval),
      rawTotal,
      taxStatus,
    },
    lineItems: [
      ...rows.map(({ name, quantity }, index) => ({
        label: name,
        quantity,
        price: goods[index]!,
        payload: { productNumber: `SW-${index}` },
        states: ['is-physical'],
      })),
      ...promotion.map((price) => ({ label: 'Promotion', quantity: 1, price })),
    ],
    deliveries: sent.map((shippingCosts) => ({
      shippingMethod: { name: 'Standard' },
      shippingCosts,
    })),
  };
}
