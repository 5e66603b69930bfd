/** What the parts know of the checkout that they belong to, handed down by the protocol of `@lit/context`. */
import { createContext, type Context, type ContextEvent } from '@lit/context';
import type { PaymentMethodCategory } from '../endpoint/contract.js';
import type { State } from '../flow/machine/model.js';
import type { Messages } from '../messages/en.js';

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
  readonly pay: PayView;
  readonly status: StatusView;
  /** The shopper agreed in our own prompt, and may take it back here. */
  readonly canWithdraw: boolean;
  readonly shopPrivacyUrl: string | undefined;
  readonly klarnaPrivacyUrl: string;
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

type Request = ContextEvent<typeof checkoutContext>;

/** The parts below one checkout. Each asks for the view once, and is shown every new one until it leaves. */
export class Parts {
  readonly #shows = new Map<Element, () => void>();
  #view: CheckoutView | undefined;

  constructor(checkout: HTMLElement) {
    checkout.addEventListener('context-request', (event) => {
      if (event.context !== checkoutContext) return;
      event.stopPropagation();
      const { contextTarget: part, callback } = event as unknown as Request;
      const show = (): void => {
        if (this.#view) callback(this.#view, () => this.#shows.delete(part));
      };
      this.#shows.set(part, show);
      show();
    });
  }

  show(view: CheckoutView): void {
    this.#view = view;
    for (const show of this.#shows.values()) show();
  }

  /** The part with this tag name, wherever the shop has placed it. */
  get<Name extends keyof HTMLElementTagNameMap>(
    name: Name,
  ): HTMLElementTagNameMap[Name] | undefined {
    for (const part of this.#shows.keys())
      if (part.localName === name) return part as HTMLElementTagNameMap[Name];
    return undefined;
  }
}
