/** One line of the report. */
import type { Sample } from '../statistics.js';

export type Unit = 'B' | 'ms' | 'µs' | '×' | 'requests' | 'shift' | 'nodes' | '';

export interface Value {
  readonly value: number;
  readonly unit: Unit;
  /** Of values that vary from run to run. */
  readonly spread?: { readonly low: number; readonly high: number; readonly runs: number };
}

export interface Beside extends Value {
  readonly name: string;
}

export interface Figure extends Value {
  /** Stable, for machines. */
  readonly id: string;
  readonly title: string;
  /** The value must not be above (`most`) or below (`least`) this; without it the figure is there to be read. */
  readonly limit?: { readonly most: number } | { readonly least: number };
  readonly beside?: readonly Beside[];
  readonly note?: string;
}

export const valueOf = (sample: Sample, unit: Unit): Value => ({
  value: sample.median,
  unit,
  spread: { low: sample.low, high: sample.high, runs: sample.runs },
});

export function isMissed({ value, limit }: Figure): boolean {
  if (!limit) return false;
  return 'most' in limit ? !(value <= limit.most) : !(value >= limit.least);
}
