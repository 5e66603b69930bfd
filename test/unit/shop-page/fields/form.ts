/** A form of a shop, for the tests of this folder. */
import { fixture } from '@open-wc/testing';
import type { Address, Customer } from '../../../../src/endpoint/contract.js';
import {
  readFields,
  type FieldSource,
  type FieldsRead,
} from '../../../../src/shop-page/fields/index.js';

/** Puts a form with this content on the page. */
export const formWith = (content: string): Promise<HTMLFormElement> =>
  fixture<HTMLFormElement>(`<form lang="en">${content}</form>`);

export const input = (autocomplete: string, value: string, more = ''): string =>
  `<input name="${autocomplete}" autocomplete="${autocomplete}" value="${value}" ${more}>`;

/** The same for a whole list of autofill tokens and values. */
export const inputs = (values: Readonly<Record<string, string>>): string =>
  Object.entries(values)
    .map(([autocomplete, value]) => input(autocomplete, value))
    .join('');

/** A form, and what the shop says of its fields. */
export const sourceOf = (
  form: HTMLFormElement | null,
  ...given: readonly unknown[]
): FieldSource => ({
  form,
  near: form ?? document.body,
  given,
});

export const readPerson = (form: HTMLFormElement, ...given: readonly unknown[]): FieldsRead =>
  readFields(sourceOf(form, ...given), { customerType: 'person' });

export const billingOf = async (
  content: string,
  ...given: readonly unknown[]
): Promise<Address | undefined> =>
  readPerson(await formWith(content), ...given).purchase.billing_address;

export const customerOf = async (content: string): Promise<Customer | undefined> =>
  readPerson(await formWith(content)).purchase.customer;

/** A custom element that takes part in forms and has its own box, or none. */
class TestField extends HTMLElement {
  static readonly formAssociated = true;
  value: unknown = this.getAttribute('value');
}
customElements.define('test-field', TestField);
