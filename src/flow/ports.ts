/** What the flow needs of the page and the element that it works for, and what its own parts share. */
import type { CustomerType, GivenSession, SessionAnswer } from '../endpoint/contract.js';
import type { Fault } from '../errors.js';
import type { DetailOf, EventName } from '../events.js';
import type { Purchase } from '../klarna/types.js';
import type { Messages } from '../messages/en.js';
import type { FlowEvent, FocusTarget, Model } from './machine/model.js';

/** The element's attributes and properties, read at the moment in which they are needed. */
export interface CheckoutElement extends HTMLElement {
  readonly endpoint: string;
  readonly category: string;
  readonly choice: string;
  readonly consent: string;
  readonly country: string;
  readonly currency: string;
  readonly customerType: CustomerType;
  readonly autoFinalize: boolean;
  readonly placeOrder: boolean;
  readonly cartVersion: string;
  readonly submitter: string;
  readonly fields: unknown;
  readonly lock: string;
  readonly csrfHeader: string;
  readonly csrfToken: string;
  readonly tokenName: string;
  readonly disabled: boolean;
  readonly headers: Headers | (() => Headers);
  readonly session: GivenSession | undefined;
  readonly purchase: Purchase | undefined;
}

/** What the element does for the flow, hidden from its own public face. */
export interface Wiring {
  /** Resolved from `locale`, the page and the country. */
  readonly locale: () => string;
  /** The texts in the language that is shown. */
  readonly text: () => Messages;
  /** Neither `disabled` nor in a disabled fieldset. */
  readonly isEnabled: () => boolean;
  /** One of the parts of the view; undefined while it has not been drawn. */
  readonly part: <Name extends 'widget' | 'status' | 'pay-button' | 'consent'>(
    name: Name,
  ) => HTMLElementTagNameMap[`klarna-checkout-${Name}`] | undefined;
  /** What takes the place of the prompt. */
  readonly content: () => HTMLElement | undefined;
  /** Fires an event; false when it was prevented. */
  readonly emit: <Name extends EventName>(name: Name, detail: DetailOf<Name>) => boolean;
  readonly report: (fault: Fault) => void;
  /** The form wants to pay. */
  readonly press: () => void;
  /** The shopper moved the purchase to another country: locale and texts may follow. */
  readonly countryChanged: () => void;
  /** Draw again. */
  readonly changed: () => void;
}

export type Headers = Readonly<Record<string, string>>;

/** What is sent about cart and customer. */
export interface PurchaseSource {
  readonly country: string | undefined;
  read(): Purchase;
  clear(): void;
}

/** What the storefront tells the purchase. */
export interface Purchases {
  readonly model: Model;
  readonly mounts: readonly HTMLElement[];
  dispatch(event: FlowEvent): void;
}

/** What the effects know of the session. */
export interface CurrentSession {
  readonly clientToken: string;
  readonly sessionId: string | undefined;
  readonly canCancel: boolean;
}

export interface Host {
  /** The attributes and properties, read at the moment in which they are needed. */
  readonly element: CheckoutElement;
  /** What the element does for the flow. */
  readonly wiring: Wiring;
  /** What the form and the shop's script say about cart and customer. */
  readonly data: PurchaseSource;
  /** Identifiers that may be offered; empty: all that the session has. */
  readonly categories: readonly string[];
  /** Given with the page instead of by the endpoint. */
  readonly session: SessionAnswer | undefined;
  /** Wording that the shopper agrees to; `shop` where the shop asks by its own means. */
  readonly consentVersion: string;
  /** Further headers for a call to the endpoint; the shop's own function may make them. */
  headers(): Readonly<Record<string, string>>;
  lock(): () => void;
  report(fault: Fault): void;
  /** Marks the inputs that Klarna named; gives back those that the page does not have. */
  markFields(fields: readonly string[]): readonly string[];
  focus(on: FocusTarget): void;
  /** Disables Klarna in the shop's own list and moves on to what is left. */
  leaveChoice(): void;
  /** The form carries the token until {@link clearToken}. */
  carryToken(token: string): void;
  /** Repeats the shopper's press, now that the form carries the token. */
  sendForm(): void;
  sendFinalizeRequired(): void;
  clearToken(): void;
  /** The model changed: draw again. */
  changed(): void;
}

export interface Flow {
  readonly host: Host;
  readonly sessions: CurrentSession;
  readonly model: Model;
  dispatch(event: FlowEvent): void;
}
