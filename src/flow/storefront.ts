/** The flow's side of the page: form, fields, payment list, lock and focus, as the attributes say. */
import { configuration } from '../configuration.js';
import { checkSessionAnswer } from '../endpoint/checks.js';
import type { SessionAnswer } from '../endpoint/contract.js';
import type { ErrorCode, Fault } from '../errors.js';
import type { Purchase } from '../klarna/types.js';
import { findChoice, focusGroup, isChosen, leaveChoice, onChoice } from '../shop-page/choice.js';
import type { ChoiceControl } from '../shop-page/choice.js';
import { FormLink } from '../shop-page/form.js';
import { readJsonChild } from '../shop-page/json-child.js';
import { lockPage } from '../shop-page/lock.js';
import { query } from '../shop-page/query.js';
import { SHOP_CONSENT } from './consent.js';
import type { CheckoutElement, Headers, Host, Purchases, Wiring } from './ports.js';
import { STATES, type Traits } from './machine/states.js';
import { PurchaseData, type DataSource } from './purchase-data.js';

export class Storefront implements Host, DataSource {
  readonly element: CheckoutElement;
  readonly wiring: Wiring;
  readonly data: PurchaseData;
  readonly #form: FormLink;
  readonly #warned = new Set<string>();
  #controller: Purchases | undefined;
  #choice: ChoiceControl | undefined;
  #listening = new AbortController();
  #focused: HTMLElement | undefined;
  #carried: 'token' | 'finalize-required' | undefined;
  #cart = '';
  /** The shopper has pressed since fields were marked last: only then may focus be moved. */
  #hasPressed = false;
  #undoLeave: (() => void) | undefined;

  constructor(element: CheckoutElement, internals: ElementInternals, wiring: Wiring) {
    this.element = element;
    this.wiring = wiring;
    this.data = new PurchaseData(this);
    this.#form = new FormLink(internals, {
      takesSubmits: () => this.isActive && this.#traits.takesSubmits,
      isSettled: () => this.#carried !== undefined,
      carriesToken: () => !element.placeOrder,
      ownButton: () => wiring.part('pay-button')?.button,
      submitter: () => element.submitter || undefined,
      origins: () => configuration().endpointOrigins,
      press: wiring.press,
      refuse: (fault) => this.report(fault),
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
    return this.wiring.isEnabled() && (!this.#choice || isChosen(this.#choice));
  }

  hasPayButton(own: Element | undefined): boolean {
    return this.#form.hasPayButton(own);
  }

  /** Starts to listen to the page; the controller is told what the shopper has chosen so far. */
  connect(controller: Purchases): void {
    this.disconnect();
    this.#listening = new AbortController();
    this.#controller = controller;
    this.#form.connect();
    const { choice } = this.element;
    this.#choice = choice ? findChoice(choice, this.element) : undefined;
    if (choice && !this.#choice) {
      this.#warn('selector-invalid', 'choice');
    }
    const { signal } = this.#listening;
    if (this.#choice) onChoice(this.#choice, () => this.#follow(), signal);
    this.data.connect(() => {
      this.wiring.countryChanged();
      controller.dispatch({ type: 'reconfigured' });
    }, signal);
    this.#cart = this.data.cart();
    this.#follow();
  }

  disconnect(): void {
    this.#comeBack();
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

  #follow(): void {
    const isNow = !this.#choice || isChosen(this.#choice);
    if (this.#controller && isNow !== this.#controller.model.chosen) {
      this.#controller.dispatch({ type: isNow ? 'chosen' : 'unchosen' });
      this.wiring.changed();
    }
  }

  get #traits(): Traits['page'] {
    return STATES[this.#controller?.model.state ?? 'idle'].page;
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
    const unlock = lockPage(root, [element, ...(this.#controller?.mounts ?? [])]);
    this.wiring.changed();
    return unlock;
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

  /** `pay`: back to where the shopper was when the page was locked. */
  focus(on: 'status' | 'pay' | 'consent'): void {
    const back = on === 'pay' && this.#focused;
    const isThere = back && back.isConnected && back !== document.body;
    const target = isThere ? back : this.wiring.part(on === 'pay' ? 'pay-button' : on);
    target?.focus();
  }

  leaveChoice(): void {
    if (this.#choice) this.#undoLeave ??= leaveChoice(this.#choice);
  }

  /** The shopper wants none of it: on to the other methods of the shop's list. */
  focusOtherMethods(): void {
    if (this.#choice) focusGroup(this.#choice);
  }

  sendToken(token: string, isSent: boolean): void {
    if (this.#carry('token', { [this.element.name]: token }) && isSent) this.#form.send();
  }

  sendFinalizeRequired(): void {
    const { name } = this.element;
    const entries = { [name]: '', [`${name}_status`]: 'finalize_required' };
    if (!this.#carry('finalize-required', entries)) return;
    // A form that stays on the page is pressed once more, for the last step.
    this.#form.send(() => this.clearToken());
  }

  clearToken(): void {
    if (!this.#carried) return;
    this.#carried = undefined;
    this.#form.clear();
  }

  changed(): void {
    if (this.#traits.isChoosable) this.#comeBack();
    const state = this.#controller?.model.state;
    if (this.#carried === 'finalize-required' && state !== this.#carried) this.clearToken();
    this.wiring.changed();
  }

  /** Klarna can be chosen again. */
  #comeBack(): void {
    this.#undoLeave?.();
    this.#undoLeave = undefined;
  }

  /** Whether there is a form that may carry these. */
  #carry(what: 'token' | 'finalize-required', entries: Readonly<Record<string, string>>): boolean {
    if (!this.form) return false;
    const fault = this.#form.fault();
    if (fault) {
      this.report(fault);
      return false;
    }
    this.#carried = what;
    this.#form.carry(entries);
    return true;
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
