import { LitElement } from 'lit';
import type { CSSResultGroup, CSSResultOrNative, PropertyDeclarations, PropertyValues } from 'lit';
import { configure } from './configuration.js';
import { Checkout } from './element/checkout.js';
import { drawing, type Drawing } from './element/drawing.js';
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
    autoFinalize: {
      attribute: 'auto-finalize',
      converter: {
        fromAttribute: (value: string | null) => value !== 'false',
        toAttribute: (value: unknown) => String(value),
      },
    },
    cartVersion: { attribute: 'cart-version' },
    payButton: { attribute: 'pay-button' },
    payAmount: { attribute: 'pay-amount' },
    submitter: {},
    fields: {},
    lock: {},
    placeOrder: {
      attribute: 'place-order',
      converter: {
        // Frameworks write what is false as this text.
        fromAttribute: (value: string | null) => value !== null && value !== 'false',
      },
    },
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
  endpoint = '';

  /**
   * Identifiers, separated by spaces: offer only these of Klarna's categories. Of several, the list has its room from
   * the start.
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
   * `granted`: the shop has collected the consent, and the element starts when `choice` is chosen, without
   * `choice` at once. `ask`: the element shows its prompt.
   */
  consent: 'ask' | 'granted' = 'ask';

  /**
   * Language of the texts and of Klarna's session, as a BCP 47 tag. A change means a new session.
   * @default the language of the page
   */
  locale = '';

  /**
   * Country of the purchase, ISO 3166-1 alpha-2. A change means a new session.
   * @default the form's country field
   */
  country = '';

  /**
   * Currency of the purchase, ISO 4217. A change means a new session.
   * @default none
   */
  currency = '';

  /** `organization`: a company buys. For a `person` no field of a company is read from the form. */
  customerType: CustomerType = 'person';

  /** `false`: Klarna is asked on one step, and `finalize()` comes on a later one. */
  autoFinalize = true;

  /**
   * Any text; a changed value says that the cart has changed on the server.
   * @default none
   */
  cartVersion = '';

  /** The element's own button. `auto`: shown unless the form has a submit button of its own. */
  payButton: 'auto' | 'show' | 'hide' = 'auto';

  /**
   * The amount as the element's own button is to name it, such as `49,90 €`, where a press places the order.
   * @default none
   */
  payAmount = '';

  /**
   * CSS selector of the submit buttons that pay.
   * @default all but those with `formnovalidate`, `formaction`, `formmethod="dialog"` or `data-klarna-ignore`
   */
  submitter = '';

  /**
   * Where the shopper's data stands on a page without `autocomplete` tokens: the name of a shop system, `woocommerce`,
   * `shopware`, `magento`, `prestashop` or `opencart`. As property also CSS selectors by Klarna's names,
   * `{ 'billing_address.city': '#town' }`, the values of several joined by spaces; these also as a child
   * `<script type="application/json" data-fields>`.
   * @default none
   */
  fields: FieldPreset | FieldSelectors | '' = '';

  /**
   * CSS selector of what is made inert while Klarna decides, or `none`.
   * @default the form
   */
  lock = '';

  /**
   * After approval, `POST order` and follow its answer. The token then does not go into the form.
   * `place-order="false"` is the same as no attribute.
   */
  placeOrder = false;

  /**
   * Name of a header that is sent with each call to the endpoint, together with `csrf-token`.
   * @default none
   */
  csrfHeader = '';

  /**
   * Value of that header.
   * @default none
   */
  csrfToken = '';

  /**
   * The shop's own privacy notice, linked in the consent prompt.
   * @default none
   */
  privacyUrl = '';

  /**
   * Name of the input that carries the token in the form. Not `name`: an element with a name stands in
   * `form.elements`, and whoever walks those would send an entry of the element itself.
   */
  tokenName = 'klarna_authorization_token';

  /**
   * Nothing can be pressed. Takes effect after a running outcome and never unloads the widget. As on the platform's
   * own elements, the attribute disables whatever its value is, also `disabled="false"`.
   */
  disabled = false;

  /**
   * A session answer that came with the page; the endpoint is then not asked for one. Also as a child
   * `<script type="application/json" data-session>`.
   */
  session: GivenSession | undefined;

  /**
   * What Klarna is sent beside what the form says: lines, amounts, addresses, customer. Only its non-personal part
   * goes to `load`. Also as a child `<script type="application/json" data-purchase>`.
   */
  purchase: Purchase | undefined;

  /** Overrides any text; the keys are those of the type `Messages`. */
  messages: Partial<Messages> = {};

  /** Further headers for each call to the endpoint: an object, or a function that gives one. */
  headers: Readonly<Record<string, string>> | (() => Readonly<Record<string, string>>) = {};

  readonly #internals = formInternals(this);
  readonly #parts: PartRegistry = new PartRegistry(this, () => this.#view.snapshot());
  readonly #checkout: Checkout = new Checkout(this, this.#internals, this.#parts);
  readonly #view: View = new View(this, this.#checkout, this.#parts);
  /** Klarna was chosen, or has refused: from then on the parts are there. */
  #hasParts = false;

  protected static override finalizeStyles(styles?: CSSResultGroup): CSSResultOrNative[] {
    return readable(super.finalizeStyles(styles));
  }

  /** The current step of the purchase. */
  get state(): State {
    return this.#checkout.purchase.model.state;
  }

  /** The categories that can be chosen now. */
  get categories(): readonly PaymentMethodCategory[] {
    return this.#checkout.purchase.model.offered;
  }

  /** How the last operation ended. */
  get outcome(): Outcome | undefined {
    return this.#checkout.purchase.model.outcome;
  }

  /** The last error, as in `klarna-error`, until the next start. */
  get error(): CheckoutError | undefined {
    return this.#checkout.error;
  }

  /** The form that the element belongs to. */
  get form(): HTMLFormElement | null {
    return this.#internals.form;
  }

  /** Asks Klarna. Call it in the task of the shopper's press. Resolves with a {@link PromisedOutcome}; never rejects. */
  authorize(): Promise<PromisedOutcome> {
    return this.#checkout.purchase.press('authorize', true);
  }

  /**
   * The second half of `auto-finalize="false"`. In state `authorized` it resolves with the outcome that is already there.
   */
  finalize(): Promise<PromisedOutcome> {
    return this.#checkout.purchase.press('finalize', true);
  }

  /** Asks Klarna again after the cart changed, without the widget. */
  reauthorize(): Promise<PromisedOutcome> {
    return this.#checkout.purchase.press('reauthorize', true);
  }

  /** Call it when the shop has collected the consent itself. */
  grantConsent(): void {
    this.#checkout.purchase.dispatch({ type: 'consented', source: 'shop' });
  }

  /** Stops all traffic. During an operation it takes effect after the outcome, and cancels an approval. */
  withdrawConsent(): void {
    this.#checkout.purchase.dispatch({ type: 'withdrawn', source: 'shop' });
  }

  /** Shows another of Klarna's categories. */
  select(category: string): void {
    this.#checkout.act({ type: 'selected', category });
  }

  /** The cart changed on the server. */
  refresh(): void {
    this.#checkout.purchase.dispatch({ type: 'cart-changed' });
  }

  /** Cancels a live authorization. */
  cancelAuthorization(): void {
    this.#checkout.purchase.dispatch({ type: 'authorization-returned' });
  }

  /** Starts from the beginning, such as for the next purchase. */
  reset(): void {
    this.#checkout.act({ type: 'reset' });
  }

  /** With `moveBefore` nothing is lost: Klarna's frame stays as it is. */
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
    return this.#checkout.start.render(this.hasUpdated, () => super.scheduleUpdate());
  }

  /**
   * Renders what has changed in this very task.
   * @internal
   */
  draw(): void {
    this.performUpdate();
  }

  protected override willUpdate(): void {
    this.#hasParts ||= this.#checkout.isActive;
    this.#parts.update();
  }

  protected override updated(changed: PropertyValues<this>): void {
    this.#checkout.update(changed);
  }

  protected override render(): Drawing {
    return drawing(this, this.#checkout, this.#hasParts);
  }
}
