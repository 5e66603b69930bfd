/** Magento 2 and Adobe Commerce: quote totals (`GET /rest/V1/carts/mine/totals`, `/guest-carts/:id/totals`). */
import type { CartAmounts, CartCharge, CartDiscount, CartGiftCard, CartLine } from './cart.js';
import {
  type Decimal,
  isNegative,
  isZero,
  magnitude,
  minus,
  negated,
  plus,
  sum,
  times,
  toText,
  ZERO,
} from './decimal.js';
import { listAt, numberAt } from './translate.js';

/** Of the quote totals what an order is made from. Amounts are decimals in the quote's currency. */
export interface MagentoTotals {
  /** Without tax: what is to pay is in the segment `grand_total`. */
  readonly grand_total: number;
  readonly tax_amount: number;
  readonly quote_currency_code: string;
  readonly shipping_amount?: number | null;
  readonly shipping_discount_amount?: number | null;
  readonly shipping_tax_amount?: number | null;
  readonly shipping_incl_tax?: number | null;
  readonly items: readonly {
    readonly item_id: number;
    readonly name: string;
    readonly qty: number;
    readonly row_total: number;
    /** Before discounts. */
    readonly row_total_incl_tax: number;
    readonly tax_amount: number;
    readonly tax_percent: number;
    readonly discount_amount: number;
  }[];
  readonly total_segments: readonly {
    readonly code: string;
    readonly title?: string;
    readonly value: number | null;
  }[];
}

/** Segments that say in one number what items and shipping say in parts. */
const PARTS_OF_ITEMS = new Set(['subtotal', 'shipping', 'discount', 'tax', 'grand_total']);
const GIFT_CARDS = new Set(['giftcardaccount', 'giftcard']);
const STORE_CREDIT = new Set(['customerbalance', 'reward']);

/**
 * Quote totals of Magento as `orderFrom` reads them. Segments of extensions become fees, and discounts where
 * they are negative.
 */
export function fromMagento(totals: MagentoTotals): CartAmounts & { readonly currency: string } {
  const segments = listAt(totals.total_segments, 'total_segments');
  const rows = listAt(totals.items, 'items').map(readRow);
  const shipping = readShipping(totals);
  const valueOf = ({ code, value }: (typeof segments)[number]): Decimal =>
    numberAt(value ?? 0, `total_segments.${code}`);
  const grand = segments.find(({ code }) => code === 'grand_total');
  const total = grand
    ? valueOf(grand)
    : plus(numberAt(totals.grand_total, 'grand_total'), numberAt(totals.tax_amount, 'tax_amount'));

  const others = segments.filter(
    (segment) => !PARTS_OF_ITEMS.has(segment.code) && !isZero(valueOf(segment)),
  );
  const cards = others.filter(({ code }) => GIFT_CARDS.has(code) || STORE_CREDIT.has(code));
  const extras = others.filter((segment) => !cards.includes(segment));
  const taxElsewhere = minus(
    numberAt(totals.tax_amount, 'tax_amount'),
    sum([...rows, ...shipping].map(({ tax }) => tax)),
  );
  const charged = minus(total, sum(others.map(valueOf)));
  const discountedWithTax = includesTax([...rows, ...shipping], minus(charged, taxElsewhere));
  const priced = (row: Row): Priced => priceOf(row, discountedWithTax);

  const fees = extras.filter((segment) => !isNegative(valueOf(segment)));
  return {
    currency: totals.quote_currency_code,
    amounts: 'decimal',
    prices: 'gross',
    lines: rows.map((row): CartLine => {
      const { total: rowTotal, discount } = priced(row);
      return {
        name: row.name,
        reference: row.reference,
        quantity: row.quantity,
        total: toText(rowTotal),
        discount: toText(discount),
        tax: toText(row.tax),
        ...(row.taxPercent !== undefined && { taxPercent: row.taxPercent }),
      };
    }),
    shipping: shipping.map((row): CartCharge => ({
      amount: toText(priced(row).total),
      tax: toText(row.tax),
    })),
    fees: fees.map((segment, index): CartCharge => {
      // The tax that no item and not shipping has is that of the fee.
      const tax = index === 0 && !isNegative(taxElsewhere) ? taxElsewhere : ZERO;
      return { ...named(segment), amount: toText(plus(valueOf(segment), tax)), tax: toText(tax) };
    }),
    discounts: [
      ...extras
        .filter((segment) => isNegative(valueOf(segment)))
        .map((segment): CartDiscount => ({
          ...named(segment),
          amount: toText(negated(valueOf(segment))),
          taxPercent: 0,
        })),
      ...[...rows, ...shipping].flatMap((row): readonly CartDiscount[] => {
        const { untaxedDiscount } = priced(row);
        return isZero(untaxedDiscount) ? [] : [{ amount: toText(untaxedDiscount), taxPercent: 0 }];
      }),
    ],
    giftCards: cards.map((segment): CartGiftCard => ({
      ...named(segment),
      type: GIFT_CARDS.has(segment.code) ? 'gift_card' : 'store_credit',
      amount: toText(negated(valueOf(segment))),
    })),
    total: toText(total),
  };
}

const named = ({ title }: { readonly title?: string }) => (title ? { name: title } : {});

/** An item or the shipping, before it is known what its discount includes. */
interface Row {
  readonly name: string;
  readonly reference: string;
  readonly quantity: number;
  readonly net: Decimal;
  /** Before discount. */
  readonly gross: Decimal;
  readonly tax: Decimal;
  readonly taxPercent?: number;
  readonly discount: Decimal;
}

function readRow(item: MagentoTotals['items'][number], index: number): Row {
  const at = (key: 'row_total' | 'row_total_incl_tax' | 'tax_amount' | 'discount_amount') =>
    numberAt(item[key], `items[${index}].${key}`);
  return {
    name: item.name,
    reference: String(item.item_id),
    quantity: item.qty,
    net: at('row_total'),
    gross: at('row_total_incl_tax'),
    tax: at('tax_amount'),
    taxPercent: item.tax_percent,
    discount: at('discount_amount'),
  };
}

function readShipping(totals: MagentoTotals): readonly Row[] {
  const { shipping_incl_tax, shipping_amount } = totals;
  if (typeof shipping_incl_tax !== 'number' || typeof shipping_amount !== 'number') return [];
  return [
    {
      name: 'Shipping',
      reference: '',
      quantity: 1,
      net: numberAt(shipping_amount, 'shipping_amount'),
      gross: numberAt(shipping_incl_tax, 'shipping_incl_tax'),
      tax: numberAt(totals.shipping_tax_amount ?? 0, 'shipping_tax_amount'),
      discount: numberAt(totals.shipping_discount_amount ?? 0, 'shipping_discount_amount'),
    },
  ];
}

/**
 * A shop's settings decide whether `discount_amount` includes tax, and the totals do not tell which: the
 * grand total does.
 */
function includesTax(rows: readonly Row[], charged: Decimal): boolean {
  const distance = (withTax: (row: Row) => Decimal): Decimal =>
    magnitude(minus(sum(rows.map((row) => minus(withTax(row), row.discount))), charged));
  const net = (row: Row): Decimal => plus(row.net, row.tax);
  return !isNegative(
    minus(
      distance(net),
      distance((row) => row.gross),
    ),
  );
}

interface Priced {
  readonly total: Decimal;
  readonly discount: Decimal;
  /** Taken off after tax: the tax is still that of the full price. */
  readonly untaxedDiscount: Decimal;
}

function priceOf(row: Row, discountedWithTax: boolean): Priced {
  const paid = minus(discountedWithTax ? row.gross : plus(row.net, row.tax), row.discount);
  if (!isZero(row.discount) && taxesFullPrice(row, paid)) {
    return { total: row.gross, discount: ZERO, untaxedDiscount: minus(row.gross, paid) };
  }
  const discount = minus(row.gross, paid);
  return { total: paid, discount: isNegative(discount) ? ZERO : discount, untaxedDiscount: ZERO };
}

/** Whether the tax was reckoned before the discount: which of the two prices explains it better. */
function taxesFullPrice({ net, tax, gross }: Row, paid: Decimal): boolean {
  if (isZero(tax)) return false;
  const full = minus(gross, net);
  // Both times gross, so that nothing is divided.
  const offFull = magnitude(times(minus(full, tax), gross));
  const offPaid = magnitude(minus(times(paid, full), times(tax, gross)));
  return isNegative(minus(offFull, offPaid));
}
