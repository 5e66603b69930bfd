/**
 * The names that shop systems give their address fields, as their public templates have them. They are compared
 * without case, signs and scope: `billing_address_1`, `billing-address_1` and `input-payment-address-1` are `address1`.
 */
import type { Part } from './names.js';

/** What all of them call alike. */
const COMMON: readonly (readonly [string, Part])[] = [
  ['firstname', 'given_name'],
  ['lastname', 'family_name'],
  ['city', 'city'],
  ['email', 'email'],
  ['company', 'organization_name'],
];

/** In this order stands what each calls in its own way. */
const OWN_PARTS: readonly Part[] = [
  'street_address',
  'street_address2',
  'postal_code',
  'region',
  'country',
  'phone',
];

const OWN = {
  woocommerce: 'address1 address2 postcode state country phone',
  shopware: 'street additionaladdressline1 zipcode countrystateid countryid phonenumber',
  magento: 'street0 street1 postcode regionid|region countryid telephone',
  prestashop: 'address1 address2 postcode idstate idcountry phone',
  opencart: 'address1 address2 postcode zoneid countryid telephone',
} satisfies Record<string, string>;

/** A shop system whose address fields the element knows by name. */
export type FieldPreset = keyof typeof OWN;

export const PRESETS = Object.keys(OWN) as readonly FieldPreset[];

export const isPreset = (name: string): name is FieldPreset => Object.hasOwn(OWN, name);

/** Made when first asked for. */
const tables = new Map<FieldPreset, ReadonlyMap<string, Part>>();

/** What a field of this shop system holds; undefined where its name says nothing of an address. */
export function presetPart(preset: FieldPreset, control: Element): Part | undefined {
  const table = tables.get(preset) ?? tableOf(preset);
  tables.set(preset, table);
  const partBy = (attribute: string): Part | undefined =>
    table.get(localName(control.getAttribute(attribute) ?? ''));
  return partBy('name') ?? partBy('id');
}

const tableOf = (preset: FieldPreset): ReadonlyMap<string, Part> =>
  new Map([
    ...COMMON,
    ...OWN[preset]
      .split(' ')
      .flatMap((names, index) => names.split('|').map((name) => [name, OWN_PARTS[index]] as const)),
  ] as readonly (readonly [string, Part])[]);

const localName = (name: string): string =>
  name
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '')
    .replace(/^(?:input|field)?(?:billing|shipping|payment)?(?:address(?=[a-z]))?/, '');
