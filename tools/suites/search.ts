/**
 * `npm run search`: 10,000 sequences of whatever can happen to the element, in Chromium. KLARNA_SEARCH_RUNS,
 * KLARNA_SEARCH_SEED and KLARNA_SEARCH_PATH say how many, which ones, and where a counter-example is found again.
 */
import { spawnSync } from 'node:child_process';
import { randomInt } from 'node:crypto';

const {
  KLARNA_SEARCH_RUNS = '10000',
  KLARNA_SEARCH_SEED = String(randomInt(2 ** 31)),
  KLARNA_ENGINES = 'chromium',
} = process.env;

console.log(`${KLARNA_SEARCH_RUNS} sequences from seed ${KLARNA_SEARCH_SEED} in ${KLARNA_ENGINES}`);
const started = Date.now();
const { status } = spawnSync('npx', ['wtr', '--files', 'test/search/model/search.test.ts'], {
  stdio: 'inherit',
  env: { ...process.env, KLARNA_SEARCH_RUNS, KLARNA_SEARCH_SEED, KLARNA_ENGINES },
  shell: process.platform === 'win32',
});
const seconds = ((Date.now() - started) / 1000).toFixed(0);
const result = status === 0 ? 'no rule was broken' : 'a rule was broken';
console.log(`Seed ${KLARNA_SEARCH_SEED}, ${seconds} s: ${result}`);
process.exit(status ?? 1);
