import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import { parseAutocomplete } from '../../../../src/shop-page/fields/autocomplete.js';

/** Autofill field name of the HTML standard, and where it goes when nothing else is said. */
const NAMES: readonly (readonly [string, string])[] = [
  ['name', 'billing_address.name'],
  ['honorific-prefix', 'billing_address.title'],
  ['given-name', 'billing_address.given_name'],
  ['family-name', 'billing_address.family_name'],
  ['organization', 'billing_address.organization_name'],
  ['street-address', 'billing_address.street_address'],
  ['address-line1', 'billing_address.address_line1'],
  ['address-line2', 'billing_address.street_address2'],
  ['address-line3', 'billing_address.address_line3'],
  ['address-level1', 'billing_address.region'],
  ['address-level2', 'billing_address.city'],
  ['postal-code', 'billing_address.postal_code'],
  ['country', 'billing_address.country'],
  ['country-name', 'billing_address.country_name'],
  ['email', 'billing_address.email'],
  ['tel', 'billing_address.phone'],
  ['tel-country-code', 'billing_address.tel_country_code'],
  ['tel-national', 'billing_address.tel_national'],
  ['tel-area-code', 'billing_address.tel_area_code'],
  ['tel-local', 'billing_address.tel_local'],
  ['tel-local-prefix', 'billing_address.tel_local_prefix'],
  ['tel-local-suffix', 'billing_address.tel_local_suffix'],
  ['bday', 'customer.date_of_birth'],
  ['bday-day', 'customer.bday_day'],
  ['bday-month', 'customer.bday_month'],
  ['bday-year', 'customer.bday_year'],
  ['sex', 'customer.gender'],
];

const CONTACTS = /^(tel|email)/;

describe('parseAutocomplete', () => {
  for (const [name, expected] of NAMES)
    it(`reads ${name} as ${expected}`, () => {
      expect(parseAutocomplete(name)).to.equal(expected);
    });

  const cases: readonly (readonly [string, string | undefined])[] = [
    ['billing email', 'billing_address.email'],
    ['shipping postal-code', 'shipping_address.postal_code'],
    ['section-gift shipping street-address', 'shipping_address.street_address'],
    ['section-a billing mobile tel webauthn', 'billing_address.phone'],
    ['  SHIPPING\n\tGiven-Name  ', 'shipping_address.given_name'],
    ['work email', 'billing_address.email'],
    ['shipping bday', 'customer.date_of_birth'],
    ['email webauthn', 'billing_address.email'],
    // What reaches nobody.
    ['fax tel', undefined],
    ['pager tel', undefined],
    // Against the order or the grammar of the standard.
    ['email billing', undefined],
    ['billing section-a email', undefined],
    ['mobile billing tel', undefined],
    ['billing shipping email', undefined],
    ['home street-address', undefined],
    ['webauthn email', undefined],
    ['email email', undefined],
    ['webauthn', undefined],
    ['section-a', undefined],
    ['billing', undefined],
    // Nothing that Klarna asks for.
    ['', undefined],
    ['on', undefined],
    ['off', undefined],
    ['additional-name', undefined],
    ['nickname', undefined],
    ['current-password', undefined],
    ['one-time-code', undefined],
    ['cc-number', undefined],
    ['cc-name', undefined],
    ['organization-title', undefined],
    ['address-level3', undefined],
    ['tel-extension', undefined],
    ['url', undefined],
    // Klarna's words, and the language's, are no autofill field names.
    ['city', undefined],
    ['region', undefined],
    ['given_name', undefined],
    ['billing_address.email', undefined],
    ['constructor', undefined],
    ['__proto__', undefined],
  ];
  for (const [attribute, expected] of cases)
    it(`reads ${JSON.stringify(attribute)} as ${expected ?? 'nothing'}`, () => {
      expect(parseAutocomplete(attribute)).to.equal(expected);
    });

  it('reads each well-formed list of tokens in any case and spacing', () => {
    const spaces = fc.constantFrom(' ', '  ', '\t', '\n', '\r\n');
    const maybe = (...tokens: string[]) => fc.constantFrom('', ...tokens);
    fc.assert(
      fc.property(
        maybe('section-', 'section-blue', 'section-billing'),
        maybe('billing', 'shipping'),
        maybe('home', 'work', 'mobile'),
        fc.constantFrom(...NAMES),
        maybe('webauthn'),
        spaces,
        fc.boolean(),
        (section, scope, device, [name, unscoped], webauthn, space, isUpper) => {
          const text = [section, scope, device, name, webauthn].filter(Boolean).join(space);
          const isWrong = device !== '' && !CONTACTS.test(name);
          const scoped = scope === 'shipping' ? unscoped.replace('billing', 'shipping') : unscoped;
          expect(parseAutocomplete(isUpper ? text.toUpperCase() : text)).to.equal(
            isWrong ? undefined : scoped,
          );
        },
      ),
    );
  });

  it('takes any text without a fault', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 200, unit: 'binary' }), (text) => {
        parseAutocomplete(text);
      }),
    );
  });
});
