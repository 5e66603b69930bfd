/** Connects the element with the purchase and the shop's page, and follows its life in the document. */
import type { PropertyValues, ReactiveController } from 'lit';
import { checkoutError, type CheckoutError, type Fault } from '../errors.js';
import { emit, type DetailOf, type EventName } from '../events.js';
import { PurchaseController } from '../flow/controller.js';
import { isDeciding } from '../flow/machine/draft.js';
import type { FlowEvent } from '../flow/machine/model.js';
import { STATES } from '../flow/machine/states.js';
import { withCustomer } from '../flow/settings.js';
import type { FormInternals } from '../internals.js';
import type { Messages } from '../messages/en.js';
import type { PartRegistry } from '../parts/registry.js';
import { onCommand } from '../shop-page/invokers.js';
import { ShopPage } from '../shop-page/shop-page.js';
import type { CheckoutHost } from './host.js';
import { LanguageController } from './language.js';
import { CANCELLED, NOT_READY, noticeAfter, type Notice } from './notice.js';
import { onConsentElsewhere } from './shared-consent.js';
import { Start } from './start.js';
import { viewPort } from './view-port.js';

/** Attributes and properties that decide what Klarna's session is about: a change means a new one. */
const SESSION_PROPERTIES = [
  'endpoint',
  'category',
  'locale',
  'country',
  'currency',
  'customerType',
  'session',
] as const satisfies readonly (keyof CheckoutHost)[];

/** What the shop has to learn although it has removed the element meanwhile. */
const OUTLIVES: ReadonlySet<EventName> = new Set<EventName>(['klarna-authorized', 'klarna-placed']);

export class Checkout implements ReactiveController {
  readonly page: ShopPage;
  readonly purchase: PurchaseController;
  readonly language: LanguageController;
  readonly start = new Start();
  readonly #host: CheckoutHost;
  readonly #internals: FormInternals;
  readonly #parts: PartRegistry;
  #listening: AbortController | undefined;
  #hasStarted = false;
  #isInDisabledFieldset = false;
  #notice: Notice | undefined;
  #error: CheckoutError | undefined;

  constructor(host: CheckoutHost, internals: FormInternals, parts: PartRegistry) {
    this.#host = host;
    this.#internals = internals;
    this.#parts = parts;
    const view = viewPort(
      host,
      parts,
      () => this.isEnabled,
      (fault) => this.purchase.report(fault),
    );
    this.page = new ShopPage(host, internals, view);
    this.purchase = new PurchaseController(
      {
        settings: host,
        isSupported: !internals.isMissing,
        locale: () => this.language.resolved.locale,
        text: () => this.#agreedText(),
        emit: (name, detail) => this.#emit(name, detail),
        report: (fault) => this.#report(fault),
        pressedEarly: () => this.#show(NOT_READY),
        countryChanged: () => void this.language.load(),
        laneChanged: () => this.#show(this.#notice === NOT_READY ? undefined : this.#notice),
        removedUnfinished: () => this.#show(CANCELLED),
        changed: () => host.requestUpdate(),
      },
      this.page,
    );
    this.language = new LanguageController(host, {
      country: () => this.page.data.country,
      report: (fault) => this.purchase.report(fault),
    });
    host.addController(this);
    this.#showState();
  }

  /** The texts, with the version of what the prompt says now. */
  #agreedText(): Messages {
    const { text } = this.language;
    if (!this.purchase.model.needsCustomer) return text;
    return { ...text, consentVersion: withCustomer(text.consentVersion) };
  }

  /** The children have been parsed and the first rendering is done. */
  get hasStarted(): boolean {
    return this.#hasStarted;
  }

  /** Neither `disabled` nor in a disabled fieldset. */
  get isEnabled(): boolean {
    return !this.#host.disabled && !this.#isInDisabledFieldset;
  }

  /** Klarna is chosen. A refusal takes it out of the shop's list, and is said all the same. */
  get isActive(): boolean {
    const { state, connected, chosen } = this.purchase.model;
    // Before the purchase begins the model does not know yet.
    return (connected ? chosen : this.page.isChosen) || !STATES[state].page.isChoosable;
  }

  get notice(): Notice | undefined {
    return this.#notice;
  }

  get error(): CheckoutError | undefined {
    return this.#error;
  }

  /** What the shopper or the shop's script asks for; a notice about the last attempt goes away. */
  act(event: FlowEvent): void {
    this.#notice = undefined;
    this.purchase.dispatch(event);
  }

  hostConnected(): void {
    if (this.#listening) return;
    this.#listening = new AbortController();
    const { signal } = this.#listening;
    this.purchase.guard();
    onCommand(this.#host, (command) => this.#invoke(command), signal);
    onConsentElsewhere(this.#host, (detail) => this.#followConsent(detail), signal);
    addEventListener('pageshow', (event) => this.#restored(event), { signal });
    void this.#start(signal);
  }

  async #start(signal: AbortSignal): Promise<void> {
    // Where nothing can be sold there is nothing to wait for.
    if (this.#internals.isMissing) this.#hasStarted = await Promise.resolve(true);
    else
      await this.start.run({
        host: this.#host,
        signal,
        loadLanguage: () => this.language.load(),
        rendered: () => {
          this.#hasStarted = true;
        },
        parts: () => this.#parts.all,
      });
    if (!signal.aborted && this.#host.isConnected) this.purchase.connect();
  }

  hostDisconnected(): void {
    queueMicrotask(() => {
      if (this.#host.isConnected) {
        this.purchase.move();
        return;
      }
      this.#listening?.abort();
      this.#listening = undefined;
      this.#hasStarted = false;
      this.purchase.disconnect();
    });
  }

  /** The element has another form, or another place in the page. */
  reconnect(): void {
    if (this.#hasStarted) this.purchase.reconnect();
    this.#host.requestUpdate();
  }

  setFieldsetDisabled(isDisabled: boolean): void {
    this.#isInDisabledFieldset = isDisabled;
    // A reflected attribute calls this in the middle of an update, in which a request for another one is lost.
    queueMicrotask(() => this.#host.requestUpdate());
  }

  /** Some attributes or properties have changed. */
  update(changed: PropertyValues<CheckoutHost>): void {
    if (!this.#hasStarted) return;
    // A country that the attribute names holds until the form's is another than now.
    if (changed.has('choice') || changed.has('country')) this.purchase.reconnect();
    if (SESSION_PROPERTIES.some((name) => changed.has(name))) this.purchase.reconfigure();
    const hasNewCart = changed.has('purchase') && this.page.hasNewCart();
    if (changed.has('cartVersion') || hasNewCart) this.purchase.dispatch({ type: 'cart-changed' });
    if (changed.has('consent') && this.#host.consent === 'granted') {
      this.purchase.dispatch({ type: 'consented', source: 'shop' });
    }
  }

  #emit<Name extends EventName>(name: Name, detail: DetailOf<Name>): boolean {
    this.#notice = noticeAfter(this.#notice, name, detail);
    const { state } = this.purchase.model;
    if (name === 'klarna-state' && STATES[state].purchase.isAttempt) this.#error = undefined;
    this.#host.requestUpdate();
    // Listeners may style by `:state()` or read it: it is right before they run.
    this.#showState();
    const isGone = !this.#host.isConnected && OUTLIVES.has(name);
    const goesOn = emit(this.#host, name, detail);
    // Outside the document no listener above the element gets its events.
    return isGone ? emit(document, name, detail) && goesOn : goesOn;
  }

  #report(fault: Fault): void {
    this.#error = checkoutError(fault);
    if (fault.phase === 'configuration') console.error(`<klarna-checkout>: ${this.#error.message}`);
    this.#emit('klarna-error', this.#error);
  }

  #show(notice: Notice | undefined): void {
    this.#notice = notice;
    this.#host.requestUpdate();
  }

  #showState(): void {
    const { state } = this.purchase.model;
    const { states } = this.#internals;
    if (!states || states.has(state)) return;
    states.clear();
    states.add(state);
    if (isDeciding(this.purchase.model)) states.add('busy');
  }

  #invoke(command: string | null | undefined): void {
    switch (command) {
      case '--authorize':
      case '--finalize':
        // A button outside the form does not have the browser check it.
        if (this.page.reportValidity())
          void this.purchase.press(command === '--finalize' ? 'finalize' : 'authorize');
        break;
      case '--retry':
        this.purchase.dispatch({ type: 'retried' });
    }
  }

  #followConsent({ granted, source }: DetailOf<'klarna-consent'>): void {
    if (granted === this.purchase.model.consented) return;
    this.purchase.dispatch({ type: granted ? 'consented' : 'withdrawn', source });
  }

  /** Back from the browser's cache: the session may have changed meanwhile. */
  #restored({ persisted }: PageTransitionEvent): void {
    const { hasSubmitted } = this.page;
    if (persisted && this.#hasStarted) this.purchase.dispatch({ type: 'restored', hasSubmitted });
  }
}
