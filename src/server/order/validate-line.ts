/** Klarna's rules for one line of an order, whatever system it goes to. */
import type { OrderLine } from '../gateways/gateway.js';
import { taxInside } from './money.js';

/** A rule that a line breaks: the member in Klarna's words, what was found and what was expected. */
export interface Flaw {
  readonly member: string;
  readonly text: string;
}

/** Klarna's OpenAPI, in minor units: `unit_price` and `total_amount`. */
const LARGEST_AMOUNT = 200_000_000;

const REDUCTIONS = new Set(['discount', 'gift_card', 'store_credit']);

/** Lines that take money off the order. */
export function isReduction({ type }: OrderLine): boolean {
  return REDUCTIONS.has(type);
}

/**
 * The first rule that `line` breaks.
 *
 * @param taxedApart the tax of the order is a line of its own (United States).
 */
export function flawOf(line: OrderLine, taxedApart: boolean): Flaw | undefined {
  return (
    flawOfNumbers(line) ??
    flawOfAmounts(line) ??
    (taxedApart || line.type === 'sales_tax' ? flawOfUntaxed(line) : flawOfTax(line)) ??
    flawOfSubscription(line)
  );
}

const flaw = (member: string, found: unknown, expected: string): Flaw => ({
  member,
  text: `is ${String(found)}, expected ${expected}`,
});

function flawOfNumbers(line: OrderLine): Flaw | undefined {
  if (line.name.trim() === '') return flaw('name', 'empty', 'a name that the shopper knows');
  if (!Number.isSafeInteger(line.taxRate))
    return flaw('tax_rate', line.taxRate, meant(line.taxRate));
  const numbers = {
    quantity: line.quantity,
    unit_price: line.unitPrice,
    total_amount: line.total,
    total_tax_amount: line.taxAmount,
    total_discount_amount: line.discount ?? 0,
  };
  for (const [member, value] of Object.entries(numbers)) {
    if (!Number.isSafeInteger(value)) return flaw(member, value, 'a whole number');
    if (Math.abs(value) > LARGEST_AMOUNT) return flaw(member, value, `at most ${LARGEST_AMOUNT}`);
  }
  return undefined;
}

function flawOfAmounts(line: OrderLine): Flaw | undefined {
  const { quantity, unitPrice, total, discount = 0, type } = line;
  if (quantity < 0) return flaw('quantity', quantity, 'zero or more');
  if (discount < 0) return flaw('total_discount_amount', discount, 'zero or more');
  if (isReduction(line)) {
    if (unitPrice > 0) return flaw('unit_price', unitPrice, `zero or less on a ${type} line`);
  } else if (unitPrice < 0) {
    return flaw(
      'unit_price',
      unitPrice,
      `zero or more: a reduction is a line of the type discount`,
    );
  }
  const expected = quantity * unitPrice - discount;
  if (total !== expected) {
    return flaw('total_amount', total, `${expected}, quantity times unit_price less discount`);
  }
  if (!isReduction(line) && total < 0) {
    return flaw(
      'total_discount_amount',
      discount,
      `at most ${quantity * unitPrice}, what it costs`,
    );
  }
  return undefined;
}

function flawOfUntaxed({ taxRate, taxAmount }: OrderLine): Flaw | undefined {
  const why = '0 where the tax is a line of the type sales_tax';
  if (taxRate !== 0) return flaw('tax_rate', taxRate, why);
  return taxAmount === 0 ? undefined : flaw('total_tax_amount', taxAmount, why);
}

function flawOfTax({ taxRate, taxAmount, total }: OrderLine): Flaw | undefined {
  if (taxRate < 0 || taxRate > 10_000 || isPercentage(taxRate)) {
    return flaw('tax_rate', taxRate, meant(taxRate));
  }
  // Klarna: within one of total - total * 10000 / (10000 + tax_rate). In whole numbers, so exactly.
  const divisor = 10_000 + taxRate;
  if (Math.abs(taxAmount * divisor - total * taxRate) <= divisor) return undefined;
  const expected = taxInside(total, taxRate);
  return flaw('total_tax_amount', taxAmount, `${expected}, the ${taxRate / 100} % inside ${total}`);
}

/** No country has a value added tax of 0.30 % or less, but many one of 30 % or less. */
const isPercentage = (rate: number): boolean => rate >= 1 && rate <= 30;

function meant(rate: number): string {
  const basisPoints = Math.round(rate * (rate < 1 ? 10_000 : 100));
  const plausible = basisPoints > 0 && basisPoints <= 10_000;
  return `basis points from 0 to 10000${plausible ? `: did you mean ${basisPoints}?` : ''}`;
}

/** What a shop's data holds is any text at run time. */
const INTERVALS: ReadonlySet<string> = new Set(['DAY', 'WEEK', 'MONTH', 'YEAR']);

function flawOfSubscription({ subscription }: OrderLine): Flaw | undefined {
  if (!subscription) return undefined;
  const { name, interval, intervalCount } = subscription;
  if (name.trim() === '') return flaw('subscription.name', 'empty', 'a name');
  if (!INTERVALS.has(interval)) {
    return flaw('subscription.interval', interval, 'DAY, WEEK, MONTH or YEAR');
  }
  if (Number.isSafeInteger(intervalCount) && intervalCount >= 1) return undefined;
  return flaw('subscription.interval_count', intervalCount, 'a whole number from 1');
}
