/** Amounts and dates as people read them. */
import type { Country } from './catalogue.js';
import type { Language } from './texts.js';

/** BCP 47: the language of the page with the customs of the country of delivery. */
export function localeOf(language: Language, country: Country): string {
  return `${language}-${country}`;
}

/** Formats an integer amount in minor units, whatever number of decimals the currency has. */
export function money(minor: number, currency: string, locale: string): string {
  const format = new Intl.NumberFormat(locale, { style: 'currency', currency });
  const digits = format.resolvedOptions().maximumFractionDigits ?? 2;
  return format.format(minor / 10 ** digits);
}

export function day(date: Date, locale: string): string {
  return new Intl.DateTimeFormat(locale, { dateStyle: 'long' }).format(date);
}

/** Basis points as people write a tax rate: `19 %`. */
export function percent(basisPoints: number, locale: string): string {
  return new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 2 }).format(
    basisPoints / 10_000,
  );
}
