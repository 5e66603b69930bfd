/** An app in a project of its own, with all its tools installed from npm. */
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { promisify } from 'node:util';
import type { Browser } from 'playwright-core';
import { serve as serveEmpty } from '../../harness/loopback.js';
import { remove, serve as serveFiles } from '../app.js';

const run = promisify(execFile);

/** Package → range: the newest version that fits is installed. */
export type Packages = Readonly<Record<string, string>>;

/** A project with the given packages and ours. */
export interface Project {
  readonly packages: Packages;
  /** Path → text. What is in `package.json` is kept. */
  readonly files: Readonly<Record<string, string>>;
}

export interface InstalledApp extends Project {
  readonly name: string;
  /** How many of the packages, from the first on, the result names with their versions. */
  readonly named: number;
  /** A command of the installed packages. */
  readonly build: readonly string[];
  /** The program that serves what was built on `PORT`; without it, the page is in `dist`. */
  readonly start?: readonly string[];
  /** The page on which a shopper buys. */
  readonly path?: string;
  /** What else is true where it is served. */
  readonly also?: (browser: Browser, origin: string) => Promise<void>;
}

/** What a run that is interrupted would leave behind, the newest last. */
const leftovers: (() => void)[] = [];
process.once('exit', () => {
  for (const remove of leftovers.reverse()) remove();
});

/** Nothing is asked, and nothing is reported to the makers of the tools. */
const QUIET = {
  CI: 'true',
  ASTRO_TELEMETRY_DISABLED: '1',
  CYPRESS_INSTALL_BINARY: '0',
  NEXT_TELEMETRY_DISABLED: '1',
  NG_CLI_ANALYTICS: 'false',
  NUXT_TELEMETRY_DISABLED: '1',
};

const environment = (folder: string): NodeJS.ProcessEnv => ({
  ...process.env,
  ...QUIET,
  PATH: [join(folder, 'node_modules/.bin'), process.env['PATH']].join(delimiter),
});

/** Runs a command in a project. @throws with what it printed, when it fails */
export async function command(folder: string, words: readonly string[]): Promise<string> {
  const [program = '', ...rest] = words;
  const { stdout } = await run(program, rest, {
    cwd: folder,
    env: environment(folder),
    shell: process.platform === 'win32',
    timeout: 600_000,
    maxBuffer: 2 ** 26,
  }).catch((error: unknown) => {
    const { message, stdout: said } = error as {
      readonly message: string;
      readonly stdout: string;
    };
    throw new Error(`${message}\n${said}`);
  });
  return stdout;
}

/** Makes a project in a folder of its own and has npm install everything. */
export async function install(
  { packages, files }: Project,
  tarball: string,
  ...options: readonly string[]
): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'klarna-checkout-app-'));
  leftovers.push(() => remove(folder));
  const manifest = {
    private: true,
    type: 'module',
    ...(JSON.parse(files['package.json'] ?? '{}') as object),
    dependencies: { ...packages, 'klarna-checkout-element': `file:${tarball}` },
  };
  const texts = { ...files, 'package.json': JSON.stringify(manifest) };
  for (const [path, text] of Object.entries(texts)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  const quick = ['--prefer-offline', '--no-audit', '--no-fund'];
  await command(folder, ['npm', 'install', ...quick, ...options]);
  return folder;
}

/** The installed version of a package. */
export function versionOf(folder: string, name: string): string {
  const path = join(folder, 'node_modules', name, 'package.json');
  return (JSON.parse(readFileSync(path, 'utf8')) as { readonly version: string }).version;
}

export interface Served {
  readonly origin: string;
  stop(): Promise<void>;
}

/** Serves what was built. */
export async function serve({ start }: InstalledApp, folder: string): Promise<Served> {
  if (!start) {
    const server = await serveFiles(folder);
    return { origin: server.origin, stop: () => server.stop() };
  }
  const port = await freePort();
  const origin = `http://localhost:${port}`;
  const [program = '', ...rest] = start;
  const server = spawn(program, rest, {
    cwd: folder,
    env: { ...environment(folder), PORT: String(port), HOST: 'localhost' },
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  leftovers.push(() => kill(server));
  let printed = '';
  for (const stream of [server.stdout, server.stderr])
    stream.on('data', (data: Buffer) => (printed += String(data)));
  try {
    await answered(origin, server, () => printed);
  } catch (error) {
    await end(server);
    throw error;
  }
  return { origin, stop: () => end(server) };
}

async function freePort(): Promise<number> {
  await using server = await serveEmpty(() => undefined);
  return Number(new URL(server.url).port);
}

/** Until the server answers; one that ends has said why. */
async function answered(
  origin: string,
  server: ChildProcess,
  printed: () => string,
): Promise<void> {
  const signal = AbortSignal.timeout(60_000);
  while (!(await fetch(origin, { signal }).catch(() => undefined))) {
    if (server.exitCode !== null || signal.aborted)
      throw new Error(`It does not answer at ${origin}:\n${printed()}`);
    await wait(100);
  }
}

const isRunning = ({ pid, exitCode, signalCode }: ChildProcess): boolean =>
  pid !== undefined && exitCode === null && signalCode === null;

/** Kills the server with all that it has started. */
function kill(server: ChildProcess): void {
  if (isRunning(server)) process.kill(-server.pid!, 'SIGKILL');
}

async function end(server: ChildProcess): Promise<void> {
  if (!isRunning(server)) return;
  const ended = once(server, 'exit');
  kill(server);
  await ended;
}
