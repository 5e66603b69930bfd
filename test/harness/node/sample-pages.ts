/** A shop around the samples of the documents: pages, scripts, a token endpoint, and a shopper who buys. */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import type { RequestListener } from 'node:http';
import { text } from 'node:stream/consumers';
import type { Page } from 'playwright-core';
import { callsOf } from '../../../src/simulator/endpoint/address.js';
import { answerCall } from '../../../src/simulator/endpoint/answer.js';
import { serve, type Running } from '../loopback.js';

export const NONCE = 'n0nce';

interface Given {
  readonly body: string;
  readonly policy?: string;
}

interface Surroundings {
  /** Of the script tags that the page adds. */
  readonly attributes?: string;
  /** Between the element's script and the piece. */
  readonly early?: string;
  readonly end?: string;
  readonly simulator?: string;
}

/** Whole pages keep their own tags; a piece of one gets what its page would have. */
export function pageAround(piece: string, surroundings: Surroundings = {}): string {
  if (/^<!doctype/i.test(piece)) return piece;
  const { attributes = '', early = '', end = '' } = surroundings;
  const { simulator = '/klarna-simulator.js' } = surroundings;
  const script = (src: string) =>
    src && !piece.includes(`${src.slice(1)}"`)
      ? `<script ${attributes} src="${src}"></script>`
      : '';
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>Sample</title>
    ${script(simulator)}${script('/klarna-checkout.js')}${early}${piece}${end}`;
}

const FORM = `<form method="post" action="/order">
  <input name="email" type="email" autocomplete="email" required aria-label="E-mail">
  <input type="radio" name="payment" value="prepayment" aria-label="Prepayment">
  <klarna-checkout endpoint="/klarna" country="DE" currency="EUR"></klarna-checkout>
  <button>Buy now</button></form>`;

/** What samples leave to the shop. */
const SETTINGS = `<script>var endpointOrigins = [], redirectHosts = [], nonce, timeouts = {},
  sdkUrl = '/klarna-simulator.js', monitor = { record() {} }</script>`;

const MODULES = `<script type="importmap">{ "imports": {
  "klarna-checkout-element/define.js": "/klarna-checkout.js",
  "klarna-checkout-element/messages/": "/dist/messages/",
  "klarna-checkout-element/simulator": "/dist/simulator/index.js" } }</script>`;

/** A checkout with a script of the shop; one that configures the element stands before it. */
export function pageWith(script: string): string {
  const type = /^import /m.test(script) ? 'type="module"' : '';
  const tag = `${MODULES}<script ${type}>${script}</script>`;
  return pageAround(
    FORM,
    script.includes('.configure(') ? { early: SETTINGS + tag } : { early: SETTINGS, end: tag },
  );
}

/** Scripts are found by their names wherever a sample looks for them. */
const SCRIPT = /\/((?:klarna-(?:checkout|simulator)|messages\/\w+)\.js)$/;

/** What a sample has beside the element, from its own npm package. */
const LIBRARIES: Readonly<Record<string, string>> = {
  '/assets/jquery.js': 'node_modules/jquery-3/dist/jquery.js',
  '/assets/jquery.validate.js': 'node_modules/jquery-validation/dist/jquery.validate.js',
  '/assets/parsley.js': 'node_modules/parsleyjs/dist/parsley.js',
};

/** The endpoints of the samples; OpenCart names what it calls in the query. */
const ENDPOINTS = ['/klarna', '/index.php?route=extension/klarna/payment/{call}'].map((path) =>
  callsOf(path),
);

export class SampleShop {
  readonly #pages = new Map<string, Given>();
  #running: Running | undefined;

  readonly #listener: RequestListener = (request, response) => {
    const url = new URL(request.url ?? '/', 'http://localhost');
    void this.#answer(request.method ?? 'GET', url, text(request)).then(async (answer) => {
      response.writeHead(answer.status, Object.fromEntries(answer.headers));
      response.end(await answer.text());
    });
  };

  async #answer(method: string, url: URL, body: Promise<string>): Promise<Response> {
    const { pathname } = url;
    const file = SCRIPT.exec(pathname)?.[1];
    if (file) return script(`dist/cdn/${file}`);
    const library = LIBRARIES[pathname];
    if (library) return script(library);
    if (pathname.startsWith('/dist/')) return script(pathname.slice(1));
    if (pathname === '/favicon.ico') return new Response(null, { status: 204 });
    const page = this.#pages.get(pathname);
    if (method === 'GET' && page) {
      return new Response(page.body, {
        headers: {
          'content-type': 'text/html; charset=utf-8',
          ...(page.policy ? { 'content-security-policy': page.policy } : {}),
        },
      });
    }
    if (method === 'GET') return new Response(null, { status: 404 });
    const [call] = ENDPOINTS.map((callOf) => callOf(url)).filter((found) => found !== undefined);
    if (call) return answerCall(call, JSON.parse(await body));
    return new Response('<h1>Thank you</h1>', { headers: { 'content-type': 'text/html' } });
  }

  serve(path: string, page: Given): void {
    this.#pages.set(path, page);
  }

  get origin(): string {
    if (!this.#running) throw new Error('It has not been started.');
    return this.#running.url;
  }

  async start(): Promise<void> {
    this.#running = await serve(this.#listener);
  }

  async stop(): Promise<void> {
    await this.#running?.[Symbol.asyncDispose]();
  }
}

async function script(path: string): Promise<Response> {
  const body = await readFile(path, 'utf8').catch(() => undefined);
  return body === undefined
    ? new Response(null, { status: 404 })
    : new Response(body, { headers: { 'content-type': 'text/javascript' } });
}

/** What goes wrong on pages, and what comes of purchases. */
export class Shopper {
  readonly faults: string[] = [];
  #ends: ((event: string) => void) | undefined;
  readonly #page: Page;

  private constructor(page: Page) {
    this.#page = page;
  }

  static async on(page: Page): Promise<Shopper> {
    const shopper = new Shopper(page);
    page.on('pageerror', (error) => shopper.faults.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error') shopper.faults.push(message.text());
    });
    await page.exposeFunction('purchaseEnds', (event: string) => shopper.#ends?.(event));
    await page.addInitScript(() => {
      for (const type of ['klarna-authorized', 'klarna-finalize-required']) {
        document.addEventListener(type, () => {
          (window as unknown as { purchaseEnds(event: string): void }).purchaseEnds(type);
        });
      }
    });
    return shopper;
  }

  /** Opens a page; gives the number of its elements, each of which has been upgraded. */
  async open(url: string): Promise<number> {
    await this.#page.goto(url);
    return this.#page.evaluate(() => {
      const own = [...document.querySelectorAll('*')].filter(({ localName }) =>
        localName.startsWith('klarna-'),
      );
      const raw = own.find(({ localName }) => !customElements.get(localName));
      if (raw) throw new Error(`<${raw.localName}> is no element`);
      return own.filter(({ localName }) => localName === 'klarna-checkout').length;
    });
  }

  /** Waits for the shop's answer to its form. */
  async thanked(): Promise<void> {
    await this.#page.getByRole('heading', { name: 'Thank you' }).waitFor();
  }

  /** @throws where something went wrong on a page. */
  leave(): void {
    // Not waited for: a page may be on its way to the next one, and Playwright then waits for ever.
    void this.#page.close();
    assert.deepEqual(this.faults, []);
  }

  /** Chooses Klarna, agrees, fills in what is required, presses. Gives the event that ends the purchase. */
  async buy(): Promise<string> {
    const page = this.#page;
    const ended = new Promise<string>((resolve) => (this.#ends = resolve));
    const element = page.locator('klarna-checkout').first();
    const choice = await element.getAttribute('choice');
    if (choice) await page.locator(choice).check();
    const state = () => element.evaluate((node) => (node as unknown as { state: string }).state);
    await waitFor(async () => !['idle'].includes(await state()), 'it starts');
    if ((await state()) === 'consent') {
      await page.getByRole('button', { name: 'Agree and continue' }).click();
    }
    await waitFor(async () => {
      const now = await state();
      if (['failed', 'unavailable'].includes(now)) throw new Error(`It is ${now}`);
      return ['ready', 'finalize-required'].includes(now);
    }, 'it is ready');
    for (const input of await page.locator('input:required').all()) {
      const type = await input.getAttribute('type');
      if (type === 'checkbox') await input.check();
      else await input.fill(type === 'email' ? 'anna@example.com' : 'Anna Watt');
    }
    await payButton(page);
    if (await page.locator('script[data-klarna-person]').count()) {
      await page.frameLocator('iframe[id$="-fullscreen"]').locator('[value="approve"]').click();
    }
    const late = setTimeout(() => this.#ends?.('nothing'), 10_000);
    return ended.finally(() => clearTimeout(late));
  }
}

async function payButton(page: Page): Promise<void> {
  const submit = page.locator('form button:not([type="button"], [data-klarna-ignore])');
  const elsewhere = page.locator('button[command="--authorize"]');
  const named = page.locator('#button-confirm, #payment-confirmation button');
  for (const button of [submit, elsewhere, named]) {
    if (!(await button.count())) continue;
    await button.last().click();
    return;
  }
  await page
    .getByRole('button', { name: /Klarna/ })
    .last()
    .click();
}

async function waitFor(isSo: () => Promise<boolean>, what: string): Promise<void> {
  const ends = Date.now() + 10_000;
  while (!(await isSo())) {
    if (Date.now() > ends) throw new Error(`Never seen: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}
