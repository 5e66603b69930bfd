import { expect } from '@open-wc/testing';
import { onCountryChange } from '../../../../src/shop-page/fields/index.js';
import { formWith, input, sourceOf } from './form.js';

const COUNTRIES = `
  <option value="">Choose</option><option value="1">Germany</option>
  <option value="AT">Austria</option><option value="??">Nowhere</option>`;
const select = (token: string, more = ''): string =>
  `<select autocomplete="${token}" ${more}>${COUNTRIES}</select>`;

function change(control: Element | null, value: string): void {
  (control as HTMLInputElement).value = value;
  control?.dispatchEvent(new Event('change', { bubbles: true }));
}

describe('onCountryChange', () => {
  let heard: string[];
  let listening: AbortController;
  const listen = (form: HTMLFormElement): (() => void) =>
    onCountryChange(
      () => sourceOf(form),
      (country) => heard.push(country),
      listening.signal,
    );

  beforeEach(() => {
    heard = [];
    listening = new AbortController();
  });
  afterEach(() => listening.abort());

  it('says each new billing country once, as a code', async () => {
    const form = await formWith(select('country') + input('email', 'a@example.com'));
    const country = form.querySelector('select');
    listen(form);
    change(country, '1');
    change(country, '1');
    change(form.querySelector('input'), 'b@example.com');
    change(country, 'AT');
    expect(heard).to.deep.equal(['DE', 'AT']);
  });

  it('is silent while no country, or none that exists, is chosen', async () => {
    const form = await formWith(select('country'));
    const country = form.querySelector('select');
    change(country, 'AT');
    listen(form);
    for (const value of ['', '??', 'AT']) change(country, value);
    expect(heard).to.deep.equal([]);
  });

  it('leaves the shipping country alone', async () => {
    const form = await formWith(
      select('billing country') +
        input('billing postal-code', '1') +
        select('shipping country', 'id="shipping"') +
        input('shipping postal-code', '2'),
    );
    listen(form);
    change(form.querySelector('#shipping'), 'AT');
    expect(heard).to.deep.equal([]);
  });

  it('takes the country of an only shipping address for billing', async () => {
    const form = await formWith(select('shipping country') + input('shipping postal-code', '2'));
    listen(form);
    change(form.querySelector('select'), 'AT');
    expect(heard).to.deep.equal(['AT']);
  });

  it('hears fields outside the form, custom ones and those whose events the page stops', async () => {
    const form = await formWith('<div></div>');
    form.id = 'far';
    form.insertAdjacentHTML('afterend', select('country', 'form="far"'));
    const country = form.nextElementSibling;
    country?.addEventListener('change', (event) => event.stopPropagation());
    listen(form);
    change(country, 'AT');
    country?.remove();
    form.innerHTML = '<test-field autocomplete="country-name"></test-field>';
    change(form.querySelector('test-field'), 'Germany');
    expect(heard).to.deep.equal(['AT', 'DE']);
  });

  it('hears nothing more when aborted, before or after', async () => {
    const form = await formWith(select('country'));
    listen(form);
    listening.abort();
    listen(form);
    change(form.querySelector('select'), 'AT');
    expect(heard).to.deep.equal([]);
  });
});
