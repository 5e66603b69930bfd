/**
 * The shop's form around the element: its submit, or the click of a button that stands for it, is stopped until
 * Klarna has decided; then it is repeated with the token.
 */
import type { Fault } from '../errors.js';
import type { FormInternals } from '../internals.js';
import type { FormOwner } from './form-owner.js';
import { mayCarryToken } from './form-target.js';
import { HeldPress } from './held-press.js';
import { queryAll } from './query.js';
import { hasPayButton, isPayButton, outsideSubmitter } from './submitter.js';
import { TokenInputs, type Entries } from './token-input.js';

/** Those of all checkouts that are in the page. */
const connected = new Set<FormLink>();

export class FormLink {
  readonly #host: HTMLElement;
  readonly #internals: FormInternals;
  readonly #owner: FormOwner;
  readonly #inputs: TokenInputs;
  readonly #press: HeldPress;
  #listening: AbortController | undefined;
  /** Where it listens for what the form does; undefined while it does not. */
  #target: Window | ShadowRoot | undefined;
  #isCarrying = false;
  /** A submit that does not pay is under way: its entries are read in this task. */
  #isOtherSubmit = false;
  #hasSubmitted = false;
  /** This one submit goes without the token. */
  #isWithheld = false;

  constructor(host: HTMLElement, internals: FormInternals, owner: FormOwner) {
    this.#host = host;
    this.#internals = internals;
    this.#owner = owner;
    this.#inputs = new TokenInputs(host);
    this.#press = new HeldPress(host, internals, owner);
  }

  get form(): HTMLFormElement | null {
    return this.#internals.form;
  }

  /** Whether the form was sent since the token was put into it. */
  get hasSubmitted(): boolean {
    return this.#hasSubmitted;
  }

  /** Starts to listen, above the form and first of all, so that the shop's own handlers see only what goes on. */
  connect(): void {
    connected.add(this);
    this.#inputs.restore();
    const root = this.#host.getRootNode();
    // A submit event does not leave its shadow tree.
    const target = root instanceof ShadowRoot ? root : window;
    if (target === this.#target) return;
    this.#listening?.abort();
    this.#listening = new AbortController();
    this.#target = target;
    const options = { capture: true, signal: this.#listening.signal };
    target.addEventListener('submit', this.#onSubmit as EventListener, options);
    target.addEventListener('formdata', this.#onFormData as EventListener, options);
    addEventListener('click', this.#onClick, options);
    addEventListener('pagehide', () => this.#inputs.detach(), options);
  }

  disconnect(): void {
    connected.delete(this);
    this.#listening?.abort();
    this.#target = undefined;
  }

  /** Whether the page has a button of its own with which the shopper can pay. */
  get hasPayButton(): boolean {
    const { form } = this;
    const selector = this.#owner.submitter();
    return (
      (form !== null && hasPayButton(form, selector)) ||
      (selector !== undefined && queryAll(selector, this.#host).length > 0)
    );
  }

  /** Has the browser check the form, as before a submit. @returns whether it is valid, or says `novalidate` */
  reportValidity(): boolean {
    const { form } = this;
    return !form || form.noValidate || form.reportValidity();
  }

  /** Puts what has to be sent into the form, unless there is none or it must not carry a token. */
  carry(entries: Entries): void {
    const fault = this.#fault();
    if (fault) this.#owner.refuse(fault);
    if (fault || !this.form) return;
    for (const sibling of this.#siblings) if (sibling.#isCarrying) sibling.#owner.replaced();
    this.#isCarrying = true;
    this.#hasSubmitted = false;
    this.#inputs.set(entries);
  }

  static get #isAnySending(): boolean {
    return [...connected].some((link) => link.#press.isRepeating);
  }

  /** Other checkouts of this form, as in a section that the page has doubled: one of them pays. */
  get #siblings(): readonly FormLink[] {
    return [...connected].filter((other) => other !== this && other.form === this.form);
  }

  /** What was carried is not sent any more. */
  clear(): void {
    this.#press.cancel();
    this.#isCarrying = false;
    this.#inputs.clear();
  }

  /** Repeats the shopper's press in a task of its own. */
  send(sent?: () => void): void {
    this.#press.repeat(() => this.#isCarrying, sent);
  }

  readonly #onSubmit = (event: SubmitEvent): void => {
    const { form } = this;
    if (event.target !== form || !form) return;
    const { submitter } = event;
    this.#followChoice();
    if (this.#isOthers(submitter)) return;
    if (this.#press.isRepeating) {
      this.#prepare(form, submitter);
      return;
    }
    if (!this.#press.isPaying(submitter)) {
      this.#isOtherSubmit = true;
      setTimeout(() => (this.#isOtherSubmit = false));
      if (this.#isCarrying) this.#prepare(form, submitter);
      return;
    }
    if (this.#isCarrying && this.#owner.isCurrent()) {
      this.#prepare(form, submitter);
      this.#press.overtake();
      return;
    }
    if (!this.#owner.isChosen()) {
      this.#owner.passed();
      return;
    }
    stop(event);
    if (this.#owner.carriesToken() && !this.#maySend(form, submitter)) {
      this.#owner.refuse({ code: 'form-method', phase: 'configuration' });
      return;
    }
    this.#press.hold(submitter);
    this.#owner.press();
  };

  /** The order buttons of shops that fire no submit event. */
  readonly #onClick = (event: Event): void => {
    const selector = this.#owner.submitter();
    if (selector === undefined || FormLink.#isAnySending) return;
    const { form } = this;
    const button = outsideSubmitter(event, selector, form, this.#host);
    if (!button || button.matches(':disabled') || !this.#owner.isChosen()) return;
    this.#followChoice();
    if (this.#isCarrying && this.#owner.isCurrent()) {
      this.#inputs.restore();
      this.#press.overtake();
      return;
    }
    stop(event);
    if (!this.reportValidity()) return;
    this.#press.hold(button, true);
    this.#owner.press();
  };

  /** `form.submit()` and jQuery's `trigger` fire no submit event: the server must see that Klarna was not asked. */
  readonly #onFormData = (event: FormDataEvent): void => {
    if (event.target !== this.form || this.#isOthers(null)) return;
    this.#press.addLost(event.formData);
    if (this.#isCarrying) {
      if (!this.#isWithheld) this.#inputs.addMissing(event.formData);
      return;
    }
    const isOrder =
      !this.#isOtherSubmit &&
      !this.#press.isRepeating &&
      !this.#fault() &&
      this.#owner.carriesToken();
    if (!isOrder || !this.#owner.isChosen()) return;
    const name = this.#owner.tokenName();
    event.formData.set(name, '');
    event.formData.set(`${name}_status`, 'not_asked');
    this.#owner.readUnasked();
  };

  /** Just before the browser gathers the entries of a submit. */
  #prepare(form: HTMLFormElement, submitter: HTMLElement | null): void {
    if (this.#maySend(form, submitter)) {
      this.#inputs.restore();
      this.#hasSubmitted = true;
      return;
    }
    this.#isWithheld = true;
    this.#inputs.detach();
    setTimeout(() => {
      this.#isWithheld = false;
      this.#inputs.restore();
    });
  }

  /** Why this form must not carry a token, if so. */
  #fault(): Fault | undefined {
    const { form } = this;
    const isUnsafe = form && !this.#maySend(form, this.#press.submitter);
    return isUnsafe ? { code: 'form-method', phase: 'configuration' } : undefined;
  }

  #maySend(form: HTMLFormElement, submitter: HTMLElement | null): boolean {
    return mayCarryToken(form, submitter, this.#owner.origins());
  }

  /** Before the shopper's press, not when it is repeated: then the token is on its way. */
  #followChoice(): void {
    const links = [this, ...this.#siblings];
    if (links.some((link) => link.#press.isRepeating)) return;
    for (const link of links) link.#owner.followChoice();
  }

  /** Another checkout of this form pays or carries its token: what is sent is no press for this one. */
  #isOthers(submitter: HTMLElement | null): boolean {
    if (submitter && isPayButton(submitter)) return submitter !== this.#owner.ownButton();
    return this.#siblings.some((other) => other.#press.isRepeating || other.#isCarrying);
  }
}

function stop(event: Event): void {
  event.preventDefault();
  event.stopImmediatePropagation();
}
