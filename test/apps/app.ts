/** An app of a shop: made in a folder of its own, with the packed package, built, and bought in. */
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, extname, join } from 'node:path';
import { chromium, type Browser, type Page } from 'playwright-core';
import { KlarnaStandIn } from '../../src/simulator/playwright.js';
import { chromiumArguments, find } from '../../tools/browsers/find.js';
import { lend, type Packed } from '../harness/node/packed.js';
import { PageServer } from '../harness/node/page-server.js';

export interface App {
  readonly name: string;
  /** Path → text. */
  readonly files: Readonly<Record<string, string>>;
  /** Those of this tree are used. */
  readonly packages: readonly string[];
  /** Builds in the given folder, into its `dist`. */
  readonly build: (folder: string) => Promise<unknown>;
}

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.mjs': 'text/javascript',
  '.css': 'text/css',
  '.json': 'application/json',
};

/** The app in its folder, with everything installed. */
export function make(app: App, { project }: Packed): string {
  const folder = mkdtempSync(join(tmpdir(), `klarna-checkout-${app.name.toLowerCase()}-`));
  const files = { 'package.json': '{ "private": true, "type": "module" }', ...app.files };
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  for (const name of app.packages) lend(folder, name);
  lend(folder, 'klarna-checkout-element', project);
  return folder;
}

/** Serves what was built. */
export async function serve(folder: string): Promise<PageServer> {
  const root = join(folder, 'dist');
  const server = new PageServer();
  for (const name of readdirSync(root, { recursive: true, encoding: 'utf8' })) {
    const type = TYPES[extname(name)];
    if (type === undefined) continue;
    const body = readFileSync(join(root, name), 'utf8');
    const served = { body, headers: { 'content-type': type } };
    server.serve(`/${name.replaceAll('\\', '/')}`, served);
    if (name === 'index.html') server.serve('/', served);
  }
  return await server.start();
}

export async function startChromium(): Promise<Browser> {
  const found = find('chromium');
  assert.ok(found, 'No browser for chromium: npm run setup:test');
  const { executablePath } = found;
  return await chromium.launch({
    ...(executablePath ? { executablePath } : {}),
    args: [...chromiumArguments],
  });
}

/** Buys on a page with the simulator; `arrived` waits for the token where the app keeps it. */
export async function buy(
  browser: Browser,
  url: string,
  arrived: (page: Page) => Promise<void> = untilKept,
): Promise<void> {
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
    await page.goto(url);
    await page.getByRole('button', { name: 'Agree and continue' }).click();
    await page.waitForFunction('document.querySelector("klarna-checkout").state === "ready"');
    await page.getByRole('button', { name: 'Buy now' }).click();
    await arrived(page);
    assert.deepEqual(faults, []);
  } finally {
    await context.close();
  }
}

/** The page has a second element, with every switch written as the framework writes `false`. */
export async function assertSwitchedOff(page: Page): Promise<void> {
  await page.waitForFunction('customElements.get("klarna-checkout")');
  const switches = await page.evaluate(
    `(({ placeOrder, autoFinalize, disabled }) => ({ placeOrder, autoFinalize, disabled }))(
      document.querySelector('#switched-off'))`,
  );
  assert.deepEqual(switches, { placeOrder: false, autoFinalize: false, disabled: false });
}

/** The page keeps the token as `token`. */
async function untilKept(page: Page): Promise<void> {
  await page.waitForFunction('window.token');
  await assertSwitchedOff(page);
  // `place-order` was written as false in the way of the framework: nothing else happened.
  const state = await page.evaluate('document.querySelector("klarna-checkout").state');
  assert.equal(state, 'authorized');
}

export const remove = (folder: string): void => rmSync(folder, { recursive: true, force: true });
