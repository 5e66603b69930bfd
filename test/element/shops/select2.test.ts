/** A country chosen through select2, which tells of it by jQuery's events alone. */
import { expect, fixture, waitUntil } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import type { KlarnaCheckout } from '../../../src/index.js';
import { agree, next, reach, useHarness } from '../../harness/checkout.js';
import { loadLibrary } from '../../harness/library.js';

interface Styled {
  select2(command?: string): Styled;
}

interface JQuery {
  (of: Element): Styled;
  noConflict(all: boolean): JQuery;
}

for (const [version, path] of [
  ['3', 'jquery-3/dist/jquery.js'],
  ['4', 'jquery/dist/jquery.js'],
] as const)
  describe(`a country chosen through select2 with jQuery ${version}`, () => {
    const harness = useHarness();
    let jquery: JQuery;
    let styled: Styled | undefined;
    const styles = document.createElement('link');

    before(async () => {
      await loadLibrary(path);
      await loadLibrary('select2/dist/js/select2.full.js');
      jquery = (window as unknown as { jQuery: JQuery }).jQuery.noConflict(true);
      styles.rel = 'stylesheet';
      styles.href = '/node_modules/select2/dist/css/select2.css';
      await new Promise((resolve) => {
        styles.onload = resolve;
        document.head.append(styles);
      });
    });
    after(() => styles.remove());
    afterEach(() => styled?.select2('destroy'));

    async function shop(): Promise<KlarnaCheckout> {
      const form = await fixture<HTMLFormElement>(
        `<form method="post"><select name="country" autocomplete="country">
           <option value="8">Sweden</option><option value="9">Germany</option></select>
         <input name="city" autocomplete="address-level2" value="Lund">
         <klarna-checkout endpoint="/klarna"></klarna-checkout><button>Buy</button></form>`,
      );
      form.addEventListener('submit', (event) => event.preventDefault());
      styled = jquery(form.querySelector('select')!);
      styled.select2();
      return form.querySelector('klarna-checkout') as KlarnaCheckout;
    }

    it('begins a new session when the shopper has chosen it by keyboard, and then pays with it', async () => {
      const checkout = await shop();
      await agree(checkout);
      checkout.form!.querySelector<HTMLElement>('.select2-selection')!.focus();
      await sendKeys({ press: 'Enter' });
      await sendKeys({ type: 'Germ' });
      await sendKeys({ press: 'Enter' });
      expect(checkout.form!.querySelector('select')!.value).to.equal('9');
      checkout.form!.querySelector('input')!.focus();
      await waitUntil(() => harness.endpoint.calls('session').length > 1);
      if (checkout.state !== 'ready') await reach(checkout, 'ready');
      expect(harness.endpoint.calls('session').map(({ body }) => body.country)).to.deep.equal([
        'SE',
        'DE',
      ]);
      const authorized = next(checkout, 'klarna-authorized');
      checkout.form!.querySelector('button')!.click();
      expect((await authorized).detail.purchase.billing_address).to.deep.equal({
        country: 'DE',
        city: 'Lund',
      });
    });
  });
