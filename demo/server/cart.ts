/** The cart and its arithmetic: integers only, in minor units, worked out on the server. */
import {
  COUNTRIES,
  findProduct,
  FREE_SHIPPING_FROM,
  SHIPPING_FEE,
  VOUCHERS,
  type Country,
  type Product,
} from './catalogue.js';

/** No more of one product than this. */
const MAX_QUANTITY = 9;

export interface Cart {
  /** Product id → quantity. */
  readonly quantities: Map<string, number>;
  voucher: string | undefined;
  /** Grows with each change that the payment session has to hear of. */
  version: number;
}

export interface CartLine {
  readonly product: Product;
  readonly quantity: number;
  /** Taken off this line by the voucher; positive. */
  readonly discount: number;
  /** After discount. */
  readonly total: number;
  /** Basis points. */
  readonly taxRate: number;
  /** The VAT inside `total`. */
  readonly tax: number;
}

export interface Totals {
  readonly lines: readonly CartLine[];
  /** Goods before the voucher. */
  readonly goods: number;
  readonly discount: number;
  readonly shipping: number;
  readonly shippingTaxRate: number;
  readonly shippingTax: number;
  readonly total: number;
  /** All VAT inside `total`. */
  readonly tax: number;
}

/** A visitor meets a cart that somebody has begun to fill, so that the checkout can be tried at once. */
export function startingCart(): Cart {
  return {
    quantities: new Map([
      ['mug', 2],
      ['book', 1],
    ]),
    voucher: undefined,
    version: 1,
  };
}

/** Sets a quantity; 0 takes the product out. `false`: no such product or no such quantity. */
export function setQuantity(cart: Cart, id: string, quantity: number): boolean {
  if (!findProduct(id) || !Number.isInteger(quantity) || quantity < 0) return false;
  if (quantity === 0) cart.quantities.delete(id);
  else cart.quantities.set(id, Math.min(quantity, MAX_QUANTITY));
  cart.version += 1;
  return true;
}

/** An empty code takes the voucher off. `false`: unknown code. */
export function setVoucher(cart: Cart, code: string): boolean {
  const voucher = code.trim().toUpperCase();
  if (voucher && !VOUCHERS.has(voucher)) return false;
  cart.voucher = voucher || undefined;
  cart.version += 1;
  return true;
}

/** The VAT inside a gross amount. */
function taxInside(gross: number, rate: number): number {
  return Math.round((gross * rate) / (10_000 + rate));
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

export function totals(cart: Cart, country: Country): Totals {
  const rates = COUNTRIES[country];
  const percent = (cart.voucher && VOUCHERS.get(cart.voucher)) || 0;
  const lines = [...cart.quantities].flatMap(([id, quantity]): CartLine[] => {
    const product = findProduct(id);
    if (!product) return [];
    const gross = product.price * quantity;
    const discount = Math.round((gross * percent) / 100);
    const total = gross - discount;
    const taxRate = rates[product.taxClass];
    return [{ product, quantity, discount, total, taxRate, tax: taxInside(total, taxRate) }];
  });
  const discount = sum(lines.map((line) => line.discount));
  const paid = sum(lines.map((line) => line.total));
  const shipping = lines.length === 0 || paid >= FREE_SHIPPING_FROM ? 0 : SHIPPING_FEE;
  const shippingTax = taxInside(shipping, rates.standard);
  return {
    lines,
    goods: paid + discount,
    discount,
    shipping,
    shippingTaxRate: rates.standard,
    shippingTax,
    total: paid + shipping,
    tax: sum(lines.map((line) => line.tax)) + shippingTax,
  };
}
