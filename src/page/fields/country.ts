/** Countries by code or by name, in the languages of the page. */

const LETTERS = Array.from('ABCDEFGHIJKLMNOPQRSTUVWXYZ');

/** Stands for a region that is not known. */
const UNKNOWN = 'ZZ';

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
  const table = new Map<string, string>();
  tables.set(language, table);
  try {
    const names = new Intl.DisplayNames(language, { type: 'region', fallback: 'none' });
    for (const code of LETTERS.flatMap((first) => LETTERS.map((second) => first + second))) {
      const name = names.of(code);
      // A code out of use is turned into the one that is meant: UK is GB, DD is DE.
      const { region = UNKNOWN } = new Intl.Locale(`und-${code}`);
      if (!name || region === UNKNOWN) continue;
      table.set(keyOf(name), region).set(keyOf(code), region);
    }
  } catch {
    // A lang attribute may hold anything.
  }
  return table;
}
