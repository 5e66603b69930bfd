/** Writes Klarna's request bodies from the shop's order. No name, address or date of birth is in them. */
import { cut } from '../cut.js';
import type { GatewayContext, Order, OrderLine } from '../gateway.js';
import { klarnaLocale } from '../locale.js';
import type { Capture, Refund, Shipment } from '../orders.js';
import { problem } from '../../problems.js';
import type { Intent } from './options.js';

type Urls = GatewayContext['urls'];

/** Longest name and reference of a line: longer ones are shortened, since no purchase depends on them. */
const LONGEST_TEXT = 255;

/** Klarna takes no longer address in `merchant_urls`. */
const LONGEST_URL = 2000;

export function sessionBody(order: Order, intent: Intent, urls: Urls): object {
  return { ...purchase(order, urls), intent };
}

/** The same amounts and lines again: Klarna compares them with what was authorized. */
export function orderBody(order: Order, urls: Urls): object {
  return purchase(order, urls);
}

export function customerTokenBody(order: Order): object {
  const names = order.lines.flatMap((line) => line.subscription?.name ?? []);
  return {
    purchase_country: order.country,
    purchase_currency: order.currency,
    locale: klarnaLocale(order),
    description: cut(names.join(', '), LONGEST_TEXT),
    intended_use: 'SUBSCRIPTION',
  };
}

/** An order that is charged to a customer token, without a shopper who could be sent anywhere. */
export function chargeBody(order: Order, { webhook }: Urls): object {
  return {
    purchase_currency: order.currency,
    order_amount: order.amount,
    order_tax_amount: order.taxAmount,
    order_lines: order.lines.map(orderLine),
    merchant_reference1: order.reference,
    merchant_urls: { notification: webhook, push: pushUrl(webhook) },
  };
}

/** Klarna fills the id in: this brings an order home whose answer was lost. */
function pushUrl(webhook: string): string {
  const url = `${webhook}?order_id={order.id}`;
  if (url.length > LONGEST_URL) {
    throw problem('misconfigured', {
      detail: `The address of Klarna's notifications has ${url.length} characters, of which Klarna takes ${LONGEST_URL}: shorten the endpoint's URL, order.reference or what identify gives`,
    });
  }
  return url;
}

export function captureBody(capture: Capture): object {
  const { amount, shipments, shippingDelay } = capture;
  return {
    captured_amount: amount,
    ...booking(capture),
    ...(shipments && { shipping_info: shipments.map(shippingInfo) }),
    ...(shippingDelay !== undefined && { shipping_delay: shippingDelay }),
  };
}

export function refundBody(refund: Refund): object {
  return { refunded_amount: refund.amount, ...booking(refund) };
}

function booking({ reference, description, lines }: Refund): object {
  return {
    reference,
    ...(description !== undefined && { description: cut(description, LONGEST_TEXT) }),
    ...(lines && { order_lines: lines.map(orderLine) }),
  };
}

function shippingInfo(shipment: Shipment): object {
  return {
    shipping_company: shipment.company,
    shipping_method: shipment.method,
    tracking_number: shipment.trackingNumber,
    tracking_uri: shipment.trackingUri,
    return_shipping_company: shipment.returnCompany,
    return_tracking_uri: shipment.returnTrackingUri,
  };
}

function purchase(order: Order, urls: Urls): object {
  const { webhook } = urls;
  return {
    purchase_country: order.country,
    purchase_currency: order.currency,
    locale: klarnaLocale(order),
    order_amount: order.amount,
    order_tax_amount: order.taxAmount,
    order_lines: order.lines.map(orderLine),
    merchant_reference1: order.reference,
    merchant_urls: {
      confirmation: absolute(order.urls.confirmation, urls),
      notification: webhook,
      authorization: webhook,
      push: pushUrl(webhook),
    },
    // Only ever sent for companies: for anyone else Klarna's default is right.
    ...(order.customerType === 'organization' && { customer: { type: order.customerType } }),
  };
}

/** A path of the shop's own as a whole address. Klarna's placeholders keep their braces. */
function absolute(confirmation: string, { webhook }: Urls): string {
  if (URL.canParse(confirmation)) return confirmation;
  return new URL(confirmation, new URL('/', webhook)).href.replace(
    /%7B(session|order)\.id%7D/gi,
    '{$1.id}',
  );
}

function orderLine(line: OrderLine): object {
  const { subscription } = line;
  return {
    type: line.type,
    ...(line.reference !== undefined && { reference: cut(line.reference, LONGEST_TEXT) }),
    name: cut(line.name, LONGEST_TEXT),
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
        name: cut(subscription.name, LONGEST_TEXT),
        interval: subscription.interval,
        interval_count: subscription.intervalCount,
      },
    }),
  };
}

/** Leaves out a picture whose address Klarna would refuse, since it would refuse the purchase with it. */
const optionalUrl = (name: 'image_url' | 'product_url', url: string | undefined): object =>
  url !== undefined && url.length <= 1024 && URL.canParse(url) ? { [name]: url } : {};
