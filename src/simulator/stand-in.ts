/** Simulates Klarna in tests that drive a browser; the base class for all tools. */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { setTimeout as pause } from 'node:timers/promises';
import type { KlarnaCall } from './calls.js';
import { callsOf, type CallOf } from './endpoint/address.js';
import { answerCall, type EndpointAnswers } from './endpoint/answer.js';
import type { KlarnaSimulator } from './install.js';
import type { LoadOutcome, PayOutcome } from './script/outcomes.js';

/** Klarna's calls that ask for a decision. */
export type Decision = 'authorize' | 'finalize' | 'reauthorize';

/** A request of a page, caught on its way. */
export interface CaughtRequest {
  readonly url: URL;
  /** Returns the body where the tool knows it; without one the request counts as empty. */
  readonly body: () => string | null | undefined | Promise<string | undefined>;
}

/** The response to a caught request; `refused` as by a content blocker. */
export type CaughtAnswer =
  | {
      readonly status: number;
      readonly headers: Readonly<Record<string, string>>;
      readonly body: string;
    }
  | 'refused';

/** Which requests are caught, and how they are answered, for tools that do not store handlers per address. */
export interface Catch {
  readonly matches: (url: URL) => boolean;
  readonly answer: (request: CaughtRequest) => Promise<CaughtAnswer>;
}

/** The settings of a page's simulator; plain data, since they are serialized into the page. */
interface Orders {
  readonly load?: LoadOutcome;
  readonly authorize?: PayOutcome;
  readonly finalize?: PayOutcome;
  readonly reauthorize?: PayOutcome;
  readonly frame?: 'silent';
  /** Milliseconds to each answer. */
  readonly delay?: number;
}

const SDK_PATH = '/kp/lib/v1/api.js';
const KLARNAS_HOSTS = /(^|\.)(klarna\.com|klarnacdn\.net|klarnaevt\.com)$/;
/** The simulator's default delay, in milliseconds. */
const USUAL_DELAY = 30;
/** Name of the function in the page that reports calls to the test. */
export const REPORT = 'klarnaStandInHears';

type Page = { klarnaSimulator?: KlarnaSimulator };

/** Applies the settings. Runs in the page, so it uses nothing from this file. */
function obey({ load, frame, delay, ...decisions }: Orders): void {
  const { klarnaSimulator: simulator } = window as Page;
  if (!simulator) return;
  simulator.reset();
  if (delay !== undefined) simulator.delay = delay;
  if (load !== undefined) simulator.always.load(load);
  if (frame !== undefined) simulator.conditions.frame = frame;
  for (const call of ['authorize', 'finalize', 'reauthorize'] as const) {
    const outcome = decisions[call];
    if (outcome !== undefined) simulator.always[call](outcome);
  }
}

/** Runs in the page. Returns how much of Klarna the page has loaded. */
function progress(): 'none' | 'script' | 'load' {
  const { klarnaSimulator: simulator } = window as Page;
  if (!simulator) return 'none';
  return simulator.calls.some(({ method }) => method === 'load') ? 'load' : 'script';
}

/**
 * Simulates Klarna in a test. By default the widget is shown and Klarna approves, except for Klarna's own test people
 * (`customer+denied@example.com`). Each method changes one thing until another call changes it again.
 */
export abstract class StandIn {
  #orders: Orders = { delay: USUAL_DELAY };
  #isBlocked = false;
  readonly #calls: KlarnaCall[] = [];
  readonly #endpoints = new Map<string, EndpointAnswers>();

  /** Answers all requests to addresses that match. */
  protected abstract catch(
    matches: (url: URL) => boolean,
    answer: (request: CaughtRequest) => Promise<CaughtAnswer>,
  ): Promise<void>;

  /** Runs a function in all open pages and their frames; a page that is closed meanwhile is left out of the results. */
  protected abstract run<Argument, Result>(
    work: (argument: Argument) => Result,
    argument: Argument,
  ): Promise<readonly Result[]>;

  /** Starts to answer requests to Klarna's hosts. */
  protected start(): Promise<void> {
    return this.catch(
      ({ hostname }) => KLARNAS_HOSTS.test(hostname),
      ({ url }) => this.#answer(url),
    );
  }

  /** A page has called Klarna; it sends a {@link KlarnaCall} as JSON, through a function named {@link REPORT}. */
  protected hear(call: string): void {
    this.#calls.push(JSON.parse(call) as KlarnaCall);
  }

  /**
   * Resolves with all calls of Klarna's SDK since the beginning of the test, or since `reset()`, with their data, also
   * those that failed.
   *
   * @param method - only calls of this kind
   */
  async calls(method?: KlarnaCall['method']): Promise<readonly KlarnaCall[]> {
    // A page reports its calls in order: once it answers this, earlier calls have arrived.
    await this.run(progress, undefined);
    return this.#calls.filter((call) => method === undefined || call.method === method);
  }

  /** From now on Klarna approves every call, the default. */
  approve(): Promise<void> {
    const { load, frame, delay } = this.#orders;
    return this.#order({
      ...(load && { load }),
      ...(frame && { frame }),
      ...(delay !== undefined && { delay }),
    });
  }

  /** From now on Klarna declines. */
  decline(call: Decision = 'authorize'): Promise<void> {
    return this.#order({ ...this.#orders, [call]: 'decline' });
  }

  /** From now on the shopper closes Klarna's window. */
  closePopup(call: Decision = 'authorize'): Promise<void> {
    return this.#order({ ...this.#orders, [call]: 'close' });
  }

  /** From now on Klarna never calls back. */
  neverAnswer(call: Decision = 'authorize'): Promise<void> {
    return this.#order({ ...this.#orders, [call]: 'never' });
  }

  /**
   * From now on Klarna rejects some of the shopper's data, which the shopper can correct.
   * @param fields - Klarna's names, such as `billing_address.email`
   * @param call - with `load` the widget is shown all the same
   */
  rejectFields(fields: readonly string[], call: Decision | 'load' = 'authorize'): Promise<void> {
    const answer = { show_form: true, error: { invalid_fields: fields } };
    return this.#order({
      ...this.#orders,
      [call]: { answer: call === 'load' ? answer : { approved: false, ...answer } },
    });
  }

  /** From now on Klarna answers `authorize` with `finalize_required`, and sends the token with `finalize`. */
  requireFinalize(): Promise<void> {
    return this.#order({ ...this.#orders, authorize: 'finalize-required' });
  }

  /** From now on Klarna shows none of its methods: `load` answers `show_form: false`. */
  offerNothing(): Promise<void> {
    return this.#order({ ...this.#orders, load: 'refuse' });
  }

  /**
   * From now on Klarna's frame loads, but `load` is never answered.
   * @throws Error when an open page has loaded its widget already
   */
  async silenceWidget(): Promise<void> {
    await this.#refuseAfter('load', "silenceWidget() comes too late: Klarna's widget is loaded");
    await this.#order({ ...this.#orders, frame: 'silent' });
  }

  /**
   * From now on Klarna's script fails to load, as with a content blocker.
   * @throws Error when an open page has loaded the script already
   */
  async blockScript(): Promise<void> {
    await this.#refuseAfter('script', "blockScript() comes too late: Klarna's script has run");
    this.#isBlocked = true;
  }

  /**
   * Delays Klarna's script, where a page has not loaded it yet, and each answer of Klarna.
   * @param milliseconds - delay of each; default 30 for answers, none for the script
   */
  slowDown(milliseconds: number): Promise<void> {
    return this.#order({ ...this.#orders, delay: milliseconds });
  }

  /** Restores all defaults, as at the beginning of a test, and empties {@link calls}. */
  reset(): Promise<void> {
    this.#isBlocked = false;
    this.#calls.length = 0;
    return this.#order({ delay: USUAL_DELAY });
  }

  /**
   * Answers requests to the shop's token endpoint as well, so that a test needs no backend for payments. Called again
   * for the same path, it replaces the answers.
   *
   * @param path - the `endpoint` attribute, from the root of the host: `/klarna`, `/?action=klarna_{call}`
   * @throws {RangeError} for a path that is relative to a page
   */
  async answerEndpoint(path: string, answers: EndpointAnswers = {}): Promise<void> {
    const callOf: CallOf = callsOf(path);
    const isCaught = this.#endpoints.has(path);
    this.#endpoints.set(path, answers);
    if (isCaught) return;
    await this.catch(
      (url) => callOf(url) !== undefined,
      async ({ url, body }) => {
        const asked = (await body()) ?? '{}';
        const answer = answerCall(
          callOf(url) ?? 'unknown',
          JSON.parse(asked),
          this.#endpoints.get(path),
        );
        return {
          status: answer.status,
          headers: Object.fromEntries(answer.headers),
          body: await answer.text(),
        };
      },
    );
  }

  /** Stores the settings for later pages, and applies them to those that are open. */
  async #order(orders: Orders): Promise<void> {
    this.#orders = orders;
    await this.run(obey, orders);
  }

  async #refuseAfter(step: 'script' | 'load', fault: string): Promise<void> {
    const steps = await this.run(progress, undefined);
    if (!steps.some((one) => one === 'load' || one === step)) return;
    throw new Error(
      `${fault} on an open page. Say it before the shopper agrees; for the next page, leave this one first ("about:blank").`,
    );
  }

  async #answer({ pathname }: URL): Promise<CaughtAnswer> {
    if (pathname !== SDK_PATH || this.#isBlocked) return 'refused';
    const { delay = USUAL_DELAY } = this.#orders;
    if (delay !== USUAL_DELAY) await pause(delay);
    return {
      status: 200,
      headers: { 'content-type': 'text/javascript', 'access-control-allow-origin': '*' },
      body: [
        `window.klarnaSimulatorOptions = { onCall: (call) => window.${REPORT}?.(JSON.stringify(call)) };`,
        await simulator(),
        `(${obey.toString()})(${JSON.stringify(this.#orders)});`,
      ].join('\n'),
    };
  }
}

/** Returns the source of the built simulator, resolved by the package's own name. */
const simulator = (): Promise<string> =>
  readFile(createRequire(import.meta.url).resolve('klarna-checkout-element/simulator.js'), 'utf8');
