// The long form of the load test: `npm run load:server [-- requests]`.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const [, , requests = '50000'] = process.argv;
const test = fileURLToPath(new URL('load.test.ts', import.meta.url));
const options = ['--import', 'tsx', '--test', '--test-reporter=spec', test];
const { status } = spawnSync(process.execPath, options, {
  stdio: 'inherit',
  env: { ...process.env, LOAD_REQUESTS: requests },
});
process.exit(status ?? 1);
