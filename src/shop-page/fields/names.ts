/** What a field of the shop's form can hold: Klarna's names, and the pieces that some of them are put together from. */
import {
  ADDRESS_FIELDS,
  CUSTOMER_FIELDS,
  type Address,
  type CustomerField,
} from '../../endpoint/contract.js';

/** Which object of the purchase a field belongs to. */
export type Block = 'billing_address' | 'shipping_address' | 'customer';

/** Pieces of Klarna's fields: the HTML standard's autofill field names, with underscores, and one that it lacks. */
export type Piece =
  | 'name'
  | 'house_number'
  | 'country_name'
  | `address_line${1 | 3}`
  | `tel_${'country_code' | 'national' | 'area_code' | 'local' | 'local_prefix' | 'local_suffix'}`
  | `bday_${'day' | 'month' | 'year'}`;
export type Part = keyof Address | CustomerField | Piece;

/** Such as `billing_address.email`, or a piece of what Klarna asks for: `billing_address.name`. */
export type FieldName = `${Block}.${Part}`;

/** Only a company has these; a filled `organization_name` alone makes Klarna offer methods for companies. */
export const isOrganizational = (part: Part): boolean => /^(organ|att|vat)/.test(part);

/** What stands in for a part where the form has no field for just that, separated by spaces. */
export const PIECES: Partial<Record<string, string>> = {
  given_name: 'name',
  family_name: 'name',
  street_address: 'address_line1 house_number',
  // Further lines of a field that holds the whole street.
  street_address2: 'street_address',
  country: 'country_name',
  phone: 'tel_country_code tel_national tel_area_code tel_local tel_local_prefix tel_local_suffix',
  date_of_birth: 'bday_day bday_month bday_year',
};

const named = (address: readonly string[], customer: readonly string[]): RegExp =>
  new RegExp(
    `^((billing|shipping)_address\\.(${address.join('|')})|customer\\.(${customer.join('|')}))$`,
  );

const KLARNAS = named(ADDRESS_FIELDS, CUSTOMER_FIELDS);
const ALL_PIECES = [...Object.values(PIECES).join(' ').split(' '), 'address_line3'];
const KNOWN = named([...ADDRESS_FIELDS, ...ALL_PIECES], [...CUSTOMER_FIELDS, ...ALL_PIECES]);

/** Whether Klarna has a field of this name. */
export const isKlarnas = (name: string): name is FieldName => KLARNAS.test(name);

/** Whether it is a field of Klarna, or a piece of one. */
export const isFieldName = (name: string): name is FieldName => KNOWN.test(name);

/** Whether a field of this name says where somebody lives. */
export const isPlace = (name: string): boolean =>
  /\.(street_address|address_line1|postal_code|city)$/.test(name);
