import { ContextProvider } from '@lit/context';
import { css, html, LitElement, nothing } from 'lit';
import type { PropertyValues, TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { configure } from './configuration.js';
import type { CustomerType, GivenSession, PaymentMethodCategory } from './endpoint/contract.js';
import { checkoutError, type CheckoutError, type Fault } from './errors.js';
import { emit, type DetailOf, type EventName } from './events.js';
import { PurchaseController } from './flow/controller.js';
import { Storefront } from './flow/storefront.js';
import type { Outcome, State } from './flow/machine/model.js';
import { isDeciding } from './flow/machine/step.js';
import { onLaneChange } from './klarna/lane.js';
import type { Operation, Purchase } from './klarna/types.js';
import { en, type Messages } from './messages/en.js';
import { loadMessages } from './messages/index.js';
import { resolveLocale, type ResolvedLocale } from './messages/locale.js';
import { documentParsed, languageAround } from './page/document.js';
import { onCommand, type Command } from './page/invokers.js';
import { checkoutContext, type CheckoutView, type PartName } from './parts/context.js';
import { klarnaPrivacyUrl, safeUrl } from './parts/links.js';
import { PAY_SLOT } from './parts/pay-button.js';
import { sharedStyles } from './parts/styles.js';
import { noticeAfter, type Notice } from './parts/notice.js';
import { statusView } from './parts/status-view.js';

const PARTS = ['consent', 'methods', 'widget', 'status', 'pay-button']
  .map((name) => `klarna-checkout-${name}`)
  .join();

/** How long the page waits for a language file before it shows English, in milliseconds. */
const LANGUAGE_WAIT = 1000;

/** Attributes that decide what Klarna's session is about: a change means a new one. */
const SESSION_PROPERTIES = [
  'endpoint',
  'category',
  'locale',
  'country',
  'currency',
  'customerType',
  'session',
] as const;

/**
 * A Klarna Payments purchase, from the consent prompt to the authorization token.
 *
 * ```html
 * <klarna-checkout endpoint="/klarna"></klarna-checkout>
 * ```
 *
 * @customElement klarna-checkout
 *
 * @slot - Shown while Klarna cannot be used; and the parts, where the shop arranges them itself.
 *
 * @fires {CustomEvent<ConsentDetail>} klarna-consent - Consent was granted or withdrawn.
 * @fires {CustomEvent<StateDetail>} klarna-state - The state changed.
 * @fires {CustomEvent<ReadyDetail>} klarna-ready - The widget is shown; the shopper can pay.
 * @fires {CustomEvent<UnavailableDetail>} klarna-unavailable - Klarna offers nothing for this purchase.
 * @fires {CustomEvent<BeforeAuthorizeDetail>} klarna-before-authorize - Cancelable, synchronous: the last word of the shop before Klarna is asked.
 * @fires {CustomEvent<InvalidFieldsDetail>} klarna-invalid-fields - Klarna could not use some of the customer's data.
 * @fires {CustomEvent<AuthorizedDetail>} klarna-authorized - Cancelable: here is the authorization token, once.
 * @fires {CustomEvent<FinalizeRequiredDetail>} klarna-finalize-required - Cancelable: the purchase goes on to its last step.
 * @fires {CustomEvent<SettledDetail>} klarna-cancelled - The shopper closed Klarna; everything is usable again.
 * @fires {CustomEvent<SettledDetail>} klarna-declined - Klarna declined; other methods remain.
 * @fires {CustomEvent<ExpiredDetail>} klarna-expired - The authorization or the session is too old.
 * @fires {CustomEvent<PlacedDetail>} klarna-placed - Cancelable: the backend placed the order.
 * @fires {CustomEvent<CheckoutError>} klarna-error - Something went wrong; the code says what.
 *
 * @csspart base - The box around everything.
 *
 * @cssprop --klarna-checkout-text - Colour of text.
 * @cssprop --klarna-checkout-muted - Colour of less important text.
 * @cssprop --klarna-checkout-surface - Background of the consent prompt.
 * @cssprop --klarna-checkout-border - Colour of borders.
 * @cssprop --klarna-checkout-accent - Background of the main buttons.
 * @cssprop --klarna-checkout-accent-text - Text on the main buttons.
 * @cssprop --klarna-checkout-disabled - Background of the pay button before it can be used.
 * @cssprop --klarna-checkout-disabled-text - Text on it.
 * @cssprop --klarna-checkout-danger - Edge of problems.
 * @cssprop --klarna-checkout-focus - Colour of the focus ring.
 * @cssprop --klarna-checkout-radius - Radius of corners.
 * @cssprop --klarna-checkout-gap - Space between the parts.
 *
 * @cssstate idle, consent, starting, loading, ready, authorizing, authorized, finalize-required, finalizing, placing, placed, pending, unavailable, declined, unknown, failed - The `state` property.
 */
export class KlarnaCheckout extends LitElement {
  static readonly formAssociated = true;

  static override readonly styles = [
    sharedStyles,
    css`
      .base {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: var(--klarna-checkout-gap, 1rem);
        min-inline-size: 0;
      }
    `,
  ];

  /** Settings that only a script may make, before the first purchase starts. */
  static readonly configure = configure;

  /** URL of the token endpoint, or a template with `{call}`. Required unless `session` is given. */
  @property() endpoint = '';

  /** Offer only these of Klarna's categories, separated by spaces. Default: all that the session has. */
  @property() category = '';

  /** CSS selector of the radio, checkbox or option that stands for Klarna in the shop's own list. */
  @property() choice = '';

  /** `granted`: the shop has collected the consent. Default `ask`: the element shows its prompt. */
  @property() consent: 'ask' | 'granted' = 'ask';

  /** BCP 47 language tag. Default: the language of the page. */
  @property() locale = '';

  /** ISO 3166-1 alpha-2 country of the purchase. */
  @property() country = '';

  /** ISO 4217 currency of the purchase. */
  @property() currency = '';

  /** `organization`: a company buys. Default `person`. */
  @property({ attribute: 'customer-type' }) customerType: CustomerType = 'person';

  /** `false`: Klarna is asked on one step and `finalize()` comes on a later one. Default `true`. */
  @property({
    attribute: 'auto-finalize',
    converter: {
      fromAttribute: (value) => value !== 'false',
      toAttribute: (value) => String(value),
    },
  })
  autoFinalize = true;

  /** Any text; a changed value says that the cart has changed on the server. */
  @property({ attribute: 'cart-version' }) cartVersion = '';

  /** `show` or `hide` the pay button. Default `auto`: hidden where the form has a submit button of its own. */
  @property({ attribute: 'pay-button' }) payButton: 'auto' | 'show' | 'hide' = 'auto';

  /** CSS selector of the submit buttons that pay. Default: all that do not say otherwise. */
  @property() submitter = '';

  /** CSS selector of what is locked while Klarna decides, or `none`. Default: the form. */
  @property() lock = '';

  /** After approval, place the order with `POST order` and follow its answer. */
  @property({ type: Boolean, attribute: 'place-order' }) placeOrder = false;

  /** Name of a header that is sent with each call to the endpoint. */
  @property({ attribute: 'csrf-header' }) csrfHeader = '';

  /** Value of that header. */
  @property({ attribute: 'csrf-token' }) csrfToken = '';

  /** The shop's own privacy notice, linked in the consent prompt. */
  @property({ attribute: 'privacy-url' }) privacyUrl = '';

  /** Name of the form entry that carries the token. */
  @property() name = 'klarna_authorization_token';

  /** Nothing can be pressed; takes effect after a running outcome and never unloads the widget. */
  @property({ type: Boolean, reflect: true }) disabled = false;

  /** A session answer that came with the page; the endpoint is then not asked for one. */
  @property({ attribute: false }) session: GivenSession | undefined;

  /** What Klarna is sent beside what the form says. Only its non-personal part goes to `load`. */
  @property({ attribute: false }) purchase: Purchase | undefined;

  /** Overrides any text. */
  @property({ attribute: false }) messages: Partial<Messages> = {};

  /** Further headers for each call to the endpoint. */
  @property({ attribute: false }) headers:
    Readonly<Record<string, string>> | (() => Readonly<Record<string, string>>) = {};

  readonly #internals = this.attachInternals();
  readonly #storefront: Storefront;
  readonly #controller: PurchaseController;
  readonly #parts = new Map<PartName, HTMLElement>();
  readonly #provider = new ContextProvider(this, { context: checkoutContext });
  #listening: AbortController | undefined;
  #texts: Messages = en;
  #language = 'en';
  #notice: Notice | undefined;
  #error: CheckoutError | undefined;
  #isWidened = false;
  #isInDisabledFieldset = false;
  #hasStarted = false;

  constructor() {
    super();
    this.#storefront = new Storefront(this, this.#internals, {
      locale: () => this.#resolved.locale,
      textVersion: () => this.#text.consentVersion,
      isEnabled: () => this.#isEnabled,
      part: (name) => this.#parts.get(name),
      widen: (isWider) => this.#widen(isWider),
      emit: (name, detail) => this.#emit(name, detail),
      report: (fault) => this.#report(fault),
      press: () => void this.#press(this.#controller.nextOperation),
      fieldMessage: () => this.#text.invalidField,
      countryChanged: () => void this.#loadLanguage(),
      changed: () => this.requestUpdate(),
    });
    this.#controller = new PurchaseController(this.#storefront);
  }

  /** Where the purchase stands. */
  get state(): State {
    return this.#controller.model.state;
  }

  /** The categories that can be chosen now. */
  get categories(): readonly PaymentMethodCategory[] {
    return this.#controller.model.offered;
  }

  /** How the last operation ended. */
  get outcome(): Outcome | undefined {
    return this.#controller.model.outcome;
  }

  /** The last error, until the next start. */
  get error(): CheckoutError | undefined {
    return this.#error;
  }

  /** The form that the element belongs to. */
  get form(): HTMLFormElement | null {
    return this.#internals.form;
  }

  /** Asks Klarna. Call it in the task of the shopper's press. */
  authorize(): Promise<Outcome> {
    return this.#press('authorize');
  }

  /** The second half of `auto-finalize="false"`; gives the held outcome where there is one. */
  finalize(): Promise<Outcome> {
    return this.#press('finalize');
  }

  /** Asks Klarna again after the cart changed, without the widget. */
  reauthorize(): Promise<Outcome> {
    return this.#press('reauthorize');
  }

  /** The shopper agreed by the shop's own means. */
  grantConsent(): void {
    this.#controller.dispatch({ type: 'consented', source: 'shop' });
  }

  /** Nothing more leaves the page; during an operation this waits for its outcome. */
  withdrawConsent(): void {
    this.#controller.dispatch({ type: 'withdrawn', source: 'shop' });
  }

  /** Shows another of Klarna's categories. */
  select(category: string): void {
    this.#notice = undefined;
    this.#controller.dispatch({ type: 'selected', category });
  }

  /** The cart changed on the server. */
  refresh(): void {
    this.#controller.dispatch({ type: 'cart-changed' });
  }

  /** Gives a live authorization back. */
  cancelAuthorization(): void {
    this.#controller.dispatch({ type: 'authorization-returned' });
  }

  /** Back to the beginning. */
  reset(): void {
    this.#notice = undefined;
    this.#controller.dispatch({ type: 'reset' });
  }

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.#listening) return;
    this.#listening = new AbortController();
    const { signal } = this.#listening;
    onLaneChange(() => this.requestUpdate(), signal);
    onCommand(this, (command) => this.#invoke(command), signal);
    addEventListener('pageshow', (event) => this.#restored(event), { signal });
    void this.#start(signal);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    queueMicrotask(() => {
      if (this.isConnected) {
        // Taken out and put back within one task: Klarna's frame has reloaded meanwhile.
        this.#storefront.connect(this.#controller);
        this.#controller.dispatch({ type: 'moved' });
        return;
      }
      this.#listening?.abort();
      this.#listening = undefined;
      this.#hasStarted = false;
      this.#storefront.disconnect();
      this.#controller.dispatch({ type: 'disconnected' });
    });
  }

  /** With `moveBefore` nothing is lost: Klarna's frame goes on. */
  connectedMoveCallback(): void {
    this.#storefront.connect(this.#controller);
  }

  formAssociatedCallback(): void {
    if (this.#hasStarted) this.#storefront.connect(this.#controller);
    this.requestUpdate();
  }

  formDisabledCallback(isDisabled: boolean): void {
    this.#isInDisabledFieldset = isDisabled;
    this.requestUpdate();
  }

  formResetCallback(): void {
    this.cancelAuthorization();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('locale') || changed.has('country')) void this.#loadLanguage();
    this.#provider.setValue(this.#view());
  }

  protected override updated(changed: PropertyValues<this>): void {
    this.#showState();
    if (!this.#hasStarted) return;
    if (changed.has('choice')) this.#storefront.connect(this.#controller);
    if (SESSION_PROPERTIES.some((name) => changed.has(name))) this.#controller.reconfigure();
    const hasNewCart = changed.has('purchase') && this.#storefront.hasNewCart();
    if (changed.has('cartVersion') || hasNewCart) this.refresh();
    if (changed.has('consent') && this.consent === 'granted') this.grantConsent();
  }

  protected override render(): TemplateResult | typeof nothing {
    if (!this.#hasStarted) return html`<slot></slot>`;
    if (this.querySelector(PARTS)) return html`<slot></slot>`;
    const { state, chosen } = this.#controller.model;
    const isUseless = ['unavailable', 'declined', 'failed'].includes(state);
    return html`
      <div class="base" part="base" ?hidden=${!chosen || state === 'idle'}>
        <klarna-checkout-consent exportparts="prompt, agree, other"></klarna-checkout-consent>
        <klarna-checkout-methods exportparts="methods, method"></klarna-checkout-methods>
        <klarna-checkout-widget exportparts="widget, withdraw"></klarna-checkout-widget>
        <klarna-checkout-status exportparts="status, action"></klarna-checkout-status>
        <klarna-checkout-pay-button><slot name=${PAY_SLOT}></slot></klarna-checkout-pay-button>
      </div>
      ${isUseless ? html`<slot></slot>` : nothing}
    `;
  }

  get #isEnabled(): boolean {
    return !this.disabled && !this.#isInDisabledFieldset;
  }

  /** Waits for the children, the language and the first drawing; Klarna needs the place to be there. */
  async #start(signal: AbortSignal): Promise<void> {
    await documentParsed();
    await this.#loadLanguage();
    if (signal.aborted) return;
    this.#hasStarted = true;
    this.requestUpdate();
    await this.updateComplete;
    await Promise.all(
      [...this.renderRoot.querySelectorAll<LitElement>(PARTS)].map((part) => part.updateComplete),
    );
    if (!this.isConnected) return;
    this.#storefront.connect(this.#controller);
    this.#controller.connect();
  }

  get #resolved(): ResolvedLocale {
    return resolveLocale({
      requested: this.locale || undefined,
      pageLanguage: languageAround(this),
      country: this.#storefront.country,
    });
  }

  async #loadLanguage(): Promise<void> {
    const { language, isKnown } = this.#resolved;
    if (!isKnown) {
      this.#storefront.report({
        code: 'locale-unknown',
        phase: 'configuration',
        about: this.locale,
      });
    }
    if (language === this.#language) return;
    const arrived = loadMessages(language).then((texts) => {
      // Another language may be wanted by now.
      if (this.#resolved.language !== language) return;
      this.#texts = texts;
      this.#language = language;
      this.requestUpdate();
    });
    // A missing language file is no reason to keep the shopper waiting: there is English.
    await Promise.race([arrived.catch(() => undefined), wait(LANGUAGE_WAIT)]);
  }

  #emit<Name extends EventName>(name: Name, detail: DetailOf<Name>): boolean {
    this.#notice = noticeAfter(this.#notice, name, detail);
    if (name === 'klarna-state' && this.state === 'starting') this.#error = undefined;
    this.requestUpdate();
    return emit(this, name, detail);
  }

  #report(fault: Fault): void {
    this.#error = checkoutError(fault);
    this.#emit('klarna-error', this.#error);
  }

  #press(kind: Operation): Promise<Outcome> {
    const { model } = this.#controller;
    const isTooEarly = !this.#storefront.isActive || !this.#controller.canPress(kind);
    if (isTooEarly && !isDeciding(model) && model.state !== 'authorized') {
      this.#notice = { type: 'not-ready' };
      this.requestUpdate();
      this.#storefront.focus(model.state === 'consent' ? 'consent' : 'status');
    }
    if (!this.#storefront.isActive) {
      return Promise.resolve({ type: 'not-ready', state: model.state });
    }
    return this.#controller.press(kind, () => this.#lastWord());
  }

  /** The shop's last word: it may edit what is sent, or say no. */
  #lastWord(): Purchase | undefined {
    const purchase = this.#storefront.data.read();
    const category = this.#controller.model.selected ?? '';
    return this.#emit('klarna-before-authorize', { category, purchase }) ? purchase : undefined;
  }

  /** The prompt comes back with the next drawing; the link that brought it back is gone by then. */
  async #focusPrompt(): Promise<void> {
    await this.updateComplete;
    const prompt = this.#parts.get('consent') as LitElement | undefined;
    await prompt?.updateComplete;
    prompt?.focus();
  }

  #invoke(command: Command): void {
    switch (command) {
      case '--authorize':
        void this.authorize();
        break;
      case '--finalize':
        void this.finalize();
        break;
      case '--retry':
        this.#controller.dispatch({ type: 'retried' });
    }
  }

  /** Back from the browser's cache: what was said before may be settled by now. */
  #restored({ persisted }: PageTransitionEvent): void {
    if (persisted && this.#hasStarted) this.#controller.dispatch({ type: 'reconfigured' });
  }

  #widen(isWider: boolean): void {
    this.#isWidened = isWider;
    const part = this.#parts.get('widget') as { widen?: (isWider: boolean) => void } | undefined;
    part?.widen?.(isWider);
  }

  #showState(): void {
    const { states } = this.#internals;
    const { state } = this;
    if (states.has(state)) return;
    states.clear();
    states.add(state);
  }

  get #text(): Messages {
    return { ...this.#texts, ...this.messages };
  }

  #view(): CheckoutView {
    const { model } = this.#controller;
    const text = this.#text;
    return {
      state: model.state,
      messages: text,
      language: this.#language,
      categories: model.offered,
      selected: model.selected,
      isDeciding: isDeciding(model),
      isWidened: this.#isWidened,
      pay: this.#payView(text),
      status: statusView(model, text, this.#notice),
      canWithdraw: model.state === 'ready' && this.consent !== 'granted',
      shopPrivacyUrl: safeUrl(this.privacyUrl),
      klarnaPrivacyUrl: klarnaPrivacyUrl(this.#resolved.locale),
      actions: this.#actions,
    };
  }

  #payView(text: Messages): CheckoutView['pay'] {
    const { model } = this.#controller;
    const own = this.#parts.get('pay-button') as { button?: HTMLButtonElement } | undefined;
    const isWanted =
      this.payButton === 'show' ||
      (this.payButton !== 'hide' && !this.#storefront.hasPayButton(own?.button));
    const isStep = PAY_STATES.has(model.state);
    const isContinue = !this.autoFinalize && model.state !== 'finalize-required';
    return {
      isShown: isWanted && isStep && model.chosen,
      isReady: this.#isEnabled && this.#controller.canPress(),
      isBusy: isDeciding(model),
      label: isContinue ? text.payContinue : text.payOrder,
      form: this.form,
    };
  }

  readonly #actions: CheckoutView['actions'] = {
    attach: (name, part) => {
      this.#parts.set(name, part);
      return () => {
        if (this.#parts.get(name) === part) this.#parts.delete(name);
      };
    },
    agree: () => this.#controller.dispatch({ type: 'consented', source: 'prompt' }),
    chooseOther: () => {
      this.#controller.dispatch({ type: 'withdrawn', source: 'prompt' });
      this.#storefront.focusOtherMethods();
    },
    withdraw: () => {
      this.#controller.dispatch({ type: 'withdrawn', source: 'prompt' });
      void this.#focusPrompt();
    },
    select: (category) => this.select(category),
    press: () => void this.#press(this.#controller.nextOperation),
    act: (action) => {
      this.#controller.dispatch({ type: action === 'give-up' ? 'given-up' : 'retried' });
      // The button goes away with what it offered.
      this.#storefront.focus('status');
    },
  };
}

/** States in which there is something to press, now or soon. */
const PAY_STATES: ReadonlySet<State> = new Set<State>([
  'starting',
  'loading',
  'ready',
  'authorizing',
  'finalize-required',
  'finalizing',
]);

const wait = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds));
