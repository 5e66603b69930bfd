/** The shop's page as the purchase sees it: form, fields, payment list, lock, focus and Klarna's containers. */
import { configuration } from '../configuration.js';
import type { ErrorCode, Fault } from '../errors.js';
import type { FormInternals } from '../internals.js';
import { isObject } from '../json.js';
import type { Purchase } from '../klarna/types.js';
import { shadowHostOf } from '../shadow-host.js';
import { FormLink } from './form.js';
import { readJsonChild } from './json-child.js';
import { lockPage } from './lock.js';
import { Mounts } from './mount.js';
import { disableOrderButtons } from './order-buttons.js';
import type { FocusTarget, PageElement, PageListener, PageState, ViewPort } from './ports.js';
import { PurchaseData, type DataSource } from './purchase-data.js';
import { query, queryAll } from './query.js';
import { ShopChoice } from './shop-choice.js';

/** How long a payment list may take to be rendered before its absence is reported, in milliseconds. */
const CHOICE_WAIT = 10_000;

const READ_UNASKED =
  'The form was read or sent by a script before Klarna was asked, so its token is empty. ' +
  'If this was the order: `await checkout.authorize()` first, and send the form when the outcome is `approved`.';

const FORM_ELSEWHERE =
  'The form is in another shadow tree than the element, so it cannot get the token. ' +
  'Put both into the same tree, or take the token from `klarna-authorized`.';

export class ShopPage implements DataSource {
  readonly data: PurchaseData;
  readonly mounts: Mounts;
  readonly #element: PageElement;
  readonly #view: ViewPort;
  readonly #choice: ShopChoice;
  readonly #form: FormLink;
  readonly #advice = new Set<string>();
  #listener: PageListener | undefined;
  #listening = new AbortController();
  #focused: HTMLElement | undefined;
  #carried: 'token' | 'finalize-required' | undefined;
  /** What was read of the page when Klarna was asked last. */
  #asked = '';
  #cart = '';
  /** The shopper has pressed since fields were marked last: only then may focus be moved. */
  #hasPressed = false;

  constructor(element: PageElement, internals: FormInternals, view: ViewPort) {
    this.#element = element;
    this.#view = view;
    this.data = new PurchaseData(this);
    this.mounts = new Mounts(
      () => view.widget,
      () => this.#listener?.mountLost(),
      (sentence) => this.advise(sentence),
    );
    this.#choice = new ShopChoice(element);
    this.#form = new FormLink(element, internals, {
      isChosen: () => this.#takesSubmits,
      followChoice: () => this.checkChoice(),
      isCurrent: () => this.#carried !== 'token' || this.isCurrent,
      carriesToken: () => !element.placeOrder,
      tokenName: () => element.tokenName,
      ownButton: () => view.payButton?.button,
      submitter: () => element.submitter || undefined,
      origins: () => configuration().endpointOrigins,
      press: () => this.#listener?.press(),
      refuse: (fault) => this.report(fault),
      replaced: () => {
        this.#listener?.tokenReplaced();
        this.clearToken();
      },
      passed: () => this.#missChoice(),
      readUnasked: () => this.advise(READ_UNASKED),
    });
  }

  get element(): PageElement {
    return this.#element;
  }

  get form(): HTMLFormElement | null {
    return this.#form.form;
  }

  /** Klarna is what the shopper has chosen, and the element is enabled. */
  get isActive(): boolean {
    return this.#view.isEnabled && this.#choice.isChosen;
  }

  get isDisabled(): boolean {
    return this.#element.disabled;
  }

  /**
   * Whether the form must not leave without a token. A disabled fieldset around the element says that another method
   * is shown, unless `choice` says otherwise.
   */
  get #takesSubmits(): boolean {
    const { choice, disabled } = this.#element;
    return this.#choice.isChosen && (choice ? !disabled : this.#view.isEnabled);
  }

  /** Whether the page has a button of its own that pays. */
  get hasPayButton(): boolean {
    return this.#form.hasPayButton;
  }

  /** Has the browser check the form. @returns whether nothing stands in the way of a press */
  reportValidity(): boolean {
    return this.#form.reportValidity();
  }

  /** Stops presses from now on: what they need may not be there yet. */
  guard(listener: PageListener): void {
    this.#listener = listener;
    this.#form.connect();
  }

  /** Looks at the page anew and follows it; the listener is told at once whether Klarna is chosen. */
  connect(listener: PageListener): void {
    this.disconnect();
    this.guard(listener);
    this.#listening = new AbortController();
    const { signal } = this.#listening;
    this.#choice.connect(() => this.checkChoice(), signal);
    const timer = setTimeout(() => this.#missChoice(), CHOICE_WAIT);
    signal.addEventListener('abort', () => clearTimeout(timer));
    this.data.connect(() => listener.countryChanged(), signal);
    this.#cart = this.data.cart();
    if (!this.form && isFormElsewhere(this.#element)) this.advise(FORM_ELSEWHERE);
    this.checkChoice();
  }

  disconnect(): void {
    this.#choice.enable();
    this.#listening.abort();
    this.#form.disconnect();
  }

  /** Tells the listener whether Klarna is chosen now. */
  checkChoice(): void {
    this.#listener?.choiceChanged(this.#choice.isChosen);
  }

  /** The purchase has changed. */
  update({ isChoosable, isFinalizable }: PageState): void {
    if (isChoosable) this.#choice.enable();
    if (this.#carried === 'finalize-required' && !isFinalizable) this.clearToken();
  }

  /** Klarna was asked with what the page holds now. */
  get isCurrent(): boolean {
    return comparable(this.data.read()) === this.#asked;
  }

  /** The form was sent since it carries a token. */
  get hasSubmitted(): boolean {
    return this.#form.hasSubmitted;
  }

  /** Klarna is about to be asked with what the page holds now. */
  noteAsked(purchase: Purchase): void {
    this.#asked = comparable(purchase);
  }

  #missChoice(): void {
    if (!this.#choice.wasFound) this.#report('selector-invalid', 'choice');
  }

  /** Whether the cart differs from what it was when this was asked last. */
  hasNewCart(): boolean {
    const cart = this.data.cart();
    const isNew = cart !== this.#cart;
    this.#cart = cart;
    return isNew;
  }

  /** Makes the page inert around the element. @returns a function that unlocks it */
  lock(): () => void {
    this.#focused = deepActiveElement();
    const root = this.#lockRoot();
    // Focus moves first: it would be lost when the focused node becomes inert.
    this.focus('status');
    this.#hasPressed = true;
    const { submitter } = this.#element;
    const enable = disableOrderButtons(submitter ? queryAll(submitter, this.#element) : []);
    const unlock = lockPage(root, [this.#element, ...this.mounts.all]);
    return () => {
      enable();
      unlock();
    };
  }

  #lockRoot(): Element | null {
    const { lock } = this.#element;
    if (!lock) return this.form;
    if (lock === 'none') return null;
    const root = query(lock, this.#element);
    if (root && root !== this.#element) return root;
    this.#report('selector-invalid', 'lock');
    return this.form;
  }

  /**
   * Marks the inputs that Klarna could not accept.
   *
   * @returns the names for which the page has no input
   */
  markFields(names: readonly string[], message: string): readonly string[] {
    const isFocused = this.#hasPressed;
    this.#hasPressed = false;
    return this.data.mark(names, message, isFocused);
  }

  focus(on: FocusTarget): void {
    const back = on === 'pay' && this.#focused;
    const isThere = back && back.isConnected && back !== document.body;
    const target = isThere ? back : this.#view[on === 'pay' ? 'payButton' : on];
    target?.focus();
  }

  /** Klarna cannot be chosen until the purchase allows it again. */
  disableChoice(): void {
    this.#choice.disable();
    this.checkChoice();
  }

  /** The shopper wants another of the shop's methods. */
  leaveChoice(): void {
    this.#choice.leave();
  }

  /** Repeats the shopper's press, now that the form carries the token. */
  sendForm(): void {
    this.#form.send();
  }

  /** The form carries the token until `clearToken`. */
  carryToken(token: string): void {
    this.#carried = 'token';
    this.#form.carry({ [this.#element.tokenName]: token });
  }

  /** Submits the form without a token, so that the shop goes on to its last step. */
  sendFinalizeRequired(): void {
    const { tokenName } = this.#element;
    this.#carried = 'finalize-required';
    this.#form.carry({ [tokenName]: '', [`${tokenName}_status`]: 'finalize_required' });
    // A form that stays on the page is pressed once more, for the last step.
    this.#form.send(() => this.clearToken());
  }

  clearToken(): void {
    if (!this.#carried) return;
    this.#carried = undefined;
    this.#form.clear();
  }

  /** The `session` property or JSON child, unchecked. */
  get session(): unknown {
    return this.#element.session ?? this.#jsonChild('data-session');
  }

  /** A fresh copy of the `purchase` property, or the JSON child. @throws where the property is no JSON. */
  get given(): Purchase | undefined {
    const { purchase } = this.#element;
    const given = purchase ?? this.#jsonChild('data-purchase');
    if (!isPurchase(given)) return undefined;
    // As JSON, which is how it travels: a framework's wrapper stays behind. The child was parsed for this call.
    return given === purchase ? (JSON.parse(JSON.stringify(given)) as Purchase) : given;
  }

  /** What the shop says of its fields: the attribute or property, and the JSON child. */
  get fields(): readonly unknown[] {
    return [this.#element.fields, this.#jsonChild('data-fields')];
  }

  #jsonChild(attribute: string): unknown {
    try {
      return readJsonChild(this.#element, attribute);
    } catch (cause) {
      this.#report('json-invalid', attribute, cause);
      return undefined;
    }
  }

  /** Advice for developers, once, in the console alone: the purchase works all the same. */
  advise(sentence: string): void {
    if (this.#advice.has(sentence)) return;
    this.#advice.add(sentence);
    console.warn(`<klarna-checkout>: ${sentence}`);
  }

  #report(code: ErrorCode, about?: string, cause?: unknown): void {
    this.report({ code, phase: 'configuration', about, cause });
  }

  report(fault: Fault): void {
    this.#view.report(fault);
  }
}

/** What the shopper entered, apart from spaces and letter case. */
const comparable = (purchase: Purchase): string =>
  JSON.stringify(purchase).replace(/\s+/g, ' ').toLowerCase();

/** Whatever else the page put there, Klarna is asked with data or with none. */
const isPurchase: (value: unknown) => value is Purchase = isObject;

/** Whether there is a form that would be the element's if no shadow root stood between them. */
function isFormElsewhere(element: Element): boolean {
  const id = element.getAttribute('form');
  for (let host = shadowHostOf(element); host; host = shadowHostOf(host)) {
    const root = host.getRootNode() as Document | ShadowRoot;
    if (id === null ? host.closest('form') : root.getElementById(id)) return true;
  }
  return false;
}

function deepActiveElement(): HTMLElement | undefined {
  let active = document.activeElement;
  while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
  return active instanceof HTMLElement ? active : undefined;
}
