/** Puts Klarna's objects together from what single fields hold. */
import {
  ADDRESS_FIELDS,
  CUSTOMER_FIELDS,
  type Address,
  type Customer,
} from '../../endpoint/contract.js';
import { toCountry } from './country.js';
import type { Part } from './names.js';
import { firstMatch, type Readings } from './readings.js';
import { toRegion } from './region.js';

/** What can be made of a field's readings; undefined where they are of another kind, empty to leave them out. */
type Accept = (readings: Readings) => string | undefined;

/** What the field of this part holds; empty where there is none, or nothing acceptable. */
export type Take = (part: Part, accept?: Accept) => string;

export interface Where {
  /** Whether the form has a field for this part. */
  readonly has: (part: Part) => boolean;
  /** In which a country may be named. */
  readonly languages: () => readonly string[];
  /** Stands in where the address has no country of its own. */
  readonly country: string | undefined;
}

/** ISO 3166-1 alpha-2; empty where the form says none. */
export function composeCountry(take: Take, languages: () => readonly string[]): string {
  const asCountry: Accept = (readings) => toCountry(readings, languages);
  return take('country', asCountry) || take('country_name', asCountry);
}

export function composeAddress(take: Take, { has, languages, country }: Where): Address {
  const own = composeCountry(take, languages);
  const place = own || country;
  const [street, ...lines] = streetLines(take, place);
  const said = take('given_name', asName);
  // Many forms ask for one name only, and mark it as the given one.
  const isWhole = said.includes(' ') && !has('family_name');
  const [given, family] = splitName(isWhole ? said : take('name', asName), place);
  return collect(ADDRESS_FIELDS, take, {
    given_name: isWhole ? given : said || given,
    family_name: take('family_name', asName) || family,
    email: take('email', like(/^([^@\s]+@\S*)$/)),
    title: take('title', asTitle),
    street_address: street,
    street_address2: lines.join(', '),
    region: take('region', (readings) => toRegion(readings, place)),
    phone: composePhone(take),
    country: own,
  });
}

export const composeCustomer = (take: Take): Customer =>
  collect(CUSTOMER_FIELDS, take, {
    date_of_birth: take('date_of_birth', asDate) || composeDate(take),
    // Klarna knows two; whoever chooses another one is asked nothing more.
    gender: take('gender', (readings) => {
      const letter = firstMatch(readings, /^(m|f)(?:ale|emale)?$/i) ?? '';
      return { m: 'male', f: 'female' }[letter.toLowerCase()] ?? '';
    }),
    title: take('title', asTitle),
  });

/** All parts that there are; those that need no care are taken as they stand. */
function collect<Name extends Part>(
  parts: readonly Name[],
  take: Take,
  ready: Partial<Record<Name, string | undefined>>,
): Partial<Record<Name, string>> {
  const all: Partial<Record<Name, string>> = {};
  for (const part of parts) {
    const value = ready[part] ?? take(part);
    if (value) all[part] = value;
  }
  return all;
}

const like =
  (pattern: RegExp): Accept =>
  (readings) =>
    firstMatch(readings, pattern);

const asName = like(/^([^@]+)$/);
const asTitle = like(/^(.*\p{L}.*)$/u);
/** At least four digits. */
const asPhone = like(/^((?:[^@\d]*\d){4}[^@]*)$/);
/** Such as +49, 0049, or a select that reads "Germany (+49)". */
const asCountryCode = like(/(?:^(?:00)?|\+)([1-9]\d{0,3})(?!\d)/);

function composePhone(take: Take): string {
  const number =
    take('phone', asPhone) ||
    take('tel_national', asPhone) ||
    take('tel_area_code') +
      (take('tel_local') || take('tel_local_prefix') + take('tel_local_suffix'));
  const code = take('tel_country_code', asCountryCode);
  // A national number keeps its leading zero: whether it belongs to the number differs by country.
  return number && code && !/^(\+|00)/.test(number) ? `+${code} ${number}` : number;
}

/** The street with its number, then all that comes after it. */
function streetLines(take: Take, country: string | undefined): readonly string[] {
  const [street = '', ...lines] = [
    ...(take('street_address') || take('address_line1')).split(/[\r\n]+/),
    take('street_address2'),
    take('address_line3'),
  ]
    .map((line) => line.trim())
    .filter((line, index) => index === 0 || line);
  let number = take('house_number');
  // A second line that holds nothing but the number that the first one lacks.
  if (!number && !/\d/.test(street) && /^\d+ ?\p{L}?$/u.test(lines[0] ?? ''))
    number = lines.shift() ?? '';
  return [withNumber(street, number, country), ...lines];
}

/** Where the number of the house stands before the street. */
const NUMBER_FIRST = /^(?:AU|CA|FR|GB|IE|NZ|US)$/;

function withNumber(street: string, number: string, country: string | undefined): string {
  if (!street || street.split(/[ ,]+/).includes(number)) return street;
  const parts = NUMBER_FIRST.test(country ?? '') ? [number, street] : [street, number];
  return parts.join(' ').trim();
}

/** Given and family name. Hungarians write the family name first; "van", "de la" and the like belong to it. */
function splitName(name: string, country: string | undefined): readonly string[] {
  const [before = '', after] = name.split(',').map((text) => text.trim());
  if (after) return [after, before];
  const words = name.split(/\s+/);
  let start = Math.max(1, words.length - 1);
  while (start > 1 && /^\p{Ll}{1,3}$/u.test(words[start - 1] ?? '')) start -= 1;
  const isReversed = country === 'HU' && words.length > 1;
  if (isReversed) start = 1;
  const halves = [words.slice(0, start).join(' '), words.slice(start).join(' ')];
  return isReversed ? halves.reverse() : halves;
}

/** Only a day that exists, as `YYYY-MM-DD`. */
const asDate: Accept = ([value = '']) => {
  const time = /^\d{4}-\d\d-\d\d$/.test(value) ? Date.parse(`${value}T00:00Z`) : NaN;
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(value) ? value : undefined;
};

function composeDate(take: Take): string {
  const year = take('bday_year');
  const month = take('bday_month').padStart(2, '0');
  // The last one to be asked answers for all three.
  return take('bday_day', ([day = '']) =>
    year && month !== '00' ? asDate([`${year}-${month}-${day.padStart(2, '0')}`]) : '',
  );
}
