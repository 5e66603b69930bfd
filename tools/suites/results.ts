/** What the suites came to, read from the reports that their runners write. */
import { existsSync, readFileSync } from 'node:fs';
import { stripVTControlCharacters } from 'node:util';
import { SaxesParser } from 'saxes';

export const REPORTS = 'artifacts/reports';
/** JUnit's form, which Node's runner and Playwright write themselves. */
export const NODE_REPORT = `${REPORTS}/node.xml`;
export const E2E_REPORT = `${REPORTS}/e2e.xml`;
/** {@link Results} as JSON. */
export const UNIT_REPORT = `${REPORTS}/unit.json`;

export interface Results {
  passed: number;
  failed: number;
  skipped: number;
  /** One line for each failed test, made by {@link failureLine}. */
  readonly failures: string[];
}

/** The names of a failed test, from the outermost, and how its reason begins. */
export function failureLine(names: readonly string[], message = ''): string {
  const reason = message.trim().split('\n', 1)[0]?.slice(0, 200);
  return names.filter(Boolean).join(' › ') + (reason ? ` (${reason})` : '');
}

const NOTHING: Results = { passed: 0, failed: 0, skipped: 0, failures: [] };

/** What a suite came to; nothing where it wrote no report. */
export function readResults(path: string): Results {
  if (!existsSync(path)) return NOTHING;
  const text = readFileSync(path, 'utf8');
  return path.endsWith('.json') ? (JSON.parse(text) as Results) : parseJUnit(text);
}

/** Node's runner writes what a program printed as it is, colours included, which no XML may hold. */
const withoutControls = (text: string): string =>
  stripVTControlCharacters(text).replace(/[^\P{Cc}\t\n\r]/gu, '');

export function parseJUnit(xml: string): Results {
  const results: Results = { passed: 0, failed: 0, skipped: 0, failures: [] };
  const names: string[] = [];
  let outcome: 'passed' | 'failed' | 'skipped' = 'passed';
  const parser = new SaxesParser();
  parser.on('opentag', ({ name, attributes }) => {
    if (name === 'testsuite' || name === 'testcase') {
      names.push(attributes['name'] ?? '');
      outcome = 'passed';
    } else if (name === 'skipped') outcome = 'skipped';
    else if (name === 'failure' || name === 'error') {
      outcome = 'failed';
      results.failures.push(failureLine(names, attributes['message']));
    }
  });
  parser.on('closetag', ({ name }) => {
    if (name === 'testcase') results[outcome] += 1;
    if (name === 'testsuite' || name === 'testcase') names.pop();
  });
  parser.write(withoutControls(xml)).close();
  return results;
}
