/** What each script of this folder gives: figures, as JSON in the file that is named, or on standard output. */
import { writeFileSync } from 'node:fs';

export interface Figure {
  /** Stable, for machines. */
  readonly id: string;
  readonly title: string;
  readonly value: number;
  readonly unit: 'ms' | 'µs' | '×' | '';
  /** The middle half of all runs lies between `low` and `high`. */
  readonly spread: { readonly low: number; readonly high: number; readonly runs: number };
  /** The value must not be above (`most`) or below (`least`) this; without it the figure is there to be read. */
  readonly limit?: { readonly most: number } | { readonly least: number };
  readonly beside?: readonly Beside[];
  readonly note?: string;
}

export interface Beside extends Pick<Figure, 'value' | 'unit' | 'spread'> {
  readonly name: string;
}

/** Median and middle half. */
export function spreadOf(values: readonly number[]): Pick<Figure, 'value' | 'spread'> {
  const sorted = [...values].sort((one, other) => one - other);
  const at = (share: number) => {
    const position = (sorted.length - 1) * share;
    const [below = NaN, above = below] = sorted.slice(
      Math.floor(position),
      Math.floor(position) + 2,
    );
    return round(below + (above - below) * (position % 1));
  };
  return { value: at(0.5), spread: { low: at(0.25), high: at(0.75), runs: sorted.length } };
}

const round = (value: number): number => Number(value.toPrecision(4));

/** Node adds its own arguments before ours: the third is the file to write. */
export function giveFigures(figures: readonly Figure[]): void {
  const json = `${JSON.stringify(figures, undefined, 2)}\n`;
  const [, , file] = process.argv;
  if (file === undefined) process.stdout.write(json);
  else writeFileSync(file, json);
}
