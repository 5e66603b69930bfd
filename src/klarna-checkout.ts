import { css, html, LitElement, nothing } from 'lit';
import type { PropertyValues, TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { configure } from './configuration.js';
import type { CustomerType, GivenSession, PaymentMethodCategory } from './endpoint/contract.js';
import { checkoutError, type CheckoutError, type Fault } from './errors.js';
import { emit, type DetailOf, type EventName } from './events.js';
import { PurchaseController } from './flow/controller.js';
import { Storefront } from './flow/storefront.js';
import { isDeciding } from './flow/machine/draft.js';
import type { Outcome } from './flow/machine/model.js';
import { STATES, type State } from './flow/machine/states.js';
import { isLaneStuck, onLaneChange } from './klarna/lane.js';
import type { Operation, Purchase } from './klarna/types.js';
import { en, type Messages } from './messages/en.js';
import { loadMessages } from './messages/index.js';
import { resolveLocale, type ResolvedLocale } from './messages/locale.js';
import { recipient } from './messages/recipient.js';
import { documentParsed, languageAround } from './shop-page/document.js';
import type { FieldPreset, FieldSelectors } from './shop-page/fields/index.js';
import { onCommand } from './shop-page/invokers.js';
import { reload } from './shop-page/leave.js';
import { Parts, type CheckoutView } from './parts/context.js';
import { klarnaPrivacyUrl, safeUrl } from './parts/links.js';
import { PAY_SLOT } from './parts/pay-button.js';
import { sharedStyles } from './parts/styles.js';
import { NOT_READY, noticeAfter, type Notice } from './parts/notice.js';
import { statusView } from './parts/status-view.js';
import { nextTask } from './task.js';
import { version } from './version.js';

const PARTS = ['consent', 'methods', 'widget', 'status', 'pay-button']
  .map((name) => `klarna-checkout-${name}`)
  .join();

/** How long the page waits for a language file before it shows English, in milliseconds. */
const LANGUAGE_WAIT = 1000;

/** After a first drawing that took so long the start goes on in another task, in milliseconds. */
const LONG_DRAWING = 8;

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
 * @fires {CustomEvent<BeforeAuthorizeDetail>} klarna-before-authorize - Before Klarna is asked. Cancelable and synchronous: the shop's own checks go here, and `purchase` may be edited.
 * @fires {CustomEvent<InvalidFieldsDetail>} klarna-invalid-fields - Klarna could not use some of the customer's data.
 * @fires {CustomEvent<AuthorizedDetail>} klarna-authorized - Approved; once per token. Cancelable: no self-submit, no order call.
 * @fires {CustomEvent<FinalizeRequiredDetail>} klarna-finalize-required - The purchase goes on to its last step. Cancelable: no self-submit.
 * @fires {CustomEvent<SettledDetail>} klarna-cancelled - The shopper closed Klarna; everything is usable again.
 * @fires {CustomEvent<SettledDetail>} klarna-declined - Klarna declined; other methods remain.
 * @fires {CustomEvent<ExpiredDetail>} klarna-expired - The authorization (60 minutes) or the session (48 hours) is too old.
 * @fires {CustomEvent<PlacedDetail>} klarna-placed - The backend placed the order. Cancelable: the element stays on the page.
 * @fires {CustomEvent<CheckoutError>} klarna-error - Something went wrong. `docs/errors.md` has cause and cure of each code.
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
 * @cssstate idle - Nothing to do: not chosen, or not in the page.
 * @cssstate consent - The prompt is shown.
 * @cssstate starting - Session and SDK are asked for, side by side.
 * @cssstate loading - Klarna's widget is loading, or the session is brought in line with the cart.
 * @cssstate ready - The shopper can pay.
 * @cssstate authorizing - Klarna decides.
 * @cssstate authorized - Approved; the token was handed over.
 * @cssstate finalize-required - Klarna agreed to the first step; `finalize()` is next.
 * @cssstate finalizing - Klarna decides about the last step.
 * @cssstate placing - `POST order` is under way.
 * @cssstate placed - The order is placed.
 * @cssstate pending - The order is taken, the payment not yet confirmed.
 * @cssstate unavailable - Klarna shows none of its methods.
 * @cssstate declined - Klarna or the backend declined.
 * @cssstate unknown - Nobody can say whether there is an authorization or an order; a reload is offered.
 * @cssstate failed - Something went wrong; see `error`.
 * @cssstate busy - Beside the state: Klarna or the backend decides, and nothing can be changed.
 */
export class KlarnaCheckout extends LitElement {
  static readonly formAssociated = true;

  static override readonly styles = [
    sharedStyles,
    css`
      .base {
        display: flex;
        flex-direction: column;
        gap: var(--klarna-checkout-gap, 1rem);
      }
    `,
  ];

  /**
   * Settings that only a script may make, before the first purchase starts. Throws `already-started` afterwards.
   */
  static readonly configure = configure;

  /** Which build this is: the version of the package. */
  static readonly version: string = version;

  /**
   * URL of the token endpoint, or a template with `{call}`: `/?wc-ajax=klarna_{call}`. Required unless `session`
   * is given. Of the page's own origin, or of one named in `endpointOrigins`.
   * @default none
   */
  @property() endpoint = '';

  /**
   * Identifiers, separated by spaces: offer only these of Klarna's categories.
   * @default all that the session offers
   */
  @property() category = '';

  /**
   * CSS selector of the radio, checkbox or option that stands for Klarna in the shop's own list of payment
   * methods. While it is not chosen the element does nothing; when Klarna declines or is unavailable it is disabled.
   * @default none
   */
  @property() choice = '';

  /**
   * `granted`: the shop has collected the consent, and the element starts when `choice` is chosen, without
   * `choice` at once. `ask`: the element shows its prompt.
   */
  @property() consent: 'ask' | 'granted' = 'ask';

  /**
   * Language of the texts and of Klarna's session, as a BCP 47 tag. A change means a new session.
   * @default the language of the page
   */
  @property() locale = '';

  /**
   * Country of the purchase, ISO 3166-1 alpha-2. A change means a new session.
   * @default the form's country field
   */
  @property() country = '';

  /**
   * Currency of the purchase, ISO 4217. A change means a new session.
   * @default none
   */
  @property() currency = '';

  /** `organization`: a company buys. For a `person` no field of a company is read from the form. */
  @property({ attribute: 'customer-type' }) customerType: CustomerType = 'person';

  /** `false`: Klarna is asked on one step, and `finalize()` comes on a later one. */
  @property({
    attribute: 'auto-finalize',
    converter: {
      fromAttribute: (value) => value !== 'false',
      toAttribute: (value) => String(value),
    },
  })
  autoFinalize = true;

  /**
   * Any text; a changed value says that the cart has changed on the server.
   * @default none
   */
  @property({ attribute: 'cart-version' }) cartVersion = '';

  /** The element's own button. `auto`: shown unless the form has a submit button of its own. */
  @property({ attribute: 'pay-button' }) payButton: 'auto' | 'show' | 'hide' = 'auto';

  /**
   * The amount as the element's own button is to name it, such as `49,90 €`, where a press places the order.
   * @default none
   */
  @property({ attribute: 'pay-amount' }) payAmount = '';

  /**
   * CSS selector of the submit buttons that pay.
   * @default all but those with `formnovalidate`, `formaction`, `formmethod="dialog"` or `data-klarna-ignore`
   */
  @property() submitter = '';

  /**
   * Where the shopper's data stands on a page without `autocomplete` tokens: the name of a shop system, `woocommerce`,
   * `shopware`, `magento`, `prestashop` or `opencart`. As property also CSS selectors by Klarna's names,
   * `{ 'billing_address.city': '#town' }`, the values of several joined by spaces; these also as a child
   * `<script type="application/json" data-fields>`.
   * @default none
   */
  @property() fields: FieldPreset | FieldSelectors | '' = '';

  /**
   * CSS selector of what is made inert while Klarna decides, or `none`.
   * @default the form
   */
  @property() lock = '';

  /** After approval, `POST order` and follow its answer. The token then does not go into the form. */
  @property({ type: Boolean, attribute: 'place-order' }) placeOrder = false;

  /**
   * Name of a header that is sent with each call to the endpoint, together with `csrf-token`.
   * @default none
   */
  @property({ attribute: 'csrf-header' }) csrfHeader = '';

  /**
   * Value of that header.
   * @default none
   */
  @property({ attribute: 'csrf-token' }) csrfToken = '';

  /**
   * The shop's own privacy notice, linked in the consent prompt.
   * @default none
   */
  @property({ attribute: 'privacy-url' }) privacyUrl = '';

  /**
   * Name of the input that carries the token in the form. Not `name`: an element with a name stands in
   * `form.elements`, and whoever walks those would send an entry of the element itself.
   */
  @property({ attribute: 'token-name' }) tokenName = 'klarna_authorization_token';

  /** Nothing can be pressed. Takes effect after a running outcome and never unloads the widget. */
  @property({ type: Boolean, reflect: true }) disabled = false;

  /**
   * A session answer that came with the page; the endpoint is then not asked for one. Also as a child
   * `<script type="application/json" data-session>`.
   */
  @property({ attribute: false }) session: GivenSession | undefined;

  /**
   * What Klarna is sent beside what the form says: lines, amounts, addresses, customer. Only its non-personal part
   * goes to `load`. Also as a child `<script type="application/json" data-purchase>`.
   */
  @property({ attribute: false }) purchase: Purchase | undefined;

  /** Overrides any text; the keys are in `src/messages/en.ts`. */
  @property({ attribute: false }) messages: Partial<Messages> = {};

  /** Further headers for each call to the endpoint: an object, or a function that gives one. */
  @property({ attribute: false }) headers:
    Readonly<Record<string, string>> | (() => Readonly<Record<string, string>>) = {};

  readonly #internals = this.attachInternals();
  readonly #storefront: Storefront;
  readonly #controller: PurchaseController;
  readonly #parts = new Parts(this, () => this.#view());
  #listening: AbortController | undefined;
  #texts: Messages = en;
  #language = 'en';
  #country: string | undefined;
  #notice: Notice | undefined;
  #error: CheckoutError | undefined;
  #isInDisabledFieldset = false;
  #hasStarted = false;
  #isSlow = false;

  constructor() {
    super();
    this.#storefront = new Storefront(this, this.#internals, {
      locale: () => this.#resolved.locale,
      text: () => this.#text,
      isEnabled: () => this.#isEnabled,
      part: (name) => this.#parts.get(`klarna-checkout-${name}`),
      content: () =>
        this.renderRoot.querySelector<HTMLElement>('.base') ??
        this.#parts.get('klarna-checkout-widget'),
      emit: (name, detail) => this.#emit(name, detail),
      report: (fault) => this.#report(fault),
      press: () => void this.#press(this.#controller.nextOperation),
      countryChanged: () => void this.#loadLanguage(),
      changed: () => this.requestUpdate(),
    });
    this.#controller = new PurchaseController(this.#storefront);
    this.#showState();
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

  /** The last error, as in `klarna-error`, until the next start. */
  get error(): CheckoutError | undefined {
    return this.#error;
  }

  /** The form that the element belongs to. */
  get form(): HTMLFormElement | null {
    return this.#internals.form;
  }

  /** Asks Klarna. Call it in the task of the shopper's press. Gives a promise of an outcome. */
  authorize(): Promise<Outcome> {
    return this.#press('authorize', true);
  }

  /**
   * The second half of `auto-finalize="false"`. In state `authorized` it gives the outcome that is already there.
   */
  finalize(): Promise<Outcome> {
    return this.#press('finalize', true);
  }

  /** Asks Klarna again after the cart changed, without the widget. */
  reauthorize(): Promise<Outcome> {
    return this.#press('reauthorize', true);
  }

  /** The shopper agreed by the shop's own means. */
  grantConsent(): void {
    this.#controller.dispatch({ type: 'consented', source: 'shop' });
  }

  /**
   * Nothing more leaves the page. During an operation this waits for its outcome, and gives an approval back.
   */
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
    // A press is stopped from now on, before language, children or drawing are there.
    this.#storefront.guard();
    onLaneChange(() => this.#laneChanged(), signal);
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
    // An attribute that is reflected tells in the middle of an update, which would take no notice.
    queueMicrotask(() => this.requestUpdate());
  }

  formResetCallback(): void {
    this.cancelAuthorization();
  }

  /**
   * While the page loads, the first drawing is a task of its own, never later than the end of the document. A fast
   * machine does the rest at that end, before the page's first frame if it can; a slow one lets others through.
   */
  protected override async scheduleUpdate(): Promise<void> {
    const isFirst = !this.hasUpdated && document.readyState !== 'complete';
    if (isFirst) await Promise.race([nextTask(), documentParsed()]);
    const began = performance.now();
    await super.scheduleUpdate();
    if (isFirst) this.#isSlow = performance.now() - began > LONG_DRAWING;
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('locale') || changed.has('country')) void this.#loadLanguage();
    this.#parts.update();
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (!this.#hasStarted) return;
    if (changed.has('choice')) this.#storefront.connect(this.#controller);
    if (SESSION_PROPERTIES.some((name) => changed.has(name))) this.#controller.reconfigure();
    const hasNewCart = changed.has('purchase') && this.#storefront.hasNewCart();
    if (changed.has('cartVersion') || hasNewCart) this.refresh();
    if (changed.has('consent') && this.consent === 'granted') this.grantConsent();
  }

  protected override render(): TemplateResult | typeof nothing {
    if (this.querySelector(PARTS)) return html`<slot></slot>`;
    const { state, chosen } = this.#controller.model;
    const { page, view } = STATES[state];
    // Rendered before it is shown: less is left to do between the end of the document and its first frame.
    // A refusal takes Klarna out of the shop's list, and is said all the same.
    const isActive = chosen || !page.isChoosable;
    const isHidden = !this.#hasStarted || !isActive || view.base === 'hidden';
    const hasFallback = !this.#hasStarted || view.base === 'fallback';
    return html`
      <div
        class="base"
        part="base"
        role=${view.content === 'prompt' ? nothing : 'group'}
        aria-label=${this.#text.consentTitle}
        tabindex="-1"
        ?hidden=${isHidden}
      >
        <klarna-checkout-consent exportparts="prompt, agree, other"></klarna-checkout-consent>
        <klarna-checkout-methods exportparts="methods, method"></klarna-checkout-methods>
        <klarna-checkout-widget exportparts="widget"></klarna-checkout-widget>
        <klarna-checkout-status exportparts="status, action, withdraw"></klarna-checkout-status>
        <klarna-checkout-pay-button><slot name=${PAY_SLOT}></slot></klarna-checkout-pay-button>
      </div>
      ${hasFallback ? html`<slot></slot>` : nothing}
    `;
  }

  get #isEnabled(): boolean {
    return !this.disabled && !this.#isInDisabledFieldset;
  }

  /** Waits for the children, the language and the first drawing; Klarna needs the place to be there. */
  async #start(signal: AbortSignal): Promise<void> {
    await documentParsed();
    await this.#loadLanguage();
    // What the first drawing finds is no change.
    await this.updateComplete;
    if (signal.aborted) return;
    this.#hasStarted = true;
    this.requestUpdate();
    await this.updateComplete;
    await Promise.all(this.#parts.all.map((part) => part.updateComplete));
    if (this.#isSlow) await nextTask();
    if (this.#listening?.signal !== signal || !this.isConnected) return;
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
    const { language, country, isKnown } = this.#resolved;
    if (!isKnown) {
      this.#storefront.report({
        code: 'locale-unknown',
        phase: 'configuration',
        about: this.locale,
      });
    }
    if (language === this.#language && country === this.#country) return;
    const arrived = loadMessages(language, country).then((texts) => {
      const wanted = this.#resolved;
      // Another language may be wanted by now, or that of another country.
      if (wanted.language !== language || wanted.country !== country) return;
      this.#texts = texts;
      this.#language = language;
      this.#country = country;
      this.requestUpdate();
    });
    // A missing language file is no reason to keep the shopper waiting: there is English.
    await Promise.race([arrived.catch(() => undefined), wait(LANGUAGE_WAIT)]);
  }

  #emit<Name extends EventName>(name: Name, detail: DetailOf<Name>): boolean {
    this.#notice = noticeAfter(this.#notice, name, detail);
    if (name === 'klarna-state' && this.state === 'starting') this.#error = undefined;
    this.requestUpdate();
    // Listeners may style by `:state()` or read it: it is right before they run.
    this.#showState();
    return emit(this, name, detail);
  }

  #report(fault: Fault): void {
    this.#error = checkoutError(fault);
    this.#emit('klarna-error', this.#error);
  }

  /** @param isCall - by the shop's script, which may have disabled the fieldset around the element meanwhile */
  #press(kind: Operation, isCall = false): Promise<Outcome> {
    this.#storefront.follow();
    this.#storefront.data.followCountry();
    const { model } = this.#controller;
    const isActive = this.#storefront.isActive || (isCall && !this.disabled && model.chosen);
    const isTooEarly = !isActive || !this.#controller.canPress(kind);
    const { earlyPress } = STATES[model.state].page;
    if (isTooEarly && earlyPress) {
      this.#notice = NOT_READY;
      this.requestUpdate();
      this.#storefront.focus(earlyPress);
    }
    if (!isActive) return Promise.resolve({ type: 'not-ready', state: model.state });
    return this.#controller.press(kind, () => this.#lastWord());
  }

  /** The shop's last word: it may edit what is sent, or say no. */
  #lastWord(): Purchase | undefined {
    this.#storefront.noteAsked();
    const purchase = this.#storefront.data.read();
    const category = this.#controller.model.selected ?? '';
    return this.#emit('klarna-before-authorize', { category, purchase }) ? purchase : undefined;
  }

  /** The prompt comes back with the next drawing; the link that brought it back is gone by then. */
  async #focusPrompt(): Promise<void> {
    await this.updateComplete;
    const prompt = this.#parts.get('klarna-checkout-consent');
    await prompt?.updateComplete;
    prompt?.focus();
  }

  #invoke(command: string | null | undefined): void {
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

  /** Whoever was told to wait a moment has waited. */
  #laneChanged(): void {
    if (this.#notice === NOT_READY) this.#notice = undefined;
    this.requestUpdate();
  }

  #showState(): void {
    const { states } = this.#internals;
    const { state } = this;
    if (states.has(state)) return;
    states.clear();
    states.add(state);
    if (isDeciding(this.#controller.model)) states.add('busy');
  }

  get #text(): Messages {
    return { ...this.#texts, ...this.messages };
  }

  #view(): CheckoutView {
    const { model } = this.#controller;
    const text = this.#text;
    return {
      model,
      traits: STATES[model.state],
      text,
      language: this.#language,
      isDeciding: isDeciding(model),
      pay: {
        isWanted: this.payButton === 'show' || (this.payButton !== 'hide' && !this.#hasPayButton),
        isReady: this.#isEnabled && this.#controller.canPress(),
        isContinued: !this.autoFinalize && this.#controller.nextOperation !== 'finalize',
        amount: this.payAmount,
        form: this.form,
      },
      status: statusView(model, text, this.#notice, isLaneStuck()),
      canWithdraw: this.consent !== 'granted',
      canChooseOther: this.choice !== '',
      shopPrivacyUrl: safeUrl(this.privacyUrl),
      klarnaPrivacyUrl: klarnaPrivacyUrl(this.#resolved.klarnaLocale),
      recipient: recipient(text, this.#language, this.#storefront.country),
      actions: this.#actions,
    };
  }

  get #hasPayButton(): boolean {
    return this.#storefront.hasPayButton(this.#parts.get('klarna-checkout-pay-button')?.button);
  }

  readonly #actions: CheckoutView['actions'] = {
    agree: () => this.#controller.dispatch({ type: 'consented', source: 'prompt' }),
    chooseOther: () => {
      this.#controller.dispatch({ type: 'withdrawn', source: 'prompt' });
      this.#storefront.chooseOther();
    },
    withdraw: () => {
      this.#controller.dispatch({ type: 'withdrawn', source: 'prompt' });
      void this.#focusPrompt();
    },
    select: (category) => this.select(category),
    press: () => void this.#press(this.#controller.nextOperation),
    act: (action) => {
      if (action === 'reload') {
        reload();
        return;
      }
      this.#controller.dispatch({ type: action === 'give-up' ? 'given-up' : 'retried' });
      // The button goes away with what it offered.
      this.#storefront.focus('status');
    },
  };
}

const wait = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds));
