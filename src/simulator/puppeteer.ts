/**
 * The simulator for a shop's own Puppeteer tests. The simulator answers requests to Klarna's hosts, no request reaches
 * Klarna, and each test sets what Klarna answers.
 *
 * @module
 */
import { REPORT, StandIn, type Catch, type CaughtAnswer } from './stand-in.js';

export type { KlarnaCall } from './calls.js';
export type { EndpointAnswers } from './endpoint/answer.js';
export type { Decision } from './stand-in.js';

/** The members of Puppeteer's `Page` that are used, in any version of puppeteer or puppeteer-core with priorities. */
export interface PuppeteerPage {
  setRequestInterception(isOn: boolean): Promise<void>;
  on(event: 'request', handler: (request: PuppeteerRequest) => Promise<void>): unknown;
  exposeFunction(name: string, callback: (call: string) => void): Promise<unknown>;
  frames(): { evaluate(work: unknown, argument: unknown): Promise<unknown> }[];
}

interface PuppeteerRequest {
  url(): string;
  postData(): string | undefined;
  fetchPostData(): Promise<string | undefined>;
  abort(reason: 'blockedbyclient', priority: number): Promise<void>;
  continue(overrides: object, priority: number): Promise<void>;
  respond(answer: Exclude<CaughtAnswer, string>, priority: number): Promise<void>;
  isInterceptResolutionHandled(): boolean;
}

/** Priority of the simulator's handler; a handler of the shop's test overrides it with a higher one. */
const PRIORITY = 1;

export class KlarnaStandIn extends StandIn {
  readonly #page: PuppeteerPage;
  readonly #catches: Catch[] = [];

  private constructor(page: PuppeteerPage) {
    super();
    this.#page = page;
  }

  /**
   * Simulates Klarna in a page, by Puppeteer's request interception. Further handlers of `request` must pass a
   * priority too, as Puppeteer's cooperative mode requires.
   */
  static async install(page: PuppeteerPage): Promise<KlarnaStandIn> {
    const klarna = new KlarnaStandIn(page);
    await page.exposeFunction(REPORT, (call) => klarna.hear(call));
    await page.setRequestInterception(true);
    // Puppeteer waits for what the handler returns before it decides.
    page.on('request', (request) => klarna.#decide(request));
    await klarna.start();
    return klarna;
  }

  async #decide(request: PuppeteerRequest): Promise<void> {
    if (request.isInterceptResolutionHandled()) return;
    const url = new URL(request.url());
    const found = this.#catches.find(({ matches }) => matches(url));
    if (!found) return request.continue({}, 0);
    const body = () => request.postData() ?? request.fetchPostData();
    const answered = await found.answer({ url, body });
    return answered === 'refused'
      ? request.abort('blockedbyclient', PRIORITY)
      : request.respond(answered, PRIORITY);
  }

  protected override catch(matches: Catch['matches'], answer: Catch['answer']): Promise<void> {
    this.#catches.push({ matches, answer });
    return Promise.resolve();
  }

  protected override async run<Argument, Result>(
    work: (argument: Argument) => Result,
    argument: Argument,
  ): Promise<readonly Result[]> {
    const results = await Promise.allSettled(
      this.#page.frames().map((frame) => frame.evaluate(work, argument) as Promise<Result>),
    );
    return results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
  }
}
