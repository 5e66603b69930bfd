/** Reports an address on the page that was not read. */
import { parseAutocomplete } from './autocomplete.js';
import { isShown, labelOf, typeOf, valueOf } from './control.js';
import type { FieldSource } from './find.js';
import { isPlace } from './names.js';

const ADDRESS =
  /street|stra(?:ss|ß)e|post(?:al)?[-_]?code|plz|zip|(?:\b|_)city|address[-_]?(?:line|id|\d)|id_address/i;

/** For a press that found no place of the shopper at all: what seems to hold one, and why it was not read. */
export function whyUnread({ form, near }: FieldSource, isMarked: boolean): readonly string[] {
  const root = near.getRootNode() as Document | ShadowRoot;
  for (const control of root.querySelectorAll('input,select,textarea')) {
    const isKnown = isPlace(parseAutocomplete(control.getAttribute('autocomplete') ?? '') ?? '');
    const seems = isKnown || ADDRESS.test(`${control.getAttribute('name')} ${control.id}`);
    if (!seems || /^(password|submit|button)$/.test(typeOf(control)) || !valueOf(control)) continue;
    const why = isShown(control)
      ? 'say what it holds by autocomplete, data-klarna-field or fields, or give purchase'
      : 'it is not shown; give purchase, if it is right';
    return [`${labelOf(control)} seems to hold an address that is not read: ${why}`];
  }
  return form && !isMarked ? ['No field has autocomplete or data-klarna-field'] : [];
}
