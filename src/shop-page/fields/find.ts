/** Which controls of the shop's form hold what Klarna asks for, and whether the shopper can see them. */
import { parseAutocomplete } from './autocomplete.js';
import { isHidden, isRendered, labelOf, typeOf } from './control.js';
import { isKlarnas, type FieldName } from './names.js';

/** A control of the form with what it holds. Form-associated custom elements are controls too. */
export interface Field {
  readonly name: FieldName;
  readonly control: HTMLElement;
  /** Named by `data-klarna-field`, which wins over `autocomplete`. */
  readonly isExplicit: boolean;
}

export interface Found {
  readonly fields: readonly Field[];
  /** For developers; names of controls only, never what they hold. */
  readonly warnings: readonly string[];
}

/** Types of what is never read: what is secret, a file, or no input at all. */
const IGNORED = /^(password|file|submit|reset|button|output|fieldset)$/;

/** All marked controls that are enabled and rendered, in tree order. */
export function findFields(form: HTMLFormElement): Found {
  const fields: Field[] = [];
  const warnings: string[] = [];
  let isMarked = false;
  // Not form.elements: an input with name="elements" would stand in front of it.
  const controls = Reflect.get(HTMLFormElement.prototype, 'elements', form) as HTMLCollection;
  for (const control of controls as HTMLCollectionOf<HTMLElement>) {
    const said = control.getAttribute('data-klarna-field');
    const isExplicit = said !== null;
    const name = isExplicit
      ? said.trim()
      : parseAutocomplete(control.getAttribute('autocomplete') ?? '');
    if (name === undefined) continue;
    if (isExplicit && !isKlarnas(name)) {
      warnings.push(`${labelOf(control)}: "${said}" is no field of Klarna`);
      continue;
    }
    isMarked = true;
    if (control.matches(':disabled') || IGNORED.test(typeOf(control))) continue;
    if (isHidden(control) ? isExplicit : isRendered(control))
      fields.push({ name: name as FieldName, control, isExplicit });
  }
  if (!isMarked) warnings.push('No field has autocomplete or data-klarna-field');
  return { fields, warnings };
}

/** The fields of this name, those named by `data-klarna-field` first. */
export const fieldsFor = (fields: readonly Field[], wanted: string): readonly Field[] =>
  fields
    .filter(({ name }) => name === wanted)
    .sort((a, b) => Number(b.isExplicit) - Number(a.isExplicit));

/** A page that asks only once where somebody lives, whatever it calls that, means both addresses with it. */
export const hasOneAddress = (fields: readonly Field[]): boolean =>
  !['billing', 'shipping'].every((scope) =>
    fields.some(({ name }) =>
      new RegExp(`^${scope}.+\\.(street_address|address_line1|postal_code|city)$`).test(name),
    ),
  );
