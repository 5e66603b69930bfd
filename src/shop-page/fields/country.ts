/** Countries by code or by name, in the languages of the page. */

const LETTERS = Array.from('ABCDEFGHIJKLMNOPQRSTUVWXYZ');

/** Codes that engines have names for, but that are out of use (DD) or no country (EU). */
const NONE = 'AN BU CS DD DY EU EZ FX HV NH QO RH SU TP UK UN VD XA XB YD YU ZR ZZ';

/** What many people write, though it is neither name nor code. */
const HABITS: ReadonlyMap<string, string> = new Map([
  ['el', 'GR'],
  ['uk', 'GB'],
  ['usa', 'US'],
]);

/** Names to codes, one table a language: some milliseconds each, so made when first asked for. */
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
    const key = keyOf(reading);
    const code = HABITS.get(key) ?? codeOf(key);
    if (code) return code;
    for (const language of [...languages(), 'en']) {
      const found = tableOf(language).get(key);
      if (found) return found;
    }
  }
  return undefined;
}

/** A country code as ISO 3166-1 has it; anything else stays as it is. */
export const asIsoCode = (code: string): string => HABITS.get(code.toLowerCase()) ?? code;

/** Names are compared without case, accents, spaces and signs. */
const keyOf = (name: string): string => name.normalize('NFD').replace(/\P{L}/gu, '').toLowerCase();

function codeOf(key: string): string | undefined {
  const code = key.toUpperCase();
  return /^[A-Z]{2}$/.test(code) && nameOf(code, namesIn('en')) ? code : undefined;
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
