/**
 * Provides the view to the parts below one checkout. It answers the requests of `@lit/context` itself:
 * `ContextProvider` adds 1.3 kB to the script-tag file, and cannot find a part by its name.
 */
import type { ContextEvent } from '@lit/context';
import type { LitElement } from 'lit';
import { checkoutContext, type CheckoutView } from './context.js';

/** Tag names of the parts. */
type PartTag = Extract<keyof HTMLElementTagNameMap, `klarna-checkout-${string}`>;

type Request = ContextEvent<typeof checkoutContext> & { readonly contextTarget: LitElement };

/** Each part requests the view once, and receives every new one until it unsubscribes. */
export class PartRegistry {
  readonly #shows = new Map<LitElement, () => void>();
  readonly #look: () => CheckoutView;
  #view: CheckoutView | undefined;

  /** @param look - makes a snapshot; called once for each change that a part is there to show */
  constructor(checkout: HTMLElement, look: () => CheckoutView) {
    this.#look = look;
    checkout.addEventListener('context-request', (event) => {
      if (event.context !== checkoutContext) return;
      event.stopPropagation();
      const { contextTarget: part, callback } = event as unknown as Request;
      const show = (): void => {
        this.#view ??= this.#look();
        callback(this.#view, () => this.#shows.delete(part));
      };
      this.#shows.set(part, show);
      show();
    });
  }

  get all(): readonly LitElement[] {
    return [...this.#shows.keys()];
  }

  /** Something has changed. */
  update(): void {
    this.#view = undefined;
    for (const show of this.#shows.values()) show();
  }

  /** The part with this tag name, wherever the shop has placed it. */
  get<Name extends PartTag>(name: Name): HTMLElementTagNameMap[Name] | undefined {
    return this.all.find(({ localName }) => localName === name) as
      HTMLElementTagNameMap[Name] | undefined;
  }
}
