/**
 * Reads an `autocomplete` attribute as the HTML standard does
 * (https://html.spec.whatwg.org/multipage/form-control-infrastructure.html#autofill-detail-tokens).
 */
import type { FieldName } from './names.js';
import type { Scope } from './scope.js';

/** The autofill field names that say something to Klarna, and have the same name there but for the hyphens. */
const SAME =
  /^(name|given-name|family-name|email|street-address|address-line[13]|postal-code|country(-name)?|bday-(day|month|year)|tel-(country-code|national|area-code|local(-prefix|-suffix)?))$/;

/** Those that Klarna calls by another name. */
const OTHER: ReadonlyMap<string, string> = new Map([
  ['honorific-prefix', 'title'],
  ['organization', 'organization_name'],
  ['address-line2', 'street_address2'],
  ['address-level1', 'region'],
  ['address-level2', 'city'],
  ['tel', 'phone'],
  ['bday', 'date_of_birth'],
  ['sex', 'gender'],
]);

/**
 * Only means of contact have a device before them; fax and pager are ignored. `additional-name` is left
 * out on purpose: Klarna knows no middle name.
 */
const TOKENS =
  /^(?:section-\S* )?(?:(billing|shipping) )?(?:(?:home|work|mobile) (?=tel|email))?(\S+)(?: webauthn)?$/;

/**
 * Undefined where the attribute says nothing that Klarna asks for, or breaks the standard's order.
 *
 * @param scopeElsewhere - whose address it is where the tokens do not say
 */
export function parseAutocomplete(
  attribute: string,
  scopeElsewhere: () => Scope = () => 'billing',
): FieldName | undefined {
  const tokens = attribute.toLowerCase().trim().replace(/\s+/g, ' ');
  const [, said, name = ''] = TOKENS.exec(tokens) ?? [];
  const part = SAME.test(name) ? name.replaceAll('-', '_') : OTHER.get(name);
  if (!part) return undefined;
  const block = /^(bday|sex)/.test(name) ? 'customer' : `${said ?? scopeElsewhere()}_address`;
  return `${block}.${part}` as FieldName;
}
