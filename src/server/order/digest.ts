/** Fingerprints: of an order, to see that it changed; of secrets, to recognise without keeping them. */
import type { Order } from '../gateways/gateway.js';

/** Where there is one, it hashes an order sooner than WebCrypto could hand it to another thread. */
const node =
  typeof process === 'object' && 'getBuiltinModule' in process
    ? process.getBuiltinModule('node:crypto')
    : undefined;

async function sha256In(encoding: 'base64url' | 'hex', text: string): Promise<string> {
  // Platforms that are like Node may lack this function, which is new.
  if (node && 'hash' in node) return node.hash('sha256', text, encoding);
  const bytes = new Uint8Array(
    await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)),
  );
  return encoding === 'hex' ? hex(bytes) : base64url(bytes);
}

/** SHA-256 as base64url. */
export const sha256 = (text: string): Promise<string> => sha256In('base64url', text);

export const hex = (bytes: Uint8Array): string =>
  Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');

export function base64url(bytes: Uint8Array): string {
  if (node) {
    return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64url');
  }
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
}

/**
 * Fingerprint of what is paid: two orders with the same digest cost the same, for the same things, in
 * the same purchase. Pictures, links and addresses may differ between two reads of one cart.
 */
export function orderDigest(order: Order): Promise<string> {
  return sha256(
    JSON.stringify([
      order.reference,
      order.country,
      order.currency,
      order.amount,
      order.taxAmount,
      order.customerType ?? null,
      order.lines.map((line) => [
        line.type,
        line.reference ?? null,
        line.name,
        line.quantity,
        line.unitPrice,
        line.taxRate,
        line.total,
        line.taxAmount,
        line.discount ?? 0,
        line.subscription
          ? [line.subscription.name, line.subscription.interval, line.subscription.intervalCount]
          : null,
      ]),
    ]),
  );
}

/** Recognises an authorization token without keeping it. */
export const tokenHash = (system: string, authorizationToken: string): Promise<string> =>
  sha256(JSON.stringify(['token', system, authorizationToken]));

/**
 * The upstream idempotency key of one placing: 32 hex digits. Not keyed with a secret, so that it
 * survives key rotation; the token alone makes it unguessable.
 */
export async function placingKey(sessionId: string, authorizationToken: string): Promise<string> {
  const text = JSON.stringify(['place', sessionId, authorizationToken]);
  return (await sha256In('hex', text)).slice(0, 32);
}
