/**
 * The shop's form around the element: its submit, or the click of a button that stands for it, is stopped until
 * Klarna has decided; then it is repeated with the token.
 */
import type { Fault } from '../errors.js';
import type { FormInternals } from '../internals.js';
import { mayCarryToken } from './form-target.js';
import { queryAll } from './query.js';
import {
  hasPayButton,
  isPayButton,
  isPayingSubmitter,
  outsideSubmitter,
  presentButton,
} from './submitter.js';
import { TokenInputs, type Entries } from './token-input.js';

export interface FormOwner {
  /** Whether Klarna is what the shopper pays with right now. */
  readonly isChosen: () => boolean;
  /** A script may have changed the choice: what an unchosen checkout carries goes. */
  readonly followChoice: () => void;
  /** Whether what the form carries still belongs to what the shopper entered. */
  readonly isCurrent: () => boolean;
  /** Whether this form may carry a token at all, or the order is placed by other means. */
  readonly carriesToken: () => boolean;
  readonly tokenName: () => string;
  /** The checkout's own pay button, which pays whatever the selector says. */
  readonly ownButton: () => HTMLElement | undefined;
  /** CSS selector of the buttons that pay; undefined: all submit buttons that do not say otherwise. */
  readonly submitter: () => string | undefined;
  /** Origins besides the page's own that a token may be sent to. */
  readonly origins: () => readonly string[];
  /** The shopper pressed a button that pays. */
  readonly press: () => void;
  readonly refuse: (fault: Fault) => void;
  /** Another checkout of this form has put its token into it, in place of the one of this. */
  readonly replaced: () => void;
  /** The element was taken out of the page before it sent the form. */
  readonly unsent: () => void;
  /** A submit was left alone because another method is chosen. */
  readonly passed: () => void;
  /** The form was read by a script, or sent by `form.submit()`, before Klarna was asked. */
  readonly readUnasked: () => void;
}

/** Those of all checkouts that are in the page. */
const connected = new Set<FormLink>();

export class FormLink {
  readonly #host: HTMLElement;
  readonly #internals: FormInternals;
  readonly #owner: FormOwner;
  readonly #inputs: TokenInputs;
  #listening: AbortController | undefined;
  #submitter: HTMLElement | null = null;
  /** The submitter is no submit button of the form: its click is repeated. */
  #isOutside = false;
  #isCarrying = false;
  /** The button that was pressed, while the form is sent without it: the page has taken it out, or disabled it. */
  #lost: HTMLElement | null = null;
  /** The shopper's press is repeated, in this very task. */
  #isSending = false;
  /** A submit that does not pay is under way: its entries are read in this task. */
  #isOtherSubmit = false;
  #hasSubmitted = false;
  /** This one submit goes without the token. */
  #isWithheld = false;
  #sending: ReturnType<typeof setTimeout> | undefined;
  #sent: (() => void) | undefined;

  constructor(host: HTMLElement, internals: FormInternals, owner: FormOwner) {
    this.#host = host;
    this.#internals = internals;
    this.#owner = owner;
    this.#inputs = new TokenInputs(host);
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
    this.disconnect();
    this.#listening = new AbortController();
    const options = { capture: true, signal: this.#listening.signal };
    const root = this.#host.getRootNode();
    // A submit event does not leave its shadow tree.
    const target = root instanceof ShadowRoot ? root : window;
    target.addEventListener('submit', this.#onSubmit as EventListener, options);
    target.addEventListener('formdata', this.#onFormData as EventListener, options);
    addEventListener('click', this.#onClick, options);
    addEventListener('pagehide', () => this.#inputs.detach(), options);
    this.#inputs.restore();
    connected.add(this);
  }

  disconnect(): void {
    connected.delete(this);
    this.#listening?.abort();
    this.#listening = undefined;
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
    return [...connected].some((link) => link.#isSending);
  }

  /** Other checkouts of this form, as in a section that the page has doubled: one of them pays. */
  get #siblings(): readonly FormLink[] {
    return [...connected].filter((other) => other !== this && other.form === this.form);
  }

  /** What was carried is not sent any more. */
  clear(): void {
    clearTimeout(this.#sending);
    this.#sent = undefined;
    this.#isCarrying = false;
    this.#inputs.clear();
  }

  /** Repeats the shopper's press in a task of its own. */
  send(sent?: () => void): void {
    const { form } = this;
    const submitter = this.#submitter;
    const isOutside = this.#isOutside;
    this.#press(null);
    this.#sent = sent;
    this.#sending = setTimeout(() => {
      this.#isSending = true;
      try {
        // What the form carried went with the element: nothing may be sent without it.
        if (!this.#host.isConnected) this.#owner.unsent();
        else if (submitter && isOutside) this.#click(submitter);
        // Taken out of the form or disabled meanwhile, the element has nothing to send with it.
        else if (form && this.form === form && this.#internals.willValidate && this.#isCarrying) {
          const button = submitter && presentButton(form, submitter, (one) => this.#isPaying(one));
          if (!button) this.#lost = submitter;
          form.requestSubmit(button);
        }
      } finally {
        this.#isSending = false;
        this.#lost = null;
        this.#hasSent();
      }
    });
  }

  #press(submitter: HTMLElement | null, isOutside = false): void {
    this.#submitter = submitter;
    this.#isOutside = isOutside;
  }

  /** A list or a footer that was redrawn has another button of the same meaning. */
  #click(pressed: HTMLElement): void {
    const selector = this.#owner.submitter() ?? '';
    const button = pressed.isConnected ? pressed : queryAll(selector, this.#host)[0];
    if (button instanceof HTMLElement) button.click();
  }

  readonly #onSubmit = (event: SubmitEvent): void => {
    const { form } = this;
    if (event.target !== form || !form) return;
    const { submitter } = event;
    this.#followChoice();
    if (this.#isOthers(submitter)) return;
    if (this.#isSending) {
      this.#prepare(form, submitter);
      return;
    }
    if (!this.#isPaying(submitter)) {
      this.#isOtherSubmit = true;
      setTimeout(() => (this.#isOtherSubmit = false));
      if (this.#isCarrying) this.#prepare(form, submitter);
      return;
    }
    if (this.#isCarrying && this.#owner.isCurrent()) {
      this.#prepare(form, submitter);
      this.#sendNow();
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
    this.#press(submitter);
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
      this.#sendNow();
      return;
    }
    stop(event);
    if (!this.reportValidity()) return;
    this.#press(button, true);
    this.#owner.press();
  };

  /** `form.submit()` and jQuery's `trigger` fire no submit event: the server must see that Klarna was not asked. */
  readonly #onFormData = (event: FormDataEvent): void => {
    if (event.target !== this.form || this.#isOthers(null)) return;
    const lost = this.#lost as HTMLButtonElement | null;
    if (lost?.name) event.formData.append(lost.name, lost.value);
    if (this.#isCarrying) {
      if (!this.#isWithheld) this.#inputs.addMissing(event.formData);
      return;
    }
    const isOrder =
      !this.#isOtherSubmit && !this.#isSending && !this.#fault() && this.#owner.carriesToken();
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

  /** The shopper was faster: what the form was about to send by itself goes now. */
  #sendNow(): void {
    clearTimeout(this.#sending);
    setTimeout(() => this.#hasSent());
  }

  #hasSent(): void {
    this.#sent?.();
    this.#sent = undefined;
  }

  /** Why this form must not carry a token, if so. */
  #fault(): Fault | undefined {
    const { form } = this;
    const submitter = this.#isOutside ? null : this.#submitter;
    const isUnsafe = form && !this.#maySend(form, submitter);
    return isUnsafe ? { code: 'form-method', phase: 'configuration' } : undefined;
  }

  #maySend(form: HTMLFormElement, submitter: HTMLElement | null): boolean {
    return mayCarryToken(form, submitter, this.#owner.origins());
  }

  /** Before the shopper's press, not when it is repeated: then the token is on its way. */
  #followChoice(): void {
    const links = [this, ...this.#siblings];
    if (links.some((link) => link.#isSending)) return;
    for (const link of links) link.#owner.followChoice();
  }

  /** Another checkout of this form pays or carries its token: what is sent is no press for this one. */
  #isOthers(submitter: HTMLElement | null): boolean {
    if (submitter && isPayButton(submitter)) return submitter !== this.#owner.ownButton();
    return this.#siblings.some((other) => other.#isSending || other.#isCarrying);
  }

  #isPaying(submitter: HTMLElement | null): boolean {
    if (!submitter || submitter === this.#owner.ownButton()) return true;
    return isPayingSubmitter(submitter, this.#owner.submitter());
  }
}

function stop(event: Event): void {
  event.preventDefault();
  event.stopImmediatePropagation();
}
