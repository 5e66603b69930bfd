/** Which controls of the shop's form hold what Klarna asks for, and whether the shopper can see them. */
import { parseAutocomplete } from './autocomplete.js';
import { isHidden, isRendered, labelOf, typeOf } from './control.js';
import { parseName, type Purpose } from './names.js';

/** A control of the form with its purpose. Form-associated custom elements are controls too. */
export interface Field extends Purpose {
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
    const name = control.getAttribute('data-klarna-field');
    const isExplicit = name !== null;
    const purpose = isExplicit
      ? parseName(name.trim())
      : parseAutocomplete(control.getAttribute('autocomplete') ?? '');
    if (!purpose) {
      if (isExplicit)
        warnings.push(
          `${labelOf(control)} is not read: data-klarna-field="${name}" is no field of Klarna.`,
        );
      continue;
    }
    isMarked = true;
    if (control.matches(':disabled') || IGNORED.test(typeOf(control))) continue;
    if (isHidden(control) ? isExplicit : isRendered(control))
      fields.push({ ...purpose, control, isExplicit });
  }
  if (!isMarked)
    warnings.push('No field of the form says by autocomplete or data-klarna-field what it holds.');
  return { fields, warnings };
}

/** The fields of one part, those named by `data-klarna-field` first. */
export const fieldsFor = (fields: readonly Field[], { block, part }: Purpose): readonly Field[] =>
  fields
    .filter((field) => field.block === block && field.part === part)
    .sort((a, b) => Number(b.isExplicit) - Number(a.isExplicit));

/** A page that asks only once where somebody lives, whatever it calls that, means both addresses with it. */
export const hasOneAddress = (fields: readonly Field[]): boolean =>
  !['billing_address', 'shipping_address'].every((wanted) =>
    fields.some(
      ({ block, part }) =>
        block === wanted && /^(street_address|address_line1|postal_code|city)$/.test(part),
    ),
  );
