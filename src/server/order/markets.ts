/**
 * The countries that Klarna Payments sells in, and the one currency that it takes there
 * (docs.klarna.com, "Purchase countries, currencies and locales").
 */
export const CURRENCIES: Readonly<Record<string, string>> = {
  AT: 'EUR',
  AU: 'AUD',
  BE: 'EUR',
  CA: 'CAD',
  CH: 'CHF',
  CZ: 'CZK',
  DE: 'EUR',
  DK: 'DKK',
  ES: 'EUR',
  FI: 'EUR',
  FR: 'EUR',
  GB: 'GBP',
  GR: 'EUR',
  HU: 'HUF',
  IE: 'EUR',
  IT: 'EUR',
  MX: 'MXN',
  NL: 'EUR',
  NO: 'NOK',
  NZ: 'NZD',
  PL: 'PLN',
  PT: 'EUR',
  RO: 'RON',
  SE: 'SEK',
  SK: 'EUR',
  US: 'USD',
};

/** `undefined` for a country that Klarna may have opened since: it decides about that itself. */
export const currencyOf = (country: string): string | undefined =>
  Object.hasOwn(CURRENCIES, country) ? CURRENCIES[country] : undefined;
