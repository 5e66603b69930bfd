/** The shopper in CyberSource's words, and back: which of Klarna's fields CyberSource complains about. */
import type { Address } from '../../../endpoint/contract.js';
import type { Order } from '../gateway.js';
import { languageAndCountry } from '../locale.js';
import type { Fields } from './request.js';

/** Country and language only: enough to open a session, and no personal data. */
export function anonymousBillTo(order: Order): Fields {
  return { country: order.country, language: languageAndCountry(order) };
}

/** All that the order carries. */
export function billTo(order: Order): Fields {
  const { billing = {}, customer = {}, shopper } = order;
  const business = order.customerType === 'organization';
  return {
    title: billing.title ?? customer.title,
    ...person(billing),
    city: billing.city,
    // CyberSource insists that both say the same.
    district: billing.region,
    state: billing.region,
    postalCode: billing.postal_code,
    country: billing.country ?? order.country,
    company: business ? billing.organization_name : undefined,
    companyTaxID: business ? (customer.vat_id ?? customer.organization_registration_id) : undefined,
    phoneNumber: billing.phone,
    email: billing.email,
    ipAddress: shopper?.ip,
    dateOfBirth: customer.date_of_birth?.replaceAll('-', ''),
    personalID: customer.national_identification_number,
    language: languageAndCountry(order),
    gender: genderOf(customer.gender),
  };
}

export function shipTo(order: Order): Fields {
  const { shipping = {} } = order;
  return {
    title: shipping.title,
    ...person(shipping),
    city: shipping.city,
    state: shipping.region,
    district: shipping.region,
    postalCode: shipping.postal_code,
    country: shipping.country,
    company: order.customerType === 'organization' ? shipping.organization_name : undefined,
    phoneNumber: shipping.phone,
    email: shipping.email,
  };
}

function person(address: Address): Fields {
  return {
    firstName: address.given_name,
    lastName: address.family_name,
    street1: address.street_address,
    street2: address.street_address2,
  };
}

function genderOf(gender: string | undefined): 'M' | 'F' | undefined {
  const letter = gender?.trim().charAt(0).toUpperCase();
  return letter === 'M' || letter === 'F' ? letter : undefined;
}

const KLARNA_MEMBERS: Readonly<Record<string, string>> = {
  title: 'title',
  firstName: 'given_name',
  lastName: 'family_name',
  street1: 'street_address',
  street2: 'street_address2',
  city: 'city',
  district: 'region',
  state: 'region',
  postalCode: 'postal_code',
  country: 'country',
  phoneNumber: 'phone',
  email: 'email',
  company: 'organization_name',
};

const KLARNA_CUSTOMER: Readonly<Record<string, string>> = {
  dateOfBirth: 'customer.date_of_birth',
  personalID: 'customer.national_identification_number',
  companyTaxID: 'customer.vat_id',
  gender: 'customer.gender',
};

/** Klarna's dotted name of `billTo/postalCode` and its like; `undefined` for what is not the customer's. */
export function klarnaField(path: string): string | undefined {
  const [party, name = ''] = path.split('/');
  if (party !== 'billTo' && party !== 'shipTo') return undefined;
  const member = KLARNA_MEMBERS[name];
  const address = party === 'billTo' ? 'billing_address' : 'shipping_address';
  return member ? `${address}.${member}` : KLARNA_CUSTOMER[name];
}
