/** A server and a browser, ready for a measure. */
import { existsSync, readFileSync } from 'node:fs';
import { build } from 'vite';
import { chromium, type Browser, type CDPSession, type Page } from 'playwright-core';
import { find as findBrowser } from '../../tools/browsers/find.js';
import {
  BY_THE_BOOK,
  floorPage,
  OURS,
  ourPage,
  textbookFile,
  textbookPage,
  TOKEN_IN_PAGE,
  type Wishes,
} from './pages.js';
import { SDK_PATH, SESSION, StageServer } from './server.js';

/** The file for a script tag, as it is published. */
export const ELEMENT = 'dist/cdn/klarna-checkout.js';
/** What a measure loads where Klarna has to be seen. */
export const SIMULATOR_PATH = '/klarna-sdk/simulator.js';

/** What the script-tag file begins with; see `vite.config.ts`. */
const COMPILE_HINT = '//# allFunctionsCalledOnLoad';

function unhinted(code: string): string {
  if (!code.startsWith(COMPILE_HINT)) throw new Error(`${ELEMENT} has lost its first line.`);
  return code.slice(COMPILE_HINT.length);
}

/** What stands beside ours on a page: the files of `floor/`, and the elements that they define. */
const FLOORS = { empty: 'floor-element', prompt: 'floor-prompt' } as const;

export interface Stage {
  readonly server: StageServer;
  readonly browser: Browser;
}

export interface Visitor {
  readonly page: Page;
  readonly cdp: CDPSession;
  readonly leave: () => Promise<void>;
}

function built(path: string): string {
  if (!existsSync(path)) throw new Error(`${path} is not there: run "npm run build" first.`);
  return readFileSync(path, 'utf8');
}

/** A file of the bench for the page, made by the tool that makes the script-tag file. */
async function bundled(entry: string): Promise<string> {
  const result = await build({
    configFile: false,
    publicDir: false,
    logLevel: 'error',
    build: {
      write: false,
      minify: true,
      target: 'es2022',
      lib: { entry, formats: ['iife'], name: 'bench', fileName: () => 'bundle.js' },
    },
  });
  const files = [result].flat().flatMap((bundle) => ('output' in bundle ? bundle.output : []));
  for (const file of files) if (file.type === 'chunk') return file.code;
  throw new Error(`Nothing came of ${entry}.`);
}

/** A server with the files that every measure needs. */
export async function openServer(): Promise<StageServer> {
  const server = await new StageServer().start();
  server.serve('/klarna-checkout.js', built(ELEMENT));
  server.serve(SDK_PATH, readFileSync('bench/stage/klarna.js', 'utf8'));
  server.serve(SIMULATOR_PATH, built('dist/cdn/klarna-simulator.js'));
  server.serve('/textbook/checkout.js', textbookFile('checkout.js'));
  server.serve('/textbook/checkout.css', textbookFile('checkout.css'));
  return server;
}

export async function openStage(): Promise<Stage & { readonly stop: () => Promise<void> }> {
  const server = await openServer();
  for (const [name, element] of Object.entries(FLOORS)) {
    const code = await bundled(`bench/stage/floor/${name}.ts`);
    server.serve(`/${name}.js`, code);
    server.serve(`/${name}-hinted.js`, `${COMPILE_HINT}\n${code}`);
    server.serve(`/${name}/`, floorPage(element, `/${name}.js`));
    server.serve(`/${name}-hinted/`, floorPage(element, `/${name}-hinted.js`));
  }
  server.serve('/unhinted.js', unhinted(built(ELEMENT)));
  server.serve('/unhinted/', ourPage({ file: '/unhinted.js', isOnlyOpened: true }));
  server.serve('/unchosen/', ourPage({ isUnchosen: true, isOnlyOpened: true }));
  server.serve('/lock.js', await bundled('bench/stage/lock.ts'));
  const find = findBrowser as (engine: string) => { readonly executablePath?: string } | undefined;
  const executablePath = find('chromium')?.executablePath;
  const browser = await chromium.launch({
    ...(executablePath ? { executablePath } : {}),
    args: [...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), '--js-flags=--expose-gc'],
  });
  return {
    server,
    browser,
    stop: async () => {
      await browser.close();
      await server.stop();
    },
  };
}

export function servePages(server: StageServer, wishes: Wishes = {}): void {
  server.serve(OURS, ourPage(wishes));
  server.serve(BY_THE_BOOK, textbookPage(wishes));
  server.serve(TOKEN_IN_PAGE, textbookPage(wishes, SESSION.client_token));
}

/** Somebody who has never been here: nothing is cached, no code is compiled. */
export async function visit({ browser }: Stage, slowdown = 1): Promise<Visitor> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  // The loader of these TypeScript files leaves calls of such a helper in what is sent to the page.
  await context.addInitScript('globalThis.__name ??= (named) => named;');
  const page = await context.newPage();
  const cdp = await context.newCDPSession(page);
  if (slowdown > 1) await cdp.send('Emulation.setCPUThrottlingRate', { rate: slowdown });
  return { page, cdp, leave: () => context.close() };
}
