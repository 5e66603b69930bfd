/**
 * What Klarna asks of an order beyond the rules for every order, checked before anything is sent: its answer
 * would name the field too, but later, and only one at a time.
 */
import type { Order } from '../gateway.js';
import { checkOrder } from '../../order/validate-order.js';
import { problem } from '../../problems.js';
import { klarnaLocale } from '../locale.js';
import type { Intent } from './options.js';

/** Minor units. Klarna's description of Payments says half of it, that of Order Management this. */
const LARGEST_AMOUNT = 200_000_000;

/** @throws GatewayProblem `invalid_order` or `locale_mismatch`, naming the field. */
export function checkKlarnaOrder(order: Order, intent: Intent): void {
  checkOrder(order);
  klarnaLocale(order);
  if (order.amount > LARGEST_AMOUNT)
    throw broken('order_amount', `is ${order.amount}, expected at most ${LARGEST_AMOUNT}`);
  if (intent !== 'buy' && !order.lines.some((line) => line.subscription))
    throw broken('order_lines', `needs a line with a subscription for the intent ${intent}`);
}

const broken = (path: string, what: string) =>
  problem('invalid_order', { detail: `${path} ${what}`, invalidFields: [path] });
