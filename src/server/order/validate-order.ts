/** Rules that every order keeps, whatever system it goes to. */
import type { Order, OrderLine } from '../gateways/gateway.js';
import { problem } from '../problems.js';

/**
 * @throws GatewayProblem `invalid_order` naming the member that does not add up, or `locale_mismatch`
 * for a country, currency or locale that is none.
 */
export function checkOrder(order: Order): void {
  if (!/^[A-Z]{2}$/.test(order.country)) throw mismatch('purchase_country');
  if (!/^[A-Z]{3}$/.test(order.currency)) throw mismatch('purchase_currency');
  if (!/^[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$/.test(order.locale)) throw mismatch('locale');
  if (order.reference === '') throw broken('merchant_reference1', 'is empty');
  if (order.lines.length === 0) throw broken('order_lines', 'has no line');
  order.lines.forEach(checkLine);

  const amount = order.lines.reduce((sum, line) => sum + line.total, 0);
  if (amount !== order.amount) throw broken('order_amount', "is not the sum of the lines' totals");
  if (order.amount < 0) throw broken('order_amount', 'is negative');
  const tax = order.lines.reduce(
    (sum, line) => sum + (line.type === 'sales_tax' ? line.total : line.taxAmount),
    0,
  );
  if (tax !== order.taxAmount)
    throw broken('order_tax_amount', "is not the sum of the lines' taxes");
}

function checkLine(line: OrderLine, index: number): void {
  const at = (member: string) => `order_lines[${index}].${member}`;
  const numbers = {
    quantity: line.quantity,
    unit_price: line.unitPrice,
    tax_rate: line.taxRate,
    total_amount: line.total,
    total_tax_amount: line.taxAmount,
    total_discount_amount: line.discount ?? 0,
  };
  for (const [member, value] of Object.entries(numbers)) {
    if (!Number.isSafeInteger(value)) throw broken(at(member), 'is not a whole number');
  }
  if (line.name === '') throw broken(at('name'), 'is empty');
  if (line.quantity < 0) throw broken(at('quantity'), 'is negative');
  if (line.total !== line.quantity * line.unitPrice - (line.discount ?? 0)) {
    throw broken(at('total_amount'), 'is not quantity times unit price less discount');
  }
}

const broken = (path: string, what: string) =>
  problem('invalid_order', { detail: `${path} ${what}`, invalidFields: [path] });

const mismatch = (path: string) =>
  problem('locale_mismatch', { detail: `${path} is not readable`, invalidFields: [path] });
