/** What a shopper does on the pages of the stage, and when. */
import type { Page } from 'playwright-core';
import { BY_THE_BOOK, OURS } from './pages.js';

/** Times of `performance.now()` in the page. */
export interface Times {
  /** The first listener heard the last press. */
  readonly pressed: number;
  /** Calls of Klarna's SDK, and when it was there. */
  readonly here: number;
  readonly load: number;
  readonly authorize: number;
}

declare global {
  interface Window {
    klarnaCalledAt?: Record<string, number>;
    klarnaWasSent?: {
      readonly order_lines?: readonly unknown[];
      readonly billing_address?: object;
    };
    pressedAt?: number;
    /** What the press had led to before the next task began. */
    calledInTask?: readonly string[];
  }
}

/** Has to run before the page's own scripts: the first listener of all hears the press first. */
async function listen(page: Page): Promise<void> {
  await page.addInitScript(() => {
    addEventListener(
      'click',
      () => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => {
          window.calledInTask = Object.keys(window.klarnaCalledAt ?? {});
          port1.close();
        };
        port2.postMessage(undefined);
        // Last of all: what this listener does itself is nobody's time.
        window.pressedAt = performance.mark('bench:press').startTime;
      },
      { capture: true },
    );
  });
}

/** A press with the mouse and nothing else: drivers' own clicks run script of theirs in the page. */
async function press(page: Page, name: string): Promise<void> {
  const button = page.getByRole('button', { name, exact: true });
  await button.scrollIntoViewIfNeeded();
  const box = await button.boundingBox();
  if (!box) throw new Error(`The button "${name}" cannot be seen.`);
  await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
}

export async function openOurs(page: Page, origin: string): Promise<void> {
  await listen(page);
  await page.goto(origin + OURS);
}

export async function untilAsked(page: Page): Promise<void> {
  await page.waitForFunction(() => document.querySelector('klarna-checkout')?.state === 'consent');
}

export async function agree(page: Page): Promise<void> {
  await untilAsked(page);
  await press(page, 'Agree and continue');
}

export async function untilReady(page: Page): Promise<void> {
  await page.waitForFunction(() => document.querySelector('klarna-checkout')?.state === 'ready');
}

export async function untilApproved(page: Page): Promise<void> {
  await page.waitForFunction(
    () => document.querySelector('klarna-checkout')?.state === 'authorized',
  );
}

export async function openTextbook(page: Page, origin: string, path = BY_THE_BOOK): Promise<void> {
  await listen(page);
  await page.goto(origin + path);
}

export async function untilTextbookReady(page: Page): Promise<void> {
  await page.waitForFunction(() => document.documentElement.dataset.klarna === 'ready');
}

export async function untilTextbookApproved(page: Page): Promise<void> {
  await page.waitForFunction(() => document.documentElement.dataset.klarna === 'approved');
}

export async function buy(page: Page): Promise<void> {
  await press(page, 'Buy now');
  await page.waitForFunction(() => window.calledInTask !== undefined);
}

export function times(page: Page): Promise<Times> {
  return page.evaluate(() => {
    const at = window.klarnaCalledAt ?? {};
    return {
      pressed: window.pressedAt ?? NaN,
      here: at.here ?? NaN,
      load: at.load ?? NaN,
      authorize: at.authorize ?? NaN,
    };
  });
}
