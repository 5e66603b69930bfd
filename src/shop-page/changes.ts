/** Tells whether what the page holds has changed since it was noted. */
import type { Purchase } from '../klarna/types.js';
import type { PurchaseData } from './purchase-data.js';

export class Changes {
  readonly #data: Pick<PurchaseData, 'read' | 'cart'>;
  #asked = '';
  #cart = '';

  constructor(data: Pick<PurchaseData, 'read' | 'cart'>) {
    this.#data = data;
  }

  /** Klarna is about to be asked with this. */
  noteAsked(purchase: Purchase): void {
    this.#asked = JSON.stringify(purchase);
  }

  /** Klarna was asked last with what the page holds now, spaces and letter case aside. */
  get isCurrent(): boolean {
    return comparable(JSON.stringify(this.#data.read())) === comparable(this.#asked);
  }

  /** Notes the cart. @returns whether it differs from the one that was noted before */
  hasNewCart(): boolean {
    const cart = this.#data.cart();
    const isNew = cart !== this.#cart;
    this.#cart = cart;
    return isNew;
  }
}

const comparable = (json: string): string => json.replace(/\s+/g, ' ').toLowerCase();
