import { css, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { shadowHostOf } from '../shadow-host.js';
import { assign, PAY_SLOT, removeCopies } from '../slots.js';
import type { CheckoutView } from './context.js';
import { CheckoutPart } from './part.js';
import { sharedStyles } from './styles.js';

/**
 * The button that pays. It stands in the light DOM, so that it can submit the form around the checkout
 * and Enter in a field of that form presses it.
 *
 * @customElement klarna-checkout-pay-button
 * @slot klarna-pay - The button itself; made by this part.
 */
export class KlarnaCheckoutPayButton extends CheckoutPart {
  static override readonly styles = [
    sharedStyles,
    css`
      .room {
        block-size: 3.25rem;
      }
      /* The shop's own rules for buttons reach this one too; these are the ones it must not lose. */
      ::slotted(button) {
        display: block !important;
        inline-size: 100% !important;
        min-block-size: 3.25rem !important;
        margin: 0 !important;
        padding: 0.75rem !important;
        border: 1px solid transparent !important;
        border-radius: var(--klarna-checkout-radius, 0.5rem) !important;
        background: var(--klarna-checkout-accent, light-dark(#1d1d1f, #f2f2f4)) !important;
        color: var(--klarna-checkout-accent-text, light-dark(#ffffff, #1d1d1f)) !important;
        font: inherit !important;
        font-weight: 600 !important;
        text-wrap: balance;
        unicode-bidi: plaintext;
        cursor: pointer;
      }
      ::slotted(button[aria-disabled='true']) {
        background: var(--klarna-checkout-disabled, light-dark(#e4e4e8, #3a3a40)) !important;
        color: var(--klarna-checkout-disabled-text, light-dark(#5a5a61, #b9b9c0)) !important;
        cursor: default;
      }
      ::slotted(button:focus-visible) {
        outline: 2px solid var(--klarna-checkout-focus, light-dark(#0b57d0, #a8c7fa)) !important;
        outline-offset: 2px !important;
      }
      @media (forced-colors: active) {
        ::slotted(button[aria-disabled='true']) {
          border-color: GrayText !important;
          color: GrayText !important;
        }
      }
    `,
  ];

  #button: HTMLButtonElement | undefined;
  /** A page that renders the element anew, or morphs it, takes the button out. */
  readonly #observer = new MutationObserver(() => this.#place());

  override focus(options?: FocusOptions): void {
    this.#button?.focus(options);
  }

  /** The button in the light DOM, once there is one. */
  get button(): HTMLButtonElement | undefined {
    return this.#button;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#drop();
  }

  protected override renderPart(view: CheckoutView): TemplateResult | typeof nothing {
    const { pay, traits } = view;
    const isLater = pay.isWanted && traits.view.button === 'room';
    return isShown(view)
      ? html`<slot name=${PAY_SLOT}></slot>`
      : isLater
        ? html`<div class="room"></div>`
        : nothing;
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    if (this.view && this.isConnected) this.#follow(this.view);
  }

  #follow(view: CheckoutView): void {
    if (!isShown(view)) {
      this.#drop();
      return;
    }
    const { pay, text } = view;
    const button = (this.#button ??= this.#make());
    this.#place();
    button.type = pay.form ? 'submit' : 'button';
    button.lang = view.language;
    const order = pay.amount ? `${text.payOrder} · ${pay.amount}` : text.payOrder;
    button.textContent = pay.isContinued ? text.payContinue : order;
    // Firefox has the properties from 119.
    button.setAttribute('aria-disabled', String(!pay.isReady));
    button.setAttribute('aria-busy', String(view.isDeciding));
    if (pay.form?.id && button.form !== pay.form) button.setAttribute('form', pay.form.id);
  }

  #make(): HTMLButtonElement {
    const button = assign(document.createElement('button'), PAY_SLOT);
    // Turbo then leaves it in place when it morphs the page.
    button.setAttribute('data-turbo-permanent', '');
    button.addEventListener('click', () => {
      const { pay, actions } = this.view ?? {};
      if (!pay?.form) actions?.press();
      // In another tree than its form, a button cannot submit it by itself.
      else if (button.form !== pay.form) pay.form.requestSubmit();
    });
    return button;
  }

  /** A child of this part where the shop placed it, of the checkout where the checkout did. */
  #place(): void {
    const host = shadowHostOf(this);
    const home = host?.localName === 'klarna-checkout' ? host : this;
    if (!this.#button || this.#button.parentNode === home) return;
    removeCopies(home);
    home.append(this.#button);
    this.#observer.observe(home, { childList: true });
  }

  #drop(): void {
    this.#observer.disconnect();
    this.#button?.remove();
    this.#button = undefined;
  }
}

const isShown = ({ pay, model, traits }: CheckoutView): boolean =>
  pay.isWanted && model.chosen && traits.view.button === 'shown';
