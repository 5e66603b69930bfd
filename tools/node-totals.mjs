// A node:test reporter that appends this run's counts to the file named in KLARNA_TOTALS, and tells what failed.
import { appendFileSync } from 'node:fs';
import { relative } from 'node:path';
import { tellFailure } from './failures.mjs';

// eslint-disable-next-line require-yield -- a reporter is a generator; this one prints nothing
export default async function* (source) {
  const counts = { passed: 0, failed: 0, skipped: 0 };
  for await (const { type, data } of source) {
    if (type === 'test:fail') {
      counts.failed += 1;
      const { name, file = '', details } = data;
      const test = `${relative(process.cwd(), file)} › ${name}`;
      tellFailure({ where: 'node', test, message: details.error?.message });
    } else if (type === 'test:pass') counts[data.skip === undefined ? 'passed' : 'skipped'] += 1;
  }
  if (process.env.KLARNA_TOTALS) {
    appendFileSync(process.env.KLARNA_TOTALS, `${JSON.stringify(counts)}\n`);
  }
}
