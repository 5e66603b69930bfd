/**
 * The cart in CyberSource's words. Unit prices are net there, taxes and totals are not, and the sum rule is
 * grand total = net prices + taxes - coupons - discount. All of it is reached without ever dividing a cent.
 */
import type { Order, OrderLine } from '../gateway.js';
import { isReduction } from '../../order/validate-line.js';
import { checkCart } from '../validate-cart.js';

export interface Item {
  /** Net, minor units; of a coupon what it takes off, positive. */
  readonly unitPrice: number;
  readonly quantity: number;
  readonly productCode: string;
  readonly productName: string;
  readonly productSKU?: string;
  readonly taxAmount: number;
  /** Gross. */
  readonly totalAmount: number;
}

export interface Cart {
  readonly items: readonly Item[];
  /** Discounts that are no coupons, positive. */
  readonly discountAmount: number;
  /** The sales tax of the US, which stands on no item. */
  readonly taxAmount: number;
  readonly grandTotalAmount: number;
}

const COUPON = 'coupon';
const NAME_LENGTH = 255;

/** Throws `invalid_order` where the order does not add up. */
export function cartOf(order: Order): Cart {
  checkCart(order);
  const totalOf = (is: (line: OrderLine) => boolean) =>
    order.lines.reduce((sum, line) => (is(line) ? sum + line.total : sum), 0);
  return {
    items: order.lines.flatMap((line) =>
      isPlainDiscount(line) || line.type === 'sales_tax' ? [] : [itemOf(line)],
    ),
    discountAmount: Math.abs(totalOf(isPlainDiscount)),
    taxAmount: totalOf(({ type }) => type === 'sales_tax'),
    grandTotalAmount: order.amount,
  };
}

/** A discount with a code is a coupon, which has a name and a number; one without is a sum taken off. */
const isPlainDiscount = ({ type, reference }: OrderLine): boolean =>
  type === 'discount' && !reference;

function itemOf(line: OrderLine): Item {
  const { type, name, reference, quantity, unitPrice, total, taxAmount } = line;
  const sku = reference ? { productSKU: reference } : {};
  if (isReduction(line))
    return {
      unitPrice: Math.abs(unitPrice),
      quantity,
      productCode: COUPON,
      productName: shorten(name),
      ...sku,
      taxAmount: 0,
      totalAmount: Math.abs(total),
    };
  // The line's own discount is inside its price, since CyberSource takes discounts off gross sums only.
  const net = total - taxAmount;
  const whole = net % quantity === 0;
  // CyberSource knows shipping by this very name.
  const shown = type === 'shipping_fee' ? 'shipping' : name;
  return {
    unitPrice: whole ? net / quantity : net,
    quantity: whole ? quantity : 1,
    productCode: 'default',
    // Where the net price of one piece is no whole cent, the line is one piece that names the count.
    productName: shorten(whole ? shown : `${quantity} × ${shown}`),
    ...sku,
    taxAmount,
    totalAmount: total,
  };
}

function shorten(name: string): string {
  return name.length <= NAME_LENGTH ? name : Array.from(name).slice(0, NAME_LENGTH).join('');
}
