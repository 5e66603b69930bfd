/** The cart in PAYONE's words: numbered parameters it, id, pr, no, de and va, in minor units throughout. */
import type { LineType, Order, OrderLine } from '../gateway.js';
import { problem } from '../../problems.js';
import { cut } from '../cut.js';
import { oneLine } from './text.js';

/** `goods`, `shipment` and `handling` cost something; a `voucher` takes something off. */
export type ItemType = 'goods' | 'shipment' | 'handling' | 'voucher';

/** One position. `price * quantity` is what it adds to the amount; negative for vouchers. */
export interface PayoneItem {
  readonly type: ItemType;
  /** Product number; the same as in the order, so that Klarna's app shows them as one. */
  readonly id: string;
  /** Gross, minor units. */
  readonly price: number;
  readonly quantity: number;
  readonly description: string;
  /** Basis points. */
  readonly taxRate: number;
}

const MAX_ITEMS = 400;
/** PAYONE's largest amount: 19 999 999.99. */
export const MAX_AMOUNT = 1_999_999_999;
const MAX_QUANTITY = 999_999;
const ID_LENGTH = 32;

const TYPES: Readonly<Record<LineType, ItemType | undefined>> = {
  physical: 'goods',
  digital: 'goods',
  shipping_fee: 'shipment',
  surcharge: 'handling',
  discount: 'voucher',
  gift_card: 'voucher',
  store_credit: 'voucher',
  sales_tax: undefined,
};

/** Positions of a whole order. A line's own discount becomes a voucher of the same tax rate beside it. */
export function itemsOf(order: Order): PayoneItem[] {
  const items = order.lines.flatMap((line, index) => itemsOfLine(line, index));
  if (totalOf(items) !== order.amount)
    throw problem('invalid_order', { detail: 'The positions do not add up to the amount.' });
  return items;
}

/** The positions of one line: itself, and its discount where it has one. */
export function itemsOfLine(line: OrderLine, index: number): PayoneItem[] {
  const type = TYPES[line.type];
  if (!type)
    throw problem('invalid_order', {
      detail: `lines[${index}]: PAYONE knows no position of the type ${line.type}.`,
    });
  const item: PayoneItem = {
    type,
    id: line.reference ?? '',
    price: line.unitPrice,
    quantity: line.quantity,
    description: line.name,
    taxRate: line.taxRate,
  };
  if (!line.discount) return [item];
  const discount: PayoneItem = { ...item, type: 'voucher', price: -line.discount, quantity: 1 };
  return [item, discount];
}

export function totalOf(items: readonly PayoneItem[]): number {
  return items.reduce((sum, item) => sum + item.price * item.quantity, 0);
}

/** The positions' parameters, one list each, checked against PAYONE's limits. */
export function itemParameters(items: readonly PayoneItem[]): Record<string, readonly string[]> {
  if (!items.length)
    throw problem('invalid_order', { detail: 'PAYONE needs at least one position.' });
  if (items.length > MAX_ITEMS)
    throw problem('invalid_order', {
      detail: `PAYONE takes at most ${MAX_ITEMS} positions, discounts included.`,
    });
  const ids = uniqueIds();
  const positions = items.map((item, index) => {
    const n = index + 1;
    if (Math.abs(item.price) > MAX_AMOUNT)
      throw problem('invalid_order', {
        detail: `position ${n}: the price is above PAYONE's limit.`,
      });
    if (item.quantity < 1 || item.quantity > MAX_QUANTITY)
      throw problem('invalid_order', {
        detail: `position ${n}: the quantity must be 1 to ${MAX_QUANTITY}.`,
      });
    const id = ids(item.id, n);
    return {
      it: item.type,
      id,
      pr: String(item.price),
      no: String(item.quantity),
      de: cut(oneLine(item.description), 255) || id,
      va: taxParameter(item.taxRate, n),
    };
  });
  const list = (name: keyof (typeof positions)[number]) => positions.map((one) => one[name]);
  return {
    it: list('it'),
    id: list('id'),
    pr: list('pr'),
    no: list('no'),
    de: list('de'),
    va: list('va'),
  };
}

/**
 * PAYONE reads `va` up to 99 as percent and above as basis points. Basis points are sent; a rate between
 * 0 and 1 % cannot be said, since 50 basis points would be read as 50 %.
 */
function taxParameter(taxRate: number, n: number): string {
  if (taxRate !== 0 && (taxRate < 100 || taxRate > 9999))
    throw problem('invalid_order', {
      detail: `position ${n}: PAYONE cannot express this tax rate.`,
    });
  return String(taxRate);
}

/** Permitted: letters, digits, blank and `()[]{}+-_#/:`. Two positions never share an id. */
function uniqueIds(): (reference: string, n: number) => string {
  const used = new Set<string>();
  // Where the search for a free number goes on, so that a cart of copies is not searched from the start.
  const copies = new Map<string, number>();
  return (reference, n) => {
    const clean = oneLine(reference)
      .replaceAll(',', '')
      .replace(/[^0-9A-Za-z()[\]{} +\-_#/:]/g, '-');
    const base = clean.slice(0, ID_LENGTH).trim() || String(n);
    let id = base;
    let copy = copies.get(base) ?? 2;
    for (; used.has(id); copy += 1) {
      const suffix = `-${copy}`;
      id = base.slice(0, ID_LENGTH - suffix.length) + suffix;
    }
    copies.set(base, copy);
    used.add(id);
    return id;
  };
}
