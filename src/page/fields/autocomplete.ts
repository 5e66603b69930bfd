/**
 * Reads an `autocomplete` attribute as the HTML standard does
 * (https://html.spec.whatwg.org/multipage/form-control-infrastructure.html#autofill-detail-tokens).
 */
import type { Block, Part, Purpose } from './names.js';

/** The autofill field names that say something to Klarna, and have the same name there but for the hyphens. */
const SAME =
  /^(name|given-name|family-name|email|street-address|address-line[13]|postal-code|country(-name)?|bday-(day|month|year)|tel-(country-code|national|area-code|local(-prefix|-suffix)?))$/;

/** Those that Klarna calls by another name. */
const OTHER: ReadonlyMap<string, Part> = new Map<string, Part>([
  ['honorific-prefix', 'title'],
  ['organization', 'organization_name'],
  ['address-line2', 'street_address2'],
  ['address-level1', 'region'],
  ['address-level2', 'city'],
  ['tel', 'phone'],
  ['bday', 'date_of_birth'],
  ['sex', 'gender'],
]);

/** `additional-name` is left out on purpose: Klarna knows no middle name. */
const TOKENS =
  /^(?:section-\S* )?(?:(billing|shipping) )?(?:(home|work|mobile|fax|pager) )?(\S+?)(?: webauthn)?$/;

/** Undefined where the attribute says nothing that Klarna asks for, or breaks the standard's order. */
export function parseAutocomplete(attribute: string): Purpose | undefined {
  const tokens = attribute.toLowerCase().trim().replace(/\s+/g, ' ');
  const [, scope, device, name = ''] = TOKENS.exec(tokens) ?? [];
  const part = SAME.test(name) ? (name.replaceAll('-', '_') as Part) : OTHER.get(name);
  // Only means of contact have a device before them, and a fax or pager reaches nobody.
  if (!part || (device && (/^[fp]/.test(device) || !/^(tel|email)/.test(name)))) return undefined;
  return { block: blockOf(part, scope), part };
}

/** A page with one address rarely says whose it is: that is the billing address. */
function blockOf(part: Part, scope: string | undefined): Block {
  if (/^(gender|bday|date)/.test(part)) return 'customer';
  return scope === 'shipping' ? 'shipping_address' : 'billing_address';
}
