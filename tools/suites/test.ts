/** `npm test`: checks, build and every suite, then one line of counts. It installs nothing; `npm run setup:test` does. */
import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { engines, find } from '../browsers/find.js';
import { E2E_REPORT, NODE_REPORT, readResults, REPORTS, UNIT_REPORT } from './results.js';

/** Steps that stop the run when they fail: what comes after would only fail again. */
const CHECKS = ['lint', 'build'];
const SUITES = ['test:node', 'test:unit', 'test:e2e'];

const missing = engines.filter((engine) => !find(engine));
const required = process.env['CI'] ? engines : ['chromium'];
const lacking = missing.filter((engine) => required.includes(engine));
if (lacking.length) {
  console.error(
    `No browser for: ${lacking.join(', ')}. "npm run setup:test" installs what is missing.`,
  );
  process.exit(1);
}
if (missing.length) {
  console.warn(
    `Skipped on this machine: ${missing.join(', ')}. "npm run setup:test" installs what is missing.`,
  );
}

rmSync(REPORTS, { recursive: true, force: true });
const env = {
  ...process.env,
  KLARNA_ENGINES: engines.filter((engine) => !missing.includes(engine)).join(),
};

let broken = 0;
for (const step of [...CHECKS, ...SUITES]) {
  const started = Date.now();
  const { status } = spawnSync('npm', ['run', '--silent', step], {
    stdio: 'inherit',
    env,
    shell: process.platform === 'win32',
  });
  console.log(`[${step}] exit ${status} in ${((Date.now() - started) / 1000).toFixed(1)} s`);
  if (status !== 0) {
    broken += 1;
    if (CHECKS.includes(step)) break;
  }
}

const sum = { passed: 0, failed: 0, skipped: 0 };
for (const report of [NODE_REPORT, UNIT_REPORT, E2E_REPORT]) {
  const { passed, failed, skipped, failures } = readResults(report);
  sum.passed += passed;
  sum.failed += failed;
  sum.skipped += skipped;
  // Printed again here: a log has thousands of lines.
  for (const failure of failures) console.log(`Failed: ${failure}`);
}
// A suite can break without a failed test (a crash, a lint finding): that is a failure too.
if (broken && !sum.failed) sum.failed = broken;
console.log(
  `${sum.passed} passed, ${sum.failed} failed${sum.skipped ? `, ${sum.skipped} skipped` : ''}`,
);
process.exit(broken || !sum.passed ? 1 : 0);
