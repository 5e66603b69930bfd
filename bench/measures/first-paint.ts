/**
 * The script's first moments on a slow phone: evaluated, upgraded, drawn. Beside ours stand an element that draws the
 * same prompt and does nothing else, and an empty one; each with the compile hint that our file begins with, and without.
 */
import { setTimeout as pause } from 'node:timers/promises';
import type { Figure } from '../report/figure.js';
import { valueOf } from '../report/figure.js';
import { OURS } from '../stage/pages.js';
import { servePages, visit, type Stage } from '../stage/stage.js';
import { TASKS_AND_SCRIPTS, startTrace, Trace, type MainThread } from '../stage/trace.js';
import { interleaved, sampleOf } from '../statistics.js';

const ROUNDS = 7;
const SLOWDOWN = 4;
/** Milliseconds; a lot more than it takes. */
const TIME_TO_DRAW = 1500;

interface Way {
  readonly path: string;
  readonly script: string;
  /** What is on the page when the first painting is over. */
  readonly drawn: string;
}

const WAYS = {
  ours: { path: OURS, script: '/klarna-checkout.js', drawn: 'button[part="agree"]' },
  oursUnhinted: { path: '/unhinted/', script: '/unhinted.js', drawn: 'button[part="agree"]' },
  unchosen: {
    path: '/unchosen/',
    script: '/klarna-checkout.js',
    drawn: 'form:has(klarna-checkout:defined)',
  },
  prompt: { path: '/prompt-hinted/', script: '/prompt-hinted.js', drawn: 'floor-prompt button' },
  promptUnhinted: { path: '/prompt/', script: '/prompt.js', drawn: 'floor-prompt button' },
  empty: { path: '/empty-hinted/', script: '/empty-hinted.js', drawn: 'floor-element p' },
  emptyUnhinted: { path: '/empty/', script: '/empty.js', drawn: 'floor-element p' },
} as const satisfies Readonly<Record<string, Way>>;
type Name = keyof typeof WAYS;

/** The main thread's own time: a thread that waits computes nothing. */
const LEFT_OUT =
  'Left out is what the main thread waits for: above all the first read of `sessionStorage`, which the browser fetches from another process.';

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
  servePages(stage.server, { isOnlyOpened: true });
  const runs = await interleaved(
    ROUNDS,
    Object.fromEntries(
      Object.entries(WAYS).map(([name, way]) => [name, () => firstPaint(stage, way)]),
    ) as Record<Name, () => Promise<MainThread>>,
  );
  const longest = (name: Name) =>
    valueOf(sampleOf(runs[name].map(({ longestTask }) => longestTask)), 'ms');
  const script = (name: Name) => valueOf(sampleOf(runs[name].map((one) => one.script)), 'ms');
  // Each round against its own neighbour: the machine's mood is the same for both.
  const ratio = (of: Name, to: Name) =>
    valueOf(
      sampleOf(runs[of].map((one, round) => one.script / (runs[to][round]?.script ?? NaN))),
      '×',
    );
  return [
    {
      id: 'first-paint-longest-task',
      title: 'Longest task until first painted, cold, 4 × slower CPU',
      ...longest('ours'),
      limit: { most: 50 },
      beside: [
        { name: 'Lit element with the same prompt', ...longest('prompt') },
        { name: 'empty Lit element', ...longest('empty') },
      ],
      note: LEFT_OUT,
    },
    {
      id: 'first-paint-script',
      title: 'Script time until then, beside a Lit element that draws the same prompt',
      ...ratio('ours', 'prompt'),
      limit: { most: 3 },
      beside: [
        { name: 'ours', ...script('ours') },
        { name: 'Lit element with the same prompt', ...script('prompt') },
        { name: 'neither with the compile hint', ...ratio('oursUnhinted', 'promptUnhinted') },
      ],
      note: 'All files begin with the compile hint, except where it says otherwise.',
    },
    {
      id: 'first-paint-script-empty',
      title: 'The same, beside an empty Lit element',
      ...ratio('ours', 'empty'),
      beside: [
        { name: 'empty Lit element', ...script('empty') },
        { name: 'neither with the compile hint', ...ratio('oursUnhinted', 'emptyUnhinted') },
        { name: 'ours without it', ...script('oursUnhinted') },
        { name: 'empty Lit element without it', ...script('emptyUnhinted') },
      ],
    },
    {
      id: 'unchosen-script',
      title: 'Script time while Klarna is not chosen, beside an empty Lit element',
      ...ratio('unchosen', 'empty'),
      limit: { most: 2.2 },
      beside: [{ name: 'ours', ...script('unchosen') }],
    },
  ];
}
