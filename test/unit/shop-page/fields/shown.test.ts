/** What the shopper sees: the face that a script gave to a field, and sections that are closed. */
import { expect } from '@open-wc/testing';
import { markInvalid, readCountry, readFields } from '../../../../src/shop-page/fields/index.js';
import { loadLibrary } from '../../../harness/library.js';
import { billingOf, formWith, input, readPerson, sourceOf } from './form.js';

interface Chosen {
  val(value: string): Chosen;
  trigger(type: string): Chosen;
  select2(command?: string): Chosen;
  remove(): Chosen;
}
interface JQuery {
  (of: Element): Chosen;
  noConflict(all: boolean): JQuery;
  readonly fn: { readonly jquery: string };
}
declare global {
  interface Window {
    jQuery: JQuery;
  }
}

const COUNTRIES = `<option value="">Choose</option><option value="1">Germany</option>
  <option value="2">Austria</option>`;

describe('readFields where a script has styled the page', () => {
  for (const [version, path] of [
    ['3', 'jquery-3/dist/jquery.js'],
    ['4', 'jquery/dist/jquery.js'],
  ] as const)
    describe(`with select2 and jQuery ${version}`, () => {
      let jquery: JQuery;
      let styles: HTMLLinkElement;

      before(async () => {
        await loadLibrary(path);
        await loadLibrary('select2/dist/js/select2.full.js');
        jquery = window.jQuery.noConflict(true);
        expect(jquery.fn.jquery).to.match(new RegExp(`^${version}`));
        styles = document.createElement('link');
        styles.rel = 'stylesheet';
        styles.href = '/node_modules/select2/dist/css/select2.css';
        await new Promise((resolve) => {
          styles.onload = resolve;
          document.head.append(styles);
        });
      });
      after(() => styles.remove());

      it('reads what was chosen by script, though no event has told of it', async () => {
        const form = await formWith(
          `<select name="country" autocomplete="country">${COUNTRIES}</select>`,
        );
        const list = form.querySelector('select')!;
        let changes = 0;
        form.addEventListener('change', () => (changes += 1));
        const styled = jquery(list);
        styled.select2();
        expect(readCountry(sourceOf(form))).to.equal(undefined);
        styled.val('2').trigger('change');
        expect(changes).to.equal(0);
        expect(readCountry(sourceOf(form))).to.equal('AT');
        styled.select2('destroy');
      });

      it('puts the message beside it', async () => {
        const form = await formWith(
          `<select autocomplete="country">${COUNTRIES}</select><p>After</p>`,
        );
        const list = form.querySelector('select')!;
        const styled = jquery(list);
        styled.select2();
        const options = { customerType: 'person' } as const;
        const marks = markInvalid(sourceOf(form), options, ['billing_address.country'], 'Check.');
        expect(marks.unmatched).to.deep.equal([]);
        expect(list.getAttribute('aria-invalid')).to.equal('true');
        expect(form.querySelector('.klarna-field-message')?.textContent).to.equal('Check.');
        marks.clear();
        styled.select2('destroy');
      });
    });

  const lists: readonly (readonly [string, string])[] = [
    [
      'a list after the select',
      '$<div class="chosen"><a tabindex="0"><span>Austria</span></a></div>',
    ],
    ['a box around the select', '<div>$<div class="choices"><div>Austria</div></div></div>'],
    ['a button', '$<button type="button">Austria <i></i></button>'],
  ];
  for (const [what, content] of lists)
    it(`reads the select that ${what} hides`, async () => {
      for (const hide of ['hidden', 'style="display: none"', 'style="visibility: hidden"']) {
        const list = `<select autocomplete="country" ${hide}>
          <option value="1">Germany</option><option value="2" selected>Austria</option></select>`;
        expect(await billingOf(content.replace('$', list)), hide).to.deep.equal({ country: 'AT' });
      }
    });

  it('does not read a hidden select that nothing shown stands for', async () => {
    const list = `<select autocomplete="country" hidden><option value="2">Austria</option></select>`;
    for (const content of [
      list,
      `<label>Austria</label>${list}`,
      `${list}<input value="Austria">`,
      `${list}<div hidden>Austria</div>`,
      `${list}<div>Germany</div>`,
      `<div hidden>${list}<div>Austria</div></div>`,
    ])
      expect(await billingOf(content), content).to.equal(undefined);
  });

  it('reads radios that their labels hide', async () => {
    expect(
      await billingOf(
        `<input id="a" type="radio" name="t" autocomplete="honorific-prefix" value="Herr" hidden><label for="a">Herr</label>
         <label>Frau<input type="radio" name="t" autocomplete="honorific-prefix" value="Frau" hidden checked></label>`,
      ),
    ).to.deep.equal({ title: 'Frau' });
  });

  it('does not read a section whose height was taken away', async () => {
    for (const style of ['height: 0; overflow: hidden', 'max-height: 0; overflow: clip'])
      expect(
        await billingOf(
          `<div style="${style}"><p>${input('address-level2', 'Berlin')}</p></div>${input('tel', '030 1234')}`,
        ),
        style,
      ).to.deep.equal({ phone: '030 1234' });
    expect(
      await billingOf(
        `<div style="height: 0">${input('address-level2', 'Berlin')}</div><span>${input('tel', '030 1234')}</span>`,
      ),
    ).to.deep.equal({ city: 'Berlin', phone: '030 1234' });
  });

  it('gives focus to what stands for the field', async () => {
    const form = await formWith(
      `<select autocomplete="country" hidden><option value="2">Austria</option></select>
       <div><a id="face" tabindex="0">Austria</a></div>`,
    );
    const options = { customerType: 'person' } as const;
    const marks = markInvalid(sourceOf(form), options, ['billing_address.country'], 'Check.');
    expect(marks.first?.id).to.equal('face');
    marks.clear();
  });
});

describe('readFields where the shop has locked its form', () => {
  const address = (value: string): string => input('address-level2', value);

  it('reads groups that are disabled as a whole, where no other address is there', async () => {
    const form = await formWith(`<fieldset disabled>${address('Berlin')}</fieldset>`);
    expect(readPerson(form).purchase.billing_address).to.deep.equal({ city: 'Berlin' });
  });

  it('reads the enabled address alone, and no field that is disabled itself', async () => {
    expect(
      await billingOf(`<fieldset disabled>${address('Bonn')}</fieldset>${address('Berlin')}`),
    ).to.deep.equal({ city: 'Berlin' });
    expect(
      await billingOf(
        `<fieldset disabled><input id="town" value="Bonn"></fieldset>${input('postal-code', '10115')}`,
        { 'billing_address.city': '#town' },
      ),
    ).to.deep.equal({ postal_code: '10115' });
    expect(
      await billingOf(`<fieldset disabled>${input('postal-code', '1', 'disabled')}</fieldset>`),
    ).to.equal(undefined);
  });
});

describe('readFields where the shop has locked the part of its form that the checkout is in', () => {
  const town = (value: string): string => input('address-level2', value);
  const readAround = async (content: string): Promise<unknown> => {
    const form = await formWith(content);
    const near = form.querySelector('i')!;
    return readFields({ ...sourceOf(form), near }, { customerType: 'person' }).purchase
      .billing_address;
  };

  it('reads what was entered there, also where another address is enabled', async () => {
    expect(
      await readAround(
        `<fieldset disabled>${town('Bonn')}<i></i></fieldset>${input('postal-code', '10115')}`,
      ),
    ).to.deep.equal({ city: 'Bonn', postal_code: '10115' });
    expect(
      await readAround(
        `<fieldset disabled><fieldset>${town('Bonn')}</fieldset><i></i></fieldset>${town('Berlin')}`,
      ),
    ).to.deep.equal({ city: 'Bonn' });
  });

  it('still leaves out a group inside it that is disabled by itself', async () => {
    expect(
      await readAround(
        `<fieldset disabled><fieldset disabled>${town('Bonn')}</fieldset><i></i></fieldset>${town('Berlin')}`,
      ),
    ).to.deep.equal({ city: 'Berlin' });
  });
});

describe('readFields of a page whose address is not read', () => {
  const warningOf = async (content: string, ...given: unknown[]): Promise<string> => {
    const form = await formWith(content);
    const { purchase, warnings } = readPerson(form, ...given);
    form.remove();
    expect(Object.keys(purchase.billing_address ?? {})).to.not.contain('city');
    expect(warnings.join()).to.not.contain('Berlin');
    return warnings.join();
  };

  it('says which field seems to hold one', async () => {
    for (const name of [
      'city',
      'billing_street',
      'postcode',
      'strasse',
      'address_line_1',
      'zip',
      'address1',
      'id_address_delivery',
    ])
      expect(await warningOf(`<input name="${name}" value="Berlin">`), name)
        .to.contain(`"${name}"`)
        .and.contain('data-klarna-field');
  });

  it('says that it is not shown', async () => {
    expect(await warningOf(`<p hidden>${input('address-level2', 'Berlin')}</p>`))
      .to.contain('"address-level2"')
      .and.contain('not shown');
  });

  it('looks through the whole page, also without a form', async () => {
    const other = await formWith('<input name="payment_city" value="Berlin">');
    const read = (form: HTMLFormElement | null): readonly string[] =>
      readFields(sourceOf(form), { customerType: 'person' }).warnings;
    expect(read(null)[0]).to.contain('"payment_city"');
    expect(read(await formWith(''))[0]).to.contain('"payment_city"');
    other.remove();
    expect(read(null)).to.deep.equal([]);
  });

  it('is silent about a hidden second address, about empty fields and about other things', async () => {
    const second = `<p hidden>${input('shipping address-level2', 'Bonn')}</p>`;
    const form = await formWith(input('postal-code', '10115') + second);
    expect(readPerson(form).warnings).to.deep.equal([]);
    form.remove();
    for (const name of ['email_address', 'ip_address', 'capacity'])
      expect(
        await warningOf(`${input('tel', '030 1234')}<input name="${name}" value="Berlin">`),
      ).to.equal('');
    expect(await warningOf(`${input('tel', '030 1234')}<input name="city">`)).to.equal('');
  });
});
