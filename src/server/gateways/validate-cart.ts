/** What systems with prices and vouchers of their own ask of an order beyond the rules for every order. */
import type { Order, OrderLine } from './gateway.js';
import { checkOrder } from '../order/validate-order.js';
import { problem } from '../problems.js';

const REDUCTIONS = new Set(['discount', 'gift_card', 'store_credit']);

/** Lines that take money off the order. */
export function isReduction(line: OrderLine): boolean {
  return REDUCTIONS.has(line.type);
}

/** @throws GatewayProblem naming the line and the rule, but no value of the cart. */
export function checkCart(order: Order): void {
  checkOrder(order);
  order.lines.forEach((line, index) => {
    const flaw = flawOf(line);
    if (flaw) throw problem('invalid_order', { detail: `order_lines[${index}]: ${flaw}` });
  });
}

function flawOf(line: OrderLine): string | undefined {
  const { type, quantity, unitPrice, total, taxAmount, taxRate, discount = 0 } = line;
  if (!Number.isSafeInteger(quantity * unitPrice)) return 'its price is beyond whole numbers.';
  if (quantity < 1) return 'the quantity must be at least 1.';
  if (taxRate < 0 || taxRate > 10_000) return 'the tax rate must be 0 to 10000 basis points.';
  if (discount < 0) return 'its discount must be zero or more.';
  if (isReduction(line)) {
    if (unitPrice > 0 || discount !== 0) return `a ${type} has a negative price and no discount.`;
    return taxAmount > 0 || taxAmount < total ? 'its tax lies between total and zero.' : undefined;
  }
  if (unitPrice < 0) return 'the price must not be negative.';
  if (total < 0) return 'its discount must not be more than it costs.';
  return taxAmount < 0 || taxAmount > total ? 'its tax lies between zero and total.' : undefined;
}
