/**
 * The shop's form around the element: stops its submit until Klarna has decided, then lets the form
 * send itself with the token, as if nothing had come between.
 */
import type { Fault } from '../errors.js';

export interface FormOwner {
  /** Whether Klarna is what the shopper pays with right now. */
  readonly takesSubmits: () => boolean;
  /** Whether the form already carries what it has to send. */
  readonly isSettled: () => boolean;
  /** Whether this form may carry a token at all, or the order is placed by other means. */
  readonly carriesToken: () => boolean;
  /** CSS selector of the buttons that pay; undefined: all that do not say otherwise. */
  readonly submitter: () => string | undefined;
  /** The shopper wants to pay. */
  readonly press: () => void;
  readonly refuse: (fault: Fault) => void;
}

/** Submits with another meaning than paying: vouchers, "update cart", the closing of a dialog. */
const OTHER_SUBMITS =
  '[formnovalidate], [formaction], [formmethod="dialog" i], [data-klarna-ignore]';

export class FormLink {
  readonly #internals: ElementInternals;
  readonly #owner: FormOwner;
  #listening: AbortController | undefined;
  #submitter: HTMLElement | null = null;
  #isOwnSubmit = false;

  constructor(internals: ElementInternals, owner: FormOwner) {
    this.#internals = internals;
    this.#owner = owner;
  }

  get form(): HTMLFormElement | null {
    return this.#internals.form;
  }

  /** Starts to listen, above the form and first of all, so that the shop's own handlers see only what goes on. */
  connect(): void {
    this.disconnect();
    const { form } = this;
    if (!form) return;
    this.#listening = new AbortController();
    const root = form.getRootNode();
    const target = root instanceof Document ? (root.defaultView ?? root) : root;
    target.addEventListener('submit', this.#onSubmit, {
      capture: true,
      signal: this.#listening.signal,
    });
  }

  disconnect(): void {
    this.#listening?.abort();
    this.#listening = undefined;
  }

  /** Whether the form has a button of its own with which the shopper can pay. */
  hasPayButton(own: Element | undefined): boolean {
    const { form } = this;
    if (!form) return false;
    return Array.from(form.elements).some(
      (control) =>
        control !== own && isSubmitButton(control) && this.#isPaying(control as HTMLElement),
    );
  }

  /** Puts what has to be sent into the form; never into what browsers restore later. */
  carry(entries: Readonly<Record<string, string>>): void {
    const data = new FormData();
    for (const [name, value] of Object.entries(entries)) data.append(name, value);
    this.#internals.setFormValue(data, null);
  }

  clear(): void {
    this.#internals.setFormValue(null, null);
  }

  /** Why this form must not carry a token, if so. */
  fault(): Fault | undefined {
    const { form } = this;
    const isUnsafe = form && !isSafe(form, this.#submitter);
    return isUnsafe ? { code: 'form-method', phase: 'configuration' } : undefined;
  }

  /** Sends the form in a task of its own, with the button that the shopper had pressed. */
  send(sent?: () => void): void {
    const { form } = this;
    if (!form) return;
    const submitter = this.#submitter;
    setTimeout(() => {
      const isUsable = submitter?.isConnected && submitter.matches(':enabled');
      this.#isOwnSubmit = true;
      try {
        form.requestSubmit(isUsable ? submitter : null);
      } finally {
        this.#isOwnSubmit = false;
        sent?.();
      }
    });
  }

  readonly #onSubmit = (event: Event): void => {
    const { form } = this;
    if (event.target !== form || !form || this.#isOwnSubmit) return;
    const { submitter } = event as SubmitEvent;
    if (!this.#owner.takesSubmits() || !this.#isPaying(submitter)) return;
    if (this.#owner.isSettled()) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    if (this.#owner.carriesToken() && !isSafe(form, submitter)) {
      this.#owner.refuse({ code: 'form-method', phase: 'configuration' });
      return;
    }
    this.#submitter = submitter;
    this.#owner.press();
  };

  #isPaying(submitter: HTMLElement | null): boolean {
    if (!submitter) return true;
    const selector = this.#owner.submitter();
    return selector === undefined
      ? !submitter.matches(OTHER_SUBMITS)
      : matches(submitter, selector);
  }
}

const isSubmitButton = (control: Element): boolean =>
  control.matches('button, input') && /^(submit|image)$/.test((control as HTMLInputElement).type);

/** GET would put the token into the URL, a dialog would throw it away. */
const isSafe = (form: HTMLFormElement, submitter: HTMLElement | null): boolean =>
  /^post$/i.test(submitter?.getAttribute('formmethod') ?? form.getAttribute('method') ?? '');

function matches(node: Element, selector: string): boolean {
  try {
    return node.matches(selector);
  } catch {
    return false;
  }
}
