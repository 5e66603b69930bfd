import { expect } from '@open-wc/testing';
import * as fc from 'fast-check';
import { LANGUAGES } from '../../../src/messages/index.js';
import { resolveLocale } from '../../../src/messages/locale.js';

/** As Klarna lists them: country, locales. */
const PUBLISHED = `
  AU en-AU
  AT de-AT en-AT
  BE nl-BE fr-BE en-BE
  CA en-CA fr-CA
  CZ cs-CZ en-CZ
  DK da-DK en-DK
  FI fi-FI sv-FI en-FI
  FR fr-FR en-FR
  DE de-DE en-DE
  GR el-GR en-GR
  HU hu-HU en-HU
  IE en-IE
  IT it-IT en-IT
  MX en-MX es-MX
  NL nl-NL en-NL
  NZ en-NZ
  NO nb-NO en-NO
  PL pl-PL en-PL
  PT pt-PT en-PT
  RO ro-RO en-RO
  SK sk-SK en-SK
  ES es-ES en-ES
  SE sv-SE en-SE
  CH de-CH fr-CH it-CH en-CH
  GB en-GB
  US en-US es-US`
  .trim()
  .split('\n')
  .map((line) => line.trim().split(' '))
  .map(([country = '', ...locales]) => ({ country, locales }));

const resolve = (requested: string | undefined, country?: string, pageLanguage = '') => {
  const { locale, language, isKnown } = resolveLocale({ requested, pageLanguage, country });
  return { locale, language, isKnown };
};

describe('resolveLocale', () => {
  it('sends a locale of the country where Klarna is, and nowhere else', () => {
    const letters = Array.from('ABCDEFGHIJKLMNOPQRSTUVWXYZ');
    const found = letters
      .flatMap((first) => letters.map((second) => first + second))
      .filter((country) => resolve('ja', country).locale !== 'ja');
    expect(found).to.deep.equal(PUBLISHED.map(({ country }) => country).toSorted());
  });

  for (const { country, locales } of PUBLISHED)
    it(`has the locales of ${country} that Klarna publishes, and no other`, () => {
      const found = LANGUAGES.map((language) => resolve(language, country).locale);
      expect([...new Set(found)].toSorted()).to.deep.equal(locales.toSorted());
    });

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
    for (const garbage of ['german', 'x', '-', ' de', 'de-', '🙂', 'a-very-wrong-tag']) {
      expect(resolve(garbage, 'AT', 'de'), garbage).to.deep.equal({
        locale: 'de-AT',
        language: 'de',
        isKnown: false,
      });
    }
  });

  it('reads a locale name of the shop’s system as the language tag that it means', () => {
    for (const name of ['de_DE', 'de_DE.UTF-8', 'de_DE@euro']) {
      expect(resolve(undefined, undefined, name).locale, name).to.equal('de-DE');
      expect(resolve(name), name).to.deep.equal({
        locale: 'de-DE',
        language: 'de',
        isKnown: true,
      });
    }
  });

  for (const [requested, country, locale, language] of [
    ['cz', 'CZ', 'cs-CZ', 'cs'],
    ['dk', undefined, 'da', 'da'],
    ['gr', 'GR', 'el-GR', 'el'],
    ['ca', 'ES', 'es-ES', 'es'],
    ['ca-ES', undefined, 'es-ES', 'es'],
    ['eu', 'ES', 'es-ES', 'es'],
    ['eu', 'FR', 'fr-FR', 'fr'],
    ['gl', 'ES', 'es-ES', 'es'],
    ['fy', 'NL', 'nl-NL', 'nl'],
    ['rm', 'CH', 'de-CH', 'de'],
    ['lb', 'BE', 'fr-BE', 'fr'],
    ['lb', 'DE', 'de-DE', 'de'],
    ['se', 'NO', 'nb-NO', 'nb'],
    ['se', 'SE', 'sv-SE', 'sv'],
    ['se', 'FI', 'fi-FI', 'fi'],
    ['ca', 'DE', 'en-DE', 'es'],
  ] as const) {
    it(`speaks ${language} and sends ${locale} for ${requested} in ${country ?? 'no country'}`, () => {
      expect(resolve(requested, country)).to.deep.equal({ locale, language, isKnown: true });
    });
  }

  it('takes the country of the purchase, or else of the tag', () => {
    const country = (requested: string, purchase?: string) =>
      resolveLocale({ requested, pageLanguage: '', country: purchase }).country;
    expect(country('de-CH')).to.equal('CH');
    expect(country('de', 'ch')).to.equal('CH');
    expect(country('sv-SE', 'FI')).to.equal('FI');
    expect(country('de')).to.be.undefined;
  });

  for (const [requested, country, klarnaLocale] of [
    ['de', undefined, 'de-DE'],
    ['de', 'AT', 'de-AT'],
    ['de-LI', 'LI', 'de-DE'],
    ['fr', undefined, 'fr-FR'],
    ['sv', undefined, 'sv-SE'],
    ['pt-BR', undefined, 'pt-PT'],
    ['en', undefined, 'en-GB'],
    ['en-IE', undefined, 'en-IE'],
    ['ja', undefined, 'en-GB'],
    ['sv', 'DE', 'en-DE'],
  ] as const) {
    it(`has ${klarnaLocale} for Klarna’s own pages when it is ${requested} in ${country ?? 'no country'}`, () => {
      expect(resolveLocale({ requested, pageLanguage: '', country }).klarnaLocale).to.equal(
        klarnaLocale,
      );
    });
  }

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
