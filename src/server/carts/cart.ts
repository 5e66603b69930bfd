/** The input of `orderFrom`: a shop's cart with its own kind of prices. */
import type { CustomerType } from '../../endpoint/contract.js';
import type { Order, OrderLine } from '../gateways/gateway.js';

/**
 * An amount, a quantity or a percentage: `'19.99'`, `19.99`, `1999n`. Numbers are read by the decimals that
 * JavaScript prints for them, so `11.616999999999999` is 11.617; no sum is ever made in binary fractions.
 */
export type Numeric = string | number | bigint;

/** How much tax is in or on a price: as a rate, as an amount, or both. */
export interface Taxed {
  /** In percent: `19`, `'8.1'`. Zero for what carries no tax. */
  readonly taxPercent?: Numeric;
  /** The tax of everything that is charged here, after discounts. */
  readonly tax?: Numeric;
}

/** One row of the cart. At least one of `unitPrice` and `total` is given. */
export interface CartLine extends Taxed {
  readonly name: string;
  /** Article number. */
  readonly reference?: string;
  /** Default `physical`. */
  readonly type?: 'physical' | 'digital';
  /** May be a fraction (`2.5`): the line is then sent as one piece with the measure in its name. */
  readonly quantity: Numeric;
  /** What the quantity counts (`m`, `kg`); only for the name of a line that is sent as one piece. */
  readonly unit?: string;
  /** Price of one piece, before discount. */
  readonly unitPrice?: Numeric;
  /** Price of the whole row, after discount. Where it differs from price and quantity by rounding, it is used. */
  readonly total?: Numeric;
  /** Discount on the whole row: an amount, or a share of it. */
  readonly discount?: Numeric | { readonly percent: Numeric };
  readonly imageUrl?: string;
  readonly productUrl?: string;
  /** Only for recurring payments. */
  readonly subscription?: NonNullable<OrderLine['subscription']>;
}

/** Shipping or a fee: what is charged, after its own discount. */
export interface CartCharge extends Taxed {
  /** Default `Shipping` or `Fee`. */
  readonly name?: string;
  readonly reference?: string;
  readonly amount: Numeric;
}

/**
 * A discount for the whole cart. Without tax of its own it is spread over the lines (not over shipping and
 * fees), one discount line for each tax rate, so that the tax of each rate falls with it.
 */
export type CartDiscount = Taxed & {
  /** Default `Discount`. */
  readonly name?: string;
  readonly reference?: string;
} & (
    | { readonly amount: Numeric; readonly percent?: never }
    /** Of what the lines cost after the discounts before this one. */
    | { readonly percent: Numeric; readonly amount?: never }
  );

/** Money that was paid before: it lowers what is to pay and changes no tax. */
export interface CartGiftCard {
  /** Default `Gift card` or `Store credit`. */
  readonly name?: string;
  readonly reference?: string;
  /** What is taken off this order, positive; not what is left on the card. */
  readonly amount: Numeric;
  /** Default `gift_card`. */
  readonly type?: 'gift_card' | 'store_credit';
}

/** The amounts of a cart; the translations for shop systems return them. */
export interface CartAmounts {
  /** `decimal`: 19.99 are 19.99 EUR. `minor`: 1999 are 19.99 EUR. */
  readonly amounts: 'decimal' | 'minor';
  /** Whether prices, discounts, shipping and fees include their tax. */
  readonly prices: 'gross' | 'net';
  readonly lines: readonly CartLine[];
  readonly shipping?: readonly CartCharge[];
  readonly fees?: readonly CartCharge[];
  readonly discounts?: readonly CartDiscount[];
  readonly giftCards?: readonly CartGiftCard[];
  /** United States only: the tax of the whole cart, where the lines do not tell it. */
  readonly salesTax?: Numeric;
  /**
   * The amount to pay by the shop's cart. A difference of at most one minor unit for each line becomes a line
   * `Rounding`; a larger one is refused.
   */
  readonly total?: Numeric;
}

/** A cart and the order that it becomes. */
export interface Cart extends CartAmounts, Pick<Order, 'reference' | 'locale' | 'urls'> {
  /** ISO 3166-1 alpha-2, of the billing address. */
  readonly country: string;
  /** ISO 4217. */
  readonly currency: string;
  readonly customerType?: CustomerType;
}
