/** What the flow needs of the element that it works for. The element wires these to page and view. */
import type { CustomerType, SessionAnswer } from '../endpoint/contract.js';
import type { Fault } from '../errors.js';
import type { DetailOf, EventName } from '../events.js';
import type { Purchase } from '../klarna/types.js';

/** The attributes, read at the moment in which they are needed. */
export interface Settings {
  readonly endpoint: string;
  /** Identifiers that may be offered; empty: all that the session has. */
  readonly categories: readonly string[];
  readonly locale: string;
  readonly country: string | undefined;
  readonly currency: string | undefined;
  readonly customerType: CustomerType;
  readonly autoFinalize: boolean;
  readonly placeOrder: boolean;
  readonly cartVersion: string | undefined;
  /** Given with the page instead of by the endpoint. */
  readonly session: SessionAnswer | undefined;
  /** Wording that the shopper agrees to in our prompt. */
  readonly textVersion: string;
  /** Whether the shop says that it collected the consent. */
  readonly isConsentGranted: boolean;
}

export interface Host {
  settings(): Settings;
  /** Further headers for a call to the endpoint; the shop's own function may make them. */
  headers(): Readonly<Record<string, string>>;
  /** What the form and the shop's script say now, for `load` and for the backend that asks for it. */
  purchase(): Purchase;
  /** Where Klarna's widget is shown; undefined while the view has not been drawn. */
  widgetPart(): HTMLElement | undefined;
  /** Gives a narrow widget the room that the page has beside it. */
  widen(isWider: boolean): void;
  lock(): () => void;
  /** Fires an event; false when it was prevented. */
  emit<Name extends EventName>(name: Name, detail: DetailOf<Name>): boolean;
  report(fault: Fault): void;
  /** Marks the inputs that Klarna named; gives back those that the page does not have. */
  markFields(fields: readonly string[]): readonly string[];
  clearFields(): void;
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
