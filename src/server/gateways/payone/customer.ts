/** The shopper in PAYONE's words, under the rules that PAYONE states for each country. */
import type { Address } from '../../../endpoint/contract.js';
import type { Order } from '../gateway.js';
import { problem } from '../../problems.js';
import type { FinancingType } from './config.js';
import type { Parameters } from './envelope.js';
import { dateParameter, isIpAddress, oneLine } from './text.js';

const BIRTHDAY = new Set(['AT', 'DE', 'CH', 'NL']);
const GENDER = new Set(['AT', 'DE', 'NL']);
const PERSONAL_ID = new Set(['DK', 'FI', 'NO', 'SE']);
const ADDRESS_ADDITION = new Set(['NL']);
/** PAYONE requires a state for these countries, and refuses it for all others. */
const STATE = new Set(['US', 'CA', 'CN', 'JP', 'MX', 'BR', 'AR', 'ID', 'TH', 'IN']);
const B2B = new Set(['FI', 'DE', 'NO', 'SE']);
/** Klarna's legal forms; PAYONE hands them on. */
const ENTITY_TYPES = new Set(
  'LIMITED_COMPANY PUBLIC_LIMITED_COMPANY ENTREPRENEURIAL_COMPANY LIMITED_PARTNERSHIP_LIMITED_COMPANY LIMITED_PARTNERSHIP GENERAL_PARTNERSHIP REGISTERED_SOLE_TRADER SOLE_TRADER CIVIL_LAW_PARTNERSHIP PUBLIC_INSTITUTION OTHER'.split(
    ' ',
  ),
);

/** What the address fields may hold: shortest, longest, and which characters. */
const ZIP = /^[0-9A-Za-z_.\-/ ]{2,10}$/;
/** At most 63 characters before and 63 after the `@`, then suffixes of at most 60, each after one dot. */
const EMAIL =
  /^(?=.{5,254}$)(?=[^@]{1,63}@)[^\s@.]+(?:\.[^\s@.]+)*@[^\s@.]{1,63}(?:\.[^\s@.]{1,60})+$/;
const PERSONAL_ID_TEXT = /^[0-9A-Za-z+\-./()]{1,32}$/;
const lengths = (least: number, most: number) => new RegExp(`^.{${least},${most}}$`, 'u');

/** Collects all faults, so that the shopper sees them together. */
class Fields {
  readonly invalid = new Set<string>();
  readonly parameters: Record<string, string> = {};

  /** Adds a parameter; a missing or unfit value marks Klarna's field. */
  add(
    name: string,
    field: string,
    value: string | undefined,
    fit: RegExp,
    required: boolean,
  ): void {
    const text = oneLine(value ?? '');
    if (text && fit.test(text)) this.parameters[name] = text;
    else if (text || required) this.invalid.add(field);
  }
}

/**
 * Throws `invalid_customer` with Klarna's names of everything that is missing or does not fit. A session is
 * asked for all that the order needs: after the shopper's approval it would be too late.
 */
export function customerParameters(order: Order, financing: FinancingType): Parameters {
  if (!order.billing)
    throw problem('customer_data_required', {
      detail: 'PAYONE needs the customer and the billing address.',
    });
  const ip = order.shopper?.ip;
  if (!ip || !isIpAddress(ip))
    throw problem('misconfigured', {
      detail:
        'PAYONE needs shopper.ip in the order that resolveOrder returns: one IPv4 or IPv6 address, not a list of proxies.',
    });
  const business = order.customerType === 'organization';
  const fields = new Fields();
  addBilling(fields, order, order.billing, business);
  addPersonalId(fields, order, business);
  if (business) addCompany(fields, order, financing);
  else addPerson(fields, order);
  if (order.shipping) addShipping(fields, order.shipping, order.billing, business);
  if (fields.invalid.size)
    throw problem('invalid_customer', {
      detail: 'PAYONE needs these fields, or cannot take their content.',
      invalidFields: [...fields.invalid],
    });
  return {
    ...fields.parameters,
    country: order.billing.country ?? order.country,
    language: languageOf(order.locale),
    ip,
  };
}

function addBilling(fields: Fields, order: Order, billing: Address, business: boolean): void {
  const { country } = order;
  const add = (name: string, member: keyof Address, fit: RegExp, required: boolean) =>
    fields.add(name, `billing_address.${member}`, billing[member], fit, required);
  // A session is for one country; an address in another would be refused only after the shopper paid.
  if (billing.country && billing.country !== country) fields.invalid.add('billing_address.country');
  add('firstname', 'given_name', lengths(1, 50), !business);
  add('lastname', 'family_name', lengths(2, 50), !business);
  if (business) add('company', 'organization_name', lengths(2, 50), true);
  add('title', 'title', lengths(1, 20), false);
  add('street', 'street_address', lengths(1, 50), true);
  add('addressaddition', 'street_address2', lengths(1, 50), ADDRESS_ADDITION.has(country));
  add('zip', 'postal_code', ZIP, true);
  add('city', 'city', lengths(2, 50), true);
  if (STATE.has(country)) add('state', 'region', /^[A-Z]{2}$/, true);
  add('email', 'email', EMAIL, true);
  add('telephonenumber', 'phone', lengths(1, 30), false);
}

/** Klarna asks persons, not companies, for birthday and gender. */
function addPerson(fields: Fields, order: Order): void {
  const { country, customer = {} } = order;
  const field = 'customer.date_of_birth';
  const birthday = customer.date_of_birth && dateParameter(customer.date_of_birth);
  if (customer.date_of_birth && !birthday) fields.invalid.add(field);
  else fields.add('birthday', field, birthday, /^\d{8}$/, BIRTHDAY.has(country));
  const gender = genderOf(customer.gender);
  if (gender) fields.parameters['gender'] = gender;
  else if (GENDER.has(country)) fields.invalid.add('customer.gender');
}

/** Persons in the north must give theirs; what a company gives is handed on. */
function addPersonalId(fields: Fields, order: Order, business: boolean): void {
  const { country, customer = {} } = order;
  const field = 'customer.national_identification_number';
  const id = customer.national_identification_number;
  if (country === 'US')
    fields.add('add_paydata[last_four_ssn]', field, id?.slice(-4), /^\d{4}$/, false);
  else fields.add('personalid', field, id, PERSONAL_ID_TEXT, !business && PERSONAL_ID.has(country));
}

/** A company's name makes it a B2B purchase, which PAYONE sells in four countries and not by debit. */
function addCompany(fields: Fields, order: Order, financing: FinancingType): void {
  if (!B2B.has(order.country))
    throw problem('method_unavailable', {
      detail: 'PAYONE sells Klarna to companies in FI, DE, NO and SE only.',
    });
  if (financing === 'KDD')
    throw problem('method_unavailable', {
      detail: 'PAYONE does not sell direct debit to companies.',
    });
  const { customer = {} } = order;
  const type = customer.organization_entity_type;
  if (type && ENTITY_TYPES.has(type))
    fields.parameters['add_paydata[organization_entity_type]'] = type;
  else fields.invalid.add('customer.organization_entity_type');
  fields.add(
    'add_paydata[organization_registry_id]',
    'customer.organization_registration_id',
    // PAYONE hands it to Klarna as the VAT id.
    customer.vat_id ?? customer.organization_registration_id,
    lengths(1, 50),
    false,
  );
}

/** What must be the same in both addresses: PAYONE refuses a delivery to anywhere else. */
const SAME = [
  'given_name',
  'family_name',
  'street_address',
  'postal_code',
  'city',
  'country',
] as const;

function addShipping(fields: Fields, shipping: Address, billing: Address, business: boolean): void {
  for (const member of SAME)
    if (
      shipping[member] !== undefined &&
      comparable(shipping[member]) !== comparable(billing[member])
    )
      fields.invalid.add(`shipping_address.${member}`);
  const add = (name: string, member: keyof Address, fit: RegExp, required = false) =>
    fields.add(name, `shipping_address.${member}`, shipping[member], fit, required);
  add('shipping_firstname', 'given_name', lengths(1, 50), !business);
  add('shipping_lastname', 'family_name', lengths(1, 50), !business);
  if (business) add('shipping_company', 'organization_name', lengths(2, 50));
  add('add_paydata[shipping_title]', 'title', lengths(1, 50));
  add('shipping_street', 'street_address', lengths(2, 50), true);
  add('shipping_zip', 'postal_code', ZIP, true);
  add('shipping_city', 'city', lengths(2, 50), true);
  add('shipping_country', 'country', /^[A-Z]{2}$/, true);
  if (STATE.has(shipping.country ?? '')) add('shipping_state', 'region', /^[A-Z]{2}$/, true);
  add('add_paydata[shipping_telephonenumber]', 'phone', lengths(1, 30));
  const email = shipping.email ?? billing.email;
  fields.add('add_paydata[shipping_email]', 'shipping_address.email', email, EMAIL, true);
}

const comparable = (text: string | undefined) =>
  oneLine(text ?? '')
    .replace(/\s+/g, ' ')
    .toLowerCase();

/** PAYONE's `d` is refused by Klarna, so that anything but these two is not sent. */
function genderOf(gender: string | undefined): 'm' | 'f' | undefined {
  const letter = gender?.trim().toLowerCase();
  if (letter === 'm' || letter === 'male') return 'm';
  if (letter === 'f' || letter === 'female') return 'f';
  return undefined;
}

/** Two letters; PAYONE falls back to English. */
function languageOf(locale: string): string | undefined {
  return /^([a-z]{2})(?:[-_]|$)/i.exec(locale)?.[1]?.toLowerCase();
}
