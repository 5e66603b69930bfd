/** What the flow needs of the page and the element that it works for, and what its own parts share. */
import type { SessionAnswer } from '../endpoint/contract.js';
import type { Fault } from '../errors.js';
import type { FlowEvent, Model } from './machine/model.js';
import type { PurchaseData } from './purchase-data.js';
import type { Sessions } from './sessions.js';
import type { CheckoutElement, Wiring } from './storefront.js';

export interface Host {
  /** The attributes and properties, read at the moment in which they are needed. */
  readonly element: CheckoutElement;
  /** What the element does for the flow. */
  readonly wiring: Wiring;
  /** What the form and the shop's script say about cart and customer. */
  readonly data: PurchaseData;
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
  focus(on: 'status' | 'pay' | 'consent'): void;
  /** Disables Klarna in the shop's own list and moves on to what is left. */
  leaveChoice(): void;
  /** The form takes the token; `isSent` says whether it also sends itself. */
  sendToken(token: string, isSent: boolean): void;
  sendFinalizeRequired(): void;
  clearToken(): void;
  /** The model changed: draw again. */
  changed(): void;
}

export interface Flow {
  readonly host: Host;
  readonly sessions: Sessions;
  readonly model: Model;
  dispatch(event: FlowEvent): void;
}
