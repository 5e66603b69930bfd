/**
 * The simulator for a shop's own Playwright tests: Klarna's address is answered by the simulator, nothing reaches
 * Klarna, and a test says what Klarna does.
 *
 * @module
 */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { setTimeout as pause } from 'node:timers/promises';
import type { BrowserContext, Fixtures, PlaywrightTestArgs, Route } from '@playwright/test';
import { answerCall } from './endpoint-stand-in.js';
import type { KlarnaSimulator } from './install.js';
import type { LoadOutcome, PayOutcome } from './script/outcomes.js';

/** Klarna's calls that ask for a decision. */
export type Decision = 'authorize' | 'finalize' | 'reauthorize';

/** What a page's simulator is told; plain data, since it travels into the page. */
interface Orders {
  load?: LoadOutcome;
  authorize?: PayOutcome;
  finalize?: PayOutcome;
  reauthorize?: PayOutcome;
  frame?: 'silent';
}

const SDK_PATH = '/kp/lib/v1/api.js';
const KLARNAS_HOSTS = /(^|\.)(klarna\.com|klarnacdn\.net|klarnaevt\.com)$/;

/** Runs in the page, where it must stand alone. */
function obey({ load, frame, ...decisions }: Orders): void {
  const { klarnaSimulator: simulator } = window as { klarnaSimulator?: KlarnaSimulator };
  if (!simulator) return;
  simulator.reset();
  if (load !== undefined) simulator.always.load(load);
  if (frame !== undefined) simulator.conditions.frame = frame;
  for (const call of ['authorize', 'finalize', 'reauthorize'] as const) {
    const outcome = decisions[call];
    if (outcome !== undefined) simulator.always[call](outcome);
  }
}

/**
 * Klarna in a test. At first all is well: the widget is shown, and Klarna approves, except for Klarna's own test
 * people (`customer+denied@example.com`). Each method changes one thing from now on, until the next word about it.
 */
export class KlarnaStandIn {
  readonly #context: BrowserContext;
  #orders: Orders = {};
  #isBlocked = false;
  #delay = 0;

  private constructor(context: BrowserContext) {
    this.#context = context;
  }

  /** Puts a stand-in between a browser context and Klarna. {@link klarnaFixtures} does this for each test. */
  static async install(context: BrowserContext): Promise<KlarnaStandIn> {
    const klarna = new KlarnaStandIn(context);
    await context.route(
      ({ hostname }) => KLARNAS_HOSTS.test(hostname),
      (route) => klarna.#answer(route),
    );
    return klarna;
  }

  /** Klarna approves again, at every call. */
  approve(): Promise<void> {
    const { load, frame } = this.#orders;
    return this.#order({ ...(load && { load }), ...(frame && { frame }) });
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
   */
  rejectFields(fields: readonly string[], call: Decision = 'authorize'): Promise<void> {
    const answer = { approved: false, show_form: true, error: { invalid_fields: fields } };
    return this.#order({ ...this.#orders, [call]: { answer } });
  }

  /** Klarna agrees to the first step and gives the token at `finalize` only. */
  requireFinalize(): Promise<void> {
    return this.#order({ ...this.#orders, authorize: 'finalize-required' });
  }

  /** Klarna shows none of its methods for this purchase: `load` answers `show_form: false`. */
  offerNothing(): Promise<void> {
    return this.#order({ ...this.#orders, load: 'refuse' });
  }

  /** Klarna's frame loads and stays silent: `load` is never answered. Say it before the shopper agrees. */
  silenceWidget(): Promise<void> {
    return this.#order({ ...this.#orders, frame: 'silent' });
  }

  /** Klarna's script cannot be had, as with a content blocker. Say it before the shopper agrees. */
  blockScript(): void {
    this.#isBlocked = true;
  }

  /**
   * Klarna's script, and each of its answers, take longer. Say it before the shopper agrees.
   * @param milliseconds - for each
   */
  slowDown(milliseconds: number): void {
    this.#delay = milliseconds;
  }

  /** All is well again, as at the beginning of a test. */
  reset(): Promise<void> {
    this.#isBlocked = false;
    this.#delay = 0;
    return this.#order({});
  }

  /**
   * Answers the shop's token endpoint too, so that a test needs no backend for payments.
   * @param path - what the `endpoint` attribute says, without a `{call}`
   */
  async answerEndpoint(path: string): Promise<void> {
    const prefix = `${path.replace(/\/+$/, '')}/`;
    await this.#context.route(
      ({ pathname }) => pathname.startsWith(prefix),
      async (route) => {
        const request = route.request();
        const call = new URL(request.url()).pathname.slice(prefix.length);
        const answer = answerCall(call, request.postDataJSON());
        await route.fulfill({
          status: answer.status,
          headers: Object.fromEntries(answer.headers),
          body: await answer.text(),
        });
      },
    );
  }

  /** Keeps the orders for pages to come, and tells them to those that are open. */
  async #order(orders: Orders): Promise<void> {
    this.#orders = orders;
    const frames = this.#context.pages().flatMap((page) => page.frames());
    // A page that goes away meanwhile cannot be told, and need not be.
    await Promise.allSettled(frames.map((frame) => frame.evaluate(obey, orders)));
  }

  async #answer(route: Route): Promise<void> {
    const { pathname } = new URL(route.request().url());
    if (pathname !== SDK_PATH || this.#isBlocked) return route.abort('blockedbyclient');
    if (this.#delay) await pause(this.#delay);
    const options = { delay: this.#delay || undefined };
    return route.fulfill({
      contentType: 'text/javascript',
      headers: { 'access-control-allow-origin': '*' },
      body: [
        `window.klarnaSimulatorOptions = ${JSON.stringify(options)};`,
        await simulator(),
        `(${obey.toString()})(${JSON.stringify(this.#orders)});`,
      ].join('\n'),
    });
  }
}

/** The built simulator: a package finds its own file by its own name, wherever it lies. */
const simulator = (): Promise<string> =>
  readFile(createRequire(import.meta.url).resolve('klarna-checkout-element/simulator.js'), 'utf8');

/** What a test gets: `test('…', async ({ page, klarna }) => { … })`. */
export interface KlarnaFixtures {
  readonly klarna: KlarnaStandIn;
}

/** For Playwright's `test.extend`. Every test of the extended `test` is kept from Klarna, also one that does not ask for `klarna`. */
export const klarnaFixtures: Fixtures<KlarnaFixtures, object, PlaywrightTestArgs> = {
  klarna: [
    async ({ context }, use) => {
      await use(await KlarnaStandIn.install(context));
    },
    { auto: true },
  ],
};
