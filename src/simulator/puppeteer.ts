/**
 * The simulator for a shop's own Puppeteer tests: Klarna's address is answered by the simulator, nothing reaches
 * Klarna, and a test says what Klarna does.
 *
 * @module
 */
import { REPORT, StandIn, type Catch, type CaughtAnswer } from './stand-in.js';

export type { KlarnaCall } from './calls.js';
export type { EndpointAnswers } from './endpoint/answer.js';
export type { Decision } from './stand-in.js';

/** What is used of Puppeteer's `Page`: that of puppeteer or of puppeteer-core, in any version with priorities. */
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

/** A handler of the shop's test that has something to say about a request as well wins with a higher priority. */
const PRIORITY = 1;

export class KlarnaStandIn extends StandIn {
  readonly #page: PuppeteerPage;
  readonly #catches: Catch[] = [];

  private constructor(page: PuppeteerPage) {
    super();
    this.#page = page;
  }

  /**
   * Puts a stand-in between a page and Klarna, by Puppeteer's request interception. Further handlers of `request`
   * give a priority too, as Puppeteer's cooperative mode wants it.
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
