// The one command that proves the project: browsers, checks, build, every suite, then one line of counts.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { engines, ensure } from './browsers.mjs';

/** Steps that stop the run when they fail: what comes after would only fail again. */
const CHECKS = ['lint', 'build'];
const SUITES = ['test:node', 'test:unit', 'test:e2e'];

const missing = ensure();
const required = process.env.CI ? engines : ['chromium'];
const lacking = missing.filter((engine) => required.includes(engine));
if (lacking.length) {
  console.error(`No browser for: ${lacking.join(', ')}`);
  process.exit(1);
}
if (missing.length) console.warn(`Not tested on this machine: ${missing.join(', ')}`);

const folder = mkdtempSync(join(tmpdir(), 'klarna-checkout-'));
const totals = join(folder, 'totals');
const failures = join(folder, 'failures');
writeFileSync(totals, '');
writeFileSync(failures, '');
const env = {
  ...process.env,
  KLARNA_TOTALS: totals,
  KLARNA_FAILURES: failures,
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
for (const line of readFileSync(totals, 'utf8').split('\n').filter(Boolean)) {
  const counts = JSON.parse(line);
  for (const key of Object.keys(sum)) sum[key] += counts[key];
}
// Told again where it is found: a log has thousands of lines.
const told = readFileSync(failures, 'utf8');
if (told) console.log(`Failed:\n${told}`);
// A suite can break without a failed test (a crash, a lint finding): that is a failure too.
if (broken && !sum.failed) sum.failed = broken;
console.log(
  `${sum.passed} passed, ${sum.failed} failed${sum.skipped ? `, ${sum.skipped} skipped` : ''}`,
);
process.exit(broken || !sum.passed ? 1 : 0);
