/** The address as the checkout form sends it, checked once here. */
import { isCountry, type Country } from './catalogue.js';

const PAYMENT_METHODS = ['klarna', 'prepayment'] as const;
export type PaymentMethod = (typeof PAYMENT_METHODS)[number];

/** Field names are those of the form. Drafts may lack everything but the country. */
export interface Address {
  readonly email?: string;
  readonly given_name?: string;
  readonly family_name?: string;
  readonly street_address?: string;
  readonly postal_code?: string;
  readonly city?: string;
  readonly phone?: string;
  readonly country: Country;
}

export const ADDRESS_FIELDS = [
  'email',
  'given_name',
  'family_name',
  'street_address',
  'postal_code',
  'city',
  'phone',
] as const;
export type AddressField = (typeof ADDRESS_FIELDS)[number];

const OPTIONAL: ReadonlySet<AddressField> = new Set(['phone']);
const MAX_LENGTH = 200;

function text(form: FormData, name: string): string | undefined {
  const value = form.get(name);
  return typeof value === 'string' ? value.trim().slice(0, MAX_LENGTH) : undefined;
}

/** What the form says over what was known before: a page without these fields changes nothing. */
export function readAddress(form: FormData, known: Address): Address {
  const country = text(form, 'country') ?? '';
  const read = ADDRESS_FIELDS.flatMap((name) => {
    const value = text(form, name);
    return value === undefined ? [] : [[name, value] as const];
  });
  return {
    ...known,
    ...Object.fromEntries(read),
    country: isCountry(country) ? country : known.country,
  };
}

export function readPayment(form: FormData, known: PaymentMethod): PaymentMethod {
  const value = text(form, 'payment');
  return PAYMENT_METHODS.find((method) => method === value) ?? known;
}

/** The fields that an order cannot do without and that are still missing or wrong. */
export function missingFields(address: Address): readonly AddressField[] {
  return ADDRESS_FIELDS.filter((name) => {
    const value = address[name] ?? '';
    if (name === 'email') return !/^\S+@\S+\.\S+$/.test(value);
    return value === '' && !OPTIONAL.has(name);
  });
}
