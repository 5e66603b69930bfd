/** From the press to Klarna's `authorize`: one task, whatever the form and the order weigh. */
import type { Page } from 'playwright-core';
import type { Figure } from '../report/figure.js';
import { valueOf } from '../report/figure.js';
import { buy, openOurs, openTextbook, untilReady, untilTextbookReady } from '../stage/shopper.js';
import type { StageServer } from '../stage/server.js';
import { servePages, visit, type Stage, type Visitor } from '../stage/stage.js';
import { MARKS, startTrace, Trace } from '../stage/trace.js';
import { interleaved, sampleOf } from '../statistics.js';

/** At the slower CPU, where the ratio is taken; fewer are made at full speed. */
const ROUNDS = 17;
const ROUNDS_AT_FULL_SPEED = 5;
const LINES = 200;

export interface Press {
  /** `authorize` was called before the press's task was over. */
  readonly isSameTask: boolean;
  /** What Klarna was sent is the whole order with an address. */
  readonly isComplete: boolean;
}

interface TimedPress extends Press {
  /** Milliseconds of the main thread. */
  readonly time: number;
}

async function press(page: Page): Promise<Press> {
  await buy(page);
  return page.evaluate((lines) => {
    const { order_lines, billing_address } = window.klarnaWasSent ?? {};
    return {
      isSameTask: window.calledInTask?.includes('authorize') ?? false,
      isComplete: order_lines?.length === lines && billing_address !== undefined,
    };
  }, LINES);
}

async function timed(stage: Stage, { page, leave }: Visitor): Promise<TimedPress> {
  await startTrace(stage.browser, MARKS);
  const seen = await press(page);
  const time = (await Trace.of(stage.browser)).between('bench:press', 'bench:authorize');
  await leave();
  return { time, ...seen };
}

/** The first press on a page that has just been opened. */
export async function firstPress(page: Page, server: StageServer): Promise<Press> {
  serveLongPages(server);
  await openOurs(page, server.origin);
  await untilReady(page);
  return press(page);
}

async function pressOurs(stage: Stage, slowdown: number): Promise<TimedPress> {
  const visitor = await visit(stage, slowdown);
  await openOurs(visitor.page, stage.server.origin);
  await untilReady(visitor.page);
  return timed(stage, visitor);
}

async function pressTextbook(stage: Stage, slowdown: number): Promise<TimedPress> {
  const visitor = await visit(stage, slowdown);
  await openTextbook(visitor.page, stage.server.origin);
  await untilTextbookReady(visitor.page);
  return timed(stage, visitor);
}

function serveLongPages(server: StageServer): void {
  servePages(server, { lines: LINES, attributes: 'consent="granted"' });
}

export async function measurePress(stage: Stage): Promise<readonly Figure[]> {
  serveLongPages(stage.server);
  const slow = await interleaved(ROUNDS, {
    ours: () => pressOurs(stage, 4),
    textbook: () => pressTextbook(stage, 4),
  });
  const fast = await interleaved(ROUNDS_AT_FULL_SPEED, {
    ours: () => pressOurs(stage, 1),
    textbook: () => pressTextbook(stage, 1),
  });
  const ours = [...slow.ours, ...fast.ours];
  const all = [...ours, ...slow.textbook, ...fast.textbook];
  if (!all.every(({ isComplete }) => isComplete)) throw new Error('Klarna was not sent the order.');
  const time = (presses: readonly TimedPress[]) =>
    valueOf(sampleOf(presses.map((press) => press.time)), 'ms');
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
      title: `Press → \`authorize\`, cold, ${LINES} lines, 60 fields, 4 × slower CPU, beside the textbook’s`,
      ...valueOf(
        // Each press against its neighbour: the machine's mood is the same for both.
        sampleOf(slow.ours.map((one, round) => one.time / (slow.textbook[round]?.time ?? NaN))),
        '×',
      ),
      limit: { most: 1.1 },
      beside: [
        { name: 'ours', ...time(slow.ours) },
        { name: 'textbook', ...time(slow.textbook) },
      ],
    },
    {
      id: 'press-to-authorize',
      title: `Press → \`authorize\`, cold, ${LINES} lines, 60 fields, full speed`,
      ...time(fast.ours),
      beside: [{ name: 'textbook', ...time(fast.textbook) }],
    },
  ];
}
