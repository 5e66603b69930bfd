/** An app of a shop: made in a folder of its own, with the packed package, built, and bought in. */
import assert from 'node:assert/strict';
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, extname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { chromium, type Browser } from 'playwright-core';
import { KlarnaStandIn } from '../../src/simulator/playwright.js';
import { chromiumArguments, find } from '../../tools/browsers/find.js';
import { lend, type Packed } from '../harness/node/packed.js';
import { PageServer } from '../harness/node/page-server.js';

export interface App {
  readonly name: string;
  /** Path → text. */
  readonly files: Readonly<Record<string, string>>;
  /** With versions where not the newest is wanted. */
  readonly packages: readonly string[];
  /** The packages are those of this tree. */
  readonly areLent?: boolean;
  /** Arguments of `npx`, or a function that builds in the given folder. */
  readonly build: readonly string[] | ((folder: string) => Promise<unknown>);
  /** The folder that was built, to be served as files, or what starts a server. */
  readonly serve:
    | { readonly folder: string }
    | { readonly command: readonly string[]; readonly env?: Readonly<Record<string, string>> };
}

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.mjs': 'text/javascript',
  '.css': 'text/css',
  '.json': 'application/json',
};

/** The app in its folder, with everything installed. */
export function make(app: App, { tarball, project }: Packed): string {
  const folder = mkdtempSync(join(tmpdir(), `klarna-checkout-${app.name.toLowerCase()}-`));
  const files = { 'package.json': '{ "private": true, "type": "module" }', ...app.files };
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  if (app.areLent) {
    for (const name of app.packages) lend(folder, name);
    lend(folder, 'klarna-checkout-element', project);
  } else npm(folder, 'install', tarball, ...app.packages);
  return folder;
}

function npm(cwd: string, ...words: readonly string[]): void {
  const quiet = ['--no-audit', '--no-fund', '--prefer-offline', '--loglevel=error'];
  run(cwd, 'npm', [...words, ...quiet]);
}

function run(cwd: string, command: string, words: readonly string[]): void {
  const { status, stdout, stderr } = spawnSync(command, words, {
    cwd,
    encoding: 'utf8',
    env: ENVIRONMENT,
    shell: process.platform === 'win32',
  });
  assert.equal(status, 0, `${command} ${words.join(' ')}\n${stdout}\n${stderr}`);
}

/** Not that of a test runner, and no tool asks or counts anybody. */
const ENVIRONMENT: NodeJS.ProcessEnv = {
  ...process.env,
  NODE_ENV: undefined,
  NODE_TEST_CONTEXT: undefined,
  CI: 'true',
  NG_CLI_ANALYTICS: 'false',
  NEXT_TELEMETRY_DISABLED: '1',
  NUXT_TELEMETRY_DISABLED: '1',
  ASTRO_TELEMETRY_DISABLED: '1',
};

/** Versions of what was installed, as the documents name them. */
export function versionsIn(folder: string, { packages }: App): string {
  const names = packages.map((one) => one.replace(/(?<=.)@[^/]*$/, ''));
  return names
    .map((name) => {
      const path = join(folder, 'node_modules', name, 'package.json');
      return `${name} ${(JSON.parse(readFileSync(path, 'utf8')) as { version: string }).version}`;
    })
    .join(', ');
}

export async function build(folder: string, { build: how }: App): Promise<void> {
  if (typeof how === 'function') await how(folder);
  else run(folder, 'npx', how);
}

interface Served {
  readonly origin: string;
  stop(): Promise<void>;
}

export async function serve(folder: string, app: App): Promise<Served> {
  const how = app.serve;
  if ('command' in how) return await startServer(folder, how);
  const root = join(folder, how.folder);
  const server = new PageServer();
  for (const name of readdirSync(root, { recursive: true, encoding: 'utf8' })) {
    const type = TYPES[extname(name)];
    if (type === undefined) continue;
    const served = {
      body: readFileSync(join(root, name), 'utf8'),
      headers: { 'content-type': type },
    };
    server.serve(`/${name.replaceAll('\\', '/')}`, served);
    if (name === 'index.html') server.serve('/', served);
  }
  const { origin } = await server.start();
  return { origin, stop: () => server.stop() };
}

async function startServer(
  folder: string,
  { command, env }: Extract<App['serve'], { readonly command: readonly string[] }>,
): Promise<Served> {
  const port = await freePort();
  const origin = `http://127.0.0.1:${port}`;
  const child: ChildProcess = spawn('npx', command, {
    cwd: folder,
    env: { ...ENVIRONMENT, PORT: String(port), HOST: '127.0.0.1', HOSTNAME: '127.0.0.1', ...env },
    stdio: 'ignore',
    detached: true,
  });
  const stop = async (): Promise<void> => {
    if (child.exitCode !== null || child.pid === undefined) return;
    const ended = new Promise((resolve) => child.once('exit', resolve));
    process.kill(-child.pid);
    await ended;
  };
  for (let tries = 0; tries < 300; tries += 1) {
    if (
      await fetch(origin).then(
        ({ ok }) => ok,
        () => false,
      )
    )
      return { origin, stop };
    await pause(200);
  }
  await stop();
  throw new Error(`${command.join(' ')} answers nothing`);
}

const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { readonly port: number };
      server.close(() => resolve(port));
    });
  });

export async function startChromium(): Promise<Browser> {
  const found = find('chromium');
  assert.ok(found, 'No browser for chromium: npm run setup:test');
  const { executablePath } = found;
  return await chromium.launch({
    ...(executablePath ? { executablePath } : {}),
    args: [...chromiumArguments],
  });
}

/** Buys, and sees that the handler of the app gets the token. The page keeps it as `token`. */
export async function buy(browser: Browser, origin: string): Promise<void> {
  const context = await browser.newContext({ locale: 'en' });
  try {
    const klarna = await KlarnaStandIn.install(context);
    await klarna.answerEndpoint('/klarna');
    const page = await context.newPage();
    const faults: string[] = [];
    page.on('pageerror', ({ message }) => faults.push(message));
    page.on('console', (line) => {
      if (line.type() === 'error' && !line.text().includes('404')) faults.push(line.text());
    });
    await page.goto(origin);
    await page.getByRole('button', { name: 'Agree and continue' }).click();
    await page.waitForFunction('document.querySelector("klarna-checkout").state === "ready"');
    await page.getByRole('button', { name: 'Buy now' }).click();
    await page.waitForFunction('window.token');
    // `place-order` was written as false in the way of the framework: nothing else happened.
    const state = await page.evaluate('document.querySelector("klarna-checkout").state');
    assert.equal(state, 'authorized');
    assert.deepEqual(faults, []);
  } finally {
    await context.close();
  }
}

export const remove = (folder: string): void => rmSync(folder, { recursive: true, force: true });
