/** An order that the shop keeps, and its number. */
import type { OrderStatus } from '../../src/endpoint/contract.js';
import type { Address, PaymentMethod } from './address.js';
import type { Totals } from './cart.js';

/** An order that was placed; the confirmation page shows it. */
export interface PlacedShopOrder {
  readonly reference: string;
  readonly placedAt: Date;
  readonly address: Address;
  readonly payment: PaymentMethod;
  /** `pending`: Klarna still looks at it. */
  readonly status: OrderStatus;
  readonly totals: Totals;
}

function randomLetters(length: number): string {
  // Without letters that are mistaken for figures.
  const letters = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';
  return Array.from(crypto.getRandomValues(new Uint8Array(length)), (byte) =>
    letters.charAt(byte % letters.length),
  ).join('');
}

/** A new order number: unique, and not to be guessed from another one. */
export function orderNumber(): string {
  return `ET-${randomLetters(8)}`;
}
