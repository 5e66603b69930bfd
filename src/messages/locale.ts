/**
 * Which locale a session gets, in which language the element speaks, and as in which country.
 *
 * The first two can differ: Klarna serves a country in few languages, a page may be in another one.
 */
import { LANGUAGES, type Language } from './index.js';

/**
 * The countries of Klarna Payments, each with its languages besides English, which every one has.
 * A locale is language and country, such as `de-AT`. The first country of a language is its home.
 *
 * @see https://docs.klarna.com/payments/web-payments/before-you-start/data-requirements/puchase-countries-currencies-locales
 */
const MARKETS =
  'GB DE-de FR-fr IT-it NL-nl ES-es SE-sv FI-fi-sv AT-de BE-nl-fr CH-de-fr-it US-es CA-fr MX-es AU NZ IE CZ-cs DK-da GR-el HU-hu NO-nb PL-pl PT-pt RO-ro SK-sk'.split(
    ' ',
  );

/**
 * Languages without texts of their own, each with those that its readers share a market with; the first three are
 * country codes that are taken for languages, the next two other names of one language.
 */
const NEAR =
  'cz-cs dk-da gr-el no-nb nn-nb br-fr ca-es-fr co-fr eu-es-fr fo-da fy-nl gl-es gsw-de kl-da lb-de-fr nds-de-nl oc-fr-es rm-de se-sv-nb-fi'.split(
    ' ',
  );

export interface ResolvedLocale {
  /** What the endpoint is sent: of a country that Klarna serves, the nearest locale that Klarna has there. */
  readonly locale: string;
  /** A locale that Klarna has: the same, or that of the language's home. */
  readonly klarnaLocale: string;
  /** The language of the element's own texts. */
  readonly language: Language;
  /** ISO 3166-1 alpha-2: of the purchase, or else of the language tag. */
  readonly country: string | undefined;
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
  country: purchaseCountry,
}: {
  requested: string | undefined;
  pageLanguage: string;
  country: string | undefined;
}): ResolvedLocale {
  const wanted = requested ? parse(requested) : undefined;
  const tag = wanted ?? parse(pageLanguage) ?? new Intl.Locale('en');
  const country = purchaseCountry?.toUpperCase() || tag.region;
  const language = nearest(tag.language, country);
  const home = MARKETS.find((market) => market.includes(`-${language}`));
  return {
    locale: inMarket(language, purchaseCountry && country) ?? withLanguage(tag, language),
    klarnaLocale:
      inMarket(language, country) ?? (home ? `${language}-${home.slice(0, 2)}` : 'en-GB'),
    language: LANGUAGES.find((known) => known === language) ?? 'en',
    country,
    isKnown: !requested || wanted !== undefined,
  };
}

/** Whether Klarna Payments serves the country. */
export const isMarket = (country: string | undefined): boolean => marketOf(country) !== undefined;

/** Shops that print the locale names of their system write `de_DE` or `de_DE.UTF-8`. */
function parse(tag: string): Intl.Locale | undefined {
  try {
    const locale = new Intl.Locale(tag.replaceAll('_', '-').replace(/[.@].*/, ''));
    // "german" is well-formed, but no language has a code of more than three letters.
    return locale.language.length > 3 ? undefined : locale;
  } catch {
    return undefined;
  }
}

const marketOf = (country: string | undefined): string | undefined =>
  MARKETS.find((market) => market.slice(0, 2) === country);

function nearest(language: string, country: string | undefined): string {
  const near =
    NEAR.find((entry) => entry.startsWith(`${language}-`))
      ?.split('-')
      .slice(1) ?? [];
  const spoken = marketOf(country)
    ?.split('-')
    .find((known) => near.includes(known));
  return spoken ?? near[0] ?? language;
}

function inMarket(language: string, country: string | undefined): string | undefined {
  const market = marketOf(country);
  return market && `${market.includes(`-${language}`) ? language : 'en'}-${country}`;
}

/** Without extensions such as calendars, which no session has a use for. */
function withLanguage(tag: Intl.Locale, language: string): string {
  return new Intl.Locale(tag.baseName, { language }).baseName;
}
