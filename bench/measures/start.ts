/** From consent to `load`: two requests side by side, and nothing of our own between them and Klarna. */
import type { Figure } from '../report/figure.js';
import { valueOf } from '../report/figure.js';
import { TOKEN_IN_PAGE } from '../stage/pages.js';
import {
  agree,
  openOurs,
  openTextbook,
  times,
  untilReady,
  untilTextbookReady,
} from '../stage/shopper.js';
import { servePages, visit, type Stage } from '../stage/stage.js';
import { interleaved, sampleOf } from '../statistics.js';

const ROUNDS = 9;
/** Milliseconds that the session, and Klarna's SDK, take. */
const DELAY = 300;

interface Start {
  /** From consent, or in the textbook's page from the request for the SDK, to `load`. */
  readonly whole: number;
  /** From the arrival of the later of the two to `load`. */
  readonly own: number;
}

async function startOurs(stage: Stage, slowdown: number): Promise<Start> {
  const { page, leave } = await visit(stage, slowdown);
  await openOurs(page, stage.server.origin);
  await agree(page);
  await untilReady(page);
  const { pressed, here, load } = await times(page);
  const session = await arrival(page);
  await leave();
  return { whole: load - pressed, own: load - Math.max(here, session.end) };
}

async function startTextbook(stage: Stage, slowdown: number, path?: string): Promise<Start> {
  const { page, leave } = await visit(stage, slowdown);
  await openTextbook(page, stage.server.origin, path);
  await untilTextbookReady(page);
  const { here, load } = await times(page);
  const session = await arrival(page);
  await leave();
  return { whole: load - session.sdkStart, own: load - Math.max(here, session.end) };
}

/** When the session's answer was there, 0 where none was asked for, and when the SDK was asked for. */
function arrival(page: Awaited<ReturnType<typeof visit>>['page']) {
  return page.evaluate(() => {
    const entries = performance.getEntriesByType('resource') as PerformanceResourceTiming[];
    const session = entries.find(({ name }) => name.endsWith('/session'));
    const sdk = entries.find(({ name }) => name.endsWith('/api.js'));
    return { end: session?.responseEnd ?? 0, sdkStart: sdk?.startTime ?? NaN };
  });
}

export async function measureStart(stage: Stage): Promise<readonly Figure[]> {
  servePages(stage.server);
  stage.server.delays = { session: DELAY, sdk: DELAY };
  const runs = await interleaved(ROUNDS, {
    ours: () => startOurs(stage, 1),
    textbook: () => startTextbook(stage, 1),
    rendered: () => startTextbook(stage, 1, TOKEN_IN_PAGE),
    oursSlow: () => startOurs(stage, 4),
    textbookSlow: () => startTextbook(stage, 4),
  });
  stage.server.delays = { session: 0, sdk: 0 };
  const whole = (starts: readonly Start[]) =>
    valueOf(sampleOf(starts.map((start) => start.whole / DELAY)), '×');
  const own = (starts: readonly Start[]) =>
    valueOf(sampleOf(starts.map((start) => start.own)), 'ms');
  return [
    {
      id: 'consent-to-load',
      title:
        'Consent → `load` called, as a multiple of the slower of session and SDK (300 ms each)',
      ...whole(runs.ours),
      limit: { most: 1.5 },
      beside: [
        { name: 'textbook, from its request for the SDK', ...whole(runs.textbook) },
        { name: 'textbook, token in the page', ...whole(runs.rendered) },
      ],
      note: '1 is the slower of the two, 2 their sum. A page with the token in it comes later by as much as the session takes, which is not counted.',
    },
    {
      id: 'both-here-to-load',
      title: 'Session and SDK are here → `load` called',
      ...own(runs.ours),
      limit: { most: 10 },
      beside: [
        { name: 'textbook', ...own(runs.textbook) },
        { name: 'textbook, token in the page', ...own(runs.rendered) },
      ],
    },
    {
      id: 'both-here-to-load-4x',
      title: 'Session and SDK are here → `load` called, 4 × slower CPU',
      ...own(runs.oursSlow),
      limit: { most: 30 },
      beside: [{ name: 'textbook', ...own(runs.textbookSlow) }],
    },
  ];
}
