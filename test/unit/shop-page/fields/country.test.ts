import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import { toCountry } from '../../../../src/shop-page/fields/country.js';

describe('toCountry', () => {
  const cases: readonly (readonly [readonly string[], readonly string[], string | undefined])[] = [
    [['DE'], [], 'DE'],
    [['de'], [], 'DE'],
    [['UK'], [], 'GB'],
    [['EL'], [], 'GR'],
    [['constructor'], [], undefined],
    [['USA'], ['de'], 'US'],
    [['DD'], [], undefined],
    [['EU'], [], undefined],
    [['82', 'Germany'], [], 'DE'],
    [['Germany'], ['de'], 'DE'],
    [['Deutschland'], ['de-AT'], 'DE'],
    [['  österreich '], ['de'], 'AT'],
    [['OSTERREICH'], ['de'], 'AT'],
    [['Suède'], ['fr'], 'SE'],
    [['Ελλάδα'], ['el'], 'GR'],
    [['Österreich'], ['sv', 'de'], 'AT'],
    [['Suède'], ['de'], undefined],
    [['Deutschland'], ['no language!', 'de'], 'DE'],
    [['Deutschland'], ['', 'de'], 'DE'],
    [['ZZ'], [], undefined],
    [['QQ'], [], undefined],
    [['Atlantis'], ['de'], undefined],
    [['49'], ['de'], undefined],
    [[''], ['de'], undefined],
    [[], [], undefined],
  ];
  const aliases: readonly (readonly [string, string])[] = [
    ['United Kingdom (UK)', 'GB'],
    ['United States (US)', 'US'],
    ['United States of America', 'US'],
    ['Vereinigte Staaten von Amerika', 'US'],
    ["États-Unis d'Amérique", 'US'],
    ['Amerikas förenta stater', 'US'],
    ['Great Britain', 'GB'],
    ['Großbritannien', 'GB'],
    ['Grande-Bretagne', 'GB'],
    ['Gran Bretaña', 'GB'],
    ['Groot-Brittannië', 'GB'],
    ['England', 'GB'],
    ['Northern Ireland', 'GB'],
    ['The Netherlands', 'NL'],
    ['Netherlands, The', 'NL'],
    ['Die Niederlande', 'NL'],
    ['Holland', 'NL'],
    ['Olanda', 'NL'],
    ['Czech Republic', 'CZ'],
    ['Tschechische Republik', 'CZ'],
    ['Tjeckiska republiken', 'CZ'],
    ['Repubblica Ceca', 'CZ'],
    ['Republica Cehă', 'CZ'],
    ['Česká republika', 'CZ'],
    ['Slovak Republic', 'SK'],
    ['Slowakische Republik', 'SK'],
    ['Slovenská republika', 'SK'],
    ['Republic of Ireland', 'IE'],
    ['Ireland, Republic of', 'IE'],
    ['Éire', 'IE'],
    ['Germany (+49)', 'DE'],
    ['France, Metropolitan', 'FR'],
  ];
  for (const [name, expected] of aliases)
    it(`knows ${name} as ${expected}`, () => {
      expect(toCountry([name], () => ['de'])).to.equal(expected);
    });

  it('takes no other country for one of them, in any language of the markets', () => {
    const codes = Array.from('ABCDEFGHIJKLMNOPQRSTUVWXYZ').flatMap((first, _, letters) =>
      letters.map((second) => first + second),
    );
    for (const language of 'en de nl fr cs da fi sv el hu it es nb pl pt ro sk'.split(' ')) {
      const names = new Intl.DisplayNames(language, { type: 'region', fallback: 'none' });
      for (const code of codes) {
        const isCountry = toCountry([code], () => []) === code;
        const name = isCountry && names.of(code);
        if (name)
          expect(
            toCountry([name], () => [language]),
            `${language} ${name}`,
          ).to.equal(code);
      }
    }
  });

  for (const [readings, languages, expected] of cases)
    it(`${readings.join(', ') || 'nothing'} (${languages.join(', ')}) is ${expected ?? 'none'}`, () => {
      expect(toCountry(readings, () => languages)).to.equal(expected);
    });

  it("knows all of Klarna's countries by code and by name in their own languages", () => {
    const markets =
      'en-AU de-AT nl-BE fr-BE en-CA fr-CA cs-CZ da-DK fi-FI sv-FI fr-FR de-DE el-GR hu-HU en-IE it-IT es-MX nl-NL en-NZ nb-NO pl-PL pt-PT ro-RO sk-SK es-ES sv-SE de-CH fr-CH it-CH en-GB en-US es-US';
    for (const locale of markets.split(' ')) {
      const code = locale.slice(3);
      const name = new Intl.DisplayNames(locale, { type: 'region' }).of(code) ?? '';
      expect(
        toCountry([code], () => []),
        code,
      ).to.equal(code);
      expect(
        toCountry([name], () => [locale]),
        name,
      ).to.equal(code);
    }
  });

  it('makes no table of names, which takes milliseconds, where a code says it', () => {
    const none = (): never => {
      throw new Error('not needed');
    };
    expect(toCountry(['de'], none)).to.equal('DE');
    expect(toCountry(['UK'], none)).to.equal('GB');
  });

  it('knows a country by its present code, not by one out of use', () => {
    for (const code of 'BF BJ CD CW DE FR GB MM RS RU TL VN VU YE ZW'.split(' ')) {
      const name = new Intl.DisplayNames('en', { type: 'region' }).of(code) ?? '';
      expect(
        toCountry([name], () => ['en']),
        name,
      ).to.equal(code);
    }
  });

  it('gives a code of two capitals or none, whatever it reads', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string(), (reading, language) => {
        expect(toCountry([reading], () => [language]) ?? 'DE').to.match(/^[A-Z]{2}$/);
      }),
      { numRuns: 50 },
    );
  });
});
