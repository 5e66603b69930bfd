/**
 * The simulator for a shop's own WebdriverIO tests. The simulator answers requests to Klarna's hosts, no request reaches
 * Klarna, and each test sets what Klarna answers. It needs WebDriver BiDi, which WebdriverIO 9 enables by default.
 *
 * @module
 */
import { REPORT, StandIn, type Catch } from './stand-in.js';

export type { KlarnaCall } from './calls.js';
export type { EndpointAnswers } from './endpoint/answer.js';
export type { Decision } from './stand-in.js';

/** The members of WebdriverIO's `browser` that are used. */
export interface WebdriverIOBrowser {
  readonly isBidi: boolean;
  sessionSubscribe(parameters: { events: string[] }): Promise<unknown>;
  networkAddIntercept(parameters: {
    phases: 'beforeRequestSent'[];
  }): Promise<{ intercept: string }>;
  networkAddDataCollector(parameters: {
    dataTypes: 'request'[];
    maxEncodedDataSize: number;
  }): Promise<{ collector: string }>;
  networkGetData(parameters: {
    dataType: 'request';
    collector: string;
    request: string;
  }): Promise<{ bytes: Bytes }>;
  networkContinueRequest(parameters: { request: string }): Promise<unknown>;
  networkFailRequest(parameters: { request: string }): Promise<unknown>;
  networkProvideResponse(parameters: {
    request: string;
    statusCode: number;
    headers: { name: string; value: Bytes }[];
    body: Bytes;
  }): Promise<unknown>;
  browsingContextGetTree(parameters: object): Promise<{ contexts: Context[] }>;
  scriptCallFunction(parameters: {
    functionDeclaration: string;
    awaitPromise: boolean;
    target: { context: string };
    arguments: { type: 'string'; value: string }[];
  }): Promise<Returned>;
  scriptAddPreloadScript(parameters: {
    functionDeclaration: string;
    arguments: { type: 'channel'; value: { channel: string } }[];
  }): Promise<unknown>;
  on(event: 'script.message', handler: (message: Message) => void): unknown;
  on(event: 'network.beforeRequestSent', handler: (blocked: Blocked) => void): unknown;
}

interface Bytes {
  type: 'string' | 'base64';
  value: string;
}

interface Message {
  channel: string;
  data: unknown;
}

/** The result of a function that returns a string. */
type Returned =
  | {
      readonly type: 'success';
      readonly result: { readonly type: string; readonly value?: unknown };
    }
  | { readonly type: 'exception' };

interface Context {
  context: string;
  children?: Context[] | null;
}

interface Blocked {
  isBlocked: boolean;
  intercepts?: string[];
  request: { request: string; url: string };
}

/** Longest body of a request that is kept, in bytes: what the element sends is far below it. */
const LONGEST_BODY = 1_000_000;

export class KlarnaStandIn extends StandIn {
  readonly #browser: WebdriverIOBrowser;
  readonly #catches: Catch[] = [];
  #intercept = '';
  #collector = '';

  private constructor(browser: WebdriverIOBrowser) {
    super();
    this.#browser = browser;
  }

  /**
   * Simulates Klarna for the whole session of a browser: call it once, and `reset()` before each test.
   * @throws Error when the session has no WebDriver BiDi
   */
  static async install(browser: WebdriverIOBrowser): Promise<KlarnaStandIn> {
    if (!browser.isBidi) {
      throw new Error(
        'KlarnaStandIn needs WebDriver BiDi: set the capability webSocketUrl to true.',
      );
    }
    const klarna = new KlarnaStandIn(browser);
    await browser.sessionSubscribe({ events: ['network.beforeRequestSent', 'script.message'] });
    browser.on('script.message', ({ channel, data }) => {
      if (channel === REPORT) klarna.hear((data as { value: string }).value);
    });
    await browser.scriptAddPreloadScript({
      functionDeclaration: `(send) => { window.${REPORT} = send; }`,
      arguments: [{ type: 'channel', value: { channel: REPORT } }],
    });
    const { collector } = await browser.networkAddDataCollector({
      dataTypes: ['request'],
      maxEncodedDataSize: LONGEST_BODY,
    });
    klarna.#collector = collector;
    browser.on('network.beforeRequestSent', (blocked) => void klarna.#decide(blocked));
    const { intercept } = await browser.networkAddIntercept({ phases: ['beforeRequestSent'] });
    klarna.#intercept = intercept;
    await klarna.start();
    return klarna;
  }

  async #decide({
    isBlocked,
    intercepts,
    request: { request, url: address },
  }: Blocked): Promise<void> {
    if (!isBlocked || !intercepts?.includes(this.#intercept)) return;
    const url = new URL(address);
    const found = this.#catches.find(({ matches }) => matches(url));
    if (!found) {
      await this.#browser.networkContinueRequest({ request });
      return;
    }
    const answered = await found.answer({ url, body: () => this.#body(request) });
    if (answered === 'refused') {
      await this.#browser.networkFailRequest({ request });
      return;
    }
    await this.#browser.networkProvideResponse({
      request,
      statusCode: answered.status,
      headers: Object.entries(answered.headers).map(([name, value]) => ({
        name,
        value: { type: 'string', value },
      })),
      body: { type: 'base64', value: Buffer.from(answered.body).toString('base64') },
    });
  }

  async #body(request: string): Promise<string | undefined> {
    const { bytes } = await this.#browser.networkGetData({
      dataType: 'request',
      collector: this.#collector,
      request,
    });
    return bytes.type === 'string' ? bytes.value : Buffer.from(bytes.value, 'base64').toString();
  }

  protected override catch(matches: Catch['matches'], answer: Catch['answer']): Promise<void> {
    this.#catches.push({ matches, answer });
    return Promise.resolve();
  }

  protected override async run<Argument, Result>(
    work: (argument: Argument) => Result,
    argument: Argument,
  ): Promise<readonly Result[]> {
    const { contexts } = await this.#browser.browsingContextGetTree({});
    const results = await Promise.allSettled(
      contexts.flatMap(withChildren).map(({ context }) =>
        this.#browser.scriptCallFunction({
          functionDeclaration: `(json) => JSON.stringify((${work.toString()})(JSON.parse(json).argument) ?? null)`,
          awaitPromise: false,
          target: { context },
          arguments: [{ type: 'string', value: JSON.stringify({ argument }) }],
        }),
      ),
    );
    return results.flatMap((result) => {
      if (result.status === 'rejected' || result.value.type !== 'success') return [];
      return [JSON.parse(String(result.value.result.value)) as Result];
    });
  }
}

const withChildren = (context: Context): readonly Context[] => [
  context,
  ...(context.children ?? []).flatMap(withChildren),
];
