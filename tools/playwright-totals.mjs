// A Playwright reporter that appends this run's counts to the file named in KLARNA_TOTALS, and tells what failed.
import { appendFileSync } from 'node:fs';
import { stripVTControlCharacters } from 'node:util';
import { tellFailure } from './failures.mjs';

export default class {
  c = { passed: 0, failed: 0, skipped: 0 };
  onTestEnd(t, r) {
    if (r.status === 'skipped') this.c.skipped++;
    else if (r.status === t.expectedStatus) this.c.passed++;
    else if (r.retry === t.retries) {
      this.c.failed++;
      const [, where, ...names] = t.titlePath();
      const message = stripVTControlCharacters(r.error?.message ?? r.status);
      tellFailure({ where, test: names.join(' › '), message });
    }
  }
  onEnd() {
    if (process.env.KLARNA_TOTALS)
      appendFileSync(process.env.KLARNA_TOTALS, JSON.stringify(this.c) + '\n');
  }
  printsToStdio() {
    return false;
  }
}
