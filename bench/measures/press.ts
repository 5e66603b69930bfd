/** From the press to Klarna's `authorize`: one task, whatever the form and the order weigh. */
import type { Figure } from '../report/figure.js';
import { valueOf } from '../report/figure.js';
import { buy, openOurs, openTextbook, untilReady, untilTextbookReady } from '../stage/shopper.js';
import { servePages, visit, type Stage, type Visitor } from '../stage/stage.js';
import { MARKS, startTrace, Trace } from '../stage/trace.js';
import { interleaved, sampleOf } from '../statistics.js';

const ROUNDS = 11;
const LINES = 200;

export interface Press {
  /** Milliseconds of the main thread. */
  readonly time: number;
  /** `authorize` was called before the press's task was over. */
  readonly isSameTask: boolean;
  /** What Klarna was sent is the whole order with an address. */
  readonly isComplete: boolean;
}

async function pressOn(stage: Stage, { page, leave }: Visitor): Promise<Press> {
  await startTrace(stage.browser, MARKS);
  await buy(page);
  const time = (await Trace.of(stage.browser)).between('bench:press', 'bench:authorize');
  const seen = await page.evaluate((lines) => {
    const { order_lines, billing_address } = window.klarnaWasSent ?? {};
    return {
      isSameTask: window.calledInTask?.includes('authorize') ?? false,
      isComplete: order_lines?.length === lines && billing_address !== undefined,
    };
  }, LINES);
  await leave();
  return { time, ...seen };
}

/** The first press on a page that has just been opened. */
export async function pressOurs(stage: Stage, slowdown: number): Promise<Press> {
  const visitor = await visit(stage, slowdown);
  await openOurs(visitor.page, stage.server.origin);
  await untilReady(visitor.page);
  return pressOn(stage, visitor);
}

async function pressTextbook(stage: Stage, slowdown: number): Promise<Press> {
  const visitor = await visit(stage, slowdown);
  await openTextbook(visitor.page, stage.server.origin);
  await untilTextbookReady(visitor.page);
  return pressOn(stage, visitor);
}

export function serveLongPages(stage: Stage): void {
  servePages(stage.server, { lines: LINES, attributes: 'consent="granted"' });
}

export async function measurePress(stage: Stage): Promise<readonly Figure[]> {
  serveLongPages(stage);
  const runs = await interleaved(ROUNDS, {
    ours: () => pressOurs(stage, 1),
    textbook: () => pressTextbook(stage, 1),
    oursSlow: () => pressOurs(stage, 4),
    textbookSlow: () => pressTextbook(stage, 4),
  });
  const all = Object.values(runs).flat();
  if (!all.every(({ isComplete }) => isComplete)) throw new Error('Klarna was not sent the order.');
  const time = (presses: readonly Press[]) =>
    valueOf(sampleOf(presses.map((press) => press.time)), 'ms');
  const ours = [...runs.ours, ...runs.oursSlow];
  return [
    {
      id: 'press-same-task',
      title: 'Presses of which `authorize` was not called in the same task',
      value: ours.filter(({ isSameTask }) => !isSameTask).length,
      unit: '',
      limit: { most: 0 },
      note: `Of ${ours.length}.`,
    },
    {
      id: 'press-to-authorize-4x',
      title: `Press → \`authorize\`, cold, ${LINES} lines, 60 fields, 4 × slower CPU`,
      ...time(runs.oursSlow),
      limit: { most: 12 },
      beside: [{ name: 'textbook', ...time(runs.textbookSlow) }],
    },
    {
      id: 'press-to-authorize',
      title: `Press → \`authorize\`, cold, ${LINES} lines, 60 fields, full speed`,
      ...time(runs.ours),
      beside: [{ name: 'textbook', ...time(runs.textbook) }],
    },
  ];
}
