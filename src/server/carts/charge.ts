/** Turns what is charged, a row of the cart, shipping or a fee, into a line of the order. */
import type { LineType, Order, OrderLine } from '../gateways/gateway.js';
import { klarnaLocale } from '../gateways/locale.js';
import type { CartCharge, CartLine, Taxed } from './cart.js';
import {
  type Decimal,
  isNegative,
  isWhole,
  isZero,
  absolute,
  minus,
  percentOf,
  plus,
  round,
  times,
  toText,
  whole,
  ZERO,
} from './decimal.js';
import { type AmountReader, member, type Place, readNumber, readPercent, refusal } from './read.js';
import {
  checkTax,
  convert,
  type Factor,
  lineTax,
  readTax,
  SAME,
  type Tax,
  toGross,
  toNet,
} from './tax.js';
import { shortened } from './text.js';

/** What all lines of one order have in common. */
export interface Conversion {
  readonly reader: AmountReader;
  readonly prices: 'gross' | 'net';
  /** In the United States tax is a line of its own, and the others are sent without it. */
  readonly taxedApart: boolean;
  /** The cart tells its sales tax as a whole: its lines need not. */
  readonly taxKnown: boolean;
  readonly market: Pick<Order, 'locale' | 'country'>;
}

/** A line, and the tax beside it where tax is a line of its own; in minor units. */
export interface Converted {
  readonly line: OrderLine;
  readonly salesTax: Decimal;
}

interface Money {
  /** As the line is sent: with its tax, or without it where tax is a line of its own. */
  readonly subtotal: bigint;
  readonly total: bigint;
  readonly tax: Pick<OrderLine, 'taxRate' | 'taxAmount'>;
  readonly salesTax: Decimal;
}

/** One row of the cart. */
export function convertLine(given: CartLine, place: Place, conversion: Conversion): Converted {
  const quantity = readQuantity(given, place);
  const pieces =
    (quantity.digits + 10n ** BigInt(quantity.scale) - 1n) / 10n ** BigInt(quantity.scale);
  const { subtotal, total } = rowAmounts(given, quantity, pieces, place, conversion.reader);
  const money = convertMoney({ subtotal, total }, given, pieces, place, conversion);
  const count = isWhole(quantity) ? round(quantity) : 1n;
  const divides = isWhole(quantity) && money.subtotal % count === 0n;
  const name = divides
    ? given.name
    : `${measure(given, quantity, conversion.market)} ${given.name}`;
  const line: OrderLine = {
    type: given.type ?? 'physical',
    ...(given.reference && { reference: given.reference.slice(0, 255) }),
    name: shortened(name),
    quantity: divides ? Number(count) : 1,
    unitPrice: Number(divides ? money.subtotal / count : money.subtotal),
    ...money.tax,
    total: Number(money.total),
    ...(money.subtotal > money.total && { discount: Number(money.subtotal - money.total) }),
    ...(given.imageUrl !== undefined && { imageUrl: given.imageUrl }),
    ...(given.productUrl !== undefined && { productUrl: given.productUrl }),
    ...(given.subscription && { subscription: given.subscription }),
  };
  return { line, salesTax: money.salesTax };
}

/** Shipping, a fee, or (`sign` -1) a discount that knows its own tax. */
export function convertCharge(
  given: CartCharge,
  type: LineType,
  name: string,
  sign: 1 | -1,
  place: Place,
  conversion: Conversion,
): Converted {
  const cure = sign === 1 ? ': a reduction belongs in discounts' : '';
  const total = conversion.reader.charge(given.amount, member(place, 'amount'), cure);
  const money = convertMoney({ subtotal: total, total }, given, 1n, place, conversion);
  const line: OrderLine = {
    type,
    ...(given.reference && { reference: given.reference.slice(0, 255) }),
    name: shortened(given.name || name),
    quantity: 1,
    unitPrice: signed(money.total, sign),
    taxRate: money.tax.taxRate,
    total: signed(money.total, sign),
    taxAmount: signed(money.tax.taxAmount, sign),
  };
  return { line, salesTax: times(money.salesTax, whole(sign)) };
}

/** Without the negative zero that JSON and comparisons know. */
const signed = (value: bigint | number, sign: 1 | -1): number => sign * Number(value) || 0;

function readQuantity(given: CartLine, place: Place): Decimal {
  const quantity = readNumber(given.quantity, member(place, 'quantity'));
  if (isNegative(quantity) || isZero(quantity)) {
    throw refusal(member(place, 'quantity'), `is ${given.quantity}, expected more than zero`);
  }
  return quantity;
}

/** `3 ×`, `2.5 m`: in front of the name of a line that is sent as one piece. */
function measure(
  { unit = '×' }: CartLine,
  quantity: Decimal,
  market: Conversion['market'],
): string {
  if (isWhole(quantity)) return `${round(quantity)} ${unit}`;
  const format = new Intl.NumberFormat(klarnaLocale(market), { maximumFractionDigits: 8 });
  return `${format.format(Number(toText(quantity)))} ${unit}`;
}

/** The price of a row before and after its discount, by the cart. */
function rowAmounts(
  given: CartLine,
  quantity: Decimal,
  pieces: bigint,
  place: Place,
  reader: AmountReader,
): { readonly subtotal: Decimal; readonly total: Decimal } {
  const cure = ': a reduction belongs in discounts';
  const total =
    given.total === undefined
      ? undefined
      : reader.charge(given.total, member(place, 'total'), cure);
  if (given.unitPrice === undefined) {
    if (!total) throw refusal(place, 'has neither unitPrice nor total, expected one of them');
    return { subtotal: plus(total, discountOf(given, undefined, place, reader)), total };
  }
  const price = times(reader.charge(given.unitPrice, member(place, 'unitPrice'), cure), quantity);
  const discount = discountOf(given, price, place, reader);
  const expected = minus(price, discount);
  if (isNegative(expected)) {
    const found = `takes ${reader.text(round(discount))} off`;
    throw refusal(
      member(place, 'discount'),
      `${found}, expected at most ${reader.text(round(price))}`,
    );
  }
  if (!total) return { subtotal: price, total: expected };
  const difference = minus(expected, total);
  // Half a minor unit for each piece: the unit price was rounded.
  if (absolute(round(times(difference, whole(2)))) <= pieces) {
    return { subtotal: isZero(discount) ? total : price, total };
  }
  if (given.discount === undefined && !isNegative(difference)) return { subtotal: price, total };
  throw refusal(
    member(place, 'total'),
    `is ${reader.text(round(total))}, expected ${reader.text(round(expected))}: quantity times unitPrice less discount`,
  );
}

function discountOf(
  { discount }: CartLine,
  price: Decimal | undefined,
  place: Place,
  reader: AmountReader,
): Decimal {
  const at = member(place, 'discount');
  if (discount === undefined) return ZERO;
  if (typeof discount !== 'object') return reader.charge(discount, at);
  const percent = readPercent(discount.percent, member(at, 'percent'));
  if (!price) throw refusal(at, 'is a percentage of nothing, expected a unitPrice beside it');
  return percentOf(price, percent);
}

function convertMoney(
  { subtotal, total }: { readonly subtotal: Decimal; readonly total: Decimal },
  given: Taxed,
  pieces: bigint,
  place: Place,
  conversion: Conversion,
): Money {
  const { reader, prices, taxedApart, taxKnown } = conversion;
  const tax = readTax(given, place, reader);
  if (!tax.percent && !tax.amount && !(taxedApart && taxKnown)) {
    throw refusal(
      place,
      'has neither taxPercent nor tax, expected one of them (0 where there is none)',
    );
  }
  checkTax(tax, total, prices, pieces, place, reader, given.taxPercent);
  const factor = factorOf(total, tax, conversion);
  const sent = convert(total, factor);
  const before = convert(subtotal, factor);
  return {
    // Rounded apart, the price before a discount may be a minor unit less.
    subtotal: before > sent ? before : sent,
    total: sent,
    tax: taxedApart ? { taxRate: 0, taxAmount: 0 } : lineTax(sent, tax, place),
    salesTax: taxedApart ? salesTaxOf(total, sent, tax, prices) : ZERO,
  };
}

function factorOf(total: Decimal, tax: Tax, { prices, taxedApart }: Conversion): Factor {
  if (taxedApart) return prices === 'gross' ? toNet(total, tax) : SAME;
  return prices === 'gross' ? SAME : toGross(total, tax);
}

function salesTaxOf(total: Decimal, sent: bigint, tax: Tax, prices: 'gross' | 'net'): Decimal {
  // Unrounded, so that all of the cart's tax is rounded once.
  if (prices === 'gross') return minus(total, whole(sent));
  return tax.amount ?? (tax.percent ? percentOf(total, tax.percent) : ZERO);
}
