import { expect } from '@open-wc/testing';
import { readCountry, readFields } from '../../../../src/shop-page/fields/index.js';
import { billingOf, customerOf, formWith, input, inputs, readPerson, sourceOf } from './form.js';

const HOME = {
  'given-name': 'Anna',
  'family-name': 'Berg',
  'street-address': 'Hauptstraße 1',
  'postal-code': '10115',
  'address-level2': 'Berlin',
  country: 'DE',
};
const HOME_ADDRESS = {
  given_name: 'Anna',
  family_name: 'Berg',
  street_address: 'Hauptstraße 1',
  postal_code: '10115',
  city: 'Berlin',
  country: 'DE',
};

const scoped = (scope: string, values: Readonly<Record<string, string>>): string =>
  inputs(
    Object.fromEntries(Object.entries(values).map(([key, value]) => [`${scope} ${key}`, value])),
  );

describe('readFields', () => {
  describe('whose address it is', () => {
    it('reads fields without a scope as the billing address, and says its country', async () => {
      const form = await formWith(inputs(HOME));
      const read = readPerson(form);
      expect(read.purchase).to.deep.equal({ billing_address: HOME_ADDRESS });
      expect(readCountry(sourceOf(form))).to.equal('DE');
      expect(read.warnings).to.deep.equal([]);
    });

    it("does not take shipping's country for billing's where there are two addresses", async () => {
      const form = await formWith(
        scoped('billing', { 'postal-code': '1' }) +
          scoped('shipping', { 'postal-code': '2', country: 'CH' }),
      );
      expect(readPerson(form).purchase.billing_address?.country).to.equal(undefined);
      expect(readCountry(sourceOf(form))).to.equal(undefined);
    });

    it('keeps billing and shipping apart', async () => {
      const form = await formWith(
        scoped('billing', { ...HOME, email: 'anna@example.com' }) +
          scoped('shipping', { ...HOME, 'street-address': 'Am Hafen 2', country: 'AT' }),
      );
      const { purchase } = readPerson(form);
      expect(purchase.billing_address).to.deep.equal({
        ...HOME_ADDRESS,
        email: 'anna@example.com',
      });
      expect(purchase.shipping_address).to.deep.equal({
        ...HOME_ADDRESS,
        street_address: 'Am Hafen 2',
        country: 'AT',
      });
      expect(readCountry(sourceOf(form))).to.equal('DE');
    });

    it('takes an only shipping address for billing too', async () => {
      const form = await formWith(scoped('shipping', HOME));
      const { purchase } = readPerson(form);
      expect(purchase.billing_address).to.deep.equal(HOME_ADDRESS);
      expect(purchase.shipping_address).to.deep.equal(HOME_ADDRESS);
      expect(readCountry(sourceOf(form))).to.equal('DE');
    });

    it('joins an email without a scope and an only shipping address', async () => {
      const form = await formWith(input('email', 'anna@example.com') + scoped('shipping', HOME));
      const address = { ...HOME_ADDRESS, email: 'anna@example.com' };
      const { purchase } = readPerson(form);
      expect(purchase.billing_address).to.deep.equal(address);
      expect(purchase.shipping_address).to.deep.equal(address);
    });

    it('joins a phone for the delivery and an only billing address', async () => {
      const form = await formWith(inputs(HOME) + input('shipping tel', '030 123456'));
      const { purchase } = readPerson(form);
      expect(purchase.billing_address?.given_name).to.equal('Anna');
      expect(purchase.shipping_address).to.deep.equal({ ...HOME_ADDRESS, phone: '030 123456' });
    });

    it('does not fill an empty billing address from shipping', async () => {
      const form = await formWith(
        scoped('billing', { 'postal-code': '' }) + scoped('shipping', HOME),
      );
      expect(readPerson(form).purchase.billing_address).to.equal(undefined);
    });

    it('leaves out a shipping address that is disabled or not shown', async () => {
      for (const hide of [
        (part: string) => `<fieldset disabled>${part}</fieldset>`,
        (part: string) => `<div hidden><div>${part}</div></div>`,
        (part: string) => `<div style="display: none">${part}</div>`,
        (part: string) => `<div style="visibility: hidden">${part}</div>`,
        (part: string) => `<details><summary>Ship elsewhere</summary>${part}</details>`,
      ]) {
        const form = await formWith(
          inputs(HOME) + hide(scoped('shipping', { ...HOME, country: 'AT' })),
        );
        expect(readPerson(form).purchase, hide('')).to.deep.equal({
          billing_address: HOME_ADDRESS,
        });
      }
    });
  });

  describe('which controls', () => {
    it('puts data-klarna-field before autocomplete, on the control and in the form', async () => {
      const form = await formWith(
        `<input name="a" autocomplete="email" data-klarna-field="billing_address.city" value="Berlin">
         <input name="b" autocomplete="postal-code" value="10115">
         <input name="c" data-klarna-field=" billing_address.postal_code " value="20095">`,
      );
      const { purchase, warnings } = readPerson(form);
      expect(purchase.billing_address).to.deep.equal({ city: 'Berlin', postal_code: '20095' });
      expect(warnings).to.deep.equal([]);
    });

    it('falls back on autocomplete where the named field is empty', async () => {
      expect(
        await billingOf(
          `${input('email', 'a@example.com')}<input data-klarna-field="billing_address.email">`,
        ),
      ).to.deep.equal({ email: 'a@example.com' });
    });

    it('reads hidden inputs only when they are named', async () => {
      expect(
        await billingOf(
          `<div hidden><input type="hidden" data-klarna-field="billing_address.city" value="Berlin"></div>
           <input type="hidden" autocomplete="postal-code" value="10115">`,
        ),
      ).to.deep.equal({ city: 'Berlin' });
    });

    it('never reads passwords, files, buttons and output', async () => {
      expect(
        await billingOf(
          `<input type="password" autocomplete="email" value="secret@example.com">
           <input type="file" autocomplete="name">
           <input type="submit" data-klarna-field="billing_address.city" value="Pay">
           <input type="button" data-klarna-field="billing_address.city" value="Pay">
           <button data-klarna-field="billing_address.city" value="Pay"></button>
           <output data-klarna-field="billing_address.city">Berlin</output>`,
        ),
      ).to.equal(undefined);
    });

    it('reads radios and checkboxes only when they are checked and have a value', async () => {
      expect(
        await billingOf(
          `<input type="radio" name="t" autocomplete="honorific-prefix" value="Herr">
           <input type="radio" name="t" autocomplete="honorific-prefix" value="Frau" checked>
           <input type="checkbox" autocomplete="given-name" checked>
           <input type="checkbox" autocomplete="family-name" value="Berg">`,
        ),
      ).to.deep.equal({ title: 'Frau' });
    });

    it('reads selects by value, where a value says nothing by its text', async () => {
      expect(
        await billingOf(
          `<select autocomplete="honorific-prefix"><option value="2">Frau</option></select>
           <select autocomplete="country"><option value="82"> Germany </option></select>
           <select autocomplete="address-level2"><option value="BER">Berlin</option></select>`,
        ),
      ).to.deep.equal({ title: 'Frau', country: 'DE', city: 'BER' });
    });

    it("reads a country's name in the language of the form, or of the page", async () => {
      const form = await formWith(input('country-name', 'Deutschland'));
      for (const [language, country] of [
        ['de', 'DE'],
        ['da', undefined],
      ] as const) {
        form.lang = language;
        expect(readCountry(sourceOf(form))).to.equal(country);
      }
      const before = document.documentElement.lang;
      form.removeAttribute('lang');
      document.documentElement.lang = 'de';
      expect(readCountry(sourceOf(form))).to.equal('DE');
      document.documentElement.lang = before;
    });

    it('reads controls outside the form element that belong to it', async () => {
      const form = await formWith('');
      form.id = 'elsewhere';
      form.insertAdjacentHTML('afterend', input('email', 'a@example.com', 'form="elsewhere"'));
      expect(readPerson(form).purchase.billing_address).to.deep.equal({ email: 'a@example.com' });
    });

    it('reads form-associated custom elements with text, also without a box of their own', async () => {
      expect(
        await billingOf(
          `<test-field autocomplete="email" value="a@example.com"></test-field>
           <test-field autocomplete="postal-code" value="10115" style="display: contents"></test-field>
           <p hidden><test-field autocomplete="tel" value="030 123456" style="display: contents"></test-field></p>`,
        ),
      ).to.deep.equal({ email: 'a@example.com', postal_code: '10115' });
    });

    it('skips custom elements whose value is no text', async () => {
      const form = await formWith('<test-field autocomplete="address-level2"></test-field>');
      for (const value of [undefined, null, 3, { toString: () => 'Berlin' }, ['Berlin']]) {
        Object.assign(form.querySelector('test-field')!, { value });
        expect(readPerson(form).purchase).to.deep.equal({});
      }
    });

    it('finds its way where inputs are called like members of the form', async () => {
      expect(
        await billingOf(
          `<input name="elements"><input name="length"><input name="id"><input name="method">${input('email', 'a@example.com')}`,
        ),
      ).to.deep.equal({ email: 'a@example.com' });
    });

    it('reads inside a shadow root', () => {
      const host = document.createElement('div');
      const root = host.attachShadow({ mode: 'open' });
      document.body.append(host);
      root.innerHTML = `<form>${input('email', 'a@example.com')}</form>`;
      const { purchase } = readPerson(root.querySelector('form')!);
      expect(purchase.billing_address).to.deep.equal({ email: 'a@example.com' });
      host.remove();
    });
  });

  describe('names, streets and phones', () => {
    const names: readonly (readonly [string, string | undefined, string | undefined])[] = [
      ['Anna Berg', 'Anna', 'Berg'],
      ['  Anna   Maria  Berg ', 'Anna Maria', 'Berg'],
      ['Ludwig van Beethoven', 'Ludwig', 'van Beethoven'],
      ['María de la Cruz', 'María', 'de la Cruz'],
      ['von Berg', 'von', 'Berg'],
      ['Berg, Anna Maria', 'Anna Maria', 'Berg'],
      ['Anna', 'Anna', undefined],
    ];
    for (const [name, given, family] of names)
      it(`splits ${name}`, async () => {
        const address = await billingOf(input('name', name));
        expect(address?.given_name).to.equal(given);
        expect(address?.family_name).to.equal(family);
      });

    it('splits a Hungarian name the other way round', async () => {
      const address = await billingOf(inputs({ name: 'Kovács János Péter', country: 'HU' }));
      expect(address).to.deep.equal({
        given_name: 'János Péter',
        family_name: 'Kovács',
        country: 'HU',
      });
    });

    it('prefers the parts of a name to the whole', async () => {
      expect(
        await billingOf(inputs({ name: 'Eva Tal', 'given-name': 'Anna', 'family-name': 'Berg' })),
      ).to.deep.equal({ given_name: 'Anna', family_name: 'Berg' });
    });

    it('reads a street of several lines', async () => {
      expect(
        await billingOf(
          '<textarea autocomplete="street-address">\n Hauptstraße 1 \n\n Hinterhaus\n3. Stock </textarea>',
        ),
      ).to.deep.equal({ street_address: 'Hauptstraße 1', street_address2: 'Hinterhaus, 3. Stock' });
    });

    it('reads a street in several fields', async () => {
      expect(
        await billingOf(
          inputs({ 'address-line1': 'Main St 1', 'address-line2': '', 'address-line3': 'Apt 4' }),
        ),
      ).to.deep.equal({ street_address: 'Main St 1', street_address2: 'Apt 4' });
    });

    const phones: readonly (readonly [Readonly<Record<string, string>>, string | undefined])[] = [
      [{ tel: '+49 171 1234567' }, '+49 171 1234567'],
      [{ tel: '0171 1234567', 'tel-country-code': '+49' }, '+49 0171 1234567'],
      [{ tel: '+49 171 1234567', 'tel-country-code': '+43' }, '+49 171 1234567'],
      [{ 'tel-national': '171 1234567', 'tel-country-code': '0049' }, '+49 171 1234567'],
      [{ 'tel-national': '171 1234567', 'tel-country-code': 'Germany (+49)' }, '+49 171 1234567'],
      [{ 'tel-area-code': '030', 'tel-local': '123456' }, '030123456'],
      [
        { 'tel-area-code': '212', 'tel-local-prefix': '555', 'tel-local-suffix': '0199' },
        '2125550199',
      ],
      [{ 'tel-country-code': '+49' }, undefined],
    ];
    for (const [values, expected] of phones)
      it(`reads the phone ${Object.values(values).join(' | ')}`, async () => {
        expect((await billingOf(inputs(values)))?.phone).to.equal(expected);
      });
  });

  describe('the customer', () => {
    const dates: readonly (readonly [string, string | undefined])[] = [
      ['1970-07-10', '1970-07-10'],
      ['2000-02-29', '2000-02-29'],
      ['2001-02-29', undefined],
      ['1970-13-01', undefined],
      ['10.07.1970', undefined],
      ['1970-7-1', undefined],
      ['+012020-01', undefined],
      ['1970-07-10T00:00', undefined],
    ];
    for (const [value, expected] of dates)
      it(`reads ${value} as ${expected ?? 'no date of birth'}`, async () => {
        const { purchase, warnings } = readPerson(await formWith(input('bday', value)));
        expect(purchase.customer?.date_of_birth).to.equal(expected);
        expect(warnings).to.have.length(expected ? 0 : 1);
      });

    it('puts a date of birth together', async () => {
      expect(
        await customerOf(inputs({ 'bday-day': '7', 'bday-month': '3', 'bday-year': '1970' })),
      ).to.deep.equal({ date_of_birth: '1970-03-07' });
    });

    it('leaves out a date of birth that is incomplete, without a word', async () => {
      for (const missing of ['bday-day', 'bday-month', 'bday-year']) {
        const all = { 'bday-day': '7', 'bday-month': '3', 'bday-year': '1970' };
        const { purchase, warnings } = readPerson(
          await formWith(inputs({ ...all, [missing]: '' })),
        );
        expect(purchase).to.deep.equal({});
        expect(warnings).to.deep.equal([]);
      }
    });

    it('warns about parts that make no date', async () => {
      const { purchase, warnings } = readPerson(
        await formWith(inputs({ 'bday-day': '31', 'bday-month': '2', 'bday-year': '1970' })),
      );
      expect(purchase).to.deep.equal({});
      expect(warnings).to.have.length(1);
    });

    for (const [value, expected] of [
      ['M', 'male'],
      ['female', 'female'],
      ['diverse', undefined],
    ] as const)
      it(`reads the sex ${value} as ${expected ?? 'nothing'}`, async () => {
        const { purchase, warnings } = readPerson(await formWith(input('sex', value)));
        expect(purchase.customer?.gender).to.equal(expected);
        expect(warnings).to.deep.equal([]);
      });

    it('reads what only data-klarna-field can name', async () => {
      expect(
        await customerOf(
          '<input data-klarna-field="customer.national_identification_number" value=" 190122-829F ">',
        ),
      ).to.deep.equal({ national_identification_number: '190122-829F' });
    });
  });

  describe('companies', () => {
    const content = `${input('organization', 'Berg AG')}
      <input data-klarna-field="billing_address.attention" value="Anna Berg">
      <input data-klarna-field="customer.vat_id" value="DE123456789">
      <input data-klarna-field="customer.organization_registration_id" value="HRB 1">
      <input data-klarna-field="customer.organization_entity_type" value="OTHER">`;

    it("sends nothing of a company in a person's purchase", async () => {
      const read = readPerson(await formWith(content));
      expect(read.purchase).to.deep.equal({});
      expect(read.warnings).to.deep.equal([]);
    });

    it('sends it with an organization', async () => {
      const { purchase } = readFields(sourceOf(await formWith(content)), {
        customerType: 'organization',
      });
      expect(purchase).to.deep.equal({
        billing_address: { organization_name: 'Berg AG', attention: 'Anna Berg' },
        customer: {
          organization_registration_id: 'HRB 1',
          organization_entity_type: 'OTHER',
          vat_id: 'DE123456789',
        },
      });
    });
  });

  describe('regions', () => {
    it("follows the address's own country, then billing's, then the shop's", async () => {
      const form = await formWith(
        scoped('billing', { 'postal-code': '1', 'address-level1': 'ny', country: 'US' }) +
          scoped('shipping', { 'postal-code': '2', 'address-level1': 'ca' }),
      );
      const { purchase } = readPerson(form);
      expect(purchase.billing_address?.region).to.equal('NY');
      expect(purchase.shipping_address?.region).to.equal('CA');

      const alone = await formWith(input('address-level1', 'Bayern'));
      const read = readFields(sourceOf(alone), { customerType: 'person', country: 'DE' });
      expect(read.purchase).to.deep.equal({});
      expect(readCountry(sourceOf(alone))).to.equal(undefined);
    });

    it('leaves the region out without a word where Klarna has none', async () => {
      const read = readPerson(
        await formWith(inputs({ country: 'DE', 'address-level1': 'Bayern' })),
      );
      expect(read.purchase.billing_address).to.deep.equal({ country: 'DE' });
      expect(read.warnings).to.deep.equal([]);
    });
  });

  describe('bad input', () => {
    const lies: readonly (readonly [string, string])[] = [
      ['email', 'Berlin'],
      ['email', 'a b@example.com'],
      ['email', '@example.com'],
      ['tel', 'Anna'],
      ['tel', 'anna1234@example.com'],
      ['given-name', 'anna@example.com'],
      ['name', 'anna@example.com'],
      ['country', 'Atlantis'],
      ['country-name', '10115'],
      ['honorific-prefix', '2'],
    ];
    for (const [name, value] of lies)
      it(`leaves out ${name} that holds ${value}, and warns without saying what it holds`, async () => {
        const { purchase, warnings } = readPerson(await formWith(input(name, value)));
        expect(purchase).to.deep.equal({});
        expect(warnings).to.have.length(1);
        expect(warnings[0]).to.contain(`"${name}"`).and.not.contain(value);
      });

    it('takes the first of two fields with something in them, and warns', async () => {
      const { purchase, warnings } = readPerson(
        await formWith(
          `<input name="empty" autocomplete="email">
           <input name="gone" autocomplete="email" value="gone@example.com" hidden>
           <input id="one" autocomplete="email" value="one@example.com">
           <input name="two" autocomplete="billing email" value="two@example.com">`,
        ),
      );
      expect(purchase.billing_address).to.deep.equal({ email: 'one@example.com' });
      expect(warnings).to.have.length(1);
      expect(warnings[0]).to.contain('"one"').and.contain('"two"').and.contain('email');
      expect(warnings[0]).to.not.contain('@');
    });

    it('warns about names that Klarna does not know', async () => {
      for (const name of ['email', 'billing_address.mail', 'customer.type', '__proto__.x', '']) {
        const { purchase, warnings } = readPerson(
          await formWith(
            `${input('tel', '030 123456')}<input name="x" data-klarna-field="${name}" value="y">`,
          ),
        );
        expect(purchase).to.deep.equal({ billing_address: { phone: '030 123456' } });
        expect(warnings, name).to.have.length(1);
        expect(warnings[0]).to.contain('"x"').and.contain(`"${name}"`);
      }
    });

    it('warns about a form that says nothing of its fields', async () => {
      const read = readPerson(await formWith('<input name="mail" value="a@example.com">'));
      expect(read).to.deep.include({ purchase: {} });
      expect(read.warnings).to.have.length(1);
    });

    it('leaves out empty values and empty objects', async () => {
      const read = readPerson(await formWith(inputs({ email: '  ', tel: '', bday: '' })));
      expect(read).to.deep.equal({ purchase: {}, warnings: [] });
    });

    it('hands on hostile text as it is', async () => {
      const form = await formWith(
        inputs({ 'given-name': '', 'family-name': '', 'address-level2': '' }) +
          '<textarea autocomplete="street-address"></textarea>',
      );
      const texts = [
        '<img src=x onerror=alert(1)>',
        '__proto__',
        '"; DROP TABLE',
        '\u202Eevil',
        '\0a',
      ];
      for (const text of texts) {
        for (const control of form.querySelectorAll('input, textarea'))
          (control as HTMLInputElement).value = text;
        expect(readPerson(form).purchase.billing_address).to.deep.equal({
          given_name: text,
          family_name: text,
          city: text,
          street_address: text,
        });
      }
    });

    it('gets through very long values of every kind', async () => {
      const names =
        'name email tel tel-country-code country address-level1 bday sex honorific-prefix street-address';
      // Not inputs: what their layout takes for such texts is the engine's own matter.
      const form = await formWith(
        names
          .split(' ')
          .map((name) => `<test-field autocomplete="${name}"></test-field>`)
          .join(''),
      );
      // A pattern that goes back over its text would need hours for these.
      for (const text of ['@', 'a ', '1', ' \t', 'a@', '+', '-', ',', '\n']) {
        const value = `x${text.repeat(100_000)}\u00A0!`;
        for (const control of form.elements) Object.assign(control, { value });
        expect(readPerson(form).purchase.billing_address?.given_name).to.satisfy(
          (given?: string) => text.includes('@') || (given?.length ?? 0) > 0,
        );
      }
    });
  });

  it('reads a page of sixty fields', async () => {
    const decoys = Array.from(
      { length: 45 },
      (_, index) => `<input name="other-${index}" value="x">`,
    );
    const form = await formWith(
      decoys.join('') + inputs(HOME) + scoped('shipping', { ...HOME, country: 'AT' }),
    );
    let asked = 0;
    for (const control of form.elements) {
      const original = control.checkVisibility.bind(control);
      control.checkVisibility = (options) => {
        asked += 1;
        return original(options);
      };
    }
    const { purchase } = readPerson(form);
    expect(purchase.billing_address).to.deep.equal(HOME_ADDRESS);
    expect(purchase.shipping_address?.country).to.equal('AT');
    // Layout is asked for once a marked field, never for the others.
    expect(asked).to.equal(12);
  });

  it('asks the boxes where the engine has no checkVisibility', async () => {
    const form = await formWith(
      input('email', 'a@example.com') + input('tel', '030 123456', 'hidden'),
    );
    for (const control of form.elements)
      Object.defineProperty(control, 'checkVisibility', { value: undefined });
    expect(readPerson(form).purchase.billing_address).to.deep.equal({ email: 'a@example.com' });
  });
});
