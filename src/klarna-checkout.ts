import { LitElement } from 'lit';
import type { CSSResultGroup, CSSResultOrNative, PropertyDeclarations, PropertyValues } from 'lit';
import { configure } from './configuration.js';
import { presentUnlessFalse, trueUnlessFalse } from './element/attributes.js';
import { Checkout } from './element/checkout.js';
import { Drawing, hasPage } from './element/drawing.js';
import { View } from './element/view.js';
import type { CustomerType, GivenSession, PaymentMethodCategory } from './endpoint/contract.js';
import type { CheckoutError } from './errors.js';
import type { Outcome, PromisedOutcome } from './flow/machine/model.js';
import type { State } from './flow/machine/states.js';
import { formInternals } from './internals.js';
import type { Purchase } from './klarna/types.js';
import type { Messages } from './messages/en.js';
import { PartRegistry } from './parts/registry.js';
import { arrangement, readable, sharedStyles } from './parts/styles.js';
import type { FieldPreset, FieldSelectors } from './shop-page/fields/index.js';
import { version } from './version.js';

/**
 * A Klarna Payments purchase, from the consent prompt to the authorization token.
 *
 * ```html
 * <klarna-checkout endpoint="/klarna"></klarna-checkout>
 * ```
 *
 * @customElement klarna-checkout
 *
 * @attr {string} [form=the form around the element] - Id of the form that carries the token, as with any form control.
 *
 * @slot - Shown while Klarna cannot be used; and the parts, where the shop arranges them itself.
 *
 * @fires {CustomEvent<ConsentDetail>} klarna-consent - Consent was granted or withdrawn.
 * @fires {CustomEvent<StateDetail>} klarna-state - `state` changed; fired after the custom state is set.
 * @fires {CustomEvent<ReadyDetail>} klarna-ready - The widget is shown; the shopper can pay.
 * @fires {CustomEvent<UnavailableDetail>} klarna-unavailable - Klarna shows none of its methods for this purchase.
 * @fires {CustomEvent<BeforeAuthorizeDetail>} klarna-before-authorize - Fired before Klarna is asked to authorize, finalize or reauthorize. Cancelable and synchronous: the shop's own checks go here, and `purchase` may be edited.
 * @fires {CustomEvent<InvalidFieldsDetail>} klarna-invalid-fields - Klarna could not use some of the customer's data.
 * @fires {CustomEvent<AuthorizedDetail>} klarna-authorized - Klarna approved; fired once per token. Cancelable: prevented, the element neither submits the form nor calls `POST order`.
 * @fires {CustomEvent<FinalizeRequiredDetail>} klarna-finalize-required - Klarna agreed to the first step; `finalize()` is next. Cancelable: prevented, the element does not submit the form.
 * @fires {CustomEvent<SettledDetail>} klarna-cancelled - The shopper closed Klarna's window; the page is unlocked and can be used again.
 * @fires {CustomEvent<SettledDetail>} klarna-declined - Klarna or the backend declined; the shop's other methods remain.
 * @fires {CustomEvent<ExpiredDetail>} klarna-expired - The authorization (60 minutes) or the session (48 hours) has expired; both limits are Klarna's.
 * @fires {CustomEvent<PlacedDetail>} klarna-placed - The backend placed the order. Cancelable: prevented, the element stays on the page.
 * @fires {CustomEvent<CheckoutError>} klarna-error - An error occurred. `docs/errors.md` lists the cause and the cure of each code.
 *
 * @csspart base - The box around all parts.
 *
 * @cssprop --klarna-checkout-text - Colour of text.
 * @cssprop --klarna-checkout-muted - Colour of less important text.
 * @cssprop --klarna-checkout-surface - Background of the consent prompt.
 * @cssprop --klarna-checkout-border - Colour of borders.
 * @cssprop --klarna-checkout-accent - Background of the main buttons.
 * @cssprop --klarna-checkout-accent-text - Text on the main buttons.
 * @cssprop --klarna-checkout-disabled - Background of the pay button before it can be used.
 * @cssprop --klarna-checkout-disabled-text - Text on the pay button before it can be used.
 * @cssprop --klarna-checkout-danger - Colour of the edge of error messages.
 * @cssprop --klarna-checkout-focus - Colour of the focus ring.
 * @cssprop --klarna-checkout-radius - Radius of corners.
 * @cssprop --klarna-checkout-gap - Space between the parts.
 *
 * @cssstate idle - Klarna is not chosen, or the element is not in the page.
 * @cssstate consent - The prompt is shown.
 * @cssstate starting - The session and Klarna's SDK are being requested in parallel.
 * @cssstate loading - Klarna's widget is loading, or the session is being updated with the cart.
 * @cssstate ready - The shopper can pay.
 * @cssstate authorizing - Klarna is deciding about the press.
 * @cssstate authorized - Klarna approved; the page has the token.
 * @cssstate finalize-required - Klarna agreed to the first step; `finalize()` is next.
 * @cssstate finalizing - Klarna is deciding about the last step.
 * @cssstate placing - `POST order` is running.
 * @cssstate placed - The order is placed.
 * @cssstate pending - The order is placed, the payment is not yet confirmed.
 * @cssstate unavailable - Klarna shows none of its methods.
 * @cssstate declined - Klarna or the backend declined.
 * @cssstate unknown - It is unknown whether there is an authorization or an order; the shopper is offered a reload.
 * @cssstate failed - An error occurred; see `error`.
 * @cssstate busy - Set in addition to the state while Klarna or the backend decides, and nothing can be changed.
 */
export class KlarnaCheckout extends LitElement {
  static readonly formAssociated = true;

  static override readonly styles = [sharedStyles, arrangement];

  static override readonly properties: PropertyDeclarations = {
    endpoint: {},
    category: {},
    choice: {},
    consent: {},
    locale: {},
    country: {},
    currency: {},
    customerType: { attribute: 'customer-type' },
    autoFinalize: { attribute: 'auto-finalize', converter: trueUnlessFalse },
    cartVersion: { attribute: 'cart-version' },
    payButton: { attribute: 'pay-button' },
    payAmount: { attribute: 'pay-amount' },
    submitter: {},
    fields: {},
    lock: {},
    placeOrder: { attribute: 'place-order', converter: presentUnlessFalse },
    csrfHeader: { attribute: 'csrf-header' },
    csrfToken: { attribute: 'csrf-token' },
    privacyUrl: { attribute: 'privacy-url' },
    tokenName: { attribute: 'token-name' },
    disabled: { type: Boolean, reflect: true },
    session: { attribute: false },
    purchase: { attribute: false },
    messages: { attribute: false },
    headers: { attribute: false },
  };

  /**
   * Changes settings that only a script may change, before the first purchase of the page starts.
   * @throws KlarnaCheckoutError `already-started` afterwards
   */
  static readonly configure = configure;

  /** The version of the package. */
  static readonly version: string = version;

  /**
   * URL of the token endpoint, or a template with `{call}`: `/?wc-ajax=klarna_{call}`. Required unless `session`
   * is given. Of the page's own origin, or of one named in `endpointOrigins`.
   * @default none
   */
  endpoint = '';

  /**
   * Identifiers of the Klarna categories to offer, separated by spaces. With several, room for their list is reserved
   * from the start.
   * @default all that the session offers
   */
  category = '';

  /**
   * CSS selector of the radio, checkbox or option that stands for Klarna in the shop's own list of payment
   * methods. While it is not chosen the element does nothing; when Klarna declines or is unavailable it is disabled.
   * @default none
   */
  choice = '';

  /**
   * `ask`: the element shows its prompt. `granted`: the shop has collected the consent, and the element starts
   * immediately, or when Klarna is chosen where there is a `choice`.
   */
  consent: 'ask' | 'granted' = 'ask';

  /**
   * Language of the texts and of Klarna's session, as a BCP 47 tag. A change starts a new session.
   * @default the language of the page
   */
  locale = '';

  /**
   * Country of the purchase, ISO 3166-1 alpha-2. A change starts a new session.
   * @default the form's country field
   */
  country = '';

  /**
   * Currency of the purchase, ISO 4217. A change starts a new session.
   * @default none
   */
  currency = '';

  /** `organization`: a company buys. For a `person`, company fields of the form are not read. */
  customerType: CustomerType = 'person';

  /** `false`: authorize on one step of the checkout, `finalize()` on a later one. */
  autoFinalize = true;

  /**
   * Any text that changes with the cart on the server: a new value updates the session and the widget.
   * @default none
   */
  cartVersion = '';

  /** Whether the element's own button is shown. `auto`: unless the page has a button of its own that pays. */
  payButton: 'auto' | 'show' | 'hide' = 'auto';

  /**
   * The amount as text, such as `49,90 €`, for the element's own button; shown where a press places the order.
   * @default none
   */
  payAmount = '';

  /**
   * CSS selector of the submit buttons that pay.
   * @default all but those with `formnovalidate`, `formaction`, `formmethod="dialog"` or `data-klarna-ignore`
   */
  submitter = '';

  /**
   * Names the fields with the shopper's data on a page without `autocomplete` tokens: the name of a shop system, `woocommerce`,
   * `shopware`, `magento`, `prestashop` or `opencart`. As property also CSS selectors by Klarna's names,
   * `{ 'billing_address.city': '#town' }`, the values of several joined by spaces; these also as a child
   * `<script type="application/json" data-fields>`.
   * @default none
   */
  fields: FieldPreset | FieldSelectors | '' = '';

  /**
   * CSS selector of the part of the page that is made inert while Klarna decides, or `none`.
   * @default the form
   */
  lock = '';

  /**
   * After approval, the element calls `POST order` and follows its answer. The token is then not put into the form.
   * `place-order="false"` is the same as no attribute.
   */
  placeOrder = false;

  /**
   * Name of a header that is sent with each call to the endpoint, together with `csrf-token`.
   * @default none
   */
  csrfHeader = '';

  /**
   * Value of the header that `csrf-header` names.
   * @default none
   */
  csrfToken = '';

  /**
   * URL of the shop's own privacy notice, linked in the consent prompt.
   * @default none
   */
  privacyUrl = '';

  /**
   * Name of the input that carries the token in the form. Not `name`: an element with a name is
   * listed in `form.elements`, and a script that reads those would send an entry for the element itself.
   */
  tokenName = 'klarna_authorization_token';

  /**
   * Disables all buttons of the element. During an operation it takes effect after the outcome; the widget stays loaded.
   * As on the platform's own elements, the attribute disables whatever its value is, also `disabled="false"`.
   */
  disabled = false;

  /**
   * A session answer that the server rendered into the page; the endpoint is then not called for one. Also as a child
   * `<script type="application/json" data-session>`.
   */
  session: GivenSession | undefined;

  /**
   * Data sent to Klarna in addition to the form's fields: order lines, amounts in minor units, addresses, customer. Only
   * the non-personal part is passed to `load`. Also as a child `<script type="application/json" data-purchase>`.
   */
  purchase: Purchase | undefined;

  /** Texts that replace the element's own; the keys are those of the type `Messages`. */
  messages: Partial<Messages> = {};

  /** Further headers for each call to the endpoint: an object, or a function that returns one. */
  headers: Readonly<Record<string, string>> | (() => Readonly<Record<string, string>>) = {};

  readonly #internals = formInternals(this);
  readonly #parts: PartRegistry = new PartRegistry(this, () => this.#view.snapshot());
  readonly #checkout: Checkout = new Checkout(this, this.#internals, this.#parts);
  readonly #view: View = new View(this, this.#checkout, this.#parts);
  readonly #drawing = new Drawing(this, this.#checkout);

  protected static override finalizeStyles(styles?: CSSResultGroup): CSSResultOrNative[] {
    return readable(super.finalizeStyles(styles));
  }

  /** The current state of the purchase. */
  get state(): State {
    return this.#checkout.purchase.model.state;
  }

  /** The categories that can be chosen now. */
  get categories(): readonly PaymentMethodCategory[] {
    return this.#checkout.purchase.model.offered;
  }

  /** The outcome of the last operation; `undefined` before the first. */
  get outcome(): Outcome | undefined {
    return this.#checkout.purchase.model.outcome;
  }

  /** The last error, as in `klarna-error`, until the next start. */
  get error(): CheckoutError | undefined {
    return this.#checkout.error;
  }

  /** The form that the element belongs to, or `null`. */
  get form(): HTMLFormElement | null {
    return this.#internals.form;
  }

  /**
   * Authorizes the purchase, after `klarna-before-authorize`. Call it in the task of the shopper's press. Resolves with
   * a {@link PromisedOutcome}; never rejects.
   */
  authorize(): Promise<PromisedOutcome> {
    return this.#checkout.purchase.press('authorize', true);
  }

  /**
   * Finalizes a purchase with `auto-finalize="false"`. In state `authorized` it resolves with the outcome that is
   * already there; never rejects.
   */
  finalize(): Promise<PromisedOutcome> {
    return this.#checkout.purchase.press('finalize', true);
  }

  /** Authorizes again after the cart changed, without the widget. Resolves with a {@link PromisedOutcome}; never rejects. */
  reauthorize(): Promise<PromisedOutcome> {
    return this.#checkout.purchase.press('reauthorize', true);
  }

  /** Grants consent that the shop has collected itself. Fires `klarna-consent`. */
  grantConsent(): void {
    this.#checkout.purchase.dispatch({ type: 'consented', source: 'shop' });
  }

  /**
   * Withdraws the consent and stops all requests. During an operation it takes effect after the outcome, and cancels an
   * approval. Fires `klarna-consent`.
   */
  withdrawConsent(): void {
    this.#checkout.purchase.dispatch({ type: 'withdrawn', source: 'shop' });
  }

  /** Shows the widget of another of Klarna's categories, named by its identifier. */
  select(category: string): void {
    this.#checkout.act({ type: 'selected', category });
  }

  /** Updates the session and the widget after the cart has changed on the server. */
  refresh(): void {
    this.#checkout.purchase.dispatch({ type: 'cart-changed' });
  }

  /** Cancels an authorization that has not expired, if there is one. */
  cancelAuthorization(): void {
    this.#checkout.purchase.dispatch({ type: 'authorization-returned' });
  }

  /** Starts again from the beginning, for example for the next purchase. */
  reset(): void {
    this.#checkout.act({ type: 'reset' });
  }

  /** Called by `moveBefore`, which keeps Klarna's frame as it is. */
  connectedMoveCallback(): void {
    this.#checkout.purchase.reconnect();
  }

  formAssociatedCallback(): void {
    this.#checkout.reconnect();
  }

  formDisabledCallback(isDisabled: boolean): void {
    this.#checkout.setFieldsetDisabled(isDisabled);
  }

  formResetCallback(): void {
    this.cancelAuthorization();
  }

  protected override scheduleUpdate(): Promise<void> {
    const isLong = !this.hasUpdated && this.#checkout.isActive;
    return this.#checkout.start.render(isLong, () => super.scheduleUpdate());
  }

  /**
   * Renders what has changed in this very task.
   * @internal
   */
  draw(): void {
    this.performUpdate();
  }

  protected override shouldUpdate(): boolean {
    return hasPage();
  }

  protected override willUpdate(): void {
    this.#drawing.advance();
    this.#parts.update();
  }

  protected override updated(changed: PropertyValues<this>): void {
    this.#drawing.placeChildren(this.renderRoot);
    this.#checkout.update(changed);
  }

  protected override render(): unknown {
    return this.#drawing.render();
  }
}
