/**
 * What moves on the page over a whole purchase, by an observer of our own that forgives nothing: shifts
 * after a press count too. Klarna's frame keeps its first height here, so whatever moves is the page's doing;
 * a second purchase lets the frame grow.
 */
import type { Page } from 'playwright-core';
import type { Figure } from '../report/figure.js';
import {
  agree,
  buy,
  openOurs,
  openTextbook,
  untilApproved,
  untilReady,
  untilTextbookApproved,
  untilTextbookReady,
} from '../stage/shopper.js';
import { servePages, SIMULATOR_PATH, visit, type Stage } from '../stage/stage.js';

export interface Shift {
  /** As the browser counts it: share of the window × distance. */
  readonly value: number;
  /** Milliseconds since the page was opened. */
  readonly at: number;
  /** State of the element, or of the textbook's page. */
  readonly during: string;
  readonly moved: readonly string[];
}

declare global {
  interface Window {
    shifts?: Shift[];
    klarnaSimulatorOptions?: object;
  }
}

/** Heights of Klarna's frame, in CSS pixels: the first, and what it grows to. */
const FIRST = 230;
const GROWN = 310;

interface LayoutShift extends PerformanceEntry {
  readonly value: number;
  readonly sources: readonly {
    readonly node?: Node;
    readonly previousRect: DOMRectReadOnly;
    readonly currentRect: DOMRectReadOnly;
  }[];
}

async function observe(page: Page, height: number): Promise<void> {
  await page.addInitScript((height) => {
    window.klarnaSimulatorOptions = { height, delay: 150 };
    window.shifts = [];
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as LayoutShift[]) {
        const element = document.querySelector('klarna-checkout');
        window.shifts?.push({
          value: entry.value,
          at: entry.startTime,
          during: element ? element.state : (document.documentElement.dataset.klarna ?? 'loading'),
          moved: entry.sources.map(({ node, previousRect, currentRect }) => {
            const target = node instanceof Element ? node : node?.parentElement;
            const name = target ? target.localName + (target.id && `#${target.id}`) : 'gone';
            return `${name} ${previousRect.y} → ${currentRect.y}, ${previousRect.height} → ${currentRect.height}`;
          }),
        });
      }
    }).observe({ type: 'layout-shift', buffered: true });
  }, height);
}

/** Two drawings later the observer has heard of all that came before. */
const shiftsOf = (page: Page): Promise<readonly Shift[]> =>
  page.evaluate(
    () =>
      new Promise<readonly Shift[]>((resolve) => {
        requestAnimationFrame(() =>
          requestAnimationFrame(() => setTimeout(() => resolve(window.shifts ?? []), 50)),
        );
      }),
  );

export async function shiftsOfOurs(stage: Stage, height = FIRST): Promise<readonly Shift[]> {
  servePages(stage.server, { sdk: SIMULATOR_PATH });
  const { page, leave } = await visit(stage);
  await observe(page, height);
  await openOurs(page, stage.server.origin);
  await agree(page);
  await untilReady(page);
  await shiftsOf(page);
  await buy(page);
  await untilApproved(page);
  const shifts = await shiftsOf(page);
  await leave();
  return shifts;
}

async function shiftsOfTextbook(stage: Stage, height = FIRST): Promise<readonly Shift[]> {
  servePages(stage.server, { sdk: SIMULATOR_PATH });
  const { page, leave } = await visit(stage);
  await observe(page, height);
  await openTextbook(page, stage.server.origin);
  await untilTextbookReady(page);
  await shiftsOf(page);
  await buy(page);
  await untilTextbookApproved(page);
  const shifts = await shiftsOf(page);
  await leave();
  return shifts;
}

const sum = (shifts: readonly Shift[]): number =>
  shifts.reduce((total, { value }) => total + value, 0);

export async function measureLayout(stage: Stage): Promise<readonly Figure[]> {
  const ours = await shiftsOfOurs(stage);
  const grown = await shiftsOfOurs(stage, GROWN);
  const textbook = await shiftsOfTextbook(stage);
  return [
    {
      id: 'layout-shift',
      title: 'Layout shift of our own making over a whole purchase',
      value: sum(ours),
      unit: 'shift',
      limit: { most: 0 },
      beside: [
        { name: 'textbook', value: sum(textbook), unit: 'shift' },
        {
          name: `added by Klarna’s frame when it grows from ${FIRST} to ${GROWN} px`,
          value: sum(grown) - sum(ours),
          unit: 'shift',
        },
      ],
      ...(ours.length > 0 && {
        note: ours.map(({ during, moved }) => `${during}: ${moved.join('; ')}`).join('. '),
      }),
    },
  ];
}
