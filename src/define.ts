/** Registers the elements, once, whichever copy of this code comes first. */
import { KlarnaCheckout } from './klarna-checkout.js';
import { KlarnaCheckoutConsent } from './parts/consent.js';
import { KlarnaCheckoutMethods } from './parts/methods.js';
import { KlarnaCheckoutPayButton } from './parts/pay-button.js';
import { KlarnaCheckoutStatus } from './parts/status.js';
import { KlarnaCheckoutWidget } from './parts/widget.js';
import { version } from './version.js';

declare global {
  interface HTMLElementTagNameMap {
    'klarna-checkout': KlarnaCheckout;
    'klarna-checkout-consent': KlarnaCheckoutConsent;
    'klarna-checkout-methods': KlarnaCheckoutMethods;
    'klarna-checkout-pay-button': KlarnaCheckoutPayButton;
    'klarna-checkout-status': KlarnaCheckoutStatus;
    'klarna-checkout-widget': KlarnaCheckoutWidget;
  }
}

const ELEMENTS = {
  'klarna-checkout': KlarnaCheckout,
  'klarna-checkout-consent': KlarnaCheckoutConsent,
  'klarna-checkout-methods': KlarnaCheckoutMethods,
  'klarna-checkout-pay-button': KlarnaCheckoutPayButton,
  'klarna-checkout-status': KlarnaCheckoutStatus,
  'klarna-checkout-widget': KlarnaCheckoutWidget,
};

/** The copy that came first is in use; a page that loads two versions should know which one it got. */
const first = customElements.get('klarna-checkout') as Partial<typeof KlarnaCheckout> | undefined;
if (first && first.version !== version) {
  console.warn(
    `<klarna-checkout>: version ${first.version} is registered and stays in use; version ${version} was loaded too. Load only one.`,
  );
}

// What renders a page on a server leaves elements alone that it does not know: their children show until a script runs.
if (typeof document !== 'undefined')
  for (const [name, element] of Object.entries(ELEMENTS)) {
    if (!customElements.get(name)) customElements.define(name, element);
  }
