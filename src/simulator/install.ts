/** Puts the simulator in Klarna's place on this page. */
import { isRecord } from './sdk/arguments.js';
import { createNamespaces } from './sdk/klarna.js';
import type { Script } from './script/outcomes.js';
import type { KlarnaCall } from './calls.js';
import { markAsTest } from './test-mark.js';
import { Simulation, type Conditions, type SimulatorOptions } from './simulation.js';

/** The installed simulator, as a test or a demo controls it. */
export interface KlarnaSimulator {
  /** Sets the answer of the next call of each kind; called several times, the answers of the next calls in order. */
  readonly next: Script;
  /** Sets the answer of every call for which `next` has none. Default: Klarna's test people decide. */
  readonly always: Script;
  /** What is broken between the page and Klarna; set members at any time. */
  readonly conditions: Conditions;
  /** Who decides unscripted calls. May be changed at any time. */
  mode: 'script' | 'person';
  /** Milliseconds from a call to its answer. May be changed at any time. */
  delay: number;
  /** All calls of the SDK by the page, in order, also those that failed. */
  readonly calls: readonly KlarnaCall[];
  /** Clears `next` and `always` and resets all conditions. Widgets, sessions and `calls` stay. */
  reset(): void;
  /** Removes frames, popups, timers, listeners and globals; `window.Klarna` is as it was before. */
  uninstall(): void;
}

/** The two globals of Klarna's script, as a page may have left them. */
interface Globals {
  Klarna?: Record<string | symbol, unknown>;
  klarnaAsyncCallback?: unknown;
}

/** Key of the installed simulator in `window.Klarna`, the same in every copy of this code. */
const HANDLE = Symbol.for('klarna-simulator');

/**
 * Does immediately what evaluating Klarna's `api.js` does: adds its namespaces to `window.Klarna` and calls
 * `klarnaAsyncCallback` if it is a function at that moment. Unlike Klarna's script it also marks the page as a test,
 * with a strip at the lower edge of the page and one warning in the console.
 *
 * Called a second time, it keeps its objects, calls `klarnaAsyncCallback` again and returns the same handle; the
 * options of the second call are ignored.
 */
export function installKlarnaSimulator(options: SimulatorOptions = {}): KlarnaSimulator {
  const page = window as Globals;
  const handle = (page.Klarna?.[HANDLE] ?? install(options)) as KlarnaSimulator;
  const { klarnaAsyncCallback: callback } = page;
  if (typeof callback === 'function') {
    try {
      (callback as () => void).call(window);
    } catch (error) {
      // The page's own error: reported on the window, and the SDK works all the same.
      reportError(error);
    }
  }
  return handle;
}

function install(options: SimulatorOptions): KlarnaSimulator {
  const simulation = new Simulation(options);
  simulation.onClear(markAsTest());
  const page = window as Globals;
  const before = isRecord(page.Klarna) ? { ...page.Klarna } : undefined;
  const klarna = (page.Klarna ??= {});
  const namespaces = createNamespaces(simulation);
  const names = Object.keys(namespaces);
  Object.assign(klarna, namespaces);
  const handle: KlarnaSimulator = {
    next: simulation.script.next,
    always: simulation.script.always,
    conditions: simulation.conditions,
    get mode() {
      return simulation.mode;
    },
    set mode(mode) {
      simulation.mode = mode;
    },
    get delay() {
      return simulation.delay;
    },
    set delay(delay) {
      simulation.delay = delay;
    },
    calls: simulation.calls,
    reset: () => simulation.reset(),
    uninstall: () => {
      simulation.clear();
      Reflect.deleteProperty(klarna, HANDLE);
      for (const name of names) Reflect.deleteProperty(klarna, name);
      if (before) Object.assign(klarna, before);
      else delete page.Klarna;
    },
  };
  Object.defineProperty(klarna, HANDLE, { configurable: true, value: handle });
  return handle;
}
