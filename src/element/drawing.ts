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

/** Parts are drawn when they are first needed, and stay: Klarna's frame may be in one of them. */
export type Drawn = 'nothing' | 'prompt' | 'all';

/** Nothing until Klarna is chosen, or has refused; prompt and status until the shopper has agreed. */
export function drawnNext(drawn: Drawn, { isActive, purchase }: Checkout): Drawn {
  if (drawn === 'all' || !isActive) return drawn;
  const { state } = purchase.model;
  return state === 'idle' || state === 'consent' ? 'prompt' : 'all';
}

/** Whether what the shop put into the element is shown: until the start, while Klarna cannot be used, and parts of its own. */
export const showsChildren = (host: Element, { hasStarted, purchase }: Checkout): boolean =>
  !hasStarted ||
  STATES[purchase.model.state].view.base === 'fallback' ||
  host.querySelector(PARTS) !== null;

export function drawing(host: Element, checkout: Checkout, drawn: Drawn): Drawing {
  // A server that has registered the element by itself.
  if (typeof document === 'undefined') return nothing;
  if (drawn === 'nothing' || host.querySelector(PARTS)) return nothing;
  const { hasStarted, isActive, language, purchase } = checkout;
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
      ${drawn === 'all' ? widget : nothing}
      <klarna-checkout-status exportparts="status, action, withdraw"></klarna-checkout-status>
      ${drawn === 'all' ? button : nothing}
    </div>
  `;
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
