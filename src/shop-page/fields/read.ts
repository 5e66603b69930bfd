/** Reads from the shop's form what `authorize` sends about the shopper. */
import type { Address, Customer, CustomerType } from '../../endpoint/contract.js';
import type { Purchase } from '../../klarna/types.js';
import { languageAround } from '../document.js';
import { composeAddress, composeCountry, composeCustomer, type Take } from './compose.js';
import { labelOf, readingsOf, valueOf } from './control.js';
import { fieldsFor, findFields, hasOneAddress, type Field, type FieldSource } from './find.js';
import { isOrganizational, isPlace, type Block, type Part } from './names.js';
import type { Readings } from './readings.js';
import { whyUnread } from './unread.js';

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
 * Reads what the controls hold at this moment, in the same task. The shop says what a control holds by `fields`, by
 * `data-klarna-field="billing_address.email"` or by the HTML standard's `autocomplete`.
 */
export function readFields(source: FieldSource, options: ReadOptions): FieldsRead {
  const { fields, isMarked, warnings: found } = findFields(source);
  const warnings = [...found];
  const languages = languagesOf(source);

  const takeFrom = (block: Block): Take => takeOf(fields, block, options.customerType, warnings);

  const { country } = options;
  const hasIn =
    (block: Block) =>
    (part: Part): boolean =>
      fields.some(({ name }) => name === `${block}.${part}`);
  const billing = composeAddress(takeFrom('billing_address'), {
    has: hasIn('billing_address'),
    languages,
    country,
  });
  const shipping = composeAddress(takeFrom('shipping_address'), {
    has: hasIn('shipping_address'),
    languages,
    country: billing.country ?? country,
  });
  const customer = composeCustomer(takeFrom('customer'));

  // Many pages ask for an email without a scope, and then for a shipping address that is billing's too.
  const isOneAddress = !isEmpty(shipping) && hasOneAddress(fields);
  const billing_address = isOneAddress ? { ...shipping, ...billing } : billing;
  const shipping_address = isOneAddress ? { ...billing, ...shipping } : shipping;

  if (!fields.some((field) => isPlace(field.name) && valueIn(field)))
    warnings.push(...whyUnread(source, isMarked));

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
    const [first, ...others] = fieldsFor(fields, name).filter(valueIn);
    if (!first) return '';
    if (part === 'house_number') return [first, ...others].map(valueIn).join(' ');
    const label = labelIn(first);
    for (const other of others) {
      if (other.isExplicit === first.isExplicit && valueIn(other) !== valueIn(first))
        warnings.push(`${name}: ${label} is used, ${labelIn(other)} is not`);
    }
    const value = accept(readingsIn(first));
    if (value === undefined) warnings.push(`${label} does not hold ${name}: it is left out`);
    return value ?? '';
  };
}

const joined = (texts: readonly string[]): string => texts.filter(Boolean).join(' ');

const labelIn = ({ controls }: Field): string => controls.map(labelOf).join(', ');
const valueIn = ({ controls }: Field): string => joined(controls.map(valueOf));

/** What stands for the whole; a list's text stands for its value in the second. */
const readingsIn = ({ controls }: Field): Readings => {
  const readings = controls.map(readingsOf);
  return [
    joined(readings.map(([value = '']) => value)),
    joined(readings.map(([value = '', text = '']) => text || value)),
  ];
};

/** Country of the billing address, ISO 3166-1 alpha-2, without a look at all the rest where that is enough. */
export function readCountry(source: FieldSource): string | undefined {
  const languages = languagesOf(source);
  const countryIn = (fields: readonly Field[], block: Block): string =>
    composeCountry(takeOf(fields, block, 'person', []), languages);
  const alone = findFields(source, (name) => name.includes('.country')).fields;
  const country = countryIn(alone, 'billing_address');
  if (country) return country;
  const { fields } = findFields(source);
  return (
    countryIn(fields, 'billing_address') ||
    (hasOneAddress(fields) && countryIn(fields, 'shipping_address')) ||
    undefined
  );
}

const isEmpty = (data: Address | Customer): boolean => Object.keys(data).length === 0;

function isSubmit(clicked: EventTarget | null, form: HTMLFormElement | null): boolean {
  const button = clicked instanceof Element ? clicked.closest('button') : null;
  return button?.type === 'submit' && button.form === form;
}

/** In which languages a country may be named. */
const languagesOf =
  ({ form, near }: FieldSource) =>
  (): readonly string[] => [languageAround(form ?? near), ...navigator.languages];

/**
 * Calls `changed` with the new country when the shopper has chosen another billing country. Styled lists choose by
 * script, of which no event tells: so it is compared whenever the shopper changes, clicks or goes on to anything.
 *
 * @returns compares now, with what a look at the fields has found where there was one
 */
export function onCountryChange(
  source: () => FieldSource,
  changed: (country: string) => void,
  signal: AbortSignal,
): (fields?: FieldSource) => void {
  let last = readCountry(source());
  const compare = (fields = source()): void => {
    const country = readCountry(fields);
    if (!country || country === last) return;
    last = country;
    changed(country);
  };
  const { form, near } = source();
  // Fields may stand outside the form, and the page may keep their events to itself on the way up.
  const root = (form ?? near).getRootNode();
  const heard = ({ type, target }: Event): void => {
    // The press that follows compares by itself.
    if (type !== 'click' || !isSubmit(target, form)) compare();
  };
  for (const type of ['change', 'click', 'focusin'])
    root.addEventListener(type, heard, { capture: true, signal });
  // A reset changes the fields after its event.
  root.addEventListener('reset', () => setTimeout(compare), { capture: true, signal });
  return compare;
}
