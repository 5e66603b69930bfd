/**
 * What the look-ups of a press cost on a page of 10,000 nodes. Machines differ, so it is held as a ratio: to ask each
 * node of the page for one attribute takes about a millisecond. Measured are a third of that, and two thirds where there
 * is no form to look in.
 */
import { expect } from '@open-wc/testing';
import { readCountry, readFields } from '../../../../src/shop-page/fields/index.js';
import { walksOf } from '../../../harness/cost.js';

const PARTS = {
  'given-name': 'given_name',
  'family-name': 'family_name',
  'street-address': 'street_address',
  'address-line2': 'street_address2',
  'postal-code': 'postal_code',
  'address-level2': 'city',
  'address-level1': 'region',
  country: 'country',
  tel: 'phone',
  email: 'email',
};

const repeat = (times: number, text: string): string => text.repeat(times);

const address = (scope: string): string =>
  Object.entries(PARTS)
    .map(
      ([token, part]) =>
        `<p><label>${part}</label><input name="${scope}_${part}" autocomplete="${scope} ${token}" value="DE"></p>`,
    )
    .join('');

const NODES = 10_000;

describe('the look-ups of a press, on a page of 10,000 nodes', () => {
  let form: HTMLFormElement;

  // Not a fixture, which would be gone after the first test.
  const page = document.createElement('div');

  before(() => {
    page.innerHTML = `${repeat(900, '<div><p><a>x</a></p><ul><li>x</li></ul><i></i><b></b><em></em></div>')}
       <form>${address('billing')}${address('shipping')}
       ${repeat(100, '<p><label>x</label><span><input name="option" value="x"></span></p>')}</form>
       ${repeat(300, '<div><p><a>x</a></p><ul><li>x</li></ul></div>')}`;
    document.body.append(page);
    form = page.querySelector('form')!;
    expect(document.querySelectorAll('*').length).to.be.within(NODES * 0.9, NODES * 1.1);
  });

  after(() => page.remove());

  const selectors = (): Record<string, string> =>
    Object.fromEntries(
      ['billing', 'shipping'].flatMap((scope) =>
        Object.values(PARTS).map((part) => [
          `${scope}_address.${part}`,
          `[name="${scope}_${part}"]`,
        ]),
      ),
    );

  /** What the shop says, whether it has a form, and how many walks the reading may take. */
  const pages: readonly (readonly [string, () => readonly unknown[], boolean, number])[] = [
    ['autofill tokens', () => [], true, 1],
    ['a preset', () => ['woocommerce'], true, 1],
    ['selectors', () => [selectors()], true, 1],
    ['a preset, without a form', () => ['woocommerce'], false, 2],
    ['selectors, without a form', () => [selectors()], false, 2],
    ['nothing, and without a form', () => [], false, 2],
  ];
  for (const [what, given, hasForm, most] of pages)
    it(`reads the fields by ${what} in less time than ${most} of such walks takes`, function () {
      this.timeout(30_000);
      const source = { form: hasForm ? form : null, near: form, given: given() };
      const read = (): unknown => readFields(source, { customerType: 'person' });
      expect(walksOf(read, most)).to.be.below(most);
    });

  it('compares the country in half the time of one', function () {
    this.timeout(30_000);
    for (const given of [[], ['woocommerce'], [selectors()]]) {
      const read = (): unknown => readCountry({ form, near: form, given });
      expect(walksOf(read, 0.5)).to.be.below(0.5);
    }
  });

  it('makes no further names of countries when codes are read again', () => {
    const source = { form, near: form, given: [] };
    readFields(source, { customerType: 'person' });
    const { DisplayNames } = Intl;
    let made = 0;
    class Counted extends DisplayNames {
      constructor(...options: ConstructorParameters<typeof DisplayNames>) {
        super(...options);
        made += 1;
      }
    }
    Object.assign(Intl, { DisplayNames: Counted });
    try {
      const { purchase } = readFields(source, { customerType: 'person' });
      expect(purchase.billing_address?.country).to.equal('DE');
    } finally {
      Object.assign(Intl, { DisplayNames });
    }
    expect(made).to.equal(0);
  });
});
