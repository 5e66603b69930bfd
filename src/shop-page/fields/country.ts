/** Countries by code or by name, in the languages of the page. */
import { keyOf } from './key.js';

const LETTERS = Array.from('ABCDEFGHIJKLMNOPQRSTUVWXYZ');

/** Codes that engines have names for, but that are out of use (DD) or no country (EU). */
const NONE =
  'AN BU CS CT DD DY EU EZ FQ FX HV JT MI NH NQ NT PC PU PZ QO RH SU TP UK UN VD WK XA XB YD YU ZR ZZ';

/** What many people write, though it is neither name nor code. */
const HABITS: ReadonlyMap<string, string> = new Map([
  ['el', 'GR'],
  ['uk', 'GB'],
  ['usa', 'US'],
]);

/** A republic, in the languages of Klarna's markets. */
const REPUBLIC = '^(?=.*(?:rep|tasav|koztar|δημοκ)).*';

/**
 * What shops call some countries where Unicode's names differ, in the same languages: Czech Republic, Great Britain
 * and its parts, Republic of Ireland, Holland, Slovak Republic, United States of America.
 */
const ALIASES: readonly (readonly [code: string, names: RegExp])[] = [
  ['CZ', new RegExp(`${REPUBLIC}(?:cze|tsch|tsj|tcheq|cesk|tje[ck]|tsek|τσεχ|cseh|cec|chec|ceh)`)],
  ['GB', /^.{0,6}(?:br[iy]tt?a|breta|βρετανια)|^(?:england|scotland|wales|northernireland)$/],
  ['IE', new RegExp(`${REPUBLIC}(?:irel|irl|ierl|ιρλ)|^eire$`)],
  ['NL', /^(?:h?oll?and.{0,3}|hollanti|ολλανδια)$/],
  ['SK', new RegExp(`${REPUBLIC}(?:sz?lo[vw]a|slovensk|σλοβα)`)],
  ['US', /^(?=.*(?:sta|etat|yhdys|allam|πολιτ)).*(?:amer[iy][ckq]|αμερικ)/],
];

/** Names to codes, one table per language; each takes some milliseconds, so it is made when first needed. */
const tables = new Map<string, ReadonlyMap<string, string>>();

/**
 * ISO 3166-1 alpha-2 of the first reading that is one, or that names a country.
 *
 * @param languages - in which it may be named; asked for when no code was found
 */
export function toCountry(
  readings: readonly string[],
  languages: () => readonly string[],
): string | undefined {
  for (const reading of readings) {
    const found =
      byName(keyOf(reading), languages) ??
      // "United Kingdom (UK)", "The Netherlands", "Germany (+49)".
      byName(keyOf(reading.replace(/^(?:the|die|les?|los) |[([,+].*$/gis, '')), languages);
    if (found) return found;
  }
  return undefined;
}

/** A country code as ISO 3166-1 has it; anything else stays as it is. */
export const asIsoCode = (code: string): string => HABITS.get(code.toLowerCase()) ?? code;

function byName(key: string, languages: () => readonly string[]): string | undefined {
  const code = HABITS.get(key) ?? codeOf(key) ?? ALIASES.find(([, names]) => names.test(key))?.[0];
  if (code || !key) return code;
  for (const language of [...languages(), 'en']) {
    const found = tableOf(language).get(key);
    if (found) return found;
  }
  return undefined;
}

/** Kept, for a press reads several codes and making it takes longer than all else that is read. */
let english: Intl.DisplayNames | undefined;

function codeOf(key: string): string | undefined {
  const code = key.toUpperCase();
  return /^[A-Z]{2}$/.test(code) && nameOf(code, (english ??= namesIn('en'))) ? code : undefined;
}

const namesIn = (language: string): Intl.DisplayNames =>
  new Intl.DisplayNames(language, { type: 'region', fallback: 'none' });

const nameOf = (code: string, names: Intl.DisplayNames): string | undefined =>
  NONE.includes(code) ? undefined : names.of(code);

function tableOf(language: string): ReadonlyMap<string, string> {
  const known = tables.get(language);
  if (known) return known;
  const table = new Map<string, string>();
  tables.set(language, table);
  try {
    const names = namesIn(language);
    for (const code of LETTERS.flatMap((first) => LETTERS.map((second) => first + second))) {
      const name = nameOf(code, names);
      if (name) table.set(keyOf(name), code);
    }
  } catch {
    // A lang attribute may hold anything.
  }
  return table;
}
