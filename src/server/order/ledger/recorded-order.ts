/** The part of an order that the ledger keeps. */
import type { Order, OrderLine } from '../../gateways/gateway.js';
import type { RecordedOrder } from './record.js';

/** Member by member, so that nothing else of the shop's objects gets into the ledger. */
export function recordedOrder(order: Order): RecordedOrder {
  const { reference, country, currency, locale, amount, taxAmount, lines, urls } = order;
  return {
    reference,
    country,
    currency,
    locale,
    amount,
    taxAmount,
    lines: lines.map(recordedLine),
    ...(order.customerType !== undefined && { customerType: order.customerType }),
    ...(order.category !== undefined && { category: order.category }),
    urls: { confirmation: urls.confirmation, back: urls.back },
  };
}

function recordedLine(line: OrderLine): OrderLine {
  const { type, quantity, unitPrice, taxRate, total, taxAmount, subscription } = line;
  return {
    type,
    ...(line.reference !== undefined && { reference: storable(line.reference) }),
    name: storable(line.name),
    quantity,
    unitPrice,
    taxRate,
    total,
    taxAmount,
    ...(line.discount !== undefined && { discount: line.discount }),
    ...(line.imageUrl !== undefined && { imageUrl: line.imageUrl }),
    ...(line.productUrl !== undefined && { productUrl: line.productUrl }),
    ...(subscription && {
      subscription: {
        name: storable(subscription.name),
        interval: subscription.interval,
        intervalCount: subscription.intervalCount,
      },
    }),
  };
}

/** PostgreSQL's `jsonb` takes neither NUL nor half a surrogate pair. */
const storable = (text: string): string => text.replaceAll('\0', '').replace(/\p{Surrogate}/gu, '');
