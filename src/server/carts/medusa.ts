/** Medusa v2: the cart of the Store API (`GET /store/carts/:id`). */
import type { CartAmounts, CartGiftCard, CartLine } from './cart.js';
import { type Decimal, percentOf, plus, sum, times, toText } from './decimal.js';
import { listAt, numberAt } from './translate.js';

interface TaxLine {
  /** In percent. */
  readonly rate: number;
}

/** A promotion's share of a line. */
interface Adjustment {
  readonly amount: number;
  /** Whether `amount` includes tax. */
  readonly is_tax_inclusive?: boolean;
}

interface Priced {
  /** Whether the price includes tax; discounts say it for themselves. */
  readonly is_tax_inclusive: boolean;
  readonly tax_lines?: readonly TaxLine[] | null;
  readonly adjustments?: readonly Adjustment[] | null;
}

/** Of the Store API's cart, with its default fields, what an order is made from. Amounts are decimals. */
export interface MedusaCart {
  /** `eur`. */
  readonly currency_code: string;
  readonly total: number;
  readonly items: readonly (Priced & {
    readonly title: string;
    readonly variant_title?: string | null;
    readonly variant_sku?: string | null;
    readonly quantity: number;
    readonly unit_price: number;
    readonly requires_shipping?: boolean;
    readonly thumbnail?: string | null;
  })[];
  readonly shipping_methods?: readonly (Priced & {
    readonly name?: string;
    readonly amount: number;
  })[];
  /** Gift cards and store credit. */
  readonly credit_lines?: readonly {
    readonly amount: number;
    readonly reference?: string | null;
    readonly reference_id?: string | null;
  }[];
}

/** A cart of Medusa as `orderFrom` reads it. */
export function fromMedusa(cart: MedusaCart): CartAmounts & { readonly currency: string } {
  const lines = listAt(cart.items, 'items').map((item, index): CartLine => {
    const path = `items[${index}]`;
    const { price, discount, percent } = withTax(item, item.unit_price, path, 'unit_price');
    return {
      name: variantName(item.title, item.variant_title),
      ...(item.variant_sku && { reference: item.variant_sku }),
      type: item.requires_shipping === false ? 'digital' : 'physical',
      quantity: item.quantity,
      unitPrice: toText(price),
      discount: toText(discount),
      taxPercent: toText(percent),
      ...(item.thumbnail && { imageUrl: item.thumbnail }),
    };
  });
  const shipping = (cart.shipping_methods ?? []).map((method, index) => {
    const path = `shipping_methods[${index}]`;
    const { price, discount, percent } = withTax(method, method.amount, path, 'amount');
    return {
      ...(method.name && { name: method.name }),
      amount: toText(plus(price, times(discount, MINUS_ONE))),
      taxPercent: toText(percent),
    };
  });
  return {
    currency: cart.currency_code.toUpperCase(),
    amounts: 'decimal',
    prices: 'gross',
    lines,
    shipping,
    giftCards: (cart.credit_lines ?? []).map(credit),
    total: cart.total,
  };
}

const MINUS_ONE: Decimal = { digits: -1n, scale: 0 };

/** Prices and discounts with their tax, unrounded as Medusa keeps them. */
function withTax(
  { is_tax_inclusive, tax_lines, adjustments }: Priced,
  amount: number,
  path: string,
  key: string,
): { readonly price: Decimal; readonly discount: Decimal; readonly percent: Decimal } {
  const percent = sum((tax_lines ?? []).map(({ rate }) => numberAt(rate, `${path}.tax_lines`)));
  const gross = (value: Decimal, inclusive: boolean | undefined): Decimal =>
    inclusive ? value : plus(value, percentOf(value, percent));
  const discounts = (adjustments ?? []).map((adjustment) =>
    gross(numberAt(adjustment.amount, `${path}.adjustments`), adjustment.is_tax_inclusive),
  );
  return {
    price: gross(numberAt(amount, `${path}.${key}`), is_tax_inclusive),
    discount: sum(discounts),
    percent,
  };
}

const variantName = (title: string, variant: string | null | undefined): string =>
  variant && variant !== 'Default variant' ? `${title} (${variant})` : title;

function credit({
  amount,
  reference,
  reference_id,
}: NonNullable<MedusaCart['credit_lines']>[number]): CartGiftCard {
  return {
    type: /gift/i.test(reference ?? '') ? 'gift_card' : 'store_credit',
    amount,
    ...(reference_id && { reference: reference_id }),
  };
}
