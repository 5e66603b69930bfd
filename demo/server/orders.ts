/** From cart to order: what the payment gateway is told, and what the shop keeps. */
import type { Order, OrderLine } from '../../src/server/gateways/gateway.js';
import type { Address as KlarnaAddress, OrderStatus } from '../../src/endpoint/contract.js';
import { ADDRESS_FIELDS, type Address, type PaymentMethod } from './address.js';
import { startingCart, totals } from './cart.js';
import { CURRENCY } from './catalogue.js';
import { localeOf } from './money.js';
import { PAGES } from './pages.js';
import { orderNumber, type PlacedShopOrder } from './placed-order.js';
import type { ShopSession } from './sessions.js';
import { TEXTS } from './texts.js';

export function confirmationPath(reference: string): string {
  return `/demo/confirmation/?order=${reference}`;
}

/** The visitor's cart as the gateway wants it. Nothing in it comes from this request's body. */
export function orderOf(session: ShopSession, origin: string): Order {
  const { language, address } = session;
  const sums = totals(session.cart, address.country);
  const goods = sums.lines.map((line): OrderLine => ({
    type: 'physical',
    reference: line.product.id,
    name: line.product.name[language],
    quantity: line.quantity,
    unitPrice: line.product.price,
    taxRate: line.taxRate,
    total: line.total,
    taxAmount: line.tax,
    ...(line.discount > 0 && { discount: line.discount }),
  }));
  const shipping: OrderLine = {
    type: 'shipping_fee',
    reference: 'standard',
    name: TEXTS.shipping[language],
    quantity: 1,
    unitPrice: sums.shipping,
    taxRate: sums.shippingTaxRate,
    total: sums.shipping,
    taxAmount: sums.shippingTax,
  };
  return {
    reference: session.reference,
    country: address.country,
    currency: CURRENCY,
    locale: localeOf(language, address.country),
    amount: sums.total,
    taxAmount: sums.tax,
    lines: [...goods, shipping],
    ...(address.email && { billing: purchaseOf(address).billing_address }),
    urls: {
      confirmation: `${origin}${confirmationPath(session.reference)}`,
      back: `${origin}${PAGES.onePage.path}`,
    },
  };
}

/** The address in Klarna's words, for `authorize`; empty fields are left out. */
export function purchaseOf(address: Address): { readonly billing_address: KlarnaAddress } {
  const filled = ADDRESS_FIELDS.flatMap((name) => {
    const value = address[name];
    return value ? [[name, value] as const] : [];
  });
  return { billing_address: { ...Object.fromEntries(filled), country: address.country } };
}

/** Keeps the order and starts the visitor afresh. */
export function keepOrder(
  session: ShopSession,
  payment: PaymentMethod,
  status: OrderStatus,
): PlacedShopOrder {
  const order: PlacedShopOrder = {
    reference: session.reference,
    placedAt: new Date(),
    address: session.address,
    payment,
    status,
    totals: totals(session.cart, session.address.country),
  };
  session.orders.set(order.reference, order);
  session.cart = startingCart();
  session.klarna = { status: 'none' };
  session.reference = orderNumber();
  return order;
}
