/**
 * Klarna's equations, written anew from its documentation: nothing here is shared with the code. All is whole
 * numbers far below 2^53, so each equation is checked exactly.
 */
import type { Order, OrderLine } from '../../../src/server/index.js';

function holds(condition: boolean, what: string): void {
  if (!condition) throw new Error(`does not hold: ${what}`);
}

/** @throws Error that names the first equation that does not hold. */
export function assertKlarnaTakes(order: Order): void {
  const { lines, amount, taxAmount, country } = order;
  holds(lines.length >= 1 && lines.length <= 1000, 'order_lines has 1 to 1000 lines');
  let [total, tax] = [0, 0];
  for (const line of lines) {
    assertLine(line, country === 'US');
    total += line.total;
    tax += line.type === 'sales_tax' ? line.total : line.taxAmount;
  }
  holds(amount === total, 'order_amount is the sum of total_amount');
  holds(taxAmount === tax, 'order_tax_amount is the sum of total_tax_amount');
  holds(amount >= 0 && taxAmount >= 0, 'order_amount and order_tax_amount are not negative');
}

const whole = Number.isSafeInteger;

function assertLine(line: OrderLine, taxedApart: boolean): void {
  const { name, reference = '', quantity, unitPrice, total, taxRate, taxAmount } = line;
  const { type, discount = 0 } = line;
  holds(name.length >= 1 && name.length <= 255, 'name has 1 to 255 characters');
  holds(reference.length <= 255, 'reference has at most 255 characters');
  holds([quantity, unitPrice, total, taxRate, taxAmount, discount].every(whole), 'whole numbers');
  holds(quantity >= 0 && discount >= 0, 'quantity and total_discount_amount are not negative');
  holds(Math.abs(unitPrice) <= 200_000_000, 'unit_price is at most 200000000');
  holds(Math.abs(total) <= 200_000_000, 'total_amount is at most 200000000');
  holds(total === quantity * unitPrice - discount, 'total_amount');
  const reduces = type === 'discount' || type === 'gift_card' || type === 'store_credit';
  holds(reduces ? unitPrice <= 0 && total <= 0 : unitPrice >= 0 && total >= 0, 'signs');
  if (taxedApart) holds(taxRate === 0 && taxAmount === 0, 'no tax on a line');
  holds(taxRate >= 0 && taxRate <= 10_000, 'tax_rate is 0 to 10000');
  // |total_tax_amount - total * rate / (10000 + rate)| <= 1, times the divisor.
  const divisor = 10_000 + taxRate;
  holds(Math.abs(taxAmount * divisor - total * taxRate) <= divisor, 'total_tax_amount');
}
