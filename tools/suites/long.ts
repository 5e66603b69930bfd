/**
 * The long forms of tests that `npm test` runs in short:
 *
 *     npm run soak [-- purchases [seed]]
 *     npm run load:server [-- requests]
 *     npm run attack:server [-- requests [seed]]
 *     npm run search:server [-- schedules [seed [depth]]]
 */
import { spawnSync } from 'node:child_process';
import { randomInt } from 'node:crypto';

const [, , suite, count, seed = String(randomInt(2 ** 31)), depth = '2'] = process.argv;

interface Long {
  readonly file: string;
  readonly env: Readonly<Record<string, string>>;
}

const SUITES: Readonly<Record<string, Long>> = {
  soak: {
    file: 'test/soak/soak.test.ts',
    env: { KLARNA_SOAK: count ?? '1000', ...(process.argv[4] && { KLARNA_SEED: seed }) },
  },
  load: { file: 'test/server/load/load.test.ts', env: { LOAD_REQUESTS: count ?? '50000' } },
  attack: {
    file: 'test/security/server/attack/attack.test.ts',
    env: { ATTACK_REQUESTS: count ?? '100000', ATTACK_SEED: seed },
  },
  search: {
    file: 'test/search/server/search.test.ts',
    env: {
      KLARNA_SEARCH_RUNS: count ?? '1000000',
      KLARNA_SEARCH_SEED: seed,
      KLARNA_SEARCH_DEPTH: depth,
    },
  },
};

const long = SUITES[suite ?? ''];
if (!long) throw new Error(`${Object.keys(SUITES).join(', ')}, not ${suite}`);
console.log(long.env);
const { status } = spawnSync(
  process.execPath,
  ['--import', 'tsx', '--test', '--test-reporter=spec', long.file],
  { stdio: 'inherit', env: { ...process.env, ...long.env } },
);
process.exit(status ?? 1);
