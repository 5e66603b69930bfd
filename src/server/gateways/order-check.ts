/** Does the shop's order add up? Every system asks the same, so it is asked here, before anything is sent. */
import type { Order, OrderLine } from '../gateway.js';
import { problem } from './upstream-problems.js';

const REDUCTIONS = new Set(['discount', 'gift_card', 'store_credit']);

/** Lines that take money off the order. */
export function isReduction(line: OrderLine): boolean {
  return REDUCTIONS.has(line.type);
}

/** Throws `invalid_order`, naming the line and the rule, but no value of the cart. */
export function checkOrder(order: Order): void {
  if (!order.lines.length) throw problem('invalid_order', 'The order has no lines.');
  order.lines.forEach((line, index) => {
    const flaw = flawOf(line);
    if (flaw) throw problem('invalid_order', `lines[${index}]: ${flaw}`);
  });
  if (!whole(order.amount) || order.amount < 0)
    throw problem('invalid_order', 'amount must be a whole number of minor units, zero or more.');
  if (order.amount !== sum(order.lines, (line) => line.total))
    throw problem('invalid_order', 'amount is not the sum of the totals of the lines.');
  const taxes = sum(order.lines, (line) => line.taxAmount);
  // In the US the tax is a line of its own, which a shop may or may not count as taxed itself.
  const withSalesTax = sum(order.lines, (line) =>
    line.type === 'sales_tax' ? line.total : line.taxAmount,
  );
  if (order.taxAmount !== taxes && order.taxAmount !== withSalesTax)
    throw problem('invalid_order', 'taxAmount is not the sum of the taxes of the lines.');
  if (!/^[A-Z]{2}$/.test(order.country))
    throw problem('invalid_order', 'country must be two capital letters (ISO 3166-1).');
  if (!/^[A-Z]{3}$/.test(order.currency))
    throw problem('invalid_order', 'currency must be three capital letters (ISO 4217).');
}

function flawOf(line: OrderLine): string | undefined {
  const { quantity, unitPrice, total, taxAmount, taxRate, discount = 0 } = line;
  const numbers = [quantity, unitPrice, total, taxAmount, taxRate, discount, quantity * unitPrice];
  if (!numbers.every(whole)) return 'money, quantity and rate must be whole numbers.';
  if (quantity < 1) return 'quantity must be at least 1.';
  if (taxRate < 0 || taxRate > 10_000) return 'taxRate must be 0 to 10000 basis points.';
  if (discount < 0) return 'discount must be zero or more.';
  if (total !== quantity * unitPrice - discount)
    return 'total must be quantity * unitPrice - discount.';
  if (isReduction(line)) {
    if (unitPrice > 0 || discount !== 0)
      return `a ${line.type} has a negative unitPrice, no discount.`;
    if (taxAmount > 0 || taxAmount < total) return 'taxAmount must lie between total and zero.';
  } else {
    if (unitPrice < 0) return 'unitPrice must not be negative.';
    if (total < 0) return 'discount must not be more than the line costs.';
    if (taxAmount < 0 || taxAmount > total) return 'taxAmount must lie between zero and total.';
  }
  return undefined;
}

const whole = Number.isSafeInteger;

function sum(lines: readonly OrderLine[], of: (line: OrderLine) => number): number {
  return lines.reduce((total, line) => total + of(line), 0);
}
