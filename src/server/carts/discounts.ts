/** Discounts for the whole cart, spread over the lines by what they cost. */
import type { OrderLine } from '../gateways/gateway.js';
import { taxInside } from '../order/money.js';
import type { CartDiscount } from './cart.js';
import { type Conversion, type Converted, convertCharge } from './charge.js';
import {
  type Decimal,
  percentOf,
  plus,
  quotient,
  round,
  sum,
  times,
  whole,
  ZERO,
} from './decimal.js';
import { member, type Place, readPercent, refusal } from './read.js';
import { convert, nearestTax } from './tax.js';
import { shortened } from './text.js';

/** The lines of one tax rate, less the discounts so far; in minor units. */
interface Group {
  readonly taxRate: number;
  total: bigint;
  tax: bigint;
}

export function convertDiscounts(
  discounts: readonly CartDiscount[],
  goods: readonly Converted[],
  conversion: Conversion,
): readonly Converted[] {
  const groups = groupByRate(goods.map(({ line }) => line));
  let salesTax = sum(goods.map((row) => row.salesTax));
  return discounts.flatMap((discount, index): readonly Converted[] => {
    const place: Place = { path: `discounts[${index}]`, name: discount.name };
    const ownTax = discount.tax !== undefined || discount.taxPercent !== undefined;
    if (ownTax && discount.amount !== undefined) {
      return [convertCharge(discount, 'discount', 'Discount', -1, place, conversion)];
    }
    if (ownTax) {
      throw refusal(
        place,
        'is a percentage with a tax of its own, expected no tax: it follows from the lines',
      );
    }
    const base = groups.reduce((all, { total }) => all + total, 0n);
    const off = amountOff(discount, groups, base, salesTax, place, conversion);
    const relief = base === 0n ? 0n : quotient(round(salesTax) * off, base);
    salesTax = plus(salesTax, whole(-relief));
    return spread(discount, groups, base, off).map((line, position) => ({
      line,
      salesTax: position === 0 ? whole(-relief) : ZERO,
    }));
  });
}

function groupByRate(lines: readonly OrderLine[]): readonly Group[] {
  const groups = new Map<number, Group>();
  for (const { taxRate, total, taxAmount } of lines) {
    const group = groups.get(taxRate) ?? { taxRate, total: 0n, tax: 0n };
    group.total += BigInt(total);
    group.tax += BigInt(taxAmount);
    groups.set(taxRate, group);
  }
  return [...groups.values()];
}

/** What the discount takes off the lines as they are sent. */
function amountOff(
  discount: CartDiscount,
  groups: readonly Group[],
  base: bigint,
  salesTax: Decimal,
  place: Place,
  { reader, prices, taxedApart }: Conversion,
): bigint {
  if (discount.percent !== undefined) {
    const percent = readPercent(discount.percent, member(place, 'percent'));
    return round(percentOf(whole(base), percent));
  }
  const given = reader.charge(discount.amount, member(place, 'amount'));
  const tax = taxedApart ? salesTax : whole(groups.reduce((all, group) => all + group.tax, 0n));
  const off = convertOff(given, whole(base), tax, prices, taxedApart);
  if (off > base) {
    const found = `is ${reader.text(round(given))}, more than the lines cost`;
    throw refusal(member(place, 'amount'), `${found}: expected at most ${reader.text(base)}`);
  }
  return off;
}

/** A discount is given with or without tax as the prices are; the lines may be sent the other way. */
function convertOff(
  given: Decimal,
  base: Decimal,
  tax: Decimal,
  prices: 'gross' | 'net',
  taxedApart: boolean,
): bigint {
  const sentNet = taxedApart;
  if (sentNet === (prices === 'net')) return round(given);
  const other = sentNet ? plus(base, tax) : plus(base, times(tax, whole(-1)));
  return other.digits === 0n ? round(given) : convert(given, { over: base, under: other });
}

/** One discount line for each tax rate; the parts add up to `off` exactly. */
function spread(
  { name, reference }: CartDiscount,
  groups: readonly Group[],
  base: bigint,
  off: bigint,
): readonly OrderLine[] {
  let [restOff, restBase] = [off, base];
  const lines: OrderLine[] = [];
  for (const group of groups) {
    if (group.total === 0n) continue;
    // Each part is rounded from what is left, so the last one takes the rest and none is more than its lines.
    const part = quotient(restOff * group.total, restBase);
    restOff -= part;
    restBase -= group.total;
    if (part === 0n) continue;
    // Not more than the lines have: the taxes of an order may not add up to less than nothing.
    const rate = BigInt(group.taxRate);
    const inside = BigInt(taxInside(Number(part), group.taxRate));
    const tax = nearestTax(part, rate, inside < group.tax ? inside : group.tax);
    group.total -= part;
    group.tax -= tax;
    lines.push({
      type: 'discount',
      ...(reference && { reference: reference.slice(0, 255) }),
      name: shortened(name || 'Discount'),
      quantity: 1,
      unitPrice: -Number(part),
      taxRate: group.taxRate,
      total: -Number(part),
      taxAmount: -Number(tax) || 0,
    });
  }
  return lines;
}
