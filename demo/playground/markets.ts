/** All markets of Klarna Payments, each with its currency and the locales that a session can have there. */
import { LANGUAGES } from '../../src/messages/index.js';
import { resolveLocale } from '../../src/messages/locale.js';
import { CURRENCIES } from '../../src/server/order/markets.js';

export { CURRENCIES };

export const MARKETS: readonly string[] = Object.keys(CURRENCIES);

/** The language that most people speak there comes first, English otherwise last. */
export function localesOf(country: string): readonly string[] {
  const { language: home } = new Intl.Locale(`und-${country}`).maximize();
  const rank = (language: string): number => (language === home ? 0 : language === 'en' ? 2 : 1);
  return LANGUAGES.filter((language) => hasLocale(language, country))
    .toSorted((one, other) => rank(one) - rank(other))
    .map((language) => `${language}-${country}`);
}

const hasLocale = (language: string, country: string): boolean =>
  resolveLocale({ requested: language, pageLanguage: 'en', country }).locale ===
  `${language}-${country}`;
