/**
 * The inputs that carry the authorization token in the shop's form.
 *
 * They are the only carrier: `ElementInternals.setFormValue` reaches native submits and `FormData`, but neither
 * jQuery's `serialize()` nor anything else that walks `form.elements`, and both together would send the token twice.
 * The value is set as a property and `type` is `text`, because the value of a hidden input is its attribute: the
 * token would then stand in `innerHTML`, in CSS selectors, and in the page snapshots that libraries store.
 */
import { assign, removeCopies, TOKEN_SLOT } from '../slots.js';

export type Entries = Readonly<Record<string, string>>;

export class TokenInputs {
  readonly #host: HTMLElement;
  #inputs: readonly HTMLInputElement[] = [];

  constructor(host: HTMLElement) {
    this.#host = host;
  }

  /** Puts one input per entry into the form, in place of those of before. */
  set(entries: Entries): void {
    this.detach();
    this.#inputs = Object.entries(entries).map(([name, value]) => createInput(name, value));
    this.restore();
  }

  /** Puts back what a morphing library took out, and removes copies. */
  restore(): void {
    removeCopies(this.#host);
    const form = this.#host.getAttribute('form');
    for (const input of this.#inputs) {
      if (form === null) input.removeAttribute('form');
      else input.setAttribute('form', form);
      if (input.parentNode !== this.#host) this.#host.append(input);
    }
  }

  /** The entries of inputs that were taken out of the page after their form's entries had been gathered. */
  addMissing(data: FormData): void {
    for (const { isConnected, name, value } of this.#inputs)
      if (!isConnected) data.set(name, value);
  }

  /** Takes the inputs out of the form; {@link restore} puts them back. */
  detach(): void {
    for (const input of this.#inputs) input.remove();
  }

  /** Removes the inputs and the token in them. */
  clear(): void {
    this.detach();
    for (const input of this.#inputs) input.value = '';
    this.#inputs = [];
  }
}

function createInput(name: string, value: string): HTMLInputElement {
  const input = document.createElement('input');
  input.type = 'text';
  input.name = name;
  input.hidden = true;
  input.readOnly = true;
  input.autocomplete = 'off';
  // Turbo removes such nodes before it stores a snapshot of the page.
  input.setAttribute('data-turbo-temporary', '');
  input.value = value;
  return assign(input, TOKEN_SLOT);
}
