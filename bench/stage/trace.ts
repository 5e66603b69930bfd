/**
 * What the main thread of a page did, by the browser's own trace. Times are the thread's own: what other
 * processes of a busy machine take from it does not count, what a slowed-down CPU takes does.
 */
import type { Browser } from 'playwright-core';

interface TraceEvent {
  readonly name: string;
  readonly ph: string;
  readonly pid: number;
  readonly tid: number;
  /** Microseconds of the clock, and of the thread. */
  readonly ts: number;
  readonly tts?: number;
  readonly dur?: number;
  readonly tdur?: number;
  readonly args?: {
    readonly data?: { readonly url?: string };
    readonly chrome_mojo_event_info?: { readonly mojo_interface_tag?: string };
  };
}

export interface MainThread {
  /** Milliseconds that the longest task took. */
  readonly longestTask: number;
  /** Milliseconds spent on compiling and running scripts. */
  readonly script: number;
}

const TASK = 'RunTask';
const SCRIPTS = new Set([
  'EvaluateScript',
  'v8.compile',
  'v8.callFunction',
  'FunctionCall',
  'RunMicrotasks',
  'TimerFire',
  'FireAnimationFrame',
]);

/** What a trace keeps; each kind has its price. */
export const MARKS = ['blink.user_timing'];
export const TASKS_AND_SCRIPTS = [
  'devtools.timeline',
  'disabled-by-default-devtools.timeline',
  'toplevel',
  'v8',
];

export function startTrace(browser: Browser, categories: readonly string[]): Promise<void> {
  return browser.startTracing(undefined, { categories: [...categories] });
}

export class Trace {
  readonly #events: readonly TraceEvent[];

  private constructor(events: readonly TraceEvent[]) {
    this.#events = events;
  }

  /** Ends the trace that runs. */
  static async of(browser: Browser): Promise<Trace> {
    const { traceEvents } = JSON.parse((await browser.stopTracing()).toString()) as {
      readonly traceEvents: readonly TraceEvent[];
    };
    return new Trace(traceEvents);
  }

  /** The thread's milliseconds between two marks of the page. */
  between(from: string, to: string): number {
    const at = (wanted: string): number => {
      const time = this.#events.find(({ name }) => name === wanted)?.tts;
      if (time === undefined) throw new Error(`The trace has no ${wanted}.`);
      return time;
    };
    return (at(to) - at(from)) / 1000;
  }

  /** The thread that evaluated the script at `url`, from there on; without what the driver did on it. */
  afterScript(url: string): MainThread {
    const evaluation = this.#events.find(
      ({ name, args }) => name === 'EvaluateScript' && args?.data?.url?.endsWith(url),
    );
    if (!evaluation) throw new Error(`The trace has no evaluation of ${url}.`);
    const here = this.#events.filter(
      ({ pid, tid, ph, ts, dur = 0 }) =>
        pid === evaluation.pid && tid === evaluation.tid && ph === 'X' && ts + dur > evaluation.ts,
    );
    const isDriver = ({ args }: TraceEvent): boolean =>
      args?.chrome_mojo_event_info?.mojo_interface_tag?.startsWith('blink.mojom.DevTools') ?? false;
    const drivers = here.filter(isDriver);
    const tasks = here.filter(
      (task) => task.name === TASK && !drivers.some((driver) => contains(task, driver)),
    );
    const scripts = here.filter(
      (event) => SCRIPTS.has(event.name) && tasks.some((task) => contains(task, event)),
    );
    return {
      longestTask: Math.max(...tasks.map(({ tdur = 0 }) => tdur)) / 1000,
      script: outermost(scripts).reduce((sum, { tdur = 0 }) => sum + tdur, 0) / 1000,
    };
  }
}

const contains = (outer: TraceEvent, inner: TraceEvent): boolean =>
  outer.ts <= inner.ts && inner.ts + (inner.dur ?? 0) <= outer.ts + (outer.dur ?? 0);

/** Scripts call each other: only those that no other one contains. */
function outermost(events: readonly TraceEvent[]): readonly TraceEvent[] {
  const kept: TraceEvent[] = [];
  for (const event of [...events].sort((one, other) => one.ts - other.ts)) {
    const before = kept.at(-1);
    if (!before || !contains(before, event)) kept.push(event);
  }
  return kept;
}
