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
  /** The checkout's own pay button, which pays whatever the selector says. */
  readonly ownButton: () => HTMLElement | undefined;
  /** CSS selector of the buttons that pay; undefined: all that do not say otherwise. */
  readonly submitter: () => string | undefined;
  /** Origins besides the page's own that a token may be sent to. */
  readonly origins: () => readonly string[];
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
  #carried: FormData | null = null;
  #sending: ReturnType<typeof setTimeout> | undefined;
  #sent: (() => void) | undefined;

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
    this.#carried = data;
    this.#internals.setFormValue(data, null);
  }

  /** What was carried is not sent any more. */
  clear(): void {
    clearTimeout(this.#sending);
    this.#sent = undefined;
    this.#carried = null;
    this.#internals.setFormValue(null, null);
  }

  /** This one submit goes without what is carried; the browser gathers its entries in this task. */
  #withhold(): void {
    this.#internals.setFormValue(null, null);
    setTimeout(() => this.#internals.setFormValue(this.#carried, null));
  }

  /** Why this form must not carry a token, if so. */
  fault(): Fault | undefined {
    const { form } = this;
    const isUnsafe = form && !this.#isSafe(form, this.#submitter);
    return isUnsafe ? { code: 'form-method', phase: 'configuration' } : undefined;
  }

  /** Sends the form in a task of its own, with the button that the shopper had pressed. */
  send(sent?: () => void): void {
    const { form } = this;
    if (!form) return;
    const submitter = this.#submitter;
    this.#sent = sent;
    this.#sending = setTimeout(() => {
      // Taken out of the form or disabled meanwhile, the element has nothing to send with it.
      if (this.form !== form || !this.#internals.willValidate) return;
      const isUsable = submitter?.isConnected && submitter.matches(':enabled');
      this.#isOwnSubmit = true;
      try {
        form.requestSubmit(isUsable ? submitter : null);
      } finally {
        this.#isOwnSubmit = false;
        this.#hasSent();
      }
    });
  }

  readonly #onSubmit = (event: Event): void => {
    const { form } = this;
    if (event.target !== form || !form) return;
    const { submitter } = event as SubmitEvent;
    if (this.#owner.isSettled()) {
      if (!this.#isSafe(form, submitter)) this.#withhold();
      else if (!this.#isOwnSubmit && this.#isPaying(submitter)) this.#sendNow();
      return;
    }
    if (this.#isOwnSubmit || !this.#owner.takesSubmits() || !this.#isPaying(submitter)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    if (this.#owner.carriesToken() && !this.#isSafe(form, submitter)) {
      this.#owner.refuse({ code: 'form-method', phase: 'configuration' });
      return;
    }
    this.#submitter = submitter;
    this.#owner.press();
  };

  /** The shopper was faster: what the form was about to send by itself goes now. */
  #sendNow(): void {
    clearTimeout(this.#sending);
    setTimeout(() => this.#hasSent());
  }

  #hasSent(): void {
    this.#sent?.();
    this.#sent = undefined;
  }

  /** GET would put the token into the URL, a dialog would throw it away, another origin would read it. */
  #isSafe(form: HTMLFormElement, submitter: HTMLElement | null): boolean {
    const said = (name: string): string =>
      submitter?.getAttribute(`form${name}`) ?? form.getAttribute(name) ?? '';
    return /^post$/i.test(said('method')) && isOwn(said('action'), this.#owner.origins());
  }

  #isPaying(submitter: HTMLElement | null): boolean {
    if (!submitter || submitter === this.#owner.ownButton()) return true;
    const selector = this.#owner.submitter();
    return selector === undefined
      ? !submitter.matches(OTHER_SUBMITS)
      : matches(submitter, selector);
  }
}

const isSubmitButton = (control: Element): boolean =>
  control.matches('button, input') && /^(submit|image)$/.test((control as HTMLInputElement).type);

/** Without an action the form goes to the page's own address, whatever its `<base>` says. */
function isOwn(action: string, origins: readonly string[]): boolean {
  if (!action) return true;
  try {
    const { origin, protocol } = new URL(action, document.baseURI);
    const isPage = origin === location.origin && protocol === location.protocol;
    return isPage || origins.includes(origin);
  } catch {
    return false;
  }
}

function matches(node: Element, selector: string): boolean {
  try {
    return node.matches(selector);
  } catch {
    return false;
  }
}
