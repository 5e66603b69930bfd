/** The events of `<klarna-checkout>`: names, details and their types for `addEventListener`. */
import type { OrderStatus, PaymentMethodCategory } from './endpoint/contract.js';
import type { CheckoutError } from './errors.js';
import type { State } from './flow/machine/states.js';
import type { Purchase } from './klarna/types.js';

export interface ConsentDetail {
  /** `true`: granted. `false`: withdrawn. */
  readonly granted: boolean;
  /** `prompt`: by the element's prompt. `shop`: by `consent` or a method of the element. */
  readonly source: 'prompt' | 'shop';
  /** Version of the wording that the shopper saw, such as `2026-11-en`; `shop` where the prompt was not shown. */
  readonly textVersion: string;
}

export interface StateDetail {
  /** The new state. */
  readonly state: State;
  /** The state before the change. */
  readonly previous: State;
}

export interface ReadyDetail {
  /** The category whose widget is shown. */
  readonly category: string;
  /** All categories that can be chosen. */
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
  /** Those names of `fields` for which the page has no input. */
  readonly unmatched: readonly string[];
}

export interface AuthorizedDetail {
  /** Secret. Send it to your server; never store it in the browser or put it into a URL. */
  readonly authorizationToken: string;
  /** The category that was authorized. */
  readonly category: string;
  /** Id of Klarna's session; `undefined` where the backend did not send it. */
  readonly sessionId: string | undefined;
  /** When the token expires, ISO 8601: 60 minutes after the approval, Klarna's limit. */
  readonly expiresAt: string;
  /** The data that was authorized; place the order with the same. */
  readonly purchase: Purchase;
  /** `true`: the approval came after the element had stopped waiting for it. */
  readonly late: boolean;
}

export interface FinalizeRequiredDetail {
  /** The category that was asked for. */
  readonly category: string;
}

export interface SettledDetail {
  /** The category that was asked for. */
  readonly category: string;
  /** The operation that ended. */
  readonly phase: 'authorize' | 'finalize' | 'reauthorize';
}

export interface ExpiredDetail {
  /** Whether the authorization (60 minutes) or the session (48 hours) has expired. */
  readonly what: 'authorization' | 'session';
}

export interface PlacedDetail {
  /** `completed`, `pending` (the payment is not yet confirmed) or `redirect`. */
  readonly status: OrderStatus;
  /** The number of the order; `undefined` where the backend did not send it. */
  readonly orderId: string | undefined;
  /** URL to which the element navigates next; `undefined` where the backend did not send it. */
  readonly redirectUrl: string | undefined;
}

/** Every event with its detail. All bubble and are composed; details are frozen. */
export interface KlarnaCheckoutEventMap {
  'klarna-consent': CustomEvent<ConsentDetail>;
  'klarna-state': CustomEvent<StateDetail>;
  'klarna-ready': CustomEvent<ReadyDetail>;
  'klarna-unavailable': CustomEvent<UnavailableDetail>;
  /** Cancelable and synchronous; prevented, Klarna is not called. The shop's own checks go here. */
  'klarna-before-authorize': CustomEvent<BeforeAuthorizeDetail>;
  'klarna-invalid-fields': CustomEvent<InvalidFieldsDetail>;
  /** Fired once per token. Cancelable: prevented, the element neither submits the form nor calls `POST order`. */
  'klarna-authorized': CustomEvent<AuthorizedDetail>;
  /** Cancelable: prevented, the element does not submit the form. */
  'klarna-finalize-required': CustomEvent<FinalizeRequiredDetail>;
  'klarna-cancelled': CustomEvent<SettledDetail>;
  'klarna-declined': CustomEvent<SettledDetail>;
  'klarna-expired': CustomEvent<ExpiredDetail>;
  /** Cancelable: prevented, the element does not leave the page. */
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
  return target.dispatchEvent(event);
}

declare global {
  interface GlobalEventHandlersEventMap extends KlarnaCheckoutEventMap {}
}
