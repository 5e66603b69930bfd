/**
 * What moves on the page over a whole purchase. As in the browsers' own figure, what moves within half a second after
 * a press is the answer to it and does not count; the simulated Klarna takes longer than that. Its frame keeps its first
 * height, so whatever moves is the page's doing; a second purchase lets the frame grow.
 */
import type { Page } from 'playwright-core';
import type { Figure } from '../report/figure.js';
import {
  agree,
  buy,
  openOurs,
  openTextbook,
  untilApproved,
  untilAsked,
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
  readonly hadRecentInput: boolean;
  readonly value: number;
  readonly sources: readonly {
    readonly node?: Node;
    readonly previousRect: DOMRectReadOnly;
    readonly currentRect: DOMRectReadOnly;
  }[];
}

async function observe(page: Page, height: number): Promise<void> {
  await page.addInitScript((height) => {
    window.klarnaSimulatorOptions = { height, delay: 700 };
    window.shifts = [];
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as LayoutShift[]) {
        if (entry.hadRecentInput) continue;
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

export interface Shifts {
  /** Until the prompt is drawn. */
  readonly first: readonly Shift[];
  /** From then on to the approval. */
  readonly purchase: readonly Shift[];
}

export interface Case {
  /** CSS pixels. */
  readonly width: number;
  /** `show`: the element has a button of its own. */
  readonly payButton: 'auto' | 'show';
  readonly height?: number;
  readonly isReserved?: boolean;
}

/** What the element's own views do to the page. */
export const CASES: readonly Case[] = [
  { width: 1280, payButton: 'auto' },
  { width: 1280, payButton: 'show' },
  { width: 360, payButton: 'auto' },
];

export async function shiftsOfOurs(stage: Stage, wanted: Case): Promise<Shifts> {
  const { width, payButton, height = FIRST, isReserved = false } = wanted;
  servePages(stage.server, {
    sdk: SIMULATOR_PATH,
    attributes: `pay-button="${payButton}"`,
    isReserved,
  });
  const { page, leave } = await visit(stage);
  await page.setViewportSize({ width, height: 900 });
  await observe(page, height);
  await openOurs(page, stage.server.origin);
  await untilAsked(page);
  const first = await shiftsOf(page);
  await agree(page);
  await untilReady(page);
  await shiftsOf(page);
  await buy(page);
  await untilApproved(page);
  const purchase = (await shiftsOf(page)).slice(first.length);
  await leave();
  return { first, purchase };
}

async function shiftsOfTextbook(stage: Stage, isReserved: boolean): Promise<readonly Shift[]> {
  servePages(stage.server, { sdk: SIMULATOR_PATH, isReserved });
  const { page, leave } = await visit(stage);
  await observe(page, FIRST);
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

const story = (shifts: readonly Shift[]): string =>
  shifts.map(({ during, moved }) => `${during}: ${moved.join('; ')}`).join('. ');

export async function measureLayout(stage: Stage): Promise<readonly Figure[]> {
  const [wide = CASES[0], ...others] = CASES;
  if (!wide) throw new Error('There is no case.');
  const all = ({ first, purchase }: Shifts): readonly Shift[] => [...first, ...purchase];
  const plain = await shiftsOfOurs(stage, wide);
  const reserved = await shiftsOfOurs(stage, { ...wide, isReserved: true });
  const purchases = [all(reserved)];
  for (const one of others) {
    purchases.push(all(await shiftsOfOurs(stage, { ...one, isReserved: true })));
  }
  const moved = purchases.flat();
  const grown = await shiftsOfOurs(stage, { ...wide, height: GROWN, isReserved: true });
  const textbook = await shiftsOfTextbook(stage, true);
  const textbookPlain = await shiftsOfTextbook(stage, false);
  return [
    {
      id: 'layout-shift',
      title: `Layout shift from the opening of the page to the approval, room kept, sum of ${CASES.length} purchases`,
      value: sum(moved),
      unit: 'shift',
      limit: { most: 0 },
      beside: [
        { name: 'textbook, room kept too, one purchase', value: sum(textbook), unit: 'shift' },
        {
          name: `Klarna’s: when its frame grows from ${FIRST} to ${GROWN} px`,
          value: sum(all(grown)) - sum(all(reserved)),
          unit: 'shift',
        },
      ],
      ...(moved.length > 0 && { note: story(moved) }),
    },
    {
      id: 'layout-shift-plain',
      title: 'The same on a page that keeps no room, one purchase',
      value: sum(all(plain)),
      unit: 'shift',
      beside: [{ name: 'textbook', value: sum(textbookPlain), unit: 'shift' }],
      note: 'Ours is 0 if the script was faster than the first frame.',
    },
  ];
}
