/** What the parts know of the checkout that they belong to, handed down by `@lit/context`. */
import { createContext, type Context } from '@lit/context';
import type { PaymentMethodCategory } from '../endpoint/contract.js';
import type { State } from '../flow/machine/model.js';
import type { Messages } from '../messages/en.js';

export type PartName = 'consent' | 'methods' | 'widget' | 'pay-button' | 'status';

export type StatusAction = 'retry' | 'reload' | 'give-up';

export interface StatusView {
  /** Empty when there is nothing to say. */
  readonly text: string;
  readonly tone: 'busy' | 'good' | 'notice' | 'problem';
  readonly action: StatusAction | undefined;
}

export interface PayView {
  readonly isShown: boolean;
  /** A press would reach Klarna. */
  readonly isReady: boolean;
  readonly isBusy: boolean;
  readonly label: string;
  /** The form that it submits; without one it pays by itself. */
  readonly form: HTMLFormElement | null;
}

/** A snapshot; a new one is made for every change. */
export interface CheckoutView {
  readonly state: State;
  readonly messages: Messages;
  /** BCP 47, for `lang` of what is shown. */
  readonly language: string;
  readonly categories: readonly PaymentMethodCategory[];
  readonly selected: string | undefined;
  /** Klarna decides: nothing may be changed. */
  readonly isDeciding: boolean;
  /** The widget takes room beside its container. */
  readonly isWidened: boolean;
  readonly pay: PayView;
  readonly status: StatusView;
  /** The shopper agreed in our own prompt, and may take it back here. */
  readonly canWithdraw: boolean;
  readonly shopPrivacyUrl: string | undefined;
  readonly klarnaPrivacyUrl: string;
  readonly actions: CheckoutActions;
}

export interface CheckoutActions {
  /** A part says that it is there; the result takes it back. */
  readonly attach: (name: PartName, part: HTMLElement) => () => void;
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
