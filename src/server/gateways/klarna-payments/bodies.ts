/** Writes Klarna's request bodies from the shop's order. No name, address or date of birth is in them. */
import type { Order, OrderLine } from '../gateway.js';
import type { Intent } from './options.js';

interface Urls {
  readonly confirmation: string;
  /** Where Klarna tells about authorizations and decided risks. */
  readonly webhook: string;
}

export function sessionBody(order: Order, intent: Intent, webhook: string): object {
  return { ...purchase(order, { confirmation: order.urls.confirmation, webhook }), intent };
}

/** The same amounts and lines again: Klarna compares them with what was authorized. */
export function orderBody(order: Order, webhook: string): object {
  return purchase(order, { confirmation: order.urls.confirmation, webhook });
}

export function customerTokenBody(order: Order): object {
  const names = order.lines.flatMap((line) => line.subscription?.name ?? []);
  return {
    purchase_country: order.country,
    purchase_currency: order.currency,
    locale: order.locale,
    description: names.join(', ').slice(0, 255),
    intended_use: 'SUBSCRIPTION',
  };
}

function purchase(order: Order, { confirmation, webhook }: Urls): object {
  return {
    purchase_country: order.country,
    purchase_currency: order.currency,
    locale: order.locale,
    order_amount: order.amount,
    order_tax_amount: order.taxAmount,
    order_lines: order.lines.map(orderLine),
    merchant_reference1: order.reference,
    merchant_urls: { confirmation, notification: webhook, authorization: webhook },
    // Only ever sent for companies: for anyone else Klarna's default is right.
    ...(order.customerType === 'organization' && { customer: { type: order.customerType } }),
  };
}

function orderLine(line: OrderLine): object {
  const { subscription } = line;
  return {
    type: line.type,
    ...(line.reference !== undefined && { reference: line.reference }),
    name: line.name,
    quantity: line.quantity,
    unit_price: line.unitPrice,
    tax_rate: line.taxRate,
    total_amount: line.total,
    total_tax_amount: line.taxAmount,
    ...(line.discount !== undefined && { total_discount_amount: line.discount }),
    ...optionalUrl('image_url', line.imageUrl),
    ...optionalUrl('product_url', line.productUrl),
    ...(subscription && {
      subscription: {
        name: subscription.name,
        interval: subscription.interval,
        interval_count: subscription.intervalCount,
      },
    }),
  };
}

/** A picture is worth no refused purchase: an address that Klarna would not take is left out. */
const optionalUrl = (name: 'image_url' | 'product_url', url: string | undefined): object =>
  url !== undefined && url.length <= 1024 && URL.canParse(url) ? { [name]: url } : {};
