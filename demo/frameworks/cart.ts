/** What the examples sell. */
import type { Purchase } from 'klarna-checkout-element';

export const purchase: Purchase = {
  order_amount: 2400,
  order_lines: [{ name: 'Teapot', quantity: 1, unit_price: 2400, total_amount: 2400 }],
};
