/** The shopper's data as the element reads it from pages that were not made for it. */
import { expect } from '@open-wc/testing';
import { stub } from 'sinon';
import type { KlarnaCheckout } from '../../src/index.js';
import type { Address } from '../../src/endpoint/contract.js';
import {
  agree,
  endOfTask,
  next,
  mount,
  reach,
  eventNames,
  useHarness,
} from '../harness/checkout.js';

const COUNTRIES =
  '<option value="">-</option><option value="8">Sweden</option><option value="9">Germany</option>';

/** What Klarna is asked with. */
async function billingOf(checkout: KlarnaCheckout): Promise<Address | undefined> {
  const authorized = next(checkout, 'klarna-authorized');
  await checkout.authorize();
  return (await authorized).detail.purchase.billing_address;
}

describe('<klarna-checkout> and the fields of shops', () => {
  const harness = useHarness();
  // The approved form stays where it is.
  const stay = (event: Event): void => event.preventDefault();
  beforeEach(() => document.addEventListener('submit', stay));
  afterEach(() => document.removeEventListener('submit', stay));

  it('reads the fields of a shop system by their names', async () => {
    const checkout = await mount(
      `<form method="post"><input name="billing_city" value="Lund">
       <select name="billing_country"><option value="SE">Sweden</option></select>
       <klarna-checkout endpoint="/klarna" fields="woocommerce"></klarna-checkout></form>`,
    );
    await agree(checkout);
    expect(await billingOf(checkout)).to.deep.equal({ city: 'Lund', country: 'SE' });
  });

  it('reads what selectors name, as a child or a property, also without a form', async () => {
    const checkout = await mount(
      `<input id="s" value="Storgatan"><input id="n" value="5"><input id="zip" value="22100">
       <klarna-checkout endpoint="/klarna"><script type="application/json" data-fields>
         { "billing_address.street_address": "#s, #n" }</script></klarna-checkout>`,
    );
    await agree(checkout);
    expect(await billingOf(checkout)).to.deep.equal({ street_address: 'Storgatan 5' });
    checkout.fields = { 'billing_address.postal_code': '#zip' };
    checkout.cancelAuthorization();
    await reach(checkout, 'ready');
    expect(await billingOf(checkout)).to.deep.equal({
      street_address: 'Storgatan 5',
      postal_code: '22100',
    });
  });

  it('goes by the country that selectors name', async () => {
    const checkout = await mount(
      `<select id="land">${COUNTRIES}</select><klarna-checkout endpoint="/klarna"></klarna-checkout>`,
    );
    checkout.fields = { 'billing_address.country': '#land' };
    const list = checkout.parentElement!.querySelector('select')!;
    list.value = '9';
    await agree(checkout);
    list.value = '8';
    list.dispatchEvent(new Event('change', { bubbles: true }));
    await next(checkout, 'klarna-ready');
    expect(harness.endpoint.calls('session').map(({ body }) => body.country)).to.deep.equal([
      'DE',
      'SE',
    ]);
  });

  for (const [how, compare] of [
    ['at the press', (checkout: KlarnaCheckout) => void checkout.authorize()],
    ['at the next click', () => document.body.click()],
    [
      'when the shopper goes on',
      (checkout: KlarnaCheckout) => checkout.form?.querySelector('input')?.focus(),
    ],
  ] as const)
    it(`notices a country that a script has chosen ${how}, and asks nothing for the old one`, async () => {
      const checkout = await mount(
        `<form method="post"><select autocomplete="country">${COUNTRIES}</select><input>
         <klarna-checkout endpoint="/klarna"></klarna-checkout></form>`,
      );
      const list = checkout.form!.querySelector('select')!;
      list.value = '8';
      await agree(checkout);
      list.value = '9';
      compare(checkout);
      expect(checkout.state).to.not.equal('ready');
      await reach(checkout, 'ready');
      expect(eventNames(harness)).to.not.contain('state:authorizing');
      expect(harness.endpoint.calls('session').map(({ body }) => body.country)).to.deep.equal([
        'SE',
        'DE',
      ]);
      expect(await billingOf(checkout)).to.deep.equal({ country: 'DE' });
    });

  describe('while another method is chosen', () => {
    const choose = ({ form }: KlarnaCheckout, method: string): void =>
      form!.querySelector<HTMLInputElement>(`[value=${method}]`)!.click();
    const move = ({ form }: KlarnaCheckout, country: string): void => {
      const list = form!.querySelector('select')!;
      list.value = country;
      list.dispatchEvent(new Event('change', { bubbles: true }));
    };
    const shop = (): Promise<KlarnaCheckout> =>
      mount(`<form method="post"><select autocomplete="country"><option>SE</option><option>DE</option></select>
        <input type="radio" name="method" value="klarna"><input type="radio" name="method" value="card" checked><p></p>
        <klarna-checkout endpoint="/klarna" choice="[value=klarna]"></klarna-checkout></form>`);
    const countries = (): unknown[] =>
      harness.endpoint.calls('session').map(({ body }) => body.country);

    it('notices another country when the page has moved the element before', async () => {
      const checkout = await shop();
      choose(checkout, 'klarna');
      await agree(checkout);
      choose(checkout, 'card');
      checkout.form!.querySelector('p')!.append(checkout);
      await endOfTask();
      move(checkout, 'DE');
      choose(checkout, 'klarna');
      await reach(checkout, 'ready');
      expect(countries()).to.deep.equal(['SE', 'DE']);
    });

    it('notices another country when the page has set the attribute before', async () => {
      const checkout = await shop();
      checkout.country = 'SE';
      await checkout.updateComplete;
      move(checkout, 'DE');
      choose(checkout, 'klarna');
      await agree(checkout);
      expect(countries()).to.deep.equal(['DE']);
    });
  });

  it('says once when an address on the page is not read, and is silent where purchase has it', async () => {
    const warn = stub(console, 'warn');
    try {
      const checkout = await mount(
        `<form method="post"><input name="city" value="Lund">
         <klarna-checkout endpoint="/klarna"></klarna-checkout></form>`,
      );
      checkout.purchase = { billing_address: { city: 'Lund' } };
      await agree(checkout);
      await checkout.authorize();
      const said = (): readonly string[] =>
        warn.args.map(([text]) => String(text)).filter((text) => text.includes('"city"'));
      expect(said()).to.have.length(0);
      checkout.purchase = undefined;
      for (let time = 0; time < 2; time += 1) {
        checkout.cancelAuthorization();
        await reach(checkout, 'ready');
        await checkout.authorize();
      }
      expect(said()).to.have.length(1);
      expect(said()[0]).to.contain('not read').and.not.contain('Lund');
    } finally {
      warn.restore();
    }
  });

  it('does not mark a field that it could not read', async () => {
    const checkout = await mount(
      `<form method="post"><input autocomplete="country" value="US">
       <input name="state" autocomplete="address-level1" value="Somewhere">
       <input name="email" autocomplete="email" value="a@example.com">
       <klarna-checkout endpoint="/klarna"></klarna-checkout></form>`,
    );
    await agree(checkout);
    const fields = ['billing_address.region', 'billing_address.email'];
    harness.klarna.next.authorize({
      answer: { approved: false, show_form: true, error: { invalid_fields: fields } },
    });
    const invalid = next(checkout, 'klarna-invalid-fields');
    void checkout.authorize();
    expect((await invalid).detail).to.deep.equal({ fields, unmatched: [fields[0]] });
    const marked = checkout.form!.querySelectorAll('[aria-invalid="true"]');
    expect(Array.from(marked, (control) => control.getAttribute('name'))).to.deep.equal(['email']);
  });
});
