/** The data about cart and customer for Klarna: from the shop's script, or else from its form. */
import { defined } from '../defined.js';
import type { Address, Customer, CustomerType } from '../endpoint/contract.js';
import type { Fault } from '../errors.js';
import type { Purchase } from '../klarna/types.js';
import type { ElementData } from './element-data.js';
import {
  asIsoCode,
  markInvalid,
  newLook,
  onCountryChange,
  readCountry,
  readFields,
} from './fields/index.js';
import type { FieldSource, Marks, ReadOptions } from './fields/index.js';

/** The sources of the data, and where faults in it are reported. */
export interface DataSource {
  readonly element: Element & { readonly country: string; readonly customerType: CustomerType };
  readonly form: HTMLFormElement | null;
  readonly given: Pick<ElementData, 'purchase' | 'fields'>;
  /** For developers; never with a field's value. */
  advise(sentence: string): void;
  report(fault: Fault): void;
}

export class PurchaseData {
  readonly #source: DataSource;
  #marks: Marks | undefined;
  #fieldCountry: string | undefined;
  #hasCountryChanged = false;
  #followCountry: ((fields: FieldSource) => void) | undefined;

  constructor(source: DataSource) {
    this.#source = source;
  }

  /** The country of the purchase: as chosen last in the form, as the attribute says, as the form began. */
  get country(): string | undefined {
    const attribute = this.#hasCountryChanged ? '' : this.#source.element.country;
    return asIsoCode(attribute) || this.#fieldCountry;
  }

  /** Follows the form; `changed` is called when the shopper moves the purchase to another country. */
  connect(changed: () => void, signal: AbortSignal): void {
    const before = this.#fieldCountry;
    this.#fieldCountry = readCountry(this.#fields);
    this.#followCountry = onCountryChange(
      () => this.#fields,
      (country) => {
        this.#fieldCountry = country;
        this.#hasCountryChanged = true;
        changed();
      },
      signal,
    );
    // While another method was chosen nobody looked.
    if (before && this.#fieldCountry && this.#fieldCountry !== before) changed();
  }

  /**
   * Looks whether the shopper has moved the purchase to another country by means that fire no event.
   *
   * @returns what was seen of the fields, for a `read` in the same task
   */
  followCountry(): FieldSource {
    const seen = { ...this.#fields, look: newLook() };
    this.#followCountry?.(seen);
    return seen;
  }

  /** Returns a fresh copy of all data; data of the shop's script replaces that of its form. */
  read(seen = this.#fields): Purchase {
    const purchase = this.#copy();
    const { customerType: type } = this.#source.element;
    const { purchase: fields, warnings } = readFields(seen, this.#options);
    // A script that gives the customer itself needs no advice about the form.
    if (!purchase.billing_address) for (const warning of warnings) this.#source.advise(warning);
    const company = type === 'organization' ? { type } : undefined;
    return {
      ...purchase,
      ...defined({
        billing_address: joined<Address>(fields.billing_address, purchase.billing_address),
        shipping_address: joined<Address>(fields.shipping_address, purchase.shipping_address),
        customer: joined<Customer>(company, joined(fields.customer, purchase.customer)),
      }),
    };
  }

  get #fields(): FieldSource {
    const { element, form, given } = this.#source;
    return { form, near: element, given: given.fields };
  }

  get #options(): ReadOptions {
    return { customerType: this.#source.element.customerType, country: this.country };
  }

  #copy(): Purchase {
    try {
      return this.#source.given.purchase ?? {};
    } catch (cause) {
      this.#source.report({ code: 'purchase-invalid', phase: 'configuration', cause });
      return {};
    }
  }

  /** What the cart is, without the customer: for telling a changed cart from a changed address. */
  cart(): string {
    const cart = this.#copy();
    delete cart.billing_address;
    delete cart.shipping_address;
    delete cart.customer;
    return JSON.stringify(cart);
  }

  /** Marks the inputs; after a press focus goes to the first of them. @returns the names for which the page has no input */
  mark(names: readonly string[], message: string, isFocused: boolean): readonly string[] {
    this.clear();
    this.#marks = markInvalid(this.#fields, this.#options, names, message);
    if (isFocused) this.#marks.first?.focus();
    return this.#marks.unmatched;
  }

  clear(): void {
    this.#marks?.clear();
    this.#marks = undefined;
  }
}

function joined<T extends object>(below: T | undefined, above: T | undefined): T | undefined {
  return below || above ? ({ ...below, ...above } as T) : undefined;
}
