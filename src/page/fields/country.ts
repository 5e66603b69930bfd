/** Countries by code or by name, in the languages of the page. */

const LETTERS = Array.from('ABCDEFGHIJKLMNOPQRSTUVWXYZ');

/** Codes that engines have names for, but that are out of use (DD) or no country (EU). */
const NONE = 'AN BU CS DD DY EU EZ FX HV NH QO RH SU TP UK UN VD XA XB YD YU ZR ZZ';

/** Names and codes to codes, one table a language, made when first asked for. */
const tables = new Map<string, ReadonlyMap<string, string>>();

/** ISO 3166-1 alpha-2 of the first reading that is one, or that names a country. */
export function toCountry(
  readings: readonly string[],
  languages: readonly string[],
): string | undefined {
  for (const reading of readings) {
    const key = keyOf(reading);
    for (const language of [...languages, 'en']) {
      const found = tableOf(language).get(key);
      if (found) return found;
    }
  }
  return undefined;
}

/** Names are compared without case, accents, spaces and signs. */
const keyOf = (name: string): string => name.normalize('NFD').replace(/\P{L}/gu, '').toLowerCase();

function tableOf(language: string): ReadonlyMap<string, string> {
  const known = tables.get(language);
  if (known) return known;
  // What many people write, though it is neither name nor code.
  const table = new Map([
    ['uk', 'GB'],
    ['usa', 'US'],
  ]);
  tables.set(language, table);
  try {
    const names = new Intl.DisplayNames(language, { type: 'region', fallback: 'none' });
    for (const code of LETTERS.flatMap((first) => LETTERS.map((second) => first + second))) {
      const name = names.of(code);
      if (name && !NONE.includes(code)) table.set(keyOf(name), code).set(keyOf(code), code);
    }
  } catch {
    // A lang attribute may hold anything.
  }
  return table;
}
