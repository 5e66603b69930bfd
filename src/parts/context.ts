/** The view of the checkout, which its parts receive by the protocol of `@lit/context`. */
import { createContext, type Context } from '@lit/context';
import type { Model } from '../flow/machine/model.js';
import type { Traits } from '../flow/machine/states.js';
import type { Messages } from '../messages/en.js';

export type StatusAction = 'retry' | 'reload' | 'check' | 'give-up';

export interface StatusView {
  /** Empty when there is nothing to say. */
  readonly text: string;
  readonly tone: Traits['status']['tone'];
  readonly action: StatusAction | undefined;
}

export interface PayView {
  /** Whether the button is rendered: `pay-button` asks for it, or the page has none of its own. */
  readonly isWanted: boolean;
  /** A press would reach Klarna. */
  readonly isReady: boolean;
  /** A press is not the last step: the purchase is ordered on a later one. */
  readonly isContinued: boolean;
  /** The amount that the button names; empty for none. */
  readonly amount: string;
  /** The form that it submits; without one it pays by itself. */
  readonly form: HTMLFormElement | null;
}

/** A snapshot; a new one is made for every change. */
export interface CheckoutView {
  readonly model: Model;
  /** What the model's state means. */
  readonly traits: Traits;
  readonly text: Messages;
  /** BCP 47, for `lang` of what is shown. */
  readonly language: string;
  /** Klarna decides: nothing may be changed. */
  readonly isDeciding: boolean;
  /** How many categories the page asks for by name; 0: all that there are. */
  readonly wanted: number;
  readonly pay: PayView;
  readonly status: StatusView;
  /** The shopper agrees in our own prompt, and may take it back here. */
  readonly canWithdraw: boolean;
  /** There is a list of the shop's own to choose from. */
  readonly canChooseOther: boolean;
  readonly shopPrivacyUrl: string | undefined;
  readonly klarnaPrivacyUrl: string;
  /** Klarna's companies that receive what the shopper agrees to share. */
  readonly recipient: string;
  readonly actions: CheckoutActions;
}

export interface CheckoutActions {
  readonly agree: () => void;
  readonly chooseOther: () => void;
  readonly withdraw: () => void;
  readonly select: (category: string) => void;
  readonly press: () => void;
  readonly act: (action: StatusAction) => void;
}

export const checkoutContext: Context<symbol, CheckoutView> = createContext<CheckoutView, symbol>(
  Symbol('klarna-checkout'),
);
