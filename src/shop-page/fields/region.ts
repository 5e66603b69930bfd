/** `region` in the form that Klarna requires, which differs by country. */
import { firstMatch, type Readings } from './readings.js';
import { stateCode } from './states.js';

/** Most letters of a state's or province's code, or 0 where Klarna wants the name of a county, sector or suburb. */
const RULES: ReadonlyMap<string | undefined, number> = new Map<string | undefined, number>([
  ['AU', 3],
  ['CA', 2],
  ['IE', 0],
  ['IT', 2],
  // Two or three letters, but CDMX.
  ['MX', 4],
  ['NZ', 0],
  ['RO', 0],
  ['US', 2],
  // A country that is not known may have regions, and what is written there is all that can be said.
  [undefined, 0],
]);

/** Empty where the country has no regions for Klarna; undefined where none of the readings is one. */
export function toRegion(readings: Readings, country: string | undefined): string | undefined {
  const letters = RULES.get(country);
  if (letters === undefined) return '';
  // A select with codes for values has the name for its text.
  if (letters === 0)
    return firstMatch(country ? [...readings].reverse() : readings, /^(.*\p{L}.*)$/u);
  // ISO 3166-2 writes the country in front: US-NY.
  const code = new RegExp(`^(?:${country ?? ''}-)?([a-z]{2,${letters}})$`, 'i');
  return firstMatch(readings, code)?.toUpperCase() ?? stateCode(readings, country ?? '');
}
