/** What Klarna is sent about cart and customer: what the shop's script says, then what its form says. */
import type { Address, Customer, CustomerType } from '../endpoint/contract.js';
import type { Fault } from '../errors.js';
import type { Purchase } from '../klarna/types.js';
import { markInvalid, onCountryChange, readFields, type Marks } from '../page/fields/index.js';

export interface DataSource {
  readonly form: () => HTMLFormElement | null;
  readonly customerType: () => CustomerType;
  /** The `country` attribute; empty where there is none. */
  readonly country: () => string;
  /** The `purchase` property or the JSON child. */
  readonly given: () => Purchase | undefined;
  /** What an input that Klarna could not use is told, in the shopper's language. */
  readonly fieldMessage: () => string;
  /** For developers; never with a field's value. */
  readonly warn: (sentence: string) => void;
  readonly refuse: (fault: Fault) => void;
}

export class PurchaseData {
  readonly #source: DataSource;
  #marks: Marks | undefined;
  #fieldCountry: string | undefined;
  #hasCountryChanged = false;

  constructor(source: DataSource) {
    this.#source = source;
  }

  /** The country of the purchase: as chosen last in the form, as the attribute says, as the form began. */
  get country(): string | undefined {
    const attribute = this.#source.country() || undefined;
    return this.#hasCountryChanged ? this.#fieldCountry : (attribute ?? this.#fieldCountry);
  }

  /** Follows the form; `changed` is called when the shopper moves the purchase to another country. */
  connect(changed: () => void, signal: AbortSignal): void {
    const form = this.#source.form();
    if (!form) return;
    this.#fieldCountry = readFields(form, { customerType: this.#source.customerType() }).country;
    onCountryChange(
      form,
      (country) => {
        this.#fieldCountry = country;
        this.#hasCountryChanged = true;
        changed();
      },
      signal,
    );
  }

  /** A fresh copy of everything; the shop's own word stands above what its form says. */
  read(): Purchase {
    const purchase = this.#copy();
    const form = this.#source.form();
    const customerType = this.#source.customerType();
    const read = form ? readFields(form, { customerType, country: this.country }) : undefined;
    // A script that gives the customer itself needs no advice about the form.
    const warnings = purchase.billing_address ? [] : (read?.warnings ?? []);
    for (const warning of warnings) this.#source.warn(warning);
    const fields = read?.purchase;
    const billing = joined<Address>(fields?.billing_address, purchase.billing_address);
    const shipping = joined<Address>(fields?.shipping_address, purchase.shipping_address);
    const customer = joined<Customer>(
      customerType === 'organization' ? { type: customerType } : undefined,
      joined<Customer>(fields?.customer, purchase.customer),
    );
    return {
      ...purchase,
      ...(billing && { billing_address: billing }),
      ...(shipping && { shipping_address: shipping }),
      ...(customer && { customer }),
    };
  }

  /** As JSON, which is how it travels: what a framework wrapped around it stays behind. */
  #copy(): Purchase {
    try {
      return JSON.parse(JSON.stringify(this.#source.given() ?? {})) as Purchase;
    } catch (cause) {
      this.#source.refuse({ code: 'purchase-invalid', phase: 'configuration', cause });
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

  /** Marks the very inputs; after a press focus goes to the first of them. Gives back what the page has no input for. */
  mark(names: readonly string[], isFocused: boolean): readonly string[] {
    this.clear();
    this.#marks = markInvalid(this.#source.form(), names, this.#source.fieldMessage());
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
