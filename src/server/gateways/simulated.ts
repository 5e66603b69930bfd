/**
 * A payment system that needs no credentials, no network and no memory: for the demo, for tests, and for
 * trying the whole way on a laptop. It belongs with `klarna-checkout-element/simulator` in the browser, and
 * honours the addresses of Klarna's test people as far as a server sees them.
 */
import type { PaymentMethodCategory } from '../../endpoint/contract.js';
import { base64url } from '../order/digest.js';
import { checkOrder } from '../order/validate-order.js';
import type { Gateway, Order, SessionReference } from './gateway.js';
import { problem } from '../problems.js';
import { klarnaLocale } from './locale.js';
import { refuseOption } from './settings.js';

export interface SimulatedOptions {
  /**
   * Lets it start where `NODE_ENV` is `production`: there nobody would pay for anything. Default `false`; `true` for a
   * demonstration.
   */
  readonly allowInProduction?: boolean;
  /** The shop's name in the simulated widget; default `Demo shop`. */
  readonly merchantName?: string;
  /** The methods that every session offers; default one category, `klarna`. */
  readonly categories?: readonly PaymentMethodCategory[];
}

const BADGE = 'https://x.klarnacdn.net/payment-method/assets/badges/generic/klarna.svg';
const KLARNA: PaymentMethodCategory = {
  identifier: 'klarna',
  name: 'Pay with Klarna',
  asset_urls: { descriptive: BADGE, standard: BADGE },
};

const isProduction = (): boolean =>
  typeof process === 'object' && process.env['NODE_ENV'] === 'production';

/** Orders that people with these marks in their address place; see Klarna's sample data. */
const PENDING = /\+pend-(?:accept|reject)-\d+/i;
const DENIED = /\+denied|\+reject_reason_/i;

/** @throws ConfigurationError under `NODE_ENV=production`, unless that is allowed. */
export function simulated(options: SimulatedOptions = {}): Gateway {
  if (isProduction() && options.allowInProduction !== true) {
    refuseOption(
      'simulated',
      'allowInProduction',
      'is not set, and NODE_ENV is production, where every order would be placed and none paid: give a real gateway such as klarnaPayments({ … }), or allowInProduction: true for a demonstration',
    );
  }
  const { merchantName = 'Demo shop', categories = [KLARNA] } = options;
  return {
    system: 'simulated',
    capabilities: { update: 'in_place', order: true, cancel: true },
    personalData: 'never',
    sendsShoppersBack: false,

    async createSession(order) {
      await check(order);
      const reference = referenceOf(order);
      return { reference, clientToken: clientToken(reference, merchantName), categories };
    },
    async updateSession({ id }, order) {
      await check(order);
      return { reload: 'load', reference: referenceOf(order, id) };
    },
    readSession(reference) {
      return Promise.resolve({
        status: 'open' as const,
        clientToken: clientToken(reference, merchantName),
        categories,
      });
    },
    async placeOrder(_reference, _token, order, { idempotencyKey }) {
      await check(order);
      const email = order.billing?.email ?? '';
      if (DENIED.test(email)) throw problem('declined', { detail: 'A test person that is denied' });
      return {
        status: PENDING.test(email) ? 'pending' : 'completed',
        // The same purchase has the same id, however often it is placed.
        order_id: uuidFrom(idempotencyKey),
        upstream: { order_id: uuidFrom(idempotencyKey) },
      };
    },
    cancelAuthorization() {
      return Promise.resolve(true);
    },
  };
}

/** Rejects what Klarna would refuse. */
async function check(order: Order): Promise<void> {
  await Promise.resolve();
  checkOrder(order);
  klarnaLocale(order);
}

/** All that a client token shows of an order, so that it can be made again from the cookie. */
function referenceOf(order: Order, id: string = crypto.randomUUID()): SessionReference {
  return {
    id,
    data: {
      locale: klarnaLocale(order),
      country: order.country,
      currency: order.currency,
      amount: String(order.amount),
    },
  };
}

/** A token of the shape that Klarna's script reads; nothing in it is secret, and its signature is not checked. */
function clientToken({ id, data }: SessionReference, merchantName: string): string {
  const claims = {
    session_id: id,
    base_url: 'https://js.playground.klarna.com/eu/kp',
    design: 'klarna',
    language: (data['locale'] ?? 'en').split('-', 1)[0],
    purchase_country: data['country'],
    environment: 'playground',
    merchant_name: merchantName,
    session_type: 'PAYMENTS',
    scheme: true,
    experiments: [],
    region: 'eu',
    order_amount: Number(data['amount']),
    purchase_currency: data['currency'],
    offering_opts: 0,
    oo: '0',
  };
  return `${TOKEN_HEAD}.${encode(JSON.stringify(claims))}.${TOKEN_END}`;
}

const encode = (text: string): string => base64url(new TextEncoder().encode(text));

const TOKEN_HEAD = encode(JSON.stringify({ alg: 'RS256', kid: 'simulated' }));
const TOKEN_END = encode('simulated');

const uuidFrom = (hex: string): string =>
  [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join(
    '-',
  );
