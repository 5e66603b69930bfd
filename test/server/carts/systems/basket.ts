/** What is in a basket, for the written carts of a system and for random ones. */

export interface Row {
  readonly name: string;
  /** Of one, as the shop keeps its prices: with or without tax. */
  readonly price: number;
  readonly quantity: number;
  /** In percent. */
  readonly rate: number;
}

export interface Basket {
  readonly rows: readonly Row[];
  /** A coupon for all rows, in percent. */
  readonly percentOff: number;
  readonly shipping?: { readonly price: number; readonly rate: number };
}

/** As PHP rounds: halves away from zero, after what a binary fraction cannot hold is put right. */
export function phpRound(value: number, decimals = 2): number {
  const factor = 10 ** decimals;
  const shifted = Number((value * factor).toPrecision(15));
  return (Math.sign(shifted) * Math.round(Math.abs(shifted))) / factor || 0;
}

export const sumOf = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0);

export type Dice = (below: number) => number;

/** Whole numbers from 0, the same for the same seed (mulberry32). */
export function dice(seed: number): Dice {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below);
  };
}

const RATES = [0, 2.6, 5.5, 6, 7, 8.1, 10, 19, 20, 21, 25, 27];

export function randomBasket(roll: Dice): Basket {
  const rates = [RATES[roll(RATES.length)]!, RATES[roll(RATES.length)]!];
  return {
    rows: Array.from({ length: 1 + roll(4) }, (_, index) => ({
      name: `Row ${index}`,
      price: roll(8) === 0 ? roll(50) / 100 : roll(50_000) / 100,
      quantity: roll(3) === 0 ? 1 + roll(40) : 1 + roll(3),
      rate: rates[roll(2)]!,
    })),
    percentOff: roll(2) === 0 ? 0 : 1 + roll(60),
    ...(roll(3) > 0 && { shipping: { price: roll(2_000) / 100, rate: rates[0]! } }),
  };
}
