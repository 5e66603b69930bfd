/** `npm run test:node [-- files]`: the tests that need no page, or the given ones. Writes their results for `npm test`. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { NODE_REPORT, REPORTS } from './results.js';

const FOLDERS = [
  'test/apps',
  'test/demo',
  'test/docs',
  'test/package',
  'test/search/exhaustive',
  'test/search/server',
  'test/security/server',
  'test/server',
  'test/soak',
  'test/tools',
];

/** Node's runner takes patterns only from version 21 on. */
const all = (): readonly string[] =>
  FOLDERS.flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.test.ts'))
      .map((name) => join(folder, name)),
  );

const given = process.argv.slice(2);
mkdirSync(REPORTS, { recursive: true });
const { status } = spawnSync(
  process.execPath,
  [
    '--import',
    'tsx',
    '--test',
    // Most files wait for processes and databases of their own; Node would leave one processor free.
    `--test-concurrency=${availableParallelism()}`,
    '--test-reporter=spec',
    '--test-reporter-destination=stdout',
    '--test-reporter=junit',
    `--test-reporter-destination=${NODE_REPORT}`,
    ...(given.length ? given : all()),
  ],
  { stdio: 'inherit' },
);
process.exit(status ?? 1);
