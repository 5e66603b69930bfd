/** The state that the parts of one installed simulator share. */
import { callOf, type KlarnaCall } from './calls.js';
import type { Options } from './sdk/arguments.js';
import { EventHub } from './sdk/events.js';
import { createScriptMark } from './frames/iframe.js';
import { ScrollLock } from './frames/scroll-lock.js';
import { ScriptBook } from './script/outcomes.js';
import type { Behaviour } from './script/outcomes.js';
import type { Session } from './sdk/session.js';
import { Telemetry } from './sdk/telemetry.js';
import { Timers } from './sdk/timers.js';

/** Failures between the page and Klarna. A change applies to what starts afterwards. */
export interface Conditions {
  /**
   * Klarna's main frame. `silent`: it loads and never answers. `http-error`: an error page instead. `blocked`: refused
   * by the page's CSP, with the violation event. None of these three ever calls back. `hangs`: its request never
   * ends, and `load` answers `show_form: false` after 30 seconds.
   */
  frame: 'works' | 'silent' | 'http-error' | 'blocked' | 'hangs';
  /** The popup, where the session uses one. */
  popup: 'works' | 'blocked' | 'closes-before-ready' | 'closes-after-ready' | 'never-ready';
  /**
   * The purchase-flow library of static mode. `missing`: 404. `hangs`: its request never ends. `throws`: while it
   * renders. `rejects`: with an error of its own. `rejects-unnamed`: the same, without its list of error classes.
   */
  library: 'works' | 'missing' | 'hangs' | 'throws' | 'rejects' | 'rejects-unnamed';
  /** The static block's contents. */
  offer: 'works' | 'missing' | 'hangs';
  /** The newer build that a token asks for. `missing`: 404, and this build goes on by itself. */
  delegation: 'arrives' | 'missing' | 'hangs';
}

export interface SimulatorOptions {
  /**
   * Who decides calls without an answer of `next` or `always`. `script`: Klarna's test people. `person`: somebody who
   * presses buttons in the overlay or popup. Default `script`.
   */
  readonly mode?: 'script' | 'person';
  /** Milliseconds from a call to its answer. Default 30. */
  readonly delay?: number;
  /** Uses no frames or windows, and answers in the next task unless the script delays it, for fast tests of many sequences. Default false. */
  readonly frameless?: boolean;
  /** Height of the widget in pixels. Default: what its contents need. */
  readonly height?: number;
  /** Where telemetry is posted. Default: the token's address if it is local, else nowhere. */
  readonly telemetryUrl?: string;
  /** Failures from the start. Default: none. */
  readonly conditions?: Partial<Conditions>;
  /** Called with each of the page's calls, before it is answered. Default: none. */
  readonly onCall?: (call: KlarnaCall) => void;
}

const ALL_WELL: Conditions = {
  frame: 'works',
  popup: 'works',
  library: 'works',
  offer: 'works',
  delegation: 'arrives',
};

export class Simulation {
  readonly timers = new Timers();
  readonly events = new EventHub();
  readonly script = new ScriptBook();
  readonly scrollLock = new ScrollLock();
  readonly telemetry: Telemetry;
  readonly conditions: Conditions;
  delay: number;
  readonly frameless: boolean;
  readonly height: number | undefined;
  /** All calls of the page, oldest first. */
  readonly calls: KlarnaCall[] = [];
  readonly #onCall: SimulatorOptions['onCall'];
  /** Names with a popup or purchase flow under way: a later call for them is dropped silently. */
  readonly running = new Set<string>();
  #asked = false;
  /** Functions that remove what the simulator has added to the page. */
  readonly #standing: (() => void)[] = [];
  /** Names that were loaded in the frameless mode. */
  readonly framelessWidgets = new Set<string>();
  mode: 'script' | 'person';
  /** The build a token asked for has come, or is known not to come. */
  delegated = false;

  constructor(options: SimulatorOptions) {
    this.telemetry = new Telemetry(options.telemetryUrl);
    this.conditions = { ...ALL_WELL, ...options.conditions };
    this.delay = options.delay ?? 30;
    this.frameless = options.frameless ?? false;
    this.height = options.height;
    this.mode = options.mode ?? 'script';
    this.#onCall = options.onCall;
  }

  record(method: KlarnaCall['method'], options: Options, data: unknown): void {
    const call = callOf(method, options, data);
    this.calls.push(call);
    this.#onCall?.(call);
  }

  /** Adds a function that removes something from the page when the simulator is uninstalled. */
  onClear(remove: () => void): void {
    this.#standing.push(remove);
  }

  /** Resets all conditions and clears the script. */
  reset(): void {
    this.script.clear();
    Object.assign(this.conditions, ALL_WELL);
  }

  /**
   * Runs work as the SDK does: in a microtask, or, when the session wants a newer build, when that build is there.
   * A newer build that never arrives means that the work is never done.
   */
  later(session: Session | undefined, work: () => void): void {
    if (!session?.newerBuild || this.delegated) {
      queueMicrotask(() => this.timers.closed || work());
      return;
    }
    this.#askForNewerBuild();
    if (this.conditions.delegation === 'hangs') return;
    const arrived = (): void => {
      this.delegated = true;
      work();
    };
    if (this.frameless) queueMicrotask(arrived);
    else this.timers.after(this.delay, arrived);
  }

  #askForNewerBuild(): void {
    if (this.#asked || this.frameless) return;
    this.#asked = true;
    const mark = createScriptMark();
    document.body.append(mark);
    this.onClear(() => mark.remove());
  }

  /** Answers in frameless mode: in a later task, as Klarna's frame does, with the overlay's events before it. */
  playFrameless(behaviour: Behaviour, name: string, respond: (answer: unknown) => void): void {
    const { overlay, times = 1, delay = 0 } = behaviour;
    if (overlay !== undefined) {
      this.timers.after(0, () => this.events.emit('fullscreenOverlayShown', name));
      this.timers.after(overlay, () => this.events.emit('fullscreenOverlayHidden', name));
    }
    if (!('answer' in behaviour)) return;
    const answer = (ms: number): void => {
      this.timers.after(ms, () => {
        for (let nth = 0; nth < times; nth += 1) respond(behaviour.answer);
      });
    };
    if (typeof delay === 'number') answer(delay);
    else void delay.then(() => answer(0));
  }

  /** Removes everything that the simulator has added to the page. */
  clear(): void {
    this.timers.clear();
    this.events.clear();
    for (const remove of this.#standing.splice(0)) remove();
    this.scrollLock.remove();
  }
}
