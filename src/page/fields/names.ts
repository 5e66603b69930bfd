/** What a field of the shop's form can hold: Klarna's names, and the parts that some of them are put together from. */
import type { Address, Customer } from '../../endpoint/contract.js';

/** Which object of the purchase a field belongs to. */
export type Block = 'billing_address' | 'shipping_address' | 'customer';

/** Pieces of Klarna's fields: the HTML standard's autofill field names, with underscores. */
export type Piece =
  | 'name'
  | 'country_name'
  | 'address_line1'
  | 'address_line3'
  | 'tel_country_code'
  | 'tel_national'
  | 'tel_area_code'
  | 'tel_local'
  | 'tel_local_prefix'
  | 'tel_local_suffix'
  | 'bday_day'
  | 'bday_month'
  | 'bday_year';

export type AddressName = keyof Address;
/** `type` is the element's own `customer-type`, never a field of the form. */
export type CustomerName = Exclude<keyof Customer, 'type'>;
export type Part = AddressName | CustomerName | Piece;

export interface Purpose {
  readonly block: Block;
  readonly part: Part;
}

export const ADDRESS_NAMES: readonly AddressName[] = [
  'given_name',
  'family_name',
  'email',
  'title',
  'street_address',
  'street_address2',
  'postal_code',
  'city',
  'region',
  'phone',
  'country',
  'organization_name',
  'attention',
];

export const CUSTOMER_NAMES: readonly CustomerName[] = [
  'date_of_birth',
  'gender',
  'national_identification_number',
  'title',
  'organization_registration_id',
  'organization_entity_type',
  'vat_id',
];

/** Only a company has these; a filled `organization_name` alone makes Klarna offer methods for companies. */
export const isOrganizational = (part: Part): boolean =>
  /^(organization_|attention|vat_id)/.test(part);

/** What stands in for a Klarna name where the form has no field for just that. */
export const PIECES: Partial<Record<Part, readonly Part[]>> = {
  given_name: ['name'],
  family_name: ['name'],
  street_address: ['address_line1'],
  // Further lines of a field that holds the whole street.
  street_address2: ['street_address'],
  country: ['country_name'],
  phone: [
    'tel_country_code',
    'tel_national',
    'tel_area_code',
    'tel_local',
    'tel_local_prefix',
    'tel_local_suffix',
  ],
  date_of_birth: ['bday_day', 'bday_month', 'bday_year'],
};

/** Reads Klarna's dotted name, such as `billing_address.email`. */
export function parseName(dotted: string): Purpose | undefined {
  const [, block, name] = /^(billing_address|shipping_address|customer)\.(\w+)$/.exec(dotted) ?? [];
  const names: readonly Part[] = block === 'customer' ? CUSTOMER_NAMES : ADDRESS_NAMES;
  const part = names.find((known) => known === name);
  return part && { block: block as Block, part };
}
