/** What systems with prices and vouchers of their own ask of an order beyond the rules for every order. */
import type { Order, OrderLine } from './gateway.js';
import { isReduction } from '../order/validate-line.js';
import { checkOrder } from '../order/validate-order.js';
import { problem } from '../problems.js';

/** @throws GatewayProblem naming the line and the rule. */
export function checkCart(order: Order): void {
  checkOrder(order);
  order.lines.forEach((line, index) => {
    const flaw = flawOf(line);
    if (flaw) throw problem('invalid_order', { detail: `order_lines[${index}]: ${flaw}` });
  });
}

function flawOf(line: OrderLine): string | undefined {
  const { type, quantity, total, taxAmount, discount = 0 } = line;
  if (quantity < 1) return 'the quantity must be at least 1.';
  if (isReduction(line)) {
    if (discount !== 0) return `a ${type} has a negative price and no discount.`;
    return taxAmount > 0 || taxAmount < total ? 'its tax lies between total and zero.' : undefined;
  }
  return taxAmount < 0 || taxAmount > total ? 'its tax lies between zero and total.' : undefined;
}
