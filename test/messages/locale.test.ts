import { expect } from '@open-wc/testing';
import * as fc from 'fast-check';
import { LANGUAGES } from '../../src/messages/index.js';
import { MARKETS, resolveLocale } from '../../src/messages/locale.js';

/** As Klarna lists them: country, locales, currency. */
const PUBLISHED = `
  AU en-AU AUD
  AT de-AT en-AT EUR
  BE nl-BE fr-BE en-BE EUR
  CA en-CA fr-CA CAD
  CZ cs-CZ en-CZ CZK
  DK da-DK en-DK DKK
  FI fi-FI sv-FI en-FI EUR
  FR fr-FR en-FR EUR
  DE de-DE en-DE EUR
  GR el-GR en-GR EUR
  HU hu-HU en-HU HUF
  IE en-IE EUR
  IT it-IT en-IT EUR
  MX en-MX es-MX MXN
  NL nl-NL en-NL EUR
  NZ en-NZ NZD
  NO nb-NO en-NO NOK
  PL pl-PL en-PL PLN
  PT pt-PT en-PT EUR
  RO ro-RO en-RO RON
  SK sk-SK en-SK EUR
  ES es-ES en-ES EUR
  SE sv-SE en-SE SEK
  CH de-CH fr-CH it-CH en-CH CHF
  GB en-GB GBP
  US en-US es-US USD`
  .trim()
  .split('\n')
  .map((line) => line.trim().split(' '))
  .map(([country = '', ...rest]) => ({
    country,
    locales: rest.slice(0, -1),
    currency: rest.at(-1),
  }));

const resolve = (requested: string | undefined, country?: string, pageLanguage = '') =>
  resolveLocale({ requested, pageLanguage, country });

describe('MARKETS', () => {
  it('has the countries, languages and currencies that Klarna publishes, in its order', () => {
    const listed = Object.entries(MARKETS).map(([country, market]) => {
      const words = market.split(' ');
      const locales = words.slice(0, -1).map((language) => `${language}-${country}`);
      return { country, locales, currency: words.at(-1) };
    });
    expect(listed).to.deep.equal(PUBLISHED);
  });
});

describe('resolveLocale', () => {
  for (const { country, locales } of PUBLISHED) {
    it(`finds every locale of ${country}, and English for all other languages`, () => {
      for (const locale of locales) {
        const language = locale.slice(0, 2);
        const found = { locale, language, isKnown: true };
        expect(resolve(language, country)).to.deep.equal(found);
        expect(resolve(locale, country)).to.deep.equal(found);
        expect(resolve(`${language}-ZZ`, country.toLowerCase())).to.deep.equal(found);
      }
      expect(resolve('ja', country).locale).to.equal(`en-${country}`);
    });
  }

  it('keeps the language of the texts where Klarna lacks it in a country', () => {
    expect(resolve('sv', 'DE')).to.deep.equal({ locale: 'en-DE', language: 'sv', isKnown: true });
  });

  for (const [requested, locale, language] of [
    ['de-AT', 'de-AT', 'de'],
    ['DE-at', 'de-AT', 'de'],
    ['fr-CH-u-ca-gregory', 'fr-CH', 'fr'],
    ['en-IN', 'en-IN', 'en'],
    ['pt-BR', 'pt-BR', 'pt'],
    ['no', 'nb', 'nb'],
    ['nn-NO', 'nb-NO', 'nb'],
    ['no-NO', 'nb-NO', 'nb'],
    ['ja-JP', 'ja-JP', 'en'],
    ['und', 'und', 'en'],
  ] as const) {
    it(`sends ${locale} and speaks ${language} for ${requested} without a country`, () => {
      expect(resolve(requested)).to.deep.equal({ locale, language, isKnown: true });
    });
  }

  it('sends the tag itself for a country that Klarna does not serve', () => {
    expect(resolve('de-LI', 'LI').locale).to.equal('de-LI');
    expect(resolve('ja', 'toString').locale).to.equal('ja');
  });

  it('finds Bokmål for both other names of Norwegian', () => {
    for (const tag of ['no', 'nn', 'nb']) expect(resolve(tag, 'NO').locale).to.equal('nb-NO');
  });

  it('takes the language of the page when none is requested', () => {
    expect(resolve(undefined, 'BE', 'fr')).to.deep.equal({
      locale: 'fr-BE',
      language: 'fr',
      isKnown: true,
    });
    expect(resolve('', undefined, 'nl-BE').locale).to.equal('nl-BE');
  });

  it('takes the language of the page when the requested one is no tag, and says so', () => {
    for (const garbage of ['de_AT', 'german', 'x', '-', ' de', 'de-', '🙂', 'a-very-wrong-tag']) {
      expect(resolve(garbage, 'AT', 'de'), garbage).to.deep.equal({
        locale: 'de-AT',
        language: 'de',
        isKnown: false,
      });
    }
  });

  it('reads a page language that is written as a locale name', () => {
    expect(resolve(undefined, undefined, 'de_DE').locale).to.equal('de-DE');
  });

  it('is English where nothing says a language', () => {
    expect(resolve(undefined)).to.deep.equal({ locale: 'en', language: 'en', isKnown: true });
    expect(resolve(undefined, 'DE', '???').locale).to.equal('en-DE');
  });

  it('answers whatever it is given with a valid tag', () => {
    const text = fc.oneof(fc.string(), fc.constantFrom('de', 'no', 'zh-Hant-TW', '__proto__'));
    fc.assert(
      fc.property(text, text, fc.option(text, { nil: undefined }), (requested, page, country) => {
        const { locale, language } = resolve(requested, country, page);
        expect(Intl.getCanonicalLocales(locale)).to.deep.equal([locale]);
        expect(LANGUAGES).to.include(language);
      }),
    );
  });
});
