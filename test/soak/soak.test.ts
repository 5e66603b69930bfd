/** Many purchases in one page: nothing stays locked, no token is lost or doubled, and nothing of ours grows. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { chromium, type Browser, type CDPSession, type Page } from 'playwright-core';
import type { SoakReport } from './page.js';
import { installed } from '../harness/node/browser.js';
import { serve, type Running } from '../harness/loopback.js';

/** `npm run soak` does more of them. */
const PURCHASES = Number(process.env['KLARNA_SOAK'] ?? 300);
const SEED = Number(process.env['KLARNA_SEED'] ?? 20_261_121);
/** What the page and the engine need once is there by then. */
const WARM_UP = Math.round(PURCHASES / 2);

/** Nodes of one element with its parts. Half of the purchases would leave far more. */
const ONE_ELEMENT = 60;

interface Held {
  readonly heap: number;
  readonly nodes: number;
  readonly listeners: number;
  readonly timers: number;
  /** Entries of the element in the browser's timeline. */
  readonly marks: number;
}

async function held(page: Page, session: CDPSession): Promise<Held> {
  for (let time = 0; time < 5; time += 1) {
    await session.send('HeapProfiler.collectGarbage');
    await page.evaluate(() => new Promise((resolve) => requestIdleCallback(resolve)));
  }
  const { metrics } = await session.send('Performance.getMetrics');
  const metric = (name: string): number => metrics.find((one) => one.name === name)?.value ?? NaN;
  return {
    heap: metric('JSHeapUsedSize'),
    nodes: metric('Nodes'),
    listeners: metric('JSEventListeners'),
    timers: await page.evaluate(() => window.soak.timers()),
    marks: await page.evaluate(
      () =>
        performance.getEntries().filter(({ name }) => name.startsWith('klarna-checkout:')).length,
    ),
  };
}

describe(`a soak of ${PURCHASES} purchases, seed ${SEED}`, () => {
  let running: Running;
  let browser: Browser;
  let report: SoakReport;
  let early: Held;
  let late: Held;

  before(async () => {
    const { outputFiles } = await build({
      entryPoints: [fileURLToPath(new URL('page.ts', import.meta.url))],
      bundle: true,
      write: false,
      format: 'iife',
      target: 'es2022',
      define: { 'process.env.NODE_ENV': '"production"', global: 'globalThis' },
    });
    running = await serve(({ url }, response) => {
      const isScript = url === '/soak.js';
      response.setHeader('content-type', isScript ? 'text/javascript' : 'text/html');
      response.end(
        isScript
          ? outputFiles[0]!.text
          : '<!doctype html><html lang="en"><script defer src="/soak.js"></script>',
      );
    });
    const found = installed('chromium');
    assert.ok(found, 'No browser for chromium: npm run setup:test');
    browser = await chromium.launch({
      ...(found.executablePath ? { executablePath: found.executablePath } : {}),
      // Compiled code would grow with use, and hide what is ours.
      args: ['--js-flags=--jitless', ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])],
    });
    const page = await browser.newPage();
    const session = await page.context().newCDPSession(page);
    await session.send('Performance.enable');
    await page.goto(running.url);
    const run = (from: number, to: number): Promise<SoakReport> =>
      page.evaluate(
        ([seed, first, last]) => window.soak.run(seed!, first!, last!),
        [SEED, from, to],
      );
    const first = await run(0, WARM_UP);
    early = await held(page, session);
    const second = await run(WARM_UP, PURCHASES);
    late = await held(page, session);
    report = { ...second, violations: [...first.violations, ...second.violations] };
  });

  after(async () => {
    await browser.close();
    await running[Symbol.asyncDispose]();
  });

  it('leaves no page locked, asks Klarna once at a time, loses and doubles no token', (context) => {
    context.diagnostic(JSON.stringify({ ...report, early, late }));
    assert.deepEqual(report.violations, []);
  });

  it('came through every kind of end', () => {
    for (const end of [
      'placed',
      'authorized',
      'declined',
      'unavailable',
      'unknown',
      'failed',
      'removed',
    ]) {
      assert.ok(report.ends[end], `no purchase ended as ${end}: ${JSON.stringify(report.ends)}`);
    }
    assert.ok(report.tokens.returned > 0, 'no token was given back');
  });

  it('keeps no node, listener or timer, and of the timeline the last entries', () => {
    assert.equal(late.timers, 0);
    assert.equal(late.marks, early.marks, 'entries in the timeline');
    // The last purchase's element may still be in somebody's hands, never those before it.
    assert.ok(late.nodes - early.nodes < ONE_ELEMENT, `nodes: ${early.nodes}, then ${late.nodes}`);
    assert.ok(
      late.listeners - early.listeners <= 2,
      `listeners: ${early.listeners}, then ${late.listeners}`,
    );
  });

  it('keeps less than half a kilobyte of memory per purchase', () => {
    const each = (late.heap - early.heap) / (PURCHASES - WARM_UP);
    assert.ok(each < 512, `${Math.round(each)} bytes a purchase`);
  });
});
