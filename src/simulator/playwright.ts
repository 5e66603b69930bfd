/**
 * The simulator for a shop's own Playwright tests. The simulator answers requests to Klarna's hosts, no request reaches
 * Klarna, and each test sets what Klarna answers.
 *
 * @module
 */
import type { Fixtures, PlaywrightTestArgs } from '@playwright/test';
import { REPORT, StandIn, type CaughtAnswer, type CaughtRequest } from './stand-in.js';

export type { KlarnaCall } from './calls.js';
export type { EndpointAnswers } from './endpoint/answer.js';
export type { Decision } from './stand-in.js';

/** The members of Playwright's `BrowserContext` that are used, in any version of playwright or playwright-core. */
export interface PlaywrightContext {
  route(
    matches: (url: URL) => boolean,
    handler: (route: PlaywrightRoute) => Promise<void>,
  ): Promise<unknown>;
  exposeBinding(name: string, callback: (source: unknown, call: string) => void): Promise<unknown>;
  pages(): { frames(): PlaywrightFrame[] }[];
}

interface PlaywrightFrame {
  evaluate(work: unknown, argument: unknown): Promise<unknown>;
}

interface PlaywrightRoute {
  request(): { url(): string; postData(): string | null };
  abort(reason: string): Promise<void>;
  fulfill(answer: Exclude<CaughtAnswer, string>): Promise<void>;
}

export class KlarnaStandIn extends StandIn {
  readonly #context: PlaywrightContext;

  private constructor(context: PlaywrightContext) {
    super();
    this.#context = context;
  }

  /** Simulates Klarna in a browser context. {@link klarnaFixtures} does this for each test. */
  static async install(context: PlaywrightContext): Promise<KlarnaStandIn> {
    const klarna = new KlarnaStandIn(context);
    await context.exposeBinding(REPORT, (_, call) => klarna.hear(call));
    await klarna.start();
    return klarna;
  }

  protected override async catch(
    matches: (url: URL) => boolean,
    answer: (request: CaughtRequest) => Promise<CaughtAnswer>,
  ): Promise<void> {
    await this.#context.route(matches, async (route) => {
      const request = route.request();
      const answered = await answer({
        url: new URL(request.url()),
        body: () => request.postData(),
      });
      await (answered === 'refused' ? route.abort('blockedbyclient') : route.fulfill(answered));
    });
  }

  protected override async run<Argument, Result>(
    work: (argument: Argument) => Result,
    argument: Argument,
  ): Promise<readonly Result[]> {
    const frames = this.#context.pages().flatMap((page) => page.frames());
    const results = await Promise.allSettled(
      frames.map((frame) => frame.evaluate(work, argument) as Promise<Result>),
    );
    return results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
  }
}

/** The fixtures of a test: `test('…', async ({ page, klarna }) => { … })`. */
export interface KlarnaFixtures {
  readonly klarna: KlarnaStandIn;
}

/** Fixtures for Playwright's `test.extend`. No test of the extended `test` reaches Klarna, also one that does not use `klarna`. */
export const klarnaFixtures: Fixtures<KlarnaFixtures, object, PlaywrightTestArgs> = {
  klarna: [
    async ({ context }, use) => {
      await use(await KlarnaStandIn.install(context));
    },
    { auto: true },
  ],
};
