/** Libraries that bring a page in line with the server's markup, and what each leaves of the element. */
import { expect, fixture } from '@open-wc/testing';
import type { KlarnaCheckout } from '../../../src/index.js';
import { holdApproval, next, reach, useHarness } from '../../harness/checkout.js';
import { loadLibrary } from '../../harness/library.js';

const NAME = 'klarna_authorization_token';

/** The arguments in their order, as Alpine's morph calls it. */
type Updating = (
  node: Element,
  to: Element,
  childrenOnly: () => void,
  skip: () => void,
  skipChildren: () => void,
) => void;

declare const Alpine: {
  morph(
    from: Element,
    to: string,
    hooks?: { updating: Updating; key(node: Element): string },
  ): void;
};
declare const Idiomorph: {
  morph(
    from: Element,
    to: string,
    options?: { callbacks: { beforeNodeRemoved(node: Node): boolean } },
  ): void;
};
declare const htmx: {
  ajax(
    method: 'GET',
    url: string,
    how: Record<'source' | 'target', Element> & { swap: string },
  ): Promise<void>;
};
declare const up: {
  render(options: { target: string; document: string; history: false }): Promise<unknown>;
};

/** What Livewire does with its marks when it calls Alpine's morph. */
const livewire = {
  key: ({ id }: Element) => id,
  updating: ((node, _to, childrenOnly, skip, skipChildren) => {
    if (!(node instanceof Element)) return;
    if (node.hasAttribute('wire:ignore')) skip();
    if (node.hasAttribute('wire:ignore.self')) childrenOnly();
    if (node.hasAttribute('wire:ignore.children')) skipChildren();
  }) satisfies Updating,
};

const ALPINE = ['@alpinejs/morph/dist/cdn.js', 'alpinejs/dist/cdn.js'];
const HTMX = ['htmx.org/dist/htmx.js', 'idiomorph/dist/idiomorph-ext.js'];

/** As an answer of the shop's server. */
const answering = (html: string): string =>
  `/test-endpoint/fragment?${new URLSearchParams({ type: 'text/html', body: html })}`;

const swap =
  (how: string) =>
  (form: Element, html: string): Promise<void> =>
    htmx.ajax('GET', answering(html), {
      source: form.querySelector('p')!,
      target: form,
      swap: how,
    });

/** With it a library moves a node, and Klarna's frame in it goes on. */
const CAN_MOVE = 'moveBefore' in Element.prototype;

interface Way {
  readonly libraries: readonly string[];
  /** On the element. */
  readonly mark?: string;
  readonly morph: (form: HTMLFormElement, html: string) => unknown;
  /** Klarna's frame stays, also in the middle of a payment. */
  readonly keepsFrame: boolean;
  /** The element takes the server's new `cart-version`. */
  readonly takesAttributes: boolean;
  /** The page has another element afterwards. */
  readonly isReplaced?: boolean;
}

const WAYS: Readonly<Record<string, Way>> = {
  'Alpine’s morph': {
    libraries: ALPINE,
    morph: (form, html) => Alpine.morph(form, html),
    keepsFrame: false,
    takesAttributes: true,
  },
  'Livewire’s morph with wire:ignore.children': {
    libraries: ALPINE,
    mark: 'wire:ignore.children',
    morph: (form, html) => Alpine.morph(form, html, livewire),
    keepsFrame: true,
    takesAttributes: true,
  },
  'Livewire’s morph with wire:ignore': {
    libraries: ALPINE,
    mark: 'wire:ignore',
    morph: (form, html) => Alpine.morph(form, html, livewire),
    keepsFrame: true,
    takesAttributes: false,
  },
  'Livewire’s morph with wire:ignore.self': {
    libraries: ALPINE,
    mark: 'wire:ignore.self',
    morph: (form, html) => Alpine.morph(form, html, livewire),
    keepsFrame: false,
    takesAttributes: false,
  },
  idiomorph: {
    libraries: ['idiomorph/dist/idiomorph.js'],
    morph: (form, html) => Idiomorph.morph(form, html),
    keepsFrame: false,
    takesAttributes: true,
  },
  'idiomorph with im-preserve, which it knows in the head alone': {
    libraries: ['idiomorph/dist/idiomorph.js'],
    mark: 'im-preserve="true"',
    morph: (form, html) => Idiomorph.morph(form, html),
    keepsFrame: false,
    takesAttributes: true,
  },
  'idiomorph with beforeNodeRemoved': {
    libraries: ['idiomorph/dist/idiomorph.js'],
    morph: (form, html) =>
      Idiomorph.morph(form, html, {
        callbacks: {
          beforeNodeRemoved: (node) => node.parentElement?.localName !== 'klarna-checkout',
        },
      }),
    keepsFrame: true,
    takesAttributes: true,
  },
  'htmx with morph': {
    libraries: HTMX,
    morph: swap('morph:outerHTML'),
    keepsFrame: false,
    takesAttributes: true,
  },
  'htmx with morph and a callback': {
    libraries: HTMX,
    morph: swap(
      `morph:{morphStyle:'outerHTML',callbacks:{beforeNodeRemoved:(node)=>node.parentElement?.localName!=='klarna-checkout'}}`,
    ),
    keepsFrame: true,
    takesAttributes: true,
  },
  'htmx with outerHTML': {
    libraries: HTMX,
    morph: swap('outerHTML'),
    keepsFrame: false,
    takesAttributes: true,
    isReplaced: true,
  },
  'htmx with outerHTML and hx-preserve': {
    libraries: HTMX,
    mark: 'hx-preserve',
    morph: swap('outerHTML'),
    keepsFrame: CAN_MOVE,
    takesAttributes: false,
  },
  'Unpoly’s fragments': {
    libraries: ['unpoly/unpoly.js'],
    morph: (_form, html) => up.render({ target: '#checkout', document: html, history: false }),
    keepsFrame: false,
    takesAttributes: true,
    isReplaced: true,
  },
  'Unpoly’s fragments with up-keep': {
    libraries: ['unpoly/unpoly.js'],
    mark: 'up-keep',
    morph: (_form, html) => up.render({ target: '#checkout', document: html, history: false }),
    keepsFrame: false,
    takesAttributes: false,
  },
};

describe('a checkout in a page that is morphed', () => {
  const harness = useHarness();
  const loaded = new Set<string>();

  const draw = (version: number, mark = ''): string =>
    `<form id="checkout" hx-ext="morph" method="post" action="/order"><p>Cart ${version}</p>
       <klarna-checkout id="klarna" endpoint="/klarna" consent="granted" cart-version="${version}" ${mark}></klarna-checkout>
       <button>Buy</button></form>`;

  class Page {
    /** The token of each submit that reached the shop. */
    readonly sent: (readonly FormDataEntryValue[])[] = [];
    readonly #way: Way;
    readonly #home: HTMLElement;

    constructor(way: Way, home: HTMLElement) {
      this.#way = way;
      this.#home = home;
      home.addEventListener('submit', (event) => {
        event.preventDefault();
        this.sent.push(new FormData(this.form, event.submitter).getAll(NAME));
      });
    }

    get form(): HTMLFormElement {
      return this.#home.querySelector('form')!;
    }

    get checkout(): KlarnaCheckout {
      return this.#home.querySelector('klarna-checkout')!;
    }

    async morph(version: number): Promise<void> {
      await this.#way.morph(this.form, draw(version, this.#way.mark));
      expect(this.form.querySelector('p')!.textContent).to.equal(`Cart ${version}`);
    }

    press(): void {
      this.form.querySelector<HTMLElement>('button:not([slot])')!.click();
    }

    async buy(): Promise<void> {
      const submitted = new Promise((resolve) => {
        this.#home.addEventListener('submit', resolve, { once: true });
      });
      this.press();
      await submitted;
    }
  }

  async function open(way: Way): Promise<Page> {
    for (const library of way.libraries) {
      // None of them can be loaded twice.
      if (!loaded.has(library)) await loadLibrary(library);
      loaded.add(library);
    }
    const home = await fixture<HTMLElement>(`<div>${draw(1, way.mark)}</div>`);
    const shop = new Page(way, home);
    await reach(shop.checkout, 'ready');
    return shop;
  }

  for (const [name, way] of Object.entries(WAYS)) {
    describe(`by ${name}`, () => {
      it('is bought from once when that happened before the press', async () => {
        const shop = await open(way);
        const { checkout } = shop;
        const frame = checkout.querySelector('iframe')!;
        const sessions = harness.endpoint.calls('session').length;
        await shop.morph(1);
        expect(frame.isConnected, 'Klarna’s frame').to.equal(way.keepsFrame);
        expect(shop.checkout === checkout, 'the element').to.equal(!way.isReplaced);
        if (!way.keepsFrame) await reach(shop.checkout, 'loading', 'starting');
        await reach(shop.checkout, 'ready');
        await shop.buy();
        expect(shop.sent).to.have.length(1);
        expect(shop.sent[0]).to.have.length(1);
        if (!way.isReplaced) expect(harness.endpoint.calls('session')).to.have.length(sessions);
      });

      it(`${way.takesAttributes ? 'takes' : 'does not take'} a new cart-version of the server’s`, async () => {
        const shop = await open(way);
        await shop.morph(2);
        expect(shop.checkout.cartVersion).to.equal(way.takesAttributes ? '2' : '1');
        if (shop.checkout.state !== 'ready') await reach(shop.checkout, 'ready');
      });

      it('sends one token or none when that happens while Klarna decides', async () => {
        const shop = await open(way);
        const release = holdApproval(harness, 'token-1');
        const { checkout } = shop;
        const outcome = checkout.authorize();
        await shop.morph(1);
        if (way.keepsFrame) {
          const submitted = next(shop.form, 'klarna-authorized');
          release();
          expect((await submitted).detail.authorizationToken).to.equal('token-1');
          expect(await outcome).to.have.property('type', 'approved');
          await shop.buy();
          expect(shop.sent[0]).to.deep.equal(['token-1']);
          return;
        }
        expect(await outcome).to.have.property('type', 'unknown');
        if (way.isReplaced) await reach(shop.checkout, 'ready');
        else shop.press();
        expect(shop.sent).to.deep.equal([]);
      });

      it('sends the token exactly once when that happened after the approval', async () => {
        const shop = await open(way);
        shop.checkout.addEventListener('klarna-authorized', (event) => event.preventDefault());
        const authorized = next(shop.checkout, 'klarna-authorized');
        await shop.checkout.authorize();
        const { authorizationToken } = (await authorized).detail;
        await shop.morph(1);
        if (way.isReplaced) await reach(shop.checkout, 'ready', 'consent');
        await shop.buy();
        expect(shop.sent).to.have.length(1);
        expect(shop.sent[0]).to.have.length(1);
        if (!way.isReplaced) expect(shop.sent[0]).to.deep.equal([authorizationToken]);
      });
    });
  }
});
