import { expect, fixture } from '@open-wc/testing';
import type { KlarnaCheckout } from '../../../src/index.js';
import { agree, next, reach, useHarness } from '../../harness/checkout.js';
import { loadLibrary } from '../../harness/library.js';

const NAME = 'klarna_authorization_token';

interface Page {
  readonly form: HTMLFormElement;
  readonly checkout: KlarnaCheckout;
}

async function page(attributes = ''): Promise<Page> {
  const form = await fixture<HTMLFormElement>(
    `<form method="post" action="/order"><input name="email" value="a@b.example">
       <klarna-checkout endpoint="/klarna" ${attributes}></klarna-checkout><button>Buy</button></form>`,
  );
  return { form, checkout: form.querySelector('klarna-checkout') as KlarnaCheckout };
}

/** Approves and keeps the form from sending itself; returns the token. */
async function approve({ checkout }: Page): Promise<string> {
  await agree(checkout);
  checkout.addEventListener('klarna-authorized', (event) => event.preventDefault());
  const authorized = next(checkout, 'klarna-authorized');
  await checkout.authorize();
  return (await authorized).detail.authorizationToken;
}

/** How shops and libraries read a form: each returns all values of the token's entry. */
const READERS: Readonly<
  Record<
    string,
    { libraries?: readonly string[]; read: (form: HTMLFormElement) => readonly unknown[] }
  >
> = {
  FormData: { read: (form) => new FormData(form).getAll(NAME) },
  'form.elements': {
    read: (form) =>
      Array.from(form.elements as HTMLCollectionOf<HTMLInputElement>)
        .filter(({ name, disabled }) => name === NAME && !disabled)
        .map(({ value }) => value),
  },
  'elements of any name': {
    read: (form) =>
      Array.from(form.elements as HTMLCollectionOf<HTMLInputElement>)
        .filter(({ name, disabled }) => name && !disabled && name !== 'email')
        .map(({ value }) => value),
  },
  'jQuery 4 serialize()': {
    libraries: ['jquery/dist/jquery.js'],
    read: (form) => new URLSearchParams(jQuery(form).serialize()).getAll(NAME),
  },
  'jQuery 3 serialize()': {
    libraries: ['jquery-3/dist/jquery.js'],
    read: (form) => new URLSearchParams(jQuery(form).serialize()).getAll(NAME),
  },
  'htmx 1': {
    libraries: ['htmx-1/dist/htmx.js'],
    read: (form) => [htmx.values(form)[NAME]].flat().filter((value) => value !== undefined),
  },
  'htmx 2': {
    libraries: ['htmx.org/dist/htmx.js'],
    read: (form) => [htmx.values(form)[NAME]].flat().filter((value) => value !== undefined),
  },
  Unpoly: {
    libraries: ['unpoly/unpoly.js'],
    read: (form) =>
      up.Params.fromForm(form)
        .toArray()
        .filter(({ name }) => name === NAME)
        .map(({ value }) => value),
  },
  'jQuery Form': {
    libraries: ['jquery-3/dist/jquery.js', 'jquery-form/dist/jquery.form.min.js'],
    read: (form) => new URLSearchParams(jQuery(form).formSerialize()).getAll(NAME),
  },
  'Rails UJS': {
    libraries: ['@rails/ujs/app/assets/javascripts/rails-ujs.js'],
    read: (form) =>
      new URLSearchParams(
        (
          globalThis as unknown as Record<'Rails', { serializeElement(f: Element): string }>
        ).Rails.serializeElement(form),
      ).getAll(NAME),
  },
};

declare const jQuery: (node: Element) => { serialize(): string; formSerialize(): string };
declare const htmx: { values(form: Element): Record<string, unknown> };
declare const up: {
  Params: { fromForm(form: Element): { toArray(): { name: string; value: unknown }[] } };
};

/** What is read in this way says that Klarna was not asked. */
const READS_FORM_DATA: ReadonlySet<string> = new Set(['FormData', 'htmx 2']);

describe('the token in the shop’s form', () => {
  useHarness();

  for (const [way, { libraries = [], read }] of Object.entries(READERS)) {
    it(`arrives exactly once when the form is read by ${way}, and is gone with the approval`, async () => {
      for (const library of libraries) await loadLibrary(library);
      const shop = await page();
      await reach(shop.checkout, 'consent');
      const none = READS_FORM_DATA.has(way) ? [''] : [];
      expect(read(shop.form), 'before the approval').to.deep.equal(none);
      const token = await approve(shop);
      expect(read(shop.form), 'approved').to.deep.equal([token]);
      shop.checkout.cancelAuthorization();
      expect(read(shop.form), 'given back').to.deep.equal(none);
    });
  }

  it('is in place before klarna-authorized is fired, also when the event is prevented', async () => {
    const shop = await page();
    await agree(shop.checkout);
    let seen: FormDataEntryValue | null = null;
    let token = '';
    shop.checkout.addEventListener('klarna-authorized', (event) => {
      event.preventDefault();
      token = event.detail.authorizationToken;
      seen = new FormData(shop.form).get(NAME);
    });
    await shop.checkout.authorize();
    expect(seen).to.equal(token);
  });

  it('stands in no attribute, so not in innerHTML or a selector', async () => {
    const shop = await page();
    const token = await approve(shop);
    expect(shop.form.outerHTML).to.not.include(token);
    expect(shop.form.querySelector(`[value="${token}"]`)).to.equal(null);
  });

  it('is put back at the press when a morph took its input out', async () => {
    const shop = await page();
    const token = await approve(shop);
    shop.checkout.querySelector('input')?.remove();
    let sent: readonly FormDataEntryValue[] = [];
    shop.form.addEventListener('submit', (event) => {
      event.preventDefault();
      sent = new FormData(shop.form).getAll(NAME);
    });
    shop.form.requestSubmit();
    expect(sent).to.deep.equal([token]);
  });

  it('does not travel with a copy of the element', async () => {
    const shop = await page();
    const token = await approve(shop);
    const copy = shop.checkout.cloneNode(true);
    shop.form.append(copy);
    expect(new FormData(shop.form).getAll(NAME)).to.deep.equal([token]);
    shop.checkout.remove();
    expect(
      Array.from(shop.form.elements, (node) => (node as HTMLInputElement).name),
    ).to.not.include(NAME);
  });

  it('carries the name that token-name says, and gives the element itself none', async () => {
    const shop = await page('token-name="klarna_token"');
    const token = await approve(shop);
    const names = Array.from(shop.form.elements, (node) => node.getAttribute('name'));
    expect(names.filter((name) => name === 'klarna_token')).to.have.length(1);
    expect(new FormData(shop.form).get('klarna_token')).to.equal(token);
    expect(shop.checkout.hasAttribute('name')).to.equal(false);
  });
});
