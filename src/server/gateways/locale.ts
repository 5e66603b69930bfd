/** Locales as shops write them (`de_DE`, `de-de`, `en-UK`, `de_DE.UTF-8`), read as what they mean. */
import { problem } from '../problems.js';
import type { GatewayProblem, Order } from './gateway.js';

/**
 * The locale as Klarna takes it, such as `de-DE`: its own pattern has two letters each.
 *
 * @throws GatewayProblem `locale_mismatch`.
 */
export function klarnaLocale(order: Pick<Order, 'locale' | 'country'>): string {
  const locale = languageAndCountry(order);
  if (!/^[a-z]{2}-[A-Z]{2}$/.test(locale)) throw mismatch(order.locale);
  return locale;
}

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
    throw mismatch(locale);
  }
}

function mismatch(found: string): GatewayProblem {
  const detail = `locale is ${JSON.stringify(found.slice(0, 40))}, expected a language and a country, such as de-AT`;
  return problem('locale_mismatch', { detail, invalidFields: ['locale'] });
}
