/** Who receives what the shopper agrees to share. */
import type { Messages } from './en.js';
import { isMarket } from './locale.js';

const BANK = 'Klarna Bank AB (publ), Stockholm';

/**
 * The controllers that Klarna's own notices and terms name where it is not the bank alone. Empty: not known.
 *
 * @see https://www.klarna.com/international/privacy-policy/
 */
const COMPANIES: Readonly<Partial<Record<string, readonly string[]>>> = {
  AU: ['Klarna Australia Pty Ltd'],
  CA: ['Klarna Canada Limited'],
  GB: [BANK, 'Klarna Financial Services UK Limited'],
  MX: [],
  NZ: ['Klarna New Zealand Limited'],
  US: ['Klarna Inc.'],
};

/**
 * @param country of the purchase, never that of a language tag: many pages are `en-US` for no reason. Where Klarna
 *   is not, or when it is not known, the text leaves the company open.
 */
export function recipient(text: Messages, language: string, country: string | undefined): string {
  const code = country?.toUpperCase() ?? '';
  const companies = COMPANIES[code] ?? (isMarket(code) ? [BANK] : []);
  return companies.length > 0
    ? new Intl.ListFormat(language).format(companies)
    : text.consentElsewhere.replace('{recipient}', BANK);
}
