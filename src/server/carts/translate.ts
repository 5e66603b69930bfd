/** What all translations do: read members of a system's answer, and add and subtract them exactly. */
import type { CartCharge, CartDiscount, Numeric } from './cart.js';
import { type Decimal, isNegative, negated, shift, toText } from './decimal.js';
import { found, readNumber, refusal } from './read.js';

/** The number at a member of the answer, named by its path in a refusal. */
export const numberAt = (value: unknown, path: string): Decimal => readNumber(value, { path });

/** The list at a member of the answer. */
export function listAt<Item>(value: readonly Item[] | undefined, path: string): readonly Item[] {
  if (!Array.isArray(value)) throw refusal({ path }, `is ${found(value)}, expected a list`);
  return value as readonly Item[];
}

/** The number of decimals that an amount of the answer has. */
export const withDecimals = (value: Decimal, decimals: number): Decimal => shift(value, -decimals);

/** Something beside the goods, which may add to the total or lower it. */
export interface Extra {
  readonly name?: string;
  readonly reference?: string;
  /** With its tax; negative for a reduction. */
  readonly amount: Decimal;
  /** Of the sign of `amount`. */
  readonly tax?: Decimal;
  readonly taxPercent?: Numeric;
}

/** Sorts extras into what is charged and what is taken off. */
export function sorted(extras: readonly Extra[]): {
  readonly charges: readonly CartCharge[];
  readonly discounts: readonly CartDiscount[];
} {
  const entry = ({ amount, tax, ...rest }: Extra, turned: (value: Decimal) => Decimal) => ({
    ...rest,
    amount: toText(turned(amount)),
    ...(tax && { tax: toText(turned(tax)) }),
  });
  return {
    charges: extras.filter(({ amount }) => !isNegative(amount)).map((extra) => entry(extra, same)),
    discounts: extras
      .filter(({ amount }) => isNegative(amount))
      .map((extra) => entry(extra, negated)),
  };
}

const same = (value: Decimal): Decimal => value;
