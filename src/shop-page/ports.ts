/** Interfaces between the shop's page and the rest: what it reads of the element, what it reports, what it gets of the purchase. */
import type { CustomerType } from '../endpoint/contract.js';
import type { Fault } from '../errors.js';
import type { Purchase } from '../klarna/types.js';

/** The attributes and properties that concern the page, read when they are needed. */
export interface PageElement extends HTMLElement {
  readonly choice: string;
  readonly country: string;
  readonly customerType: CustomerType;
  readonly fields: unknown;
  readonly lock: string;
  readonly disabled: boolean;
  readonly placeOrder: boolean;
  readonly purchase: Purchase | undefined;
  readonly session: unknown;
  readonly submitter: string;
  readonly tokenName: string;
}

/** The part of the view that shows Klarna's widget. */
export type WidgetPart = HTMLElement & { makeRoom(): void };

/** The parts of the view that the page's side works with; each is undefined until it is rendered. */
export interface ViewPort {
  /** Neither `disabled` nor in a disabled fieldset. */
  readonly isEnabled: boolean;
  readonly consent: HTMLElement | undefined;
  /** What takes the place of the prompt. */
  readonly content: HTMLElement | undefined;
  readonly status: HTMLElement | undefined;
  readonly payButton: (HTMLElement & { readonly button: HTMLElement | undefined }) | undefined;
  readonly widget: WidgetPart | undefined;
  report(fault: Fault): void;
}

/** Where focus can go. `pay`: back to where the shopper was when the page was locked. */
export type FocusTarget = 'status' | 'pay' | 'consent' | 'content';

/** What happens on the page. */
export interface PageListener {
  /** The shopper pressed a button that pays. */
  press(): void;
  /** Whether Klarna is chosen in the shop's own list; also called when that has not changed. */
  choiceChanged(isChosen: boolean): void;
  /** The element was taken out of the page with an approval that it was about to send with the form. */
  unsent(): void;
  /** Another checkout of the same form carries its token now. */
  tokenReplaced(): void;
  /** The shopper moved the purchase to another country. */
  countryChanged(): void;
  /** The country of the form is known only now: Klarna was not chosen before. */
  countryRead(): void;
  /** The page removed one of Klarna's containers. */
  mountLost(): void;
}

/** What the page has to know of the purchase. */
export interface PageState {
  /** Klarna can be chosen in the shop's own list of payment methods. */
  readonly isChoosable: boolean;
  /** The form may say that the purchase has to be finalized on the next page. */
  readonly isFinalizable: boolean;
}
