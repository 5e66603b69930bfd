/** Finds out from the page's markup which data a control contains. */
import { parseAutocomplete } from './autocomplete.js';
import { typeOf } from './control.js';
import type { FieldName } from './names.js';
import { presetPart, type FieldPreset } from './presets.js';
import { scopeOf } from './scope.js';

/** Autofill has no token for it, and many shops mark it as the second line of the address. */
const HOUSE_NUMBER =
  /(?:house|street|haus|stra(?:ss|ß)en|huis)[-_ ]?(?:n(?:um[bm]er|o|r)|suffix|addition)|toevoeging/i;

/** As a last resort, by type. The keys of a telephone are shown for card numbers and codes as well. */
const GUESSES: ReadonlyMap<string, readonly [part: 'email' | 'phone', names: RegExp]> = new Map([
  ['email', ['email', /^(?!.*(?:news|gift|friend|recip))/i]],
  ['tel', ['phone', /phone|tel|mobil|handy|fono|puhelin/i]],
]);

/** By the names of a shop system, by autofill tokens, or by the number of a house. */
export function nameOf(control: Element, preset: FieldPreset | undefined): FieldName | undefined {
  const scope = (): string => `${scopeOf(control)}_address`;
  const part = preset && presetPart(preset, control);
  if (part) return `${scope()}.${part}` as FieldName;
  const name = parseAutocomplete(control.getAttribute('autocomplete') ?? '', () =>
    scopeOf(control),
  );
  const mayBeNumber = !name || name.endsWith('.street_address2');
  return mayBeNumber && HOUSE_NUMBER.test(`${control.getAttribute('name')} ${control.id}`)
    ? (`${scope()}.house_number` as FieldName)
    : name;
}

/** For a control that nothing else says anything of. */
export function guessName(control: Element): FieldName | undefined {
  const [part, names] = GUESSES.get(typeOf(control)) ?? [];
  // A token that says nothing to Klarna says something else: a number of a card, a code.
  const isOpen = /^(on|off)?$/i.test(control.getAttribute('autocomplete')?.trim() ?? '');
  const says = `${control.getAttribute('name')} ${control.id}`;
  return isOpen && names?.test(says)
    ? (`${scopeOf(control)}_address.${part}` as FieldName)
    : undefined;
}
