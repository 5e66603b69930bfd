/**
 * Which locale a session gets and in which language the element speaks.
 *
 * The two can differ: Klarna serves a country in few languages, a page may be in another one.
 */
import { LANGUAGES, type Language } from './index.js';

/**
 * The countries of Klarna Payments, each with its languages besides English, which every one has.
 * A locale is language and country, such as `de-AT`.
 *
 * @see https://docs.klarna.com/payments/web-payments/before-you-start/data-requirements/puchase-countries-currencies-locales
 */
const MARKETS =
  'AU AT-de BE-nl-fr CA-fr CZ-cs DK-da FI-fi-sv FR-fr DE-de GR-el HU-hu IE IT-it MX-es NL-nl NZ NO-nb PL-pl PT-pt RO-ro SK-sk ES-es SE-sv CH-de-fr-it GB US-es'.split(
    ' ',
  );

export interface ResolvedLocale {
  /** What the endpoint is sent: of a country that Klarna serves, the nearest locale that Klarna has there. */
  readonly locale: string;
  /** The language of the element's own texts. */
  readonly language: Language;
  /** `false`: `requested` is no BCP 47 language tag, so the language of the page was taken. */
  readonly isKnown: boolean;
}

/**
 * @param requested the `locale` attribute; empty or `undefined` = the language of the page
 * @param pageLanguage the nearest `lang` attribute; anything unusable there means English
 * @param country ISO 3166-1 alpha-2; without it, or in one that Klarna does not serve, the tag itself is sent
 */
export function resolveLocale({
  requested,
  pageLanguage,
  country,
}: {
  requested: string | undefined;
  pageLanguage: string;
  country: string | undefined;
}): ResolvedLocale {
  const wanted = requested ? parse(requested) : undefined;
  // Shops that print their own locale names write `lang="de_DE"`.
  const tag = wanted ?? parse(pageLanguage.replaceAll('_', '-')) ?? new Intl.Locale('en');
  // Klarna and our texts know one Norwegian.
  const language = /^n[no]$/.test(tag.language) ? 'nb' : tag.language;
  return {
    locale: inMarket(language, country?.toUpperCase() ?? '') ?? withLanguage(tag, language),
    language: LANGUAGES.find((known) => known === language) ?? 'en',
    isKnown: !requested || wanted !== undefined,
  };
}

function parse(tag: string): Intl.Locale | undefined {
  try {
    const locale = new Intl.Locale(tag);
    // "german" is well-formed, but no language has a code of more than three letters.
    return locale.language.length > 3 ? undefined : locale;
  } catch {
    return undefined;
  }
}

function inMarket(language: string, country: string): string | undefined {
  const market = MARKETS.find((known) => known.slice(0, 2) === country);
  return market && `${market.includes(`-${language}`) ? language : 'en'}-${country}`;
}

/** Without extensions such as calendars, which no session has a use for. */
function withLanguage(tag: Intl.Locale, language: string): string {
  return new Intl.Locale(tag.baseName, { language }).baseName;
}
