/**
 * The fields of the shop's own form: what they hold, when the country in them changes, and which of them
 * Klarna could not accept. `names.ts` says what there is to find, `find.ts` finds it.
 */
export { asIsoCode } from './country.js';
export { newLook, type FieldSource } from './find.js';
export type { FieldSelectors } from './given.js';
export { markInvalid, type Marks } from './invalid-fields.js';
export {
  onCountryChange,
  readCountry,
  readFields,
  type FieldsRead,
  type ReadOptions,
} from './read.js';
export type { FieldPreset } from './presets.js';
