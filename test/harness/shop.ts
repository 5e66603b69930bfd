/** A shop in a page of its own: opened in a frame, worked by a shopper, its time in the test's hands. */
import type { KlarnaCheckout, State } from '../../src/index.js';
import type { Stage } from './shop-page.js';

/** The shop's own markup. */
export const MARKUP = `
  <form method="post" action="/test-endpoint/sent">
    <label><input type="radio" name="method" value="klarna" id="klarna" checked> Klarna</label>
    <label><input type="radio" name="method" value="card" id="card"> Card</label>
    <klarna-checkout endpoint="/klarna" choice="#klarna"></klarna-checkout>
    <button id="buy">Buy</button>
  </form>`;

export interface ShopOptions {
  /** Content-Security-Policy of the page. */
  readonly policy?: string | undefined;
  /** An older browser, such as `chrome-111`; as far as a script can make this one be it. */
  readonly browser?: string;
  /** Text of a script that runs first of all. */
  readonly before?: string;
  /** The module that runs in the page, instead of the ordinary one. */
  readonly script?: string;
  /** Markup that is part of the page from the start. Default: the shop's own comes after `setUp`. */
  readonly body?: string;
  /** Runs in each page, also after a reload, before the element is in it. */
  readonly setUp: (shop: Shop) => void;
}

/** The next turn of the real world: a frame may load, an answer may come. */
const turn = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

const source = (src: string): string => `<script nonce="of-the-page" src="${src}"></script>`;

type Attributes = Readonly<Record<string, string>>;

export class Shop {
  readonly #frame = document.createElement('iframe');
  #checkout!: KlarnaCheckout;
  #attributes: Attributes = {};
  #options!: ShopOptions;
  /** Milliseconds of the page's own time since it was opened. */
  now = 0;

  static async open(options: ShopOptions): Promise<Shop> {
    const { policy, browser, before, script = 'test/harness/shop-page', body = '' } = options;
    const shop = new Shop();
    shop.#options = options;
    const html =
      '<!doctype html><html lang="en"><title>A shop</title><body>' +
      (before ? `<script>${before}</script>` : '') +
      (browser ? source(`/older-browser/${browser}.js`) : '') +
      (browser ? source('/test-bundle/test/harness/older-browser.js') : '') +
      source(`/test-bundle/${script}.js`) +
      body;
    const query = new URLSearchParams({ type: 'text/html', body: html });
    if (policy) query.set('csp', policy);
    const frame = shop.#frame;
    frame.style.cssText = 'width: 800px; height: 600px; border: 0';
    frame.src = `/test-endpoint/page?${query}`;
    const loaded = shop.#loaded();
    document.body.append(frame);
    await loaded;
    shop.#begin();
    return shop;
  }

  close(): void {
    this.#frame.remove();
  }

  get window(): Window & typeof globalThis {
    return this.#frame.contentWindow as Window & typeof globalThis;
  }

  get document(): Document {
    return this.window.document;
  }

  get stage(): Stage {
    return this.window.stage;
  }

  /** The element, also when it was taken out of the page. */
  get checkout(): KlarnaCheckout {
    return this.#checkout;
  }

  #loaded(): Promise<void> {
    return new Promise((resolve) => {
      this.#frame.addEventListener('load', () => resolve(), { once: true });
    });
  }

  #begin(): void {
    this.now = 0;
    this.#options.setUp(this);
    if (!this.#options.body) this.document.body.insertAdjacentHTML('beforeend', MARKUP);
    this.#checkout = this.document.querySelector('klarna-checkout')!;
    for (const [name, value] of Object.entries(this.#attributes)) {
      this.checkout.setAttribute(name, value);
    }
  }

  /** Attributes of the element, also after a reload. */
  set attributes(attributes: Attributes) {
    this.#attributes = attributes;
  }

  /** Runs `leave`, which takes the page away, and begins in the page that comes. */
  async again(leave: () => void): Promise<void> {
    const loaded = this.#loaded();
    leave();
    await loaded;
    this.#begin();
  }

  async leaveAndComeBack(): Promise<void> {
    const left = this.#loaded();
    this.window.location.href = '/test-endpoint/elsewhere?type=text/html';
    await left;
    await this.again(() => this.window.history.back());
  }

  /** Lets time pass in small steps, with real turns between them, until something is so. */
  async until(
    isSo: () => boolean,
    what: string,
    { step = 10, limit = 9000 }: { readonly step?: number; readonly limit?: number } = {},
  ): Promise<void> {
    const end = this.now + limit;
    while (!isSo()) {
      if (this.now >= end) {
        const { state } = this.checkout;
        throw new Error(
          `never ${what}; it is ${state}, ${JSON.stringify(this.stage.events.at(-1))}`,
        );
      }
      await turn();
      this.#tick(step);
    }
    await this.drawn();
  }

  reach(...states: State[]): Promise<void> {
    return this.until(() => states.includes(this.checkout.state), `reached ${states.join(', ')}`);
  }

  /** Lets so many seconds pass in which nothing real has to happen. */
  async pass(seconds: number): Promise<void> {
    await turn();
    this.#tick(seconds * 1000);
    await turn();
    await this.drawn();
  }

  /** Whatever is still under way comes to its end; the element may be gone from the page. */
  async settle(): Promise<void> {
    for (let step = 0; step < 4; step += 1) {
      await turn();
      this.#tick(60);
    }
    await turn();
    if (this.#checkout.isConnected) await this.drawn();
  }

  #tick(milliseconds: number): void {
    this.now += milliseconds;
    this.stage.clock.tick(milliseconds);
  }

  async drawn(): Promise<void> {
    const { checkout } = this;
    await checkout.updateComplete;
    const parts = checkout.renderRoot.querySelectorAll<KlarnaCheckout>('*');
    await Promise.all(Array.from(parts, ({ updateComplete }) => updateComplete));
  }

  // What the shopper does.

  async agree(): Promise<void> {
    await this.reach('consent');
    this.#part('consent').querySelector<HTMLElement>('[part="agree"]')!.click();
  }

  buy(): void {
    this.document.querySelector<HTMLElement>('#buy')!.click();
  }

  chooseCard(): void {
    this.document.querySelector<HTMLElement>('#card')!.click();
  }

  chooseKlarna(): void {
    this.document.querySelector<HTMLElement>('#klarna')!.click();
  }

  /** Presses the button beside the status line. */
  act(): void {
    this.#action!.click();
  }

  // What the shopper sees.

  #part(name: string): ShadowRoot {
    return this.checkout.renderRoot.querySelector(`klarna-checkout-${name}`)!.shadowRoot!;
  }

  get #action(): HTMLElement | null {
    return this.#part('status').querySelector('[part="action"]');
  }

  /** The text of the live region, where it can be seen. */
  get said(): string {
    const region = this.#part('status').querySelector<HTMLElement>('[role="status"]')!;
    return region.getClientRects().length > 0 ? region.textContent.trim() : '';
  }

  get offered(): string {
    const action = this.#action;
    return action && action.getClientRects().length > 0 ? action.textContent.trim() : '';
  }

  get isLocked(): boolean {
    const { body, documentElement } = this.document;
    const hasScrollLock = [body, documentElement].some((node) =>
      node.classList.contains('klarna-payments-fso-open'),
    );
    return hasScrollLock || this.document.querySelector('[inert]') !== null;
  }
}
