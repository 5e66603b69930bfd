/**
 * Computes the part of a voucher that belongs to returned goods.
 *
 * A cart of 20 and 30 with a voucher of 10 cost 40. Whoever returns the first gets back its price less
 * its share of the voucher. The shares of all lines, and of all pieces of a line, add up to the voucher to
 * the cent, however the returns are cut into parts.
 */
import type { Order, OrderLine } from '../gateway.js';
import { problem } from '../../problems.js';
import { taxInside } from '../../order/money.js';
import { isReduction } from '../../order/validate-line.js';
import { checkCart } from '../validate-cart.js';

/** `evenly`: each line bears the same. `by-value`: the dearer line bears more. As the shop's terms say. */
export type VoucherSpread = 'evenly' | 'by-value';

/**
 * How a credit is written: `voucher-line` gives the full price and the voucher's share as a line of its
 * own, which Klarna's app shows like the order; `reduced-price` takes the share off the price.
 */
export type VoucherWay = 'voucher-line' | 'reduced-price';

export interface CreditOptions {
  /** Default `voucher-line`. */
  readonly way?: VoucherWay;
  /** Default `evenly`, as in PAYONE's own example. */
  readonly spread?: VoucherSpread;
}

export interface Credit {
  readonly lines: readonly OrderLine[];
  /** What is given back: the lines' sum, positive. */
  readonly amount: number;
}

export interface ReturnedLine {
  /** Index in `order.lines`. */
  readonly line: number;
  /** How many pieces come back now. */
  readonly quantity: number;
  /** How many came back earlier; default 0. */
  readonly returnedBefore?: number;
}

/** Cuts `amount` into whole parts in proportion to `weights`, none above its cap; they add up exactly. */
export function distribute(
  amount: number,
  weights: readonly number[],
  caps: readonly number[],
): number[] {
  const parts = weights.map(() => 0);
  let rest = amount;
  let open = weights.flatMap((weight, index) => (weight > 0 && caps[index] ? [index] : []));
  for (;;) {
    const total = open.reduce((sum, index) => sum + (weights[index] ?? 0), 0);
    const room = (index: number) => (caps[index] ?? 0) - (parts[index] ?? 0);
    const full = open.filter(
      (index) => BigInt(rest) * BigInt(weights[index] ?? 0) >= BigInt(room(index)) * BigInt(total),
    );
    if (!full.length || !open.length)
      return addByLargestRemainder(parts, rest, weights, open, total);
    for (const index of full) {
      const part = Math.min(room(index), rest);
      parts[index] = (parts[index] ?? 0) + part;
      rest -= part;
    }
    open = open.filter((index) => !full.includes(index));
  }
}

function addByLargestRemainder(
  parts: number[],
  rest: number,
  weights: readonly number[],
  open: readonly number[],
  total: number,
): number[] {
  if (rest > 0 && !open.length)
    throw problem('invalid_order', { detail: 'A voucher is above what the cart costs.' });
  const exact = open.map((index) => {
    const product = BigInt(rest) * BigInt(weights[index] ?? 0);
    return { index, floor: product / BigInt(total), remainder: product % BigInt(total) };
  });
  let left = BigInt(rest) - exact.reduce((sum, { floor }) => sum + floor, 0n);
  // The earlier line wins a tie, so that the same order is always cut the same way.
  exact.sort((a, b) =>
    a.remainder === b.remainder ? a.index - b.index : a.remainder > b.remainder ? -1 : 1,
  );
  for (const { index, floor } of exact) {
    const extra = left > 0n ? 1n : 0n;
    left -= extra;
    parts[index] = (parts[index] ?? 0) + Number(floor + extra);
  }
  return parts;
}

interface Share {
  /** The voucher as it stands in the order. */
  readonly voucher: OrderLine;
  /** Positive; what this voucher took off all pieces of the line. */
  readonly amount: number;
}

/** For each line of the order, which vouchers took how much off it. */
export function voucherShares(order: Order, spread: VoucherSpread): Share[][] {
  checkCart(order);
  const shares: Share[][] = order.lines.map(() => []);
  const caps = order.lines.map((line) => (isReduction(line) ? 0 : line.total));
  const weights = caps.map((total) => (spread === 'by-value' ? total : Math.min(total, 1)));
  order.lines.forEach((line, index) => {
    if (!isReduction(line)) {
      if (line.discount)
        shares[index]?.push({ voucher: { ...line, type: 'discount' }, amount: line.discount });
      return;
    }
    distribute(-line.total, weights, caps).forEach((amount, bearer) => {
      caps[bearer] = (caps[bearer] ?? 0) - amount;
      if (amount) shares[bearer]?.push({ voucher: line, amount });
    });
  });
  return shares;
}

/** The lines of a credit, and the amount to give back. */
export function creditLines(
  order: Order,
  returned: readonly ReturnedLine[],
  { way = 'voucher-line', spread = 'evenly' }: CreditOptions = {},
): Credit {
  const shares = voucherShares(order, spread);
  const lines: OrderLine[] = [];
  const taken = new Map<OrderLine, number>();
  for (const part of returned) {
    const line = lineOf(order, part);
    const off = pieceShares(shares[part.line] ?? [], line.quantity, part);
    const sum = off.reduce((total, { amount }) => total + amount, 0);
    if (way === 'reduced-price') {
      lines.push(...reduced(line, part.quantity, line.unitPrice * part.quantity - sum));
    } else {
      lines.push(priced(line, line.unitPrice, part.quantity));
      for (const { voucher, amount } of off) taken.set(voucher, (taken.get(voucher) ?? 0) + amount);
    }
  }
  for (const [voucher, amount] of taken) if (amount) lines.push(priced(voucher, -amount, 1));
  return { lines, amount: lines.reduce((sum, { total }) => sum + total, 0) };
}

/** The line at another price, without a discount of its own. */
function priced(line: OrderLine, unitPrice: number, quantity: number): OrderLine {
  const total = unitPrice * quantity;
  const taxAmount = taxInside(total, line.taxRate);
  return { ...line, unitPrice, quantity, discount: 0, total, taxAmount };
}

function lineOf(
  order: Order,
  { line: index, quantity, returnedBefore = 0 }: ReturnedLine,
): OrderLine {
  const line = order.lines[index];
  if (!line || isReduction(line))
    throw problem('invalid_order', { detail: `There is no line ${index} that could come back.` });
  if (![quantity, returnedBefore].every((count) => Number.isSafeInteger(count) && count >= 0))
    throw problem('invalid_order', {
      detail: `line ${index}: quantities must be whole numbers, zero or more.`,
    });
  if (quantity < 1 || quantity + returnedBefore > line.quantity)
    throw problem('invalid_order', {
      detail: `line ${index}: more comes back than was ordered, or nothing.`,
    });
  return line;
}

/**
 * What the pieces that come back now bear of the line's shares. All shares together are laid end to end
 * and cut once for each piece, so that no piece bears more than it cost and none of it is lost.
 */
function pieceShares(
  shares: readonly Share[],
  pieces: number,
  { quantity, returnedBefore = 0 }: ReturnedLine,
): Share[] {
  const whole = shares.reduce((sum, { amount }) => sum + amount, 0);
  const upTo = (count: number) => Number((BigInt(whole) * BigInt(count)) / BigInt(pieces));
  const from = upTo(returnedBefore);
  const to = upTo(returnedBefore + quantity);
  let start = 0;
  return shares.map(({ voucher, amount }) => {
    const end = start + amount;
    const overlap = Math.max(0, Math.min(end, to) - Math.max(start, from));
    start = end;
    return { voucher, amount: overlap };
  });
}

/** `quantity` pieces that cost `total` together; two lines where they cannot all cost the same. */
function reduced(line: OrderLine, quantity: number, total: number): OrderLine[] {
  const price = Math.trunc(total / quantity);
  const dearer = total - price * quantity;
  return [priced(line, price, quantity - dearer), priced(line, price + 1, dearer)].filter(
    (part) => part.quantity > 0,
  );
}
