/** The events of `<klarna-checkout>`: names, details and their types for `addEventListener`. */
import type { OrderStatus, PaymentMethodCategory } from './endpoint/contract.js';
import type { CheckoutError } from './errors.js';
import type { State } from './flow/machine/states.js';
import type { Purchase } from './klarna/types.js';

export interface ConsentDetail {
  /** `false`: withdrawn. */
  readonly granted: boolean;
  /** `prompt`: our own prompt. `shop`: `consent="granted"` or `grantConsent()`. */
  readonly source: 'prompt' | 'shop';
  /** Which wording the shopper saw; `shop` where none of ours was shown. */
  readonly textVersion: string;
}

export interface StateDetail {
  /** The state now. */
  readonly state: State;
  /** The state before. */
  readonly previous: State;
}

export interface ReadyDetail {
  /** The category whose widget is shown. */
  readonly category: string;
  /** All that can still be chosen. */
  readonly categories: readonly PaymentMethodCategory[];
}

export interface UnavailableDetail {
  /** Categories that Klarna refused to show, in the order in which they were tried. */
  readonly tried: readonly string[];
}

export interface BeforeAuthorizeDetail {
  /** The category that the shopper chose. */
  readonly category: string;
  /** A fresh copy of what will be sent; the listener may edit it. */
  readonly purchase: Purchase;
}

export interface InvalidFieldsDetail {
  /** Klarna's dotted names, such as `billing_address.email`. */
  readonly fields: readonly string[];
  /** Those for which the page has no input. */
  readonly unmatched: readonly string[];
}

export interface AuthorizedDetail {
  /** Secret: hand it to your server, never store it or put it into a URL. */
  readonly authorizationToken: string;
  /** The category that was authorized. */
  readonly category: string;
  /** Klarna's session, where the backend named it. */
  readonly sessionId: string | undefined;
  /** ISO 8601; Klarna keeps a token for 60 minutes. */
  readonly expiresAt: string;
  /** Exactly what was authorized; place the order with the same data. */
  readonly purchase: Purchase;
  /** The approval came after this element had given up waiting. */
  readonly late: boolean;
}

export interface FinalizeRequiredDetail {
  /** The category that was asked for. */
  readonly category: string;
}

export interface SettledDetail {
  /** The category that was asked for. */
  readonly category: string;
  /** What Klarna was asked to do. */
  readonly phase: 'authorize' | 'finalize' | 'reauthorize';
}

export interface ExpiredDetail {
  /** Which of the two is over. */
  readonly what: 'authorization' | 'session';
}

export interface PlacedDetail {
  /** `completed`, `pending` (the payment is not yet confirmed) or `redirect`. */
  readonly status: OrderStatus;
  /** The number of the order, where the backend named it. */
  readonly orderId: string | undefined;
  /** Where the element goes next, where the backend named it. */
  readonly redirectUrl: string | undefined;
}

/** Every event with its detail. All bubble and are composed; details are frozen. */
export interface KlarnaCheckoutEventMap {
  'klarna-consent': CustomEvent<ConsentDetail>;
  'klarna-state': CustomEvent<StateDetail>;
  'klarna-ready': CustomEvent<ReadyDetail>;
  'klarna-unavailable': CustomEvent<UnavailableDetail>;
  /** Cancelable and synchronous: shop validation goes here. */
  'klarna-before-authorize': CustomEvent<BeforeAuthorizeDetail>;
  'klarna-invalid-fields': CustomEvent<InvalidFieldsDetail>;
  /** Once per token. Cancelable: prevented means no self-submit and no order call. */
  'klarna-authorized': CustomEvent<AuthorizedDetail>;
  /** Cancelable: prevented means no self-submit. */
  'klarna-finalize-required': CustomEvent<FinalizeRequiredDetail>;
  'klarna-cancelled': CustomEvent<SettledDetail>;
  'klarna-declined': CustomEvent<SettledDetail>;
  'klarna-expired': CustomEvent<ExpiredDetail>;
  /** Cancelable: prevented means that the element does not leave the page. */
  'klarna-placed': CustomEvent<PlacedDetail>;
  'klarna-error': CustomEvent<CheckoutError>;
}

export type EventName = keyof KlarnaCheckoutEventMap;
export type DetailOf<Name extends EventName> = KlarnaCheckoutEventMap[Name]['detail'];

/** Every event at run time. All lists of events are made from this one. */
export const EVENTS = {
  'klarna-consent': { cancelable: false },
  'klarna-state': { cancelable: false },
  'klarna-ready': { cancelable: false },
  'klarna-unavailable': { cancelable: false },
  'klarna-before-authorize': { cancelable: true },
  'klarna-invalid-fields': { cancelable: false },
  'klarna-authorized': { cancelable: true },
  'klarna-finalize-required': { cancelable: true },
  'klarna-cancelled': { cancelable: false },
  'klarna-declined': { cancelable: false },
  'klarna-expired': { cancelable: false },
  'klarna-placed': { cancelable: true },
  'klarna-error': { cancelable: false },
} as const satisfies Record<EventName, { readonly cancelable: boolean }>;

/**
 * Fires one event on `target`.
 *
 * @returns `false` when a listener prevented a cancelable event
 */
export function emit<Name extends EventName>(
  target: EventTarget,
  name: Name,
  detail: DetailOf<Name>,
): boolean {
  const event = new CustomEvent(name, {
    detail: Object.freeze(detail),
    bubbles: true,
    composed: true,
    cancelable: EVENTS[name].cancelable,
  });
  /** @internal */
  return target.dispatchEvent(event);
}

declare global {
  interface GlobalEventHandlersEventMap extends KlarnaCheckoutEventMap {}
}
