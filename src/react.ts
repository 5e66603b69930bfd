/**
 * Types for React 19, which serves custom elements by itself: `import type {} from 'klarna-checkout-element/react'`
 * makes JSX know the elements, their attributes and their events (`onklarna-authorized`).
 */
import type * as React from 'react';
import type { KlarnaCheckoutAttributes, KlarnaCheckoutEvent } from './attributes.js';
import type { KlarnaCheckoutEventMap } from './events.js';
import type { KlarnaCheckout } from './klarna-checkout.js';
import type { KlarnaCheckoutConsent } from './parts/consent.js';
import type { KlarnaCheckoutMethods } from './parts/methods.js';
import type { KlarnaCheckoutPayButton } from './parts/pay-button.js';
import type { KlarnaCheckoutStatus } from './parts/status.js';
import type { KlarnaCheckoutWidget } from './parts/widget.js';

type Listeners = {
  [Name in keyof KlarnaCheckoutEventMap as `on${Name}`]?:
    ((event: KlarnaCheckoutEvent<Name>) => void) | undefined;
};

/** What every element takes in JSX. */
type Part<Element> = React.DetailedHTMLProps<React.HTMLAttributes<Element>, Element>;

declare module 'react' {
  // eslint-disable-next-line @typescript-eslint/no-namespace -- React's own types name it so
  namespace JSX {
    interface IntrinsicElements {
      // No `form`: React sets it as a property, which is read-only here. Put the element into its form.
      'klarna-checkout': Part<KlarnaCheckout> & KlarnaCheckoutAttributes & Listeners;
      'klarna-checkout-consent': Part<KlarnaCheckoutConsent>;
      'klarna-checkout-methods': Part<KlarnaCheckoutMethods>;
      'klarna-checkout-pay-button': Part<KlarnaCheckoutPayButton>;
      'klarna-checkout-status': Part<KlarnaCheckoutStatus>;
      'klarna-checkout-widget': Part<KlarnaCheckoutWidget>;
    }
  }
}
