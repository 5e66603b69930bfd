/** Whose address a field belongs to, where its autofill tokens do not say. */

export type Scope = 'billing' | 'shipping';

/** At the beginning of a word, also in camel case: `order[ship_address]` and `newBilling`, but not `membership`. */
const SCOPE = /(?:^|[^A-Za-z])(?:[Bb]ill|([Ss]hip))|[a-z](?:Bill|(Ship))/;

/**
 * As name or id of the control say, or those of a group around it. Magento names the boxes of its fields.
 * A page with one address rarely says whose it is: that is the billing address.
 */
export function scopeOf(control: Element): Scope {
  for (
    let node: Element | null | undefined = control;
    node;
    node = node.parentElement?.closest('fieldset,form,[name]')
  )
    for (const attribute of ['name', 'id']) {
      const found = SCOPE.exec(node.getAttribute(attribute) ?? '');
      if (found) return found[1] || found[2] ? 'shipping' : 'billing';
    }
  return 'billing';
}
