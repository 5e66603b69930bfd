/** Turbo: it visits pages, stores and restores them, morphs them, and sends forms with a fetch of its own. */
import { expect } from '@open-wc/testing';
import type { KlarnaCheckout } from '../../../src/index.js';
import { holdApproval, next, reach, type Harness } from '../../harness/checkout.js';

const NAME = 'klarna_authorization_token';

type Turbo = {
  visit(url: string, options?: { action: 'advance' | 'replace' }): void;
  session: { refresh(url: string): void };
};

/** A page of a shop with Turbo, in a frame. */
class Page {
  readonly #frame = document.createElement('iframe');
  readonly #key = `turbo-${crypto.randomUUID()}`;
  /** Of the element. */
  readonly attributes: string;

  constructor(attributes = '') {
    this.attributes = attributes;
  }

  async open(): Promise<KlarnaCheckout> {
    this.#frame.src = this.address(1);
    this.#frame.style.inlineSize = '800px';
    document.body.append(this.#frame);
    await new Promise((resolve) => this.#frame.addEventListener('load', resolve, { once: true }));
    return this.checkout;
  }

  close(): void {
    this.#frame.remove();
  }

  /** Of a checkout page; the same for all of its versions where the page is refreshed. */
  address(version: number, more: Record<string, string> = {}): string {
    const body = `<!doctype html><html lang="en"><head><title>Shop</title>
      <meta name="turbo-refresh-method" content="morph">
      <script src="/test-bundle/test/harness/whole-page.js"></script>
      <script src="/node_modules/@hotwired/turbo/dist/turbo.es2017-umd.js"></script></head>
      <body><form method="post" action="${this.#order}"><p>Cart ${version}</p>
      <klarna-checkout id="klarna" endpoint="/klarna" consent="granted" cart-version="${version}" ${this.attributes}></klarna-checkout>
      <button>Buy</button></form></body></html>`;
    return `/test-endpoint/checkout?${new URLSearchParams({ type: 'text/html', body, ...more })}`;
  }

  /** Answers a form as Turbo wants it: by a redirect. */
  get #order(): string {
    const thanks = `/test-endpoint/thanks?${new URLSearchParams({
      type: 'text/html',
      body: '<!doctype html><title>Thank you</title><h1>Thank you</h1>',
    })}`;
    return `/test-endpoint/order?${new URLSearchParams({ key: this.#key, redirect: thanks })}`.replaceAll(
      '&',
      '&amp;',
    );
  }

  get window(): Window & { Turbo: Turbo } {
    return this.#frame.contentWindow as unknown as Window & { Turbo: Turbo };
  }

  get document(): Document {
    return this.window.document;
  }

  get checkout(): KlarnaCheckout {
    return this.document.querySelector('klarna-checkout')!;
  }

  get klarnasFrame(): HTMLIFrameElement {
    return this.checkout.querySelector('iframe')!;
  }

  /** As a test's own page has it. */
  get harness(): Harness {
    return { klarna: this.window.klarna } as Harness;
  }

  /** Turbo has drawn a page. */
  rendered(): Promise<unknown> {
    return next(this.document, 'turbo:render' as 'klarna-ready');
  }

  async visit(url: string): Promise<void> {
    const rendered = this.rendered();
    this.window.Turbo.visit(url);
    await rendered;
  }

  async back(): Promise<void> {
    const rendered = this.rendered();
    this.window.history.back();
    await rendered;
  }

  /** As a refresh that the server broadcasts: the same address, whose answer has changed. */
  async refresh(): Promise<void> {
    const rendered = this.rendered();
    this.window.Turbo.session.refresh(this.window.location.href);
    await rendered;
  }

  /** Presses the shop's button; resolves when its thanks are there. */
  async buy(): Promise<void> {
    const rendered = this.rendered();
    this.press();
    await rendered;
    expect(this.document.querySelector('h1')?.textContent).to.equal('Thank you');
  }

  press(): void {
    this.document.querySelector<HTMLElement>('form > button')!.click();
  }

  /** The tokens of the forms that the shop's server got: of the last one, and how many there were. */
  async received(): Promise<{ count: number; tokens: readonly FormDataEntryValue[] }> {
    const response = await fetch(`/test-endpoint/asked?key=${this.#key}`);
    const { count, body = '' } = (await response.json()) as { count: number; body?: string };
    return { count, tokens: new URLSearchParams(body).getAll(NAME) };
  }
}

describe('a checkout in a page with Turbo', () => {
  let page: Page;

  const open = async (attributes?: string): Promise<Page> => {
    sessionStorage.clear();
    page = new Page(attributes);
    await page.open();
    await reach(page.checkout, 'ready');
    return page;
  };

  afterEach(() => page.close());

  async function expectOneToken(): Promise<void> {
    const { count, tokens } = await page.received();
    expect(count).to.equal(1);
    expect(tokens).to.have.length(1);
    expect(tokens[0]).to.not.equal('');
  }

  it('is bought from once when Turbo sends the form', async () => {
    await open();
    await page.buy();
    await expectOneToken();
  });

  it('is bought from once when the shopper came to it by a visit', async () => {
    await open();
    await page.visit('/test-endpoint/cart?type=text/html&body=<h1>Cart</h1>');
    await page.visit(page.address(2));
    await reach(page.checkout, 'ready');
    await page.buy();
    await expectOneToken();
  });

  it('is bought from once when Turbo restores it from its store', async () => {
    await open();
    await page.visit('/test-endpoint/cart?type=text/html&body=<h1>Cart</h1>');
    await page.back();
    await reach(page.checkout, 'ready');
    expect(page.checkout.querySelectorAll('iframe[id$="-main"]')).to.have.length(1);
    await page.buy();
    await expectOneToken();
  });

  it('has no token in what Turbo restores after an approval', async () => {
    await open();
    page.checkout.addEventListener('klarna-authorized', (event) => event.preventDefault());
    await page.checkout.authorize();
    await page.visit('/test-endpoint/cart?type=text/html&body=<h1>Cart</h1>');
    await page.back();
    expect(page.checkout.querySelector('input')).to.equal(null);
    await reach(page.checkout, 'ready', 'consent');
  });

  it('keeps Klarna’s frame, and takes attributes, when the page is refreshed by a morph', async () => {
    await open();
    const { checkout, klarnasFrame } = page;
    checkout.setAttribute('cart-version', '0');
    await reach(checkout, 'ready');
    await page.refresh();
    expect(checkout.isConnected).to.equal(true);
    expect(checkout.cartVersion).to.equal('1');
    expect(klarnasFrame.isConnected).to.equal(true);
    await reach(checkout, 'ready');
    await page.buy();
    await expectOneToken();
  });

  it('is bought from once when the page is refreshed by a morph while Klarna decides', async () => {
    await open();
    const release = holdApproval(page.harness, 'token-1');
    page.press();
    await reach(page.checkout, 'authorizing');
    await page.refresh();
    const rendered = page.rendered();
    release();
    await rendered;
    expect((await page.received()).tokens).to.deep.equal(['token-1']);
    await expectOneToken();
  });

  it('sends the token once when the page is refreshed by a morph after the approval', async () => {
    await open();
    page.checkout.addEventListener('klarna-authorized', (event) => event.preventDefault());
    await page.checkout.authorize();
    await page.refresh();
    await page.buy();
    await expectOneToken();
  });

  it('stays the same element, with its frame’s purchase begun anew, when it is data-turbo-permanent', async () => {
    await open('data-turbo-permanent');
    const { checkout } = page;
    await page.visit(page.address(2));
    expect(page.checkout === checkout).to.equal(true);
    expect(checkout.cartVersion, 'attributes are not taken').to.equal('1');
    await reach(checkout, 'ready');
    await page.buy();
    await expectOneToken();
  });

  it('is unknown, and sends nothing, when Turbo leaves the page while Klarna decides', async () => {
    await open();
    const { checkout } = page;
    holdApproval(page.harness, 'token-1');
    const outcome = checkout.authorize();
    await page.visit('/test-endpoint/cart?type=text/html&body=<h1>Cart</h1>');
    expect((await outcome).type).to.equal('unknown');
    expect((await page.received()).count).to.equal(0);
  });
});
