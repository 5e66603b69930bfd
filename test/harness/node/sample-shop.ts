/** What the samples leave to the shop: names that stand in them and are not explained there. */
import { randomUUID } from 'node:crypto';
import { identity } from '../../server/gateways/cybersource/certificate.js';
import type { Order } from '../../../src/server/index.js';

export * from '../../../src/server/gateways/index.js';

export const { privateKey, certificate } = identity('samples');
export const username = 'K123456_abcd';
export const password = 'secret';
export const mid = '12345';
export const portalid = '1234567';
export const aid = '12345';
export const key = 'portal-key';
export const merchantId = 'teapot_house';
export const clientId = 'client';
export const clientSecret = 'secret';
export const keys = [randomUUID() + randomUUID()];
export const identify = (): string => 'cart-1';
export const cartIdOf = (request: Request): string => request.url && 'cart-1';

export const orderFromCart = (reference: string, locale: string): Order => ({
  reference,
  country: 'DE',
  currency: 'EUR',
  locale,
  amount: 4900,
  taxAmount: 782,
  lines: [
    {
      type: 'physical',
      name: 'Teapot',
      quantity: 1,
      unitPrice: 4900,
      taxRate: 1900,
      total: 4900,
      taxAmount: 782,
    },
  ],
  urls: { confirmation: '/thanks', back: '/checkout' },
});
export const resolveOrder = (): Order => orderFromCart('order-1', 'de-DE');
export const onPlaced = (): void => undefined;
export const pool = { query: () => Promise.reject(new Error('The samples have no database')) };
export const saveOrder = (reference: string, placed: unknown): void => {
  console.log(reference, placed);
};
/** As of Express. */
export const app = {
  use(path: string, listener: (...given: never[]) => void): void {
    if (typeof listener !== 'function') throw new TypeError(path);
  },
};
/** The cart in Klarna's own spelling. */
export const cartOf = (): object => ({
  purchase_country: 'DE',
  purchase_currency: 'EUR',
  locale: 'de-DE',
  order_amount: 4900,
  order_lines: [],
});
