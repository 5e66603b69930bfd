/** Reads from the shop's form what `authorize` sends about the shopper. */
import type { Address, Customer, CustomerType } from '../../endpoint/contract.js';
import type { Purchase } from '../../klarna/types.js';
import { languageAround } from '../document.js';
import { composeAddress, composeCountry, composeCustomer, type Take } from './compose.js';
import { labelOf, readingsOf, valueOf } from './control.js';
import { fieldsFor, findFields, hasOneAddress, type Field } from './find.js';
import { isOrganizational, type Block } from './names.js';

export interface ReadOptions {
  /** A person's purchase carries no field of a company. */
  readonly customerType: CustomerType;
  /** Where the shopper buys, for a form that does not ask: ISO 3166-1 alpha-2. Decides how a region is written. */
  readonly country?: string | undefined;
}

export interface FieldsRead {
  readonly purchase: Pick<Purchase, 'billing_address' | 'shipping_address' | 'customer'>;
  /** Sentences for developers. They name controls, never what these hold. */
  readonly warnings: readonly string[];
}

/**
 * Reads what the controls of `form` hold at this moment, in the same task. A control says what it
 * holds by `data-klarna-field="billing_address.email"` or by the HTML standard's `autocomplete`.
 */
export function readFields(form: HTMLFormElement, options: ReadOptions): FieldsRead {
  const { fields, warnings: found } = findFields(form);
  const warnings = [...found];
  const languages = languagesOf(form);

  const takeFrom = (block: Block): Take => takeOf(fields, block, options.customerType, warnings);

  const { country } = options;
  const billing = composeAddress(takeFrom('billing_address'), { languages, country });
  const shipping = composeAddress(takeFrom('shipping_address'), {
    languages,
    country: billing.country ?? country,
  });
  const customer = composeCustomer(takeFrom('customer'));

  // Many pages ask for an email without a scope, and then for a shipping address that is billing's too.
  const isOneAddress = !isEmpty(shipping) && hasOneAddress(fields);
  const billing_address = isOneAddress ? { ...shipping, ...billing } : billing;
  const shipping_address = isOneAddress ? { ...billing, ...shipping } : shipping;

  return {
    purchase: {
      ...(!isEmpty(billing_address) && { billing_address }),
      ...(!isEmpty(shipping_address) && { shipping_address }),
      ...(!isEmpty(customer) && { customer }),
    },
    warnings,
  };
}

/** Takes what the fields of one block hold; what is wrong with them is added to the warnings. */
function takeOf(
  fields: readonly Field[],
  block: Block,
  customerType: CustomerType,
  warnings: string[],
): Take {
  return (part, accept = ([value]) => value) => {
    if (customerType === 'person' && isOrganizational(part)) return '';
    const name = `${block}.${part}`;
    const [first, ...others] = fieldsFor(fields, name).filter(({ control }) => valueOf(control));
    if (!first) return '';
    const label = labelOf(first.control);
    for (const { control, isExplicit } of others) {
      if (isExplicit === first.isExplicit)
        warnings.push(`${name}: ${label} is used, ${labelOf(control)} is not`);
    }
    const value = accept(readingsOf(first.control));
    if (value === undefined) warnings.push(`${label} does not hold ${name}: it is left out`);
    return value ?? '';
  };
}

/** Country of the billing address, ISO 3166-1 alpha-2, without a look at all the rest. */
export function readCountry(form: HTMLFormElement): string | undefined {
  const { fields } = findFields(form);
  const languages = languagesOf(form);
  const of = (block: Block): string =>
    composeCountry(takeOf(fields, block, 'person', []), languages);
  const country = of('billing_address') || (hasOneAddress(fields) && of('shipping_address'));
  return country || undefined;
}

const isEmpty = (data: Address | Customer): boolean => Object.keys(data).length === 0;

/** In which languages a country may be named. */
const languagesOf = (form: HTMLFormElement) => (): readonly string[] => [
  languageAround(form),
  ...navigator.languages,
];

/** Calls `changed` with the new country when the shopper has chosen another billing country. */
export function onCountryChange(
  form: HTMLFormElement,
  changed: (country: string) => void,
  signal: AbortSignal,
): void {
  let last = readCountry(form);
  // Fields may stand outside the form, and the page may keep their events to itself on the way up.
  form.getRootNode().addEventListener(
    'change',
    () => {
      const country = readCountry(form);
      if (!country || country === last) return;
      last = country;
      changed(country);
    },
    { capture: true, signal },
  );
}
