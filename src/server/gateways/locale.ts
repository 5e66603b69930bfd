/** Locales as shops write them (`de_DE`, `de-de`, `en-UK`, `de_DE.UTF-8`), read as what they mean. */
import { problem } from '../problems.js';
import type { Order } from './gateway.js';

/**
 * `de-DE`: a language and a country, that of the purchase where none is named. Systems refuse locales that
 * do not exist, such as `en-UK`, which `Intl` puts right.
 *
 * @throws GatewayProblem `locale_mismatch` for what is no locale.
 */
export function languageAndCountry({ locale, country }: Pick<Order, 'locale' | 'country'>): string {
  try {
    const given = new Intl.Locale(locale.replace(/[.@].*$/, '').replaceAll('_', '-'));
    const { language, region = country } = new Intl.Locale(given.language, {
      region: given.region ?? country,
    });
    return `${language}-${region}`;
  } catch {
    throw problem('locale_mismatch', {
      detail: 'locale is a language and a country, such as de-AT',
      invalidFields: ['locale'],
    });
  }
}
