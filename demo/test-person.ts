import type { AddressField } from './server/address.js';

/** A made-up person; an address with `+denied` before the @ is one that Klarna refuses. */
export const TEST_PERSON: Readonly<Record<AddressField, string>> = {
  email: 'anna.watt@example.com',
  given_name: 'Anna',
  family_name: 'Watt',
  street_address: 'Deichstraße 7',
  postal_code: '26506',
  city: 'Norden',
  phone: '+49 30 901820',
};
