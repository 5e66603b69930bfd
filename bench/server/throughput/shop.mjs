/*
 * What each of these servers has to do for `POST session`. All but ours are put together from these parts, as a shop
 * would write them; nothing in them is slower than it has to be.
 */
import { createHash, randomUUID } from 'node:crypto';
import { memoryLedger } from '../../../dist/server/index.js';

export const KEY = 'a-key-of-more-than-32-bytes-for-a-benchmark';
export const PATH = '/klarna/session';
export const COOKIE = 'klarna';
const HOURS_48 = 48 * 60 * 60;
export const COOKIE_ATTRIBUTES = `Path=/; HttpOnly; SameSite=Lax; Max-Age=${HOURS_48}`;

export const ledger = memoryLedger();

const unused = () => Promise.reject(new Error('Not called here.'));
const badge = 'https://x.klarnacdn.net/payment-method/assets/badges/generic/klarna.svg';
const session = {
  clientToken: `ey.${'x'.repeat(700)}.x`,
  categories: [
    {
      identifier: 'klarna',
      name: 'Pay with Klarna',
      asset_urls: { descriptive: badge, standard: badge },
    },
  ],
};

/** A payment system that answers at once: what a real one takes is the same for everybody. */
export const gateway = {
  system: 'instant',
  capabilities: { update: 'recreate', order: true, cancel: false },
  personalData: 'never',
  // As with Klarna Payments: its shoppers stay on the shop's page.
  sendsShoppersBack: false,
  createSession: () => Promise.resolve({ ...session, reference: { id: randomUUID() } }),
  readSession: () => Promise.resolve({ ...session, status: 'open' }),
  updateSession: unused,
  placeOrder: unused,
  cancelAuthorization: unused,
};

/** The value of a cookie in the header of that name. */
export function cookieIn(header, name) {
  for (const pair of (header ?? '').split(';')) {
    const separator = pair.indexOf('=');
    if (pair.slice(0, separator).trim() === name) return pair.slice(separator + 1).trim();
  }
  return undefined;
}

export const orderOf = (cart) => ({
  reference: `order-${cart}`,
  country: 'DE',
  currency: 'EUR',
  locale: 'de-DE',
  amount: 11_900,
  taxAmount: 1_900,
  lines: [
    {
      type: 'physical',
      reference: 'shoe-42',
      name: 'Shoe',
      quantity: 1,
      unitPrice: 11_900,
      taxRate: 1_900,
      total: 11_900,
      taxAmount: 1_900,
    },
  ],
  urls: { confirmation: 'https://shop.example/thanks', back: 'https://shop.example/cart' },
});

const sha256 = (text) => createHash('sha256').update(text).digest('base64url');

/** Only pages of the shop may call. */
export const isOwnPage = (contentType, site) =>
  contentType === 'application/json' && site === 'same-origin';

/**
 * Goes on with the session of the cookie where it is this cart's and the order is the same, and opens one otherwise.
 * Nothing is sold twice: the ledger is asked first.
 *
 * @param held What the cookie held: `undefined` without one.
 * @returns what the browser hears, and what the cookie is to hold.
 */
export async function openSession(cart, body, held) {
  if (typeof body.locale !== 'string' || typeof body.consent !== 'object') throw new TypeError();
  const order = orderOf(cart);
  const subject = sha256(cart);
  const digest = sha256(JSON.stringify([order.reference, order.amount, order.lines]));
  const { entry } = await ledger.read(order.reference);
  if (entry) throw new Error('This order is placed already.');
  const isHeld =
    held?.subject === subject && held.digest === digest && held.expires > Date.now() / 1000;
  const opened = isHeld
    ? { ...(await gateway.readSession(held.session)), reference: held.session }
    : await gateway.createSession(order);
  const expires = isHeld ? held.expires : Math.floor(Date.now() / 1000) + HOURS_48;
  return {
    answer: {
      client_token: opened.clientToken,
      session_id: opened.reference.id,
      expires_at: new Date(expires * 1000).toISOString(),
      capabilities: gateway.capabilities,
      payment_method_categories: opened.categories,
    },
    claims: { subject, digest, session: opened.reference, expires },
  };
}
