/** What the contract checker says: one finding a rule, with its cure where the rule is broken. */

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
}

const MARKS: Readonly<Record<Verdict, string>> = {
  conforms: 'ok    ',
  breaks: 'BREAKS',
  advice: 'advice',
  skipped: '-     ',
};

/** One finding as lines of text for a terminal. */
export function formatFinding({ call, verdict, what, cure }: Finding): string {
  const line = `${MARKS[verdict]} ${call}: ${what}`;
  return cure === undefined ? line : `${line}\n         → ${cure}`;
}

export const hasBroken = (findings: readonly Finding[]): boolean =>
  findings.some(({ verdict }) => verdict === 'breaks');
