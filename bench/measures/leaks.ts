/** A thousand elements put in and taken out again: what stays behind. */
import type { CDPSession, Page } from 'playwright-core';
import type { Figure } from '../report/figure.js';
import { OURS } from '../stage/pages.js';
import { servePages, visit, type Stage } from '../stage/stage.js';

const TIMES = 1000;
/** Before the counting starts: what is made once is not a leak. */
const WARM_UP = 50;

export interface Left {
  readonly nodes: number;
  readonly listeners: number;
  /** Timers that nobody has cleared and that have not run. */
  readonly timers: number;
  /** Bytes. */
  readonly heap: number;
}

declare global {
  interface Window {
    pendingTimers?: Set<unknown>;
  }
}

/** Keeps a list of the timers that are under way; has to run before the page's scripts. */
async function watchTimers(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const pending = (window.pendingTimers = new Set<unknown>());
    const set = window.setTimeout.bind(window);
    const clear = window.clearTimeout.bind(window);
    const every = window.setInterval.bind(window);
    const stop = window.clearInterval.bind(window);
    const later = (run: () => void, delay?: number): number => {
      const id = set(() => {
        pending.delete(id);
        run();
      }, delay);
      pending.add(id);
      return id;
    };
    window.setTimeout = later as typeof window.setTimeout;
    window.clearTimeout = (id) => {
      pending.delete(id);
      clear(id);
    };
    window.setInterval = ((run: () => void, delay?: number) => {
      const id = every(run, delay);
      pending.add(id);
      return id;
    }) as typeof window.setInterval;
    window.clearInterval = (id) => {
      pending.delete(id);
      stop(id);
    };
  });
}

/** Puts one in, lets it come as far as it can, and takes it out; as often as wanted. */
function putInAndTakeOut(page: Page, times: number, until: 'consent' | 'ready'): Promise<void> {
  return page.evaluate(
    async ([times, until]) => {
      const form = document.querySelector('form')!;
      for (let time = 0; time < times; time += 1) {
        const element = document.createElement('klarna-checkout');
        element.endpoint = '/shop';
        if (until === 'ready') element.consent = 'granted';
        const arrived = new Promise<void>((resolve) => {
          element.addEventListener('klarna-state', ({ detail }) => {
            if (detail.state === until) resolve();
          });
        });
        form.append(element);
        await arrived;
        await element.updateComplete;
        element.remove();
        await Promise.resolve();
      }
    },
    [times, until] as const,
  );
}

async function left(page: Page, cdp: CDPSession): Promise<Left> {
  // A garbage collection lets go of what the one before has found; observers report in between.
  for (let time = 0; time < 3; time += 1) {
    await cdp.send('HeapProfiler.collectGarbage');
    await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(resolve)));
  }
  const { metrics } = await cdp.send('Performance.getMetrics');
  const of = (wanted: string): number => metrics.find(({ name }) => name === wanted)?.value ?? NaN;
  const timers = await page.evaluate(() => window.pendingTimers?.size ?? NaN);
  return {
    nodes: of('Nodes'),
    listeners: of('JSEventListeners'),
    timers,
    heap: of('JSHeapUsedSize'),
  };
}

/** What is there more than before. */
export async function leaks(
  stage: Stage,
  until: 'consent' | 'ready',
  times = TIMES,
): Promise<Left> {
  servePages(stage.server);
  const { page, cdp, leave } = await visit(stage);
  await watchTimers(page);
  await cdp.send('Performance.enable');
  await page.goto(stage.server.origin + OURS);
  await page.evaluate(() => document.querySelector('klarna-checkout')?.remove());
  await putInAndTakeOut(page, WARM_UP, until);
  const before = await left(page, cdp);
  await putInAndTakeOut(page, times, until);
  const after = await left(page, cdp);
  await leave();
  return {
    nodes: after.nodes - before.nodes,
    listeners: after.listeners - before.listeners,
    timers: after.timers - before.timers,
    heap: after.heap - before.heap,
  };
}

export async function measureLeaks(stage: Stage): Promise<readonly Figure[]> {
  const figures: Figure[] = [];
  for (const until of ['consent', 'ready'] as const) {
    const { nodes, listeners, timers, heap } = await leaks(stage, until);
    const title = `${TIMES} × put in, up to \`${until}\`, and taken out:`;
    figures.push(
      {
        id: `leaks-nodes-${until}`,
        title: `${title} nodes left`,
        value: nodes,
        unit: 'nodes',
        limit: { most: 0 },
      },
      {
        id: `leaks-listeners-${until}`,
        title: `${title} listeners left`,
        value: listeners,
        unit: '',
        limit: { most: 0 },
      },
      {
        id: `leaks-timers-${until}`,
        title: `${title} timers left`,
        value: timers,
        unit: '',
        limit: { most: 0 },
      },
      {
        id: `leaks-heap-${until}`,
        title: `${title} heap`,
        value: heap,
        unit: 'B',
        limit: { most: 2 ** 20 },
      },
    );
  }
  return figures;
}
