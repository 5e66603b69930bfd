/** The flow's side of the page: form, fields, payment list, lock and focus, as the attributes say. */
import { configuration } from '../configuration.js';
import { checkSessionAnswer } from '../endpoint/checks.js';
import type { SessionAnswer } from '../endpoint/contract.js';
import type { ErrorCode, Fault } from '../errors.js';
import type { FocusTarget } from './machine/model.js';
import type { Purchase } from '../klarna/types.js';
import { ShopChoice } from '../shop-page/shop-choice.js';
import { FormLink } from '../shop-page/form.js';
import { readJsonChild } from '../shop-page/json-child.js';
import { lockPage } from '../shop-page/lock.js';
import { disableOrderButtons } from '../shop-page/order-buttons.js';
import { query, queryAll } from '../shop-page/query.js';
import { SHOP_CONSENT } from './consent.js';
import type { CheckoutElement, Headers, Host, Purchases, Wiring } from './ports.js';
import { STATES, type Traits } from './machine/states.js';
import { PurchaseData, type DataSource } from './purchase-data.js';

/** How long a payment list may take to be drawn before its absence is said, in milliseconds. */
const CHOICE_WAIT = 10_000;

export class Storefront implements Host, DataSource {
  readonly element: CheckoutElement;
  readonly wiring: Wiring;
  readonly data: PurchaseData;
  readonly #form: FormLink;
  readonly #warned = new Set<string>();
  #controller: Purchases | undefined;
  readonly #choice: ShopChoice;
  #listening = new AbortController();
  #focused: HTMLElement | undefined;
  #carried: 'token' | 'finalize-required' | undefined;
  /** What was read of the page when Klarna was asked last. */
  #asked = '';
  #cart = '';
  /** The shopper has pressed since fields were marked last: only then may focus be moved. */
  #hasPressed = false;

  constructor(element: CheckoutElement, internals: ElementInternals, wiring: Wiring) {
    this.element = element;
    this.wiring = wiring;
    this.data = new PurchaseData(this);
    this.#choice = new ShopChoice(element);
    this.#form = new FormLink(element, internals, {
      isChosen: () => this.#takesSubmits,
      isCurrent: () => this.#carried !== 'token' || this.isCurrent(),
      carriesToken: () => !element.placeOrder,
      tokenName: () => element.tokenName,
      ownButton: () => wiring.part('pay-button')?.button,
      submitter: () => element.submitter || undefined,
      origins: () => configuration().endpointOrigins,
      press: wiring.press,
      refuse: (fault) => this.report(fault),
      passed: () => this.#missChoice(),
      readUnasked: () => this.#readUnasked(),
    });
  }

  /** Where the purchase is made, as page and form say. */
  get country(): string | undefined {
    return this.data.country;
  }

  get form(): HTMLFormElement | null {
    return this.#form.form;
  }

  /** Klarna is what the shopper has chosen, and the element may act. */
  get isActive(): boolean {
    return this.wiring.isEnabled() && this.#choice.isChosen;
  }

  /**
   * Whether the form must not leave without a token. A disabled fieldset around the element says that another method
   * is shown, unless `choice` says otherwise.
   */
  get #takesSubmits(): boolean {
    const { choice, disabled } = this.element;
    return this.#choice.isChosen && (choice ? !disabled : this.wiring.isEnabled());
  }

  hasPayButton(own: Element | undefined): boolean {
    return this.#form.hasPayButton(own);
  }

  /** Stops presses from now on: what they need may not be there yet. */
  guard(): void {
    this.#form.connect();
  }

  /** Starts to listen to the page; the controller is told what the shopper has chosen so far. */
  connect(controller: Purchases): void {
    this.disconnect();
    this.#listening = new AbortController();
    this.#controller = controller;
    this.#form.connect();
    const { signal } = this.#listening;
    this.#choice.connect(() => this.follow(), signal);
    const timer = setTimeout(() => this.#missChoice(), CHOICE_WAIT);
    signal.addEventListener('abort', () => clearTimeout(timer));
    this.data.connect(() => {
      this.wiring.countryChanged();
      controller.dispatch({ type: 'reconfigured' });
    }, signal);
    this.#cart = this.data.cart();
    this.follow();
  }

  disconnect(): void {
    this.#choice.enable();
    this.#listening.abort();
    this.#form.disconnect();
  }

  /** Whether the cart differs from what it was when this was asked last. */
  hasNewCart(): boolean {
    const cart = this.data.cart();
    const isNew = cart !== this.#cart;
    this.#cart = cart;
    return isNew;
  }

  /** Tells the purchase what is chosen now. */
  follow(): void {
    const { isChosen } = this.#choice;
    if (this.#controller && isChosen !== this.#controller.model.chosen) {
      this.#controller.dispatch({ type: isChosen ? 'chosen' : 'unchosen' });
      this.wiring.changed();
    }
  }

  get #traits(): Traits['page'] {
    return STATES[this.#controller?.model.state ?? 'idle'].page;
  }

  /** What the shopper entered, apart from spaces and letter case. */
  #entered(): string {
    return JSON.stringify(this.data.read()).replace(/\s+/g, ' ').toLowerCase();
  }

  /** Whether what the page says now is what Klarna was asked with. */
  isCurrent(): boolean {
    return this.#entered() === this.#asked;
  }

  /** Klarna is about to be asked with what the page says now. */
  noteAsked(): void {
    this.#asked = this.#entered();
  }

  #readUnasked(): void {
    this.advise(
      'The form was read or sent by a script before Klarna was asked, so its token is empty. ' +
        'If this was the order: `await checkout.authorize()` first, and send the form when the outcome is `approved`.',
    );
  }

  #missChoice(): void {
    if (!this.#choice.wasFound) this.#warn('selector-invalid', 'choice');
  }

  get categories(): readonly string[] {
    return this.element.category.split(/\s+/).filter(Boolean);
  }

  get consentVersion(): string {
    return this.element.consent === 'granted' ? SHOP_CONSENT : this.wiring.text().consentVersion;
  }

  headers(): Headers {
    const { headers, csrfHeader, csrfToken } = this.element;
    const csrf = csrfHeader && csrfToken ? { [csrfHeader]: csrfToken } : {};
    try {
      return { ...(typeof headers === 'function' ? headers() : headers), ...csrf };
    } catch (cause) {
      this.#warn('headers-failed', undefined, cause);
      return csrf;
    }
  }

  /** Focus first, so that it is not lost when what had it becomes inert. */
  lock(): () => void {
    const element = this.element;
    this.#focused = deepActiveElement();
    const root = this.#lockRoot();
    this.focus('status');
    this.#hasPressed = true;
    const { submitter } = element;
    const enable = disableOrderButtons(submitter ? queryAll(submitter, element) : []);
    const unlock = lockPage(root, [element, ...(this.#controller?.mounts ?? [])]);
    this.wiring.changed();
    return () => {
      enable();
      unlock();
    };
  }

  /** What is wrong with the page is said once, not at every look. */
  report(fault: Fault): void {
    const isPage = fault.phase === 'configuration';
    if (!isPage || this.#isNew(`${fault.code} ${fault.about ?? ''}`)) this.wiring.report(fault);
  }

  markFields(fields: readonly string[]): readonly string[] {
    const isFocused = this.#hasPressed;
    this.#hasPressed = false;
    return this.data.mark(fields, this.wiring.text().invalidField, isFocused);
  }

  /** `pay`: back to where the shopper was when the page was locked. `content`: before all that can be chosen. */
  focus(on: FocusTarget): void {
    if (on === 'content') {
      this.wiring.content()?.focus();
      return;
    }
    const back = on === 'pay' && this.#focused;
    const isThere = back && back.isConnected && back !== document.body;
    const target = isThere ? back : this.wiring.part(on === 'pay' ? 'pay-button' : on);
    target?.focus();
  }

  leaveChoice(): void {
    this.#choice.disable();
    this.follow();
  }

  /** The shopper wants none of it: on to the other methods of the shop's list. */
  chooseOther(): void {
    this.#choice.leave();
  }

  /** Repeats the shopper's press, now that the form carries the token. */
  sendForm(): void {
    this.#form.send();
  }

  carryToken(token: string): void {
    this.#carried = 'token';
    this.#form.carry({ [this.element.tokenName]: token });
  }

  sendFinalizeRequired(): void {
    const { tokenName } = this.element;
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

  changed(): void {
    if (this.#traits.isChoosable) this.#choice.enable();
    const state = this.#controller?.model.state;
    if (this.#carried === 'finalize-required' && state !== this.#carried) this.clearToken();
    this.wiring.changed();
  }

  #lockRoot(): Element | null {
    const { lock } = this.element;
    if (!lock) return this.form;
    if (lock === 'none') return null;
    const root = query(lock, this.element);
    if (root && root !== this.element) return root;
    this.#warn('selector-invalid', 'lock');
    return this.form;
  }

  get session(): SessionAnswer | undefined {
    const given = this.element.session ?? this.#jsonChild('data-session');
    if (given === undefined) return undefined;
    const checked = checkSessionAnswer(given);
    if (checked.ok) return checked.value;
    this.#warn('session-invalid', checked.fault);
    return undefined;
  }

  get given(): Purchase | undefined {
    const { purchase } = this.element;
    const given = purchase ?? this.#jsonChild('data-purchase');
    if (!isRecord(given)) return undefined;
    // As JSON, which is how it travels: what a framework wrapped around it stays behind. The child is read anew.
    return given === purchase ? (JSON.parse(JSON.stringify(given)) as Purchase) : given;
  }

  get fields(): readonly unknown[] {
    return [this.element.fields, this.#jsonChild('data-fields')];
  }

  #jsonChild(attribute: string): unknown {
    try {
      return readJsonChild(this.element, attribute);
    } catch (cause) {
      this.#warn('json-invalid', attribute, cause);
      return undefined;
    }
  }

  /** Advice for developers about the page, once, in the console alone: the purchase works all the same. */
  advise(sentence: string): void {
    if (this.#isNew(sentence)) console.warn(`<klarna-checkout>: ${sentence}`);
  }

  #warn(code: ErrorCode, about?: string, cause?: unknown): void {
    this.report({ code, phase: 'configuration', about, cause });
  }

  #isNew(warning: string): boolean {
    const isNew = !this.#warned.has(warning);
    this.#warned.add(warning);
    return isNew;
  }
}

/** Whatever else the page put there, Klarna is asked with data or with none. */
const isRecord = (value: unknown): value is Purchase =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function deepActiveElement(): HTMLElement | undefined {
  let active = document.activeElement;
  while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
  return active instanceof HTMLElement ? active : undefined;
}
