/** What the element renders: its parts in the order in which the shopper meets them, or the shop's own arrangement. */
import { html, nothing, type TemplateResult } from 'lit';
import { STATES } from '../flow/machine/states.js';
import { PAY_SLOT } from '../slots.js';
import type { Checkout } from './checkout.js';

export type Drawing = TemplateResult | typeof nothing;

/** The parts, where the shop arranges them itself. */
const PARTS = ['consent', 'methods', 'widget', 'status', 'pay-button']
  .map((name) => `klarna-checkout-${name}`)
  .join();

/** @param hasParts - Klarna was chosen, or has refused: from then on the parts are there */
export function drawing(host: Element, checkout: Checkout, hasParts: boolean): Drawing {
  // A server that has registered the element by itself.
  if (typeof document === 'undefined') return nothing;
  if (host.querySelector(PARTS)) return html`<slot></slot>`;
  const { hasStarted, isActive, language, purchase } = checkout;
  const { view } = STATES[purchase.model.state];
  // Rendered before it is shown: less is left to do between the end of the document and its first frame.
  const isHidden = !hasStarted || !isActive || view.base === 'hidden';
  const hasFallback = !hasStarted || view.base === 'fallback';
  const base = (): TemplateResult => html`
    <div
      class="base"
      part="base"
      role=${view.content === 'prompt' ? nothing : 'group'}
      aria-label=${language.text.consentTitle}
      tabindex="-1"
      ?hidden=${isHidden}
    >
      <klarna-checkout-consent exportparts="prompt, agree, other"></klarna-checkout-consent>
      <klarna-checkout-methods exportparts="methods, method"></klarna-checkout-methods>
      <klarna-checkout-widget exportparts="widget"></klarna-checkout-widget>
      <klarna-checkout-status exportparts="status, action, withdraw"></klarna-checkout-status>
      <klarna-checkout-pay-button>
        <slot name=${PAY_SLOT} slot=${PAY_SLOT}></slot>
      </klarna-checkout-pay-button>
    </div>
  `;
  return html`${hasParts ? base() : nothing}${hasFallback ? html`<slot></slot>` : nothing}`;
}
