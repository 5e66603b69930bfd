/** What the element renders: its parts in the order in which the shopper meets them, or the shop's own arrangement. */
import { html, nothing, type TemplateResult } from 'lit';
import { STATES } from '../flow/machine/states.js';
import { PAY_SLOT } from '../slots.js';
import type { Checkout } from './checkout.js';

/** The parts, where the shop arranges them itself. */
const PARTS = ['consent', 'methods', 'widget', 'status', 'pay-button']
  .map((name) => `klarna-checkout-${name}`)
  .join();

/** Not on a server, nor after a shop's unit test, whose runner takes the page away. */
export const hasPage = (): boolean => typeof document !== 'undefined';

export class Drawing {
  readonly #host: Element;
  readonly #checkout: Checkout;
  /** Parts are drawn when they are first needed, and stay: Klarna's frame may be in one of them. */
  #drawn: 'nothing' | 'prompt' | 'all' = 'nothing';
  /** For what the shop put into the element. Not in the template: while Klarna is not chosen no other is needed. */
  #slot: HTMLSlotElement | undefined;

  constructor(host: Element, checkout: Checkout) {
    this.#host = host;
    this.#checkout = checkout;
  }

  /** Nothing until Klarna is chosen, or has refused; prompt and status until the shopper has agreed; then all. */
  advance(): void {
    if (this.#drawn === 'all' || !hasPage() || !this.#checkout.isActive) return;
    const { base, content } = STATES[this.#checkout.purchase.model.state].view;
    this.#drawn = base === 'hidden' || content === 'prompt' ? 'prompt' : 'all';
  }

  /** Shows the children below the parts until the start, while Klarna cannot be used, and where they are parts. */
  placeChildren(root: Element | DocumentFragment): void {
    const { hasStarted, purchase } = this.#checkout;
    const isFallback = STATES[purchase.model.state].view.base === 'fallback';
    if (hasStarted && !isFallback && !this.#host.querySelector(PARTS)) this.#slot?.remove();
    else if (this.#slot !== root.lastChild)
      root.append((this.#slot ??= document.createElement('slot')));
  }

  render(): TemplateResult | typeof nothing {
    if (this.#drawn === 'nothing' || this.#host.querySelector(PARTS)) return nothing;
    const { hasStarted, isActive, language, purchase } = this.#checkout;
    const { view } = STATES[purchase.model.state];
    // Rendered before it is shown: less is left to do between the end of the document and its first frame.
    const isHidden = !hasStarted || !isActive || view.base === 'hidden';
    return html`
      <div
        class="base"
        part="base"
        role=${view.content === 'prompt' ? nothing : 'group'}
        aria-label=${language.text.consentTitle}
        tabindex="-1"
        ?hidden=${isHidden}
      >
        <klarna-checkout-consent exportparts="prompt, agree, other"></klarna-checkout-consent>
        ${this.#drawn === 'all' ? widget : nothing}
        <klarna-checkout-status exportparts="status, action, withdraw"></klarna-checkout-status>
        ${this.#drawn === 'all' ? button : nothing}
      </div>
    `;
  }
}

const widget = html`
  <klarna-checkout-methods exportparts="methods, method"></klarna-checkout-methods>
  <klarna-checkout-widget exportparts="widget"></klarna-checkout-widget>
`;

const button = html`
  <klarna-checkout-pay-button>
    <slot name=${PAY_SLOT} slot=${PAY_SLOT}></slot>
  </klarna-checkout-pay-button>
`;
