/**
 * Klarna's own rules for amounts, taxes and lengths, checked before anything is sent: its answer would
 * name the field too, but later, and only one at a time.
 */
import type { Order, OrderLine } from '../gateway.js';
import { taxInside } from '../../order/money.js';
import { problem } from '../../problems.js';
import { languageAndCountry } from '../locale.js';
import type { Intent } from './options.js';

/** Minor units. Klarna's description of Payments says half of it, that of Order Management this. */
const LARGEST_AMOUNT = 200_000_000;
const MOST_LINES = 1000;

/** @throws GatewayProblem `invalid_order` or `locale_mismatch`, naming the field. */
export function checkKlarnaOrder(order: Order, intent: Intent): void {
  // Klarna's own pattern: two letters each.
  if (!/^[a-z]{2}-[A-Z]{2}$/.test(languageAndCountry(order))) {
    throw problem('locale_mismatch', {
      detail: 'locale is a language and a country, such as de-AT',
      invalidFields: ['locale'],
    });
  }
  if (order.lines.length > MOST_LINES) throw broken('order_lines', `has over ${MOST_LINES} lines`);
  if (order.reference.length > 255) throw broken('merchant_reference1', 'is over 255 characters');
  if (order.amount > LARGEST_AMOUNT) throw broken('order_amount', 'is too large');
  if (order.taxAmount < 0) throw broken('order_tax_amount', 'is negative');
  order.lines.forEach((line, index) => checkLine(line, index, order.country === 'US'));
  if (intent !== 'buy' && !order.lines.some((line) => line.subscription)) {
    throw broken('order_lines', `needs a line with a subscription for the intent ${intent}`);
  }
}

function checkLine(line: OrderLine, index: number, isUnitedStates: boolean): void {
  const at = (member: string) => `order_lines[${index}].${member}`;
  if (line.unitPrice > LARGEST_AMOUNT) throw broken(at('unit_price'), 'is too large');
  if (line.total > LARGEST_AMOUNT) throw broken(at('total_amount'), 'is too large');
  if ((line.discount ?? 0) < 0) throw broken(at('total_discount_amount'), 'is negative');
  if (line.subscription) checkSubscription(line.subscription, at);
  if (line.type === 'sales_tax' || isUnitedStates) {
    // In the United States the tax is a line of its own, named by the order's tax amount.
    if (line.taxRate !== 0) throw broken(at('tax_rate'), 'is 0 where tax is a sales_tax line');
    if (line.taxAmount !== 0) throw broken(at('total_tax_amount'), 'is 0 where tax is a line');
    return;
  }
  if (line.taxRate < 0 || line.taxRate > 10_000) throw broken(at('tax_rate'), 'is not 0 to 10000');
  // Within one of the tax in the total: so a discount's tax is negative, as its total is.
  if (Math.abs(line.taxAmount - taxInside(line.total, line.taxRate)) > 1) {
    throw broken(at('total_tax_amount'), 'is not the tax inside total_amount');
  }
}

const INTERVALS: readonly unknown[] = ['DAY', 'WEEK', 'MONTH', 'YEAR'];

function checkSubscription(
  { name, interval, intervalCount }: NonNullable<OrderLine['subscription']>,
  at: (member: string) => string,
): void {
  if (typeof name !== 'string' || name.trim() === '')
    throw broken(at('subscription.name'), 'is empty');
  if (!INTERVALS.includes(interval))
    throw broken(at('subscription.interval'), `is not one of ${INTERVALS.join(', ')}`);
  if (!Number.isSafeInteger(intervalCount) || intervalCount < 1)
    throw broken(at('subscription.interval_count'), 'is not a whole number from 1');
}

const broken = (path: string, what: string) =>
  problem('invalid_order', { detail: `${path} ${what}`, invalidFields: [path] });
