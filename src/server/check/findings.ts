/** What the contract checker says: one finding a rule, with its cure where the rule is broken. */

import type { SampleLine } from './samples.js';

/**
 * `conforms`: as the contract says. `breaks`: the element would stumble. `advice`: it works, but a
 * browser's protection or a shopper's comfort is missing. `skipped`: not claimed, or not reachable.
 */
export type Verdict = 'conforms' | 'breaks' | 'advice' | 'skipped';

export interface Finding {
  /** The call, as in the contract: `session`, `session/update` … */
  readonly call: string;
  readonly verdict: Verdict;
  /** What was seen. */
  readonly what: string;
  /** How to mend it; absent where nothing is to mend. */
  readonly cure?: string;
  /** A line that does it right. */
  readonly sample?: SampleLine;
}

const MARKS: Readonly<Record<Verdict, string>> = {
  conforms: 'ok    ',
  breaks: 'BREAKS',
  advice: 'advice',
  skipped: '-     ',
};

/** One finding as lines of text for a terminal. */
export function formatFinding({ call, verdict, what, cure, sample }: Finding): string {
  return [
    `${MARKS[verdict]} ${call}: ${what}`,
    ...(cure === undefined ? [] : [`         → ${cure}`]),
    ...(sample === undefined ? [] : [`           as ${sample.file} does: ${sample.line}`]),
  ].join('\n');
}

export const hasBroken = (findings: readonly Finding[]): boolean =>
  findings.some(({ verdict }) => verdict === 'breaks');
