/** The script's first moments on a slow phone: evaluated, upgraded, drawn. */
import { setTimeout as pause } from 'node:timers/promises';
import type { Figure } from '../report/figure.js';
import { valueOf } from '../report/figure.js';
import { OURS } from '../stage/pages.js';
import { servePages, visit, type Stage } from '../stage/stage.js';
import { TASKS_AND_SCRIPTS, startTrace, Trace, type MainThread } from '../stage/trace.js';
import { interleaved, sampleOf } from '../statistics.js';

const ROUNDS = 11;
const SLOWDOWN = 4;
/** Milliseconds; a lot more than it takes. */
const TIME_TO_DRAW = 1500;

interface Way {
  readonly path: string;
  readonly script: string;
  /** What is on the page when the first painting is over. */
  readonly drawn: string;
}

const WAYS: Readonly<Record<'ours' | 'floor', Way>> = {
  ours: { path: OURS, script: '/klarna-checkout.js', drawn: 'button[part="agree"]' },
  floor: { path: '/floor/', script: '/floor.js', drawn: 'floor-element p' },
};

async function firstPaint(stage: Stage, { path, script, drawn }: Way): Promise<MainThread> {
  const { page, leave } = await visit(stage, SLOWDOWN);
  await page.goto('about:blank');
  await startTrace(stage.browser, TASKS_AND_SCRIPTS);
  await page.goto(stage.server.origin + path);
  // Whoever asks the page whether it is done would be part of what is measured.
  await pause(TIME_TO_DRAW);
  const seen = (await Trace.of(stage.browser)).afterScript(script);
  if (!(await page.locator(drawn).isVisible())) throw new Error(`${path} was not drawn in time.`);
  await leave();
  return seen;
}

export async function measureFirstPaint(stage: Stage): Promise<readonly Figure[]> {
  servePages(stage.server);
  const runs = await interleaved(ROUNDS, {
    ours: () => firstPaint(stage, WAYS.ours),
    floor: () => firstPaint(stage, WAYS.floor),
  });
  const longest = (seen: readonly MainThread[]) =>
    valueOf(sampleOf(seen.map(({ longestTask }) => longestTask)), 'ms');
  const script = (seen: readonly MainThread[]) => sampleOf(seen.map((one) => one.script));
  const floor = script(runs.floor);
  return [
    {
      id: 'first-paint-longest-task',
      title: 'Longest task until first painted, cold, 4 × slower CPU',
      ...longest(runs.ours),
      limit: { most: 50 },
      beside: [{ name: 'empty Lit element', ...longest(runs.floor) }],
    },
    {
      id: 'first-paint-script',
      title: 'Script time until then, as a multiple of an empty Lit element’s',
      ...valueOf(sampleOf(runs.ours.map((one) => one.script / floor.median)), '×'),
      limit: { most: 3 },
      beside: [
        { name: 'ours', ...valueOf(script(runs.ours), 'ms') },
        { name: 'empty Lit element', ...valueOf(floor, 'ms') },
      ],
    },
  ];
}
