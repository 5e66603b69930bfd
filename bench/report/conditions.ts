/** Where and on what something was measured. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { cpus, loadavg, platform, release, totalmem } from 'node:os';

export interface Conditions {
  readonly date: string;
  readonly commit: string;
  readonly cpu: string;
  readonly cores: number;
  /** GiB. */
  readonly memory: number;
  readonly system: string;
  /** Processes that wanted to run when the bench began, over the last minute. */
  readonly load: number;
  readonly node: string;
  readonly chromium: string;
  readonly lit: string;
}

const git = (...args: string[]): string =>
  execFileSync('git', args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();

/** A copy without a repository has no commit. */
function commit(): string {
  try {
    const changes = git('status', '--porcelain', '--', 'src', 'bench', 'package-lock.json');
    return git('rev-parse', '--short', 'HEAD') + (changes ? ' with changes' : '');
  } catch {
    return 'unknown';
  }
}

export function versionOf(name: string): string {
  const { version } = JSON.parse(readFileSync(`node_modules/${name}/package.json`, 'utf8')) as {
    version: string;
  };
  return version;
}

export function conditions(chromium: string): Conditions {
  return {
    date: new Date().toISOString().slice(0, 16).replace('T', ' ') + ' UTC',
    commit: commit(),
    cpu: cpus()[0]?.model ?? 'unknown',
    cores: cpus().length,
    memory: Math.round(totalmem() / 2 ** 30),
    system: `${platform()} ${release()}`,
    load: Math.round((loadavg()[0] ?? 0) * 10) / 10,
    node: process.version,
    chromium,
    lit: versionOf('lit'),
  };
}
