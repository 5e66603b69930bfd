/** Klarna in a test that drives a browser, whatever tool drives it. */
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
  /** The body, as far as the tool can tell; without one the endpoint is answered as if nothing had been sent. */
  readonly body: () => string | null | undefined | Promise<string | undefined>;
}

/** What a caught request is answered with; `refused` as by a content blocker. */
export type CaughtAnswer =
  | {
      readonly status: number;
      readonly headers: Readonly<Record<string, string>>;
      readonly body: string;
    }
  | 'refused';

/** Which requests are caught, and how they are answered, where the tool itself does not keep that. */
export interface Catch {
  readonly matches: (url: URL) => boolean;
  readonly answer: (request: CaughtRequest) => Promise<CaughtAnswer>;
}

/** What a page's simulator is told; plain data, since it travels into the page. */
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
/** The simulator's own. */
const USUAL_DELAY = 30;
/** Under which name pages find the function that brings their calls here. */
export const REPORT = 'klarnaStandInHears';

type Page = { klarnaSimulator?: KlarnaSimulator };

/** Runs in the page, where it must stand alone. */
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

/** Runs in the page: how far it has come with Klarna. */
function progress(): 'none' | 'script' | 'load' {
  const { klarnaSimulator: simulator } = window as Page;
  if (!simulator) return 'none';
  return simulator.calls.some(({ method }) => method === 'load') ? 'load' : 'script';
}

/**
 * Klarna in a test. At first all is well: the widget is shown, and Klarna approves, except for Klarna's own test
 * people (`customer+denied@example.com`). Each method changes one thing from now on, until the next word about it.
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

  /** Runs a function in all open pages and their frames; a page that goes away meanwhile gives nothing. */
  protected abstract run<Argument, Result>(
    work: (argument: Argument) => Result,
    argument: Argument,
  ): Promise<readonly Result[]>;

  /** Begins to stand between the pages and Klarna. */
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
   * What the pages told Klarna since the beginning of the test, or since `reset()`: every call, with its data, also
   * one that failed.
   *
   * @param method - only calls of this kind
   */
  async calls(method?: KlarnaCall['method']): Promise<readonly KlarnaCall[]> {
    // What a page said before it answers this has arrived then.
    await this.run(progress, undefined);
    return this.#calls.filter((call) => method === undefined || call.method === method);
  }

  /** Klarna approves again, at every call. */
  approve(): Promise<void> {
    const { load, frame, delay } = this.#orders;
    return this.#order({
      ...(load && { load }),
      ...(frame && { frame }),
      ...(delay !== undefined && { delay }),
    });
  }

  /** Klarna says no. */
  decline(call: Decision = 'authorize'): Promise<void> {
    return this.#order({ ...this.#orders, [call]: 'decline' });
  }

  /** The shopper closes Klarna's window without an end. */
  closePopup(call: Decision = 'authorize'): Promise<void> {
    return this.#order({ ...this.#orders, [call]: 'close' });
  }

  /** Klarna never calls back. */
  neverAnswer(call: Decision = 'authorize'): Promise<void> {
    return this.#order({ ...this.#orders, [call]: 'never' });
  }

  /**
   * Klarna cannot use some of the data, which the shopper can mend.
   * @param fields - as Klarna names them: `billing_address.email`
   * @param call - with `load` the widget is shown, with the complaint
   */
  rejectFields(fields: readonly string[], call: Decision | 'load' = 'authorize'): Promise<void> {
    const answer = { show_form: true, error: { invalid_fields: fields } };
    return this.#order({
      ...this.#orders,
      [call]: { answer: call === 'load' ? answer : { approved: false, ...answer } },
    });
  }

  /** Klarna agrees to the first step and gives the token at `finalize` only. */
  requireFinalize(): Promise<void> {
    return this.#order({ ...this.#orders, authorize: 'finalize-required' });
  }

  /** Klarna shows none of its methods for this purchase: `load` answers `show_form: false`. */
  offerNothing(): Promise<void> {
    return this.#order({ ...this.#orders, load: 'refuse' });
  }

  /**
   * Klarna's frame loads and stays silent: `load` is never answered.
   * @throws where an open page has loaded its widget already
   */
  async silenceWidget(): Promise<void> {
    await this.#refuseAfter('load', "silenceWidget() comes too late: Klarna's widget is loaded");
    await this.#order({ ...this.#orders, frame: 'silent' });
  }

  /**
   * Klarna's script cannot be had, as with a content blocker.
   * @throws where an open page has the script already
   */
  async blockScript(): Promise<void> {
    await this.#refuseAfter('script', "blockScript() comes too late: Klarna's script has run");
    this.#isBlocked = true;
  }

  /**
   * Klarna's script, where a page has yet to load it, and each answer of Klarna take longer.
   * @param milliseconds - for each
   */
  slowDown(milliseconds: number): Promise<void> {
    return this.#order({ ...this.#orders, delay: milliseconds });
  }

  /** All is well again, as at the beginning of a test, and {@link calls} is empty. */
  reset(): Promise<void> {
    this.#isBlocked = false;
    this.#calls.length = 0;
    return this.#order({ delay: USUAL_DELAY });
  }

  /**
   * Answers the shop's token endpoint too, so that a test needs no backend for payments. Called again for the same
   * path, it changes the answers from now on.
   *
   * @param path - what the `endpoint` attribute says, from the root of the host: `/klarna`, `/?action=klarna_{call}`
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

  /** Keeps the orders for pages to come, and tells them to those that are open. */
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

/** The built simulator: a package finds its own file by its own name, wherever it lies. */
const simulator = (): Promise<string> =>
  readFile(createRequire(import.meta.url).resolve('klarna-checkout-element/simulator.js'), 'utf8');
