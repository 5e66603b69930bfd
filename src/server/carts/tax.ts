/** Which tax rate and which tax amount a line is sent with. */
import type { Numeric, Taxed } from './cart.js';
import {
  type Decimal,
  isZero,
  absolute,
  minus,
  percentOf,
  plus,
  quotient,
  round,
  roundedRatio,
  shift,
  times,
  whole,
} from './decimal.js';
import { type AmountReader, member, type Place, readPercent, refusal } from './read.js';

const HUNDRED = whole(100);

/** The tax of one charge as its cart tells it. */
export interface Tax {
  readonly percent?: Decimal;
  readonly amount?: Decimal;
}

export function readTax(given: Taxed, place: Place, reader: AmountReader): Tax {
  return {
    ...(given.taxPercent !== undefined && {
      percent: readPercent(given.taxPercent, member(place, 'taxPercent')),
    }),
    ...(given.tax !== undefined && {
      amount: reader.charge(given.tax, member(place, 'tax')),
    }),
  };
}

/** By which an amount as the cart says it is multiplied to include its tax, or not to. */
export interface Factor {
  readonly over: Decimal;
  readonly under: Decimal;
}

const ONE: Factor = { over: whole(1), under: whole(1) };

/** From amounts without tax to such with it; `total` is what `tax.amount` is the tax of. */
export function toGross(total: Decimal, tax: Tax): Factor {
  if (tax.amount && !isZero(total)) return { over: plus(total, tax.amount), under: total };
  return tax.percent ? { over: plus(HUNDRED, tax.percent), under: HUNDRED } : ONE;
}

/** From amounts with tax to such without it. */
export function toNet(total: Decimal, tax: Tax): Factor {
  if (tax.amount && !isZero(total)) return { over: minus(total, tax.amount), under: total };
  return tax.percent ? { over: HUNDRED, under: plus(HUNDRED, tax.percent) } : ONE;
}

export { ONE as SAME };

/** An amount times a factor, in whole minor units. */
export const convert = (amount: Decimal, { over, under }: Factor): bigint =>
  roundedRatio(times(amount, over), under);

/**
 * The tax of `total` by rate.
 *
 * @param prices whether `total` includes it.
 */
function taxByRate(total: Decimal, percent: Decimal, prices: 'gross' | 'net'): bigint {
  return prices === 'net'
    ? round(percentOf(total, percent))
    : roundedRatio(times(total, percent), plus(HUNDRED, percent));
}

/** Refuses a tax amount that its rate does not explain, within one minor unit for each piece. */
export function checkTax(
  { percent, amount }: Tax,
  total: Decimal,
  prices: 'gross' | 'net',
  pieces: bigint,
  place: Place,
  reader: AmountReader,
  taxPercent: Numeric | undefined,
): void {
  if (!percent || !amount) return;
  const expected = taxByRate(total, percent, prices);
  const found = round(amount);
  if (absolute(found - expected) <= pieces) return;
  const text = `is ${reader.text(found)}, expected ${reader.text(expected)}`;
  throw refusal(member(place, 'tax'), `${text}: the ${taxPercent} % of taxPercent`);
}

/** What a line is sent with. */
export interface LineTax {
  /** Basis points. */
  readonly taxRate: number;
  readonly taxAmount: number;
}

/**
 * Klarna takes a whole number of basis points, and a tax within one minor unit of what they say of the total.
 * A rate between two basis points (14.975 %) is rounded, and the tax is the nearest that Klarna then takes.
 *
 * @param total including tax, in minor units.
 */
export function lineTax(total: bigint, { percent, amount }: Tax, place: Place): LineTax {
  const wanted = amount ? round(amount) : taxByRate(whole(total), percent ?? whole(0), 'gross');
  const rate = percent ? round(shift(percent, 2)) : rateFrom(total, wanted, place);
  return { taxRate: Number(rate), taxAmount: Number(nearestTax(total, rate, wanted)) };
}

/** The rate that a tax amount comes from: a whole percentage or a tenth where one explains it. */
function rateFrom(total: bigint, tax: bigint, place: Place): bigint {
  if (tax === 0n) return 0n;
  const net = total - tax;
  if (net <= 0n || tax > net) {
    throw refusal(member(place, 'tax'), `is ${tax} of ${total} minor units, expected at most half`);
  }
  const explains = (rate: bigint) => nearestTax(total, rate, tax) === tax;
  const percentage = quotient(tax * 100n, net) * 100n;
  const tenth = quotient(tax * 1_000n, net) * 10n;
  return [percentage, tenth].find(explains) ?? quotient(tax * 10_000n, net);
}

/** The tax nearest to `wanted` that is within one minor unit of the exact tax inside `total`. */
export function nearestTax(total: bigint, rate: bigint, wanted: bigint): bigint {
  const inside = total * rate;
  const divisor = 10_000n + rate;
  // `total` is not negative here; a bigint division rounds down.
  const most = (inside + divisor) / divisor;
  const least = inside <= divisor ? 0n : (inside - 1n) / divisor;
  if (wanted > most) return most;
  return wanted < least ? least : wanted;
}
