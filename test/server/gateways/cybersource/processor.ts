/** CyberSource's transaction processor as its documents describe it, on this machine. */
import { after } from 'node:test';
import type { CyberSourceConfig } from '../../../../src/server/gateways/cybersource/config.js';
import { cyberSource } from '../../../../src/server/gateways/cybersource/index.js';
import type { ReadElement } from '../../../../src/server/gateways/cybersource/read-xml.js';
import { readXml } from '../../../../src/server/gateways/cybersource/read-xml.js';
import type { Behaviour, Loopback, Received } from '../loopback.js';
import { loopback, SILENT } from '../loopback.js';
import { line, order } from '../shop.js';
import { identity } from './certificate.js';

export const merchant = identity('test_merchant');

export const options = {
  merchantId: 'test_merchant',
  environment: 'test',
  privateKey: merchant.privateKey,
  certificate: merchant.certificate,
} as const satisfies CyberSourceConfig;

export const SESSION_ID = '4848446567036715804007';
export const AUTH_ID = '7069584430546105903955';
const NAMESPACE = 'urn:schemas-cybersource-com:transaction-data-1.224';

/** What a reply is made of; the shop's reference is filled in from the request. */
export interface Reply {
  readonly requestID?: string;
  readonly decision?: string;
  readonly reasonCode?: string;
  readonly missing?: readonly string[];
  readonly invalid?: readonly string[];
  /** XML with the prefix `c:`. */
  readonly service?: string;
  readonly reference?: string;
}

export function envelope(reply: Reply, reference: string): string {
  const fields = (name: string, list: readonly string[] = []) =>
    list.map((path) => `<c:${name}>${path}</c:${name}>`).join('');
  return `<?xml version="1.0" encoding="utf-8"?>
<soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/">
<soap:Header><wsse:Security xmlns:wsse="urn:any"/></soap:Header>
<soap:Body><c:replyMessage xmlns:c="${NAMESPACE}"><c:merchantReferenceCode>${reply.reference ?? reference}</c:merchantReferenceCode><c:requestID>${reply.requestID ?? SESSION_ID}</c:requestID><c:decision>${reply.decision ?? 'ACCEPT'}</c:decision><c:reasonCode>${reply.reasonCode ?? '100'}</c:reasonCode>${fields('missingField', reply.missing)}${fields('invalidField', reply.invalid)}<c:requestToken>Ahj/7wSTA</c:requestToken>${reply.service ?? ''}</c:replyMessage></soap:Body></soap:Envelope>`;
}

export const CREATED: Reply = {
  service:
    '<c:apSessionsReply><c:reasonCode>100</c:reasonCode><c:responseCode>00000</c:responseCode><c:merchantURL>https://pay.playground.klarna.com/x</c:merchantURL><c:processorToken>eyJh.bGci.OiJS</c:processorToken><c:status>INITIATED</c:status></c:apSessionsReply>',
};

export const UPDATED: Reply = {
  requestID: '1111111111111111111111',
  service:
    '<c:apSessionsReply><c:reasonCode>100</c:reasonCode><c:responseCode>00000</c:responseCode></c:apSessionsReply>',
};

export function authorized(members: string, changes: Reply = {}): Reply {
  return {
    requestID: AUTH_ID,
    service: `<c:apAuthReply><c:reasonCode>100</c:reasonCode>${members}</c:apAuthReply>`,
    ...changes,
  };
}

export const AUTHORIZED = authorized(
  '<c:paymentStatus>authorized</c:paymentStatus><c:responseCode>00003</c:responseCode><c:processorTransactionID>KLARNA-1</c:processorTransactionID>',
);

export function status(text: string): Reply {
  return {
    service: `<c:apCheckStatusReply><c:reasonCode>100</c:reasonCode><c:paymentStatus>${text}</c:paymentStatus></c:apCheckStatusReply>`,
  };
}

export interface Processor extends Loopback {
  readonly gateway: ReturnType<typeof cyberSource>;
  /** The `requestMessage` of the last request. */
  sent(): ReadElement;
  /** The text of an element of the last request, by its path below `requestMessage`. */
  text(path: string): string | undefined;
}

export async function processor(
  answers: readonly (Reply | Behaviour)[],
  changes: Partial<CyberSourceConfig> = {},
): Promise<Processor> {
  const server = await loopback((request, index) => {
    const answer = answers[Math.min(index, answers.length - 1)] ?? SILENT;
    if ('body' in answer || 'fault' in answer) return answer;
    const reference = textAt(messageOf(request), 'merchantReferenceCode') ?? '';
    return { headers: { 'Content-Type': 'text/xml' }, body: envelope(answer, reference) };
  });
  const sent = () => messageOf(server.received.at(-1)!);
  return {
    ...server,
    gateway: cyberSource({ ...options, url: server.url, ...changes }),
    sent,
    text: (path) => textAt(sent(), path),
  };
}

function messageOf({ body }: Received): ReadElement {
  const soapBody = readXml(body).children.find(({ name }) => name === 'Body');
  return soapBody!.children[0]!;
}

function textAt(element: ReadElement, path: string): string | undefined {
  let current: ReadElement | undefined = element;
  for (const step of path.split('/')) {
    const [name, index = '0'] = step.split('#');
    current = current?.children.filter((child) => child.name === name)[Number(index)];
  }
  return current?.text;
}

export const names = (element: ReadElement) => element.children.map(({ name }) => name);

/** Starts processors for the tests of one file, and closes them all after it. */
export function processors(): typeof processor {
  const open: Processor[] = [];
  after(() => Promise.all(open.map((server) => server.close())));
  return async (answers, changes) => {
    const server = await processor(answers, changes);
    open.push(server);
    return server;
  };
}

/** The purchase of CyberSource's own example. */
export const anna = {
  given_name: 'Anna',
  family_name: 'Schmidt',
  street_address: 'Leopoldstrasse 4',
  street_address2: 'Apt 2',
  city: 'Lichtenberg',
  region: 'Berlin',
  postal_code: '10318',
  country: 'DE',
  phone: '5551234567',
  email: 'test@cybs.com',
};
export const cart = order(
  [
    line({
      reference: 'green',
      name: 'Green Widget',
      unitPrice: 2099,
      taxRate: 500,
      taxAmount: 100,
    }),
    line({
      reference: 'blue',
      name: 'Blue Widget',
      unitPrice: 1100,
      quantity: 2,
      taxRate: 1000,
      taxAmount: 200,
    }),
    line({ type: 'shipping_fee', reference: 'dhl', name: 'DHL Paket', unitPrice: 500, taxRate: 0 }),
    line({ type: 'discount', reference: '', name: 'Discount', unitPrice: -300, taxRate: 0 }),
  ],
  {
    reference: 'refnum-1234',
    customer: { date_of_birth: '1982-01-01' },
    billing: anna,
    shipping: anna,
  },
);
export const reference = {
  id: SESSION_ID,
  data: { country: 'DE', currency: 'EUR', expiresAt: '2026-11-23T11:00:00.000Z' },
};
