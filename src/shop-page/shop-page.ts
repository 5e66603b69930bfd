/** The shop's page as the purchase sees it: form, fields, payment list, lock, focus and Klarna's containers. */
import { configuration } from '../configuration.js';
import type { Fault } from '../errors.js';
import type { FormInternals } from '../internals.js';
import type { Purchase } from '../klarna/types.js';
import { adviseOnce, FORM_ELSEWHERE, isFormElsewhere, READ_UNASKED } from './advice.js';
import { Changes } from './changes.js';
import { ElementData } from './element-data.js';
import { Focus } from './focus.js';
import { FormLink } from './form.js';
import { lockPage } from './lock.js';
import { Mounts } from './mount.js';
import { disableOrderButtons } from './order-buttons.js';
import type { FocusTarget, PageElement, PageListener, PageState, ViewPort } from './ports.js';
import { PurchaseData, type DataSource } from './purchase-data.js';
import { query, queryAll } from './query.js';
import { ShopChoice } from './shop-choice.js';

/** How long a payment list may take to be rendered before its absence is reported, in milliseconds. */
const CHOICE_WAIT = 10_000;

export class ShopPage implements DataSource {
  readonly given: ElementData;
  readonly data: PurchaseData;
  readonly mounts: Mounts;
  readonly #element: PageElement;
  readonly #view: ViewPort;
  readonly #choice: ShopChoice;
  readonly #form: FormLink;
  readonly #focus: Focus;
  readonly #changes: Changes;
  /** Prints a sentence for developers, once. */
  readonly advise = adviseOnce();
  #listener: PageListener | undefined;
  #listening = new AbortController();
  #isConnected = false;
  /** What has waited for Klarna to be chosen: a walk over all fields takes time. */
  #firstChosen: (() => void) | undefined;
  #carried: 'token' | 'finalize-required' | undefined;
  /** The shopper has pressed since fields were marked last: only then may focus be moved. */
  #hasPressed = false;

  constructor(element: PageElement, internals: FormInternals, view: ViewPort) {
    this.#element = element;
    this.#view = view;
    this.#focus = new Focus(view);
    this.given = new ElementData(element, (fault) => this.report(fault));
    this.data = new PurchaseData(this);
    this.#changes = new Changes(this.data);
    this.mounts = new Mounts(
      () => view.widget,
      () => this.#listener?.mountLost(),
      this.advise,
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
      unsent: () => this.#listener?.unsent(),
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

  /** Klarna is what the shopper has chosen. */
  get isChosen(): boolean {
    return this.#choice.isChosen;
  }

  /** Klarna is chosen, and the element is enabled. */
  get isActive(): boolean {
    return this.#view.isEnabled && this.isChosen;
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
    return this.isChosen && (choice ? !disabled : this.#view.isEnabled);
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

  /** Reads the page again and follows it; immediately calls the listener with whether Klarna is chosen. */
  connect(listener: PageListener): void {
    const isFirst = !this.#isConnected;
    this.#unfollow();
    this.guard(listener);
    this.#isConnected = true;
    this.#listening = new AbortController();
    const { signal } = this.#listening;
    this.#choice.connect(() => this.checkChoice(), signal);
    const timer = setTimeout(() => this.#missChoice(), CHOICE_WAIT);
    signal.addEventListener('abort', () => clearTimeout(timer));
    const followCountry = (): void => this.data.connect(() => listener.countryChanged(), signal);
    // The attribute `country` holds until the form has another country than it began with.
    if (this.isChosen || this.#element.country) followCountry();
    else
      this.#firstChosen = () => {
        followCountry();
        listener.countryRead();
      };
    // Looked at anew, the page may have a new cart as well, of which nobody has been told yet.
    if (isFirst) this.#changes.hasNewCart();
    if (!this.form && isFormElsewhere(this.#element)) this.advise(FORM_ELSEWHERE);
    this.checkChoice();
  }

  disconnect(): void {
    this.#isConnected = false;
    this.#unfollow();
    this.#choice.enable();
    this.#form.disconnect();
  }

  #unfollow(): void {
    this.#listening.abort();
    this.#firstChosen = undefined;
  }

  /** Tells the listener whether Klarna is chosen now. */
  checkChoice(): void {
    const { isChosen } = this;
    const first = this.#firstChosen;
    if (isChosen && first) {
      this.#firstChosen = undefined;
      first();
    }
    this.#listener?.choiceChanged(isChosen);
  }

  /** The purchase has changed. */
  update({ isChoosable, isFinalizable }: PageState): void {
    if (isChoosable) this.#choice.enable();
    if (this.#carried === 'finalize-required' && !isFinalizable) this.clearToken();
  }

  /** Klarna was asked with what the page holds now. */
  get isCurrent(): boolean {
    return this.#changes.isCurrent;
  }

  /** The form was sent since it carries a token. */
  get hasSubmitted(): boolean {
    return this.#form.hasSubmitted;
  }

  /** Klarna is about to be asked with what the page holds now. */
  noteAsked(purchase: Purchase): void {
    this.#changes.noteAsked(purchase);
  }

  #missChoice(): void {
    if (!this.#choice.wasFound) this.#selectorFailed('choice');
  }

  /** Whether the cart differs from what it was when this was asked last. */
  hasNewCart(): boolean {
    return this.#changes.hasNewCart();
  }

  /** Makes the page inert around the element. @returns a function that unlocks it */
  lock(): () => void {
    this.#focus.note();
    const root = this.#lockRoot();
    // Focus moves first: it would be lost when the focused node becomes inert.
    this.#focus.move('status');
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
    this.#selectorFailed('lock');
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
    this.#focus.move(on);
  }

  /** Klarna cannot be chosen until the purchase allows it again. */
  disableChoice(): void {
    this.#choice.disable();
    this.checkChoice();
  }

  /** Leaves Klarna unchosen and moves focus to the shop's other methods. */
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

  /** A session answer that came with the page, unchecked. */
  get session(): unknown {
    return this.given.session;
  }

  #selectorFailed(attribute: 'choice' | 'lock'): void {
    this.report({ code: 'selector-invalid', phase: 'configuration', about: attribute });
  }

  report(fault: Fault): void {
    this.#view.report(fault);
  }
}
