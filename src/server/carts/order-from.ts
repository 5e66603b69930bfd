/** Makes an order that Klarna accepts from a shop's cart. */
import type { Order, OrderLine } from '../gateways/gateway.js';
import { checkMarket, checkOrder } from '../order/validate-order.js';
import type { Cart, CartCharge, CartGiftCard } from './cart.js';
import { type Conversion, type Converted, convertCharge, convertLine } from './charge.js';
import { absolute, round, sum } from './decimal.js';
import { convertDiscounts } from './discounts.js';
import { AmountReader, found, member, type Place, refusal } from './read.js';
import { shortened } from './text.js';

/**
 * Returns the order of a cart: its sums, discounts and taxes are consistent in whole minor units, and its total is
 * that of the shop's cart.
 *
 * In the United States the lines are sent without tax, and a line `Tax` carries all of it.
 *
 * @throws GatewayProblem `invalid_order` or `locale_mismatch` that names the member of the cart, what was
 * found and what was expected.
 */
export function orderFrom(cart: Cart): Order {
  const reader = new AmountReader(checkForm(cart));
  const taxedApart = cart.country === 'US';
  const conversion: Conversion = {
    reader,
    prices: cart.prices,
    taxedApart,
    taxKnown: cart.salesTax !== undefined,
    market: cart,
  };
  const goods = cart.lines.map((line, index) =>
    convertLine(line, { path: `lines[${index}]`, name: line.name }, conversion),
  );
  const charges = (list: readonly CartCharge[] = [], member: string, ...as: ChargeKind) =>
    list.map((charge, index) =>
      convertCharge(
        charge,
        ...as,
        1,
        { path: `${member}[${index}]`, name: charge.name },
        conversion,
      ),
    );
  const converted = [
    ...goods,
    ...charges(cart.shipping, 'shipping', 'shipping_fee', 'Shipping'),
    ...charges(cart.fees, 'fees', 'surcharge', 'Fee'),
    ...convertDiscounts(cart.discounts ?? [], goods, conversion),
  ];
  const lines = converted.map(({ line }) => line);
  lines.push(...salesTaxLine(cart, converted, conversion));
  lines.push(...(cart.giftCards ?? []).flatMap((card, index) => giftCard(card, index, reader)));
  lines.push(...roundingLine(cart, lines, reader));
  return checked(cart, lines);
}

type ChargeKind = [type: 'shipping_fee' | 'surcharge', name: string];

/** What decides the meaning of every number. */
function checkForm(cart: Cart): Cart {
  checkMarket(cart);
  const one = (key: 'amounts' | 'prices', ...choices: readonly string[]): void => {
    if (choices.includes(cart[key])) return;
    throw refusal({ path: key }, `is ${found(cart[key])}, expected ${choices.join(' or ')}`);
  };
  one('amounts', 'decimal', 'minor');
  one('prices', 'gross', 'net');
  if (cart.salesTax !== undefined && cart.country !== 'US') {
    throw refusal(
      { path: 'salesTax' },
      `is for the United States, found country ${cart.country}: expected the tax on the lines`,
    );
  }
  return cart;
}

function salesTaxLine(
  { salesTax }: Cart,
  converted: readonly Converted[],
  { reader, taxedApart }: Conversion,
): readonly OrderLine[] {
  if (!taxedApart) return [];
  const tax = round(
    salesTax === undefined
      ? sum(converted.map((row) => row.salesTax))
      : reader.charge(salesTax, { path: 'salesTax' }),
  );
  return tax > 0n ? [untaxedLine('sales_tax', 'Tax', tax)] : [];
}

function giftCard(card: CartGiftCard, index: number, reader: AmountReader): readonly OrderLine[] {
  const place: Place = { path: `giftCards[${index}]`, name: card.name };
  const amount = round(reader.charge(card.amount, member(place, 'amount')));
  if (amount === 0n) return [];
  const { type = 'gift_card', reference } = card;
  const name = shortened(card.name || (type === 'gift_card' ? 'Gift card' : 'Store credit'));
  const line = untaxedLine(type, name, -amount);
  return [reference ? { ...line, reference: reference.slice(0, 255) } : line];
}

/** Adds a line for the difference between the sum of rounded lines and the rounded total. */
function roundingLine(
  { total }: Cart,
  lines: readonly OrderLine[],
  reader: AmountReader,
): readonly OrderLine[] {
  if (total === undefined) return [];
  const place: Place = { path: 'total' };
  const said = round(reader.charge(total, place));
  const expected = lines.reduce((all, line) => all + BigInt(line.total), 0n);
  const rest = said - expected;
  if (rest === 0n) return [];
  if (absolute(rest) > BigInt(lines.length)) {
    throw refusal(
      place,
      `is ${reader.text(said)}, expected ${reader.text(expected)}, the sum of: ${listed(lines, reader)}`,
    );
  }
  return [untaxedLine(rest > 0n ? 'surcharge' : 'discount', 'Rounding', rest)];
}

/** The first lines of an order and what they cost, for a developer who looks for the one that is wrong. */
function listed(lines: readonly OrderLine[], reader: AmountReader): string {
  const parts = lines
    .slice(0, 12)
    .map(({ name, total }) => `${name.slice(0, 40)} ${reader.text(BigInt(total))}`);
  return (
    parts.join(', ') +
    (lines.length > parts.length ? ` and ${lines.length - parts.length} more` : '')
  );
}

const untaxedLine = (type: OrderLine['type'], name: string, amount: bigint): OrderLine => ({
  type,
  name,
  quantity: 1,
  unitPrice: Number(amount),
  taxRate: 0,
  total: Number(amount),
  taxAmount: 0,
});

function checked(cart: Cart, lines: readonly OrderLine[]): Order {
  const order: Order = {
    reference: cart.reference,
    country: cart.country,
    currency: cart.currency,
    locale: cart.locale,
    amount: lines.reduce((all, line) => all + line.total, 0),
    taxAmount: lines.reduce(
      (all, line) => all + (line.type === 'sales_tax' ? line.total : line.taxAmount),
      0,
    ),
    lines,
    ...(cart.customerType && { customerType: cart.customerType }),
    urls: cart.urls,
  };
  checkOrder(order);
  return order;
}
