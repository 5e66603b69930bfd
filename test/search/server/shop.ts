/** The shop: one cart, its functions, and its books. */
import type { Order, Placed } from '../../../src/server/index.js';
import type { UnresolvedAttempt } from '../../../src/server/order/placed.js';
import { biggerOrder, makeOrder } from '../../server/support/shop.js';

/** Whose cart it is, on whichever device. */
export const IDENTITY = 'cart-1';
export const REFERENCE = makeOrder().reference;

export class Shop {
  /** What the shop has stored of each attempt: of two tellings with one revision the later, or the earlier. */
  readonly books = { later: new Map<number, Placed>(), earlier: new Map<number, Placed>() };
  /** What an operator has been told and has not ended yet. */
  readonly unresolved = new Map<number, UnresolvedAttempt>();
  /** When the cart became another one. */
  readonly changes: number[] = [];
  readonly #now: () => number;
  #cart: Order | undefined = makeOrder();

  constructor(now: () => number) {
    this.#now = now;
  }

  get cart(): Order | undefined {
    return this.#cart;
  }

  /** The shopper puts one more into the cart, or takes it out. */
  changeCart(): void {
    if (!this.#cart) return;
    this.changes.push(this.#now());
    this.#cart = this.#cart.amount === makeOrder().amount ? biggerOrder() : makeOrder();
  }

  store(placed: Placed): void {
    const { revision, attempt } = placed;
    const { later, earlier } = this.books;
    if (revision >= (later.get(attempt)?.revision ?? 0)) later.set(attempt, placed);
    if (revision > (earlier.get(attempt)?.revision ?? 0)) earlier.set(attempt, placed);
    // What is bought leaves the cart, as in most shops.
    if (this.#cart) this.changes.push(this.#now());
    this.#cart = undefined;
  }
}
