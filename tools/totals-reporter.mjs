// Appends this run's counts to the file named in KLARNA_TOTALS, and tells what failed.
import { appendFileSync } from 'node:fs';
import { relative } from 'node:path';
import { tellFailure } from './failures.mjs';

export function totalsReporter() {
  return {
    onTestRunFinished({ sessions }) {
      let passed = 0,
        failed = 0,
        skipped = 0;
      for (const s of sessions) {
        const where = s.browser.name;
        const file = relative(process.cwd(), s.testFile ?? '');
        const walk = (suite, names) => {
          const path = [...names, suite.name].filter(Boolean);
          for (const t of suite.tests) {
            if (t.skipped) skipped++;
            else if (t.passed) passed++;
            else {
              failed++;
              tellFailure({
                where,
                test: [file, ...path, t.name].join(' › '),
                message: t.error?.message,
              });
            }
          }
          for (const inner of suite.suites) walk(inner, path);
        };
        if (s.testResults) walk(s.testResults, []);
        if (!s.passed && s.errors.length) {
          failed++;
          tellFailure({ where, test: file, message: s.errors[0].message });
        }
      }
      if (process.env.KLARNA_TOTALS)
        appendFileSync(
          process.env.KLARNA_TOTALS,
          JSON.stringify({ passed, failed, skipped }) + '\n',
        );
    },
  };
}
