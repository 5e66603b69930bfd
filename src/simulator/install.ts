/** Puts the simulator in Klarna's place on this page. */
import { isRecord } from './sdk/arguments.js';
import { createNamespaces } from './sdk/klarna.js';
import type { Script } from './script/outcomes.js';
import type { KlarnaCall } from './calls.js';
import { markAsTest } from './test-mark.js';
import { Simulation, type Conditions, type SimulatorOptions } from './simulation.js';

/** The installed simulator, in the hands of a test or a demo. */
export interface KlarnaSimulator {
  /** Answers the next call of each kind; written several times, the next several. */
  readonly next: Script;
  /** Answers every call for which `next` holds nothing. Without it Klarna's test people decide. */
  readonly always: Script;
  /** What is broken between the page and Klarna; set members at any time. */
  readonly conditions: Conditions;
  /** Who decides unscripted calls. May be changed at any time. */
  mode: 'script' | 'person';
  /** Milliseconds from a call to its answer. May be changed at any time. */
  delay: number;
  /** What the page told Klarna, in order: every call, also one that failed. */
  readonly calls: readonly KlarnaCall[];
  /** Forgets the script and mends all conditions. Widgets, sessions and `calls` stay. */
  reset(): void;
  /** Removes frames, popups, timers, listeners and globals; `window.Klarna` is as it was before. */
  uninstall(): void;
}

/** The two globals of Klarna's script, as a page may have left them. */
interface Globals {
  Klarna?: Record<string | symbol, unknown>;
  klarnaAsyncCallback?: unknown;
}

/** Where an installed simulator is found again, by whatever copy of this code. */
const HANDLE = Symbol.for('klarna-simulator');

/**
 * Does what evaluating Klarna's `api.js` does, at once: fills `window.Klarna` (kept if it is there already) and calls
 * `klarnaAsyncCallback` if it is a function at that moment. Unlike Klarna's script it also says that it is a test: with
 * a strip at the lower edge of the page, and one warning in the console.
 *
 * Installed a second time it keeps its objects, calls `klarnaAsyncCallback` again and returns the same handle; the
 * options of the second time are not looked at.
 */
export function installKlarnaSimulator(options: SimulatorOptions = {}): KlarnaSimulator {
  const page = window as Globals;
  const handle = (page.Klarna?.[HANDLE] ?? install(options)) as KlarnaSimulator;
  const { klarnaAsyncCallback: callback } = page;
  if (typeof callback === 'function') {
    try {
      (callback as () => void).call(window);
    } catch (error) {
      // The page's own mistake: an error on the window, and the SDK works.
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
