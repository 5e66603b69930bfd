/** Writes a `requestMessage`. The schema is made of sequences, so that the order of elements matters. */
import { createHash } from 'node:crypto';
import type { CyberSourceSettings } from './config.js';
import type { Cart, Item } from './items.js';
import { toDecimal } from '../../order/money.js';
import { element, type Namespace, type XmlElement } from './xml.js';

/** Start of every version's namespace; replies may come in another one. */
export const NAMESPACE = 'urn:schemas-cybersource-com:transaction-data-';
const data: Namespace = { prefix: '', uri: `${NAMESPACE}1.224` };

/** Element names and texts in the schema's order; `undefined` and empty texts are not written. */
export type Fields = Readonly<Record<string, string | undefined>>;

export type ServiceName =
  | 'apCheckStatusService'
  | 'apAuthService'
  | 'apAuthReversalService'
  | 'apCaptureService'
  | 'apRefundService'
  | 'apSessionsService';

export interface RequestMessage {
  /** The shop's number; CyberSource finds repeats by it. */
  readonly merchantReferenceCode: string;
  readonly billTo?: Fields;
  readonly shipTo?: Fields;
  readonly cart?: { readonly currency: string } & (Cart | Pick<Cart, 'grandTotalAmount'>);
  /** Tells CyberSource that Klarna's widget stands in the shop's own page. No personal data goes here. */
  readonly inline?: boolean;
  readonly service: ServiceName;
  readonly fields: Fields;
  /** Makes CyberSource refuse a repeat for 60 days. At most 30 characters. */
  readonly merchantTransactionIdentifier?: string;
}

export function requestMessage(settings: CyberSourceSettings, message: RequestMessage): XmlElement {
  const { merchantReferenceCode, billTo, shipTo, cart, service, fields } = message;
  return element(data, 'requestMessage', [
    ...texts({
      merchantID: settings.merchantId,
      merchantReferenceCode,
      clientLibrary: 'klarna-checkout-element',
    }),
    ...group('billTo', billTo),
    ...group('shipTo', shipTo),
    ...(cart && 'items' in cart ? cart.items : []).map((item, index) =>
      itemElement(item, index, cart?.currency ?? ''),
    ),
    ...(cart ? group('purchaseTotals', totals(cart)) : []),
    ...(message.inline ? [element(data, 'merchantDefinedData', texts({ field5: 'inline' }))] : []),
    ...texts({ apPaymentType: 'KLI' }),
    element(data, service, texts(fields), { run: 'true' }),
    ...texts({ merchantTransactionIdentifier: message.merchantTransactionIdentifier }),
  ]);
}

function itemElement(item: Item, index: number, currency: string): XmlElement {
  const fields = {
    unitPrice: toDecimal(item.unitPrice, currency),
    quantity: String(item.quantity),
    productCode: item.productCode,
    productName: item.productName,
    productSKU: item.productSKU,
    taxAmount: item.taxAmount ? toDecimal(item.taxAmount, currency) : undefined,
    totalAmount: toDecimal(item.totalAmount, currency),
  };
  return element(data, 'item', texts(fields), { id: String(index) });
}

function totals(cart: NonNullable<RequestMessage['cart']>): Fields {
  const { currency, grandTotalAmount } = cart;
  const { discountAmount = 0, taxAmount = 0 } = 'items' in cart ? cart : {};
  return {
    currency,
    discountAmount: discountAmount ? toDecimal(discountAmount, currency) : undefined,
    taxAmount: taxAmount ? toDecimal(taxAmount, currency) : undefined,
    grandTotalAmount: toDecimal(grandTotalAmount, currency),
  };
}

/** 30 characters that stay the same for every try of one attempt or booking, on any machine. */
export function transactionIdentifier(key: string): string {
  return createHash('sha256').update(key, 'utf8').digest('hex').slice(0, 30);
}

function group(name: string, fields: Fields = {}): XmlElement[] {
  const children = texts(fields);
  return children.length ? [element(data, name, children)] : [];
}

/** A large cart has thousands of these: they are written without a list in between. */
function texts(fields: Fields): XmlElement[] {
  const elements: XmlElement[] = [];
  for (const name in fields) {
    const text = fields[name];
    if (text) elements.push({ name, namespace: data, children: [text] });
  }
  return elements;
}
