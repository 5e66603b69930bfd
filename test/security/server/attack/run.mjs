// The long form of the attack: `npm run attack:server [-- requests [seed]]`. Without a seed, a new one each time.
import { spawnSync } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { fileURLToPath } from 'node:url';

const [, , requests = '100000', seed = String(randomInt(2 ** 31))] = process.argv;
console.log(`${requests} requests, seed ${seed}`);
const test = fileURLToPath(new URL('attack.test.ts', import.meta.url));
const options = ['--import', 'tsx', '--test', '--test-reporter=spec', test];
const { status } = spawnSync(process.execPath, options, {
  stdio: 'inherit',
  env: { ...process.env, ATTACK_REQUESTS: requests, ATTACK_SEED: seed },
});
process.exit(status ?? 1);
