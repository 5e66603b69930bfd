/** Klarna Payments, directly: a session without personal data, an order for a token. */
import type { Gateway } from '../../gateway.js';
import type { KlarnaPaymentsOptions } from './options.js';

export type { Intent, KlarnaPaymentsOptions } from './options.js';
export type KlarnaPaymentsGateway = Required<Omit<Gateway, 'sessionsByCategory'>>;

/** @throws RangeError for credentials that HTTP Basic could not carry. */
export function klarnaPayments(options: KlarnaPaymentsOptions): KlarnaPaymentsGateway {
  const { username, password } = options;
  if (!username || !password || username.includes(':') || /\p{Cc}/u.test(username + password)) {
    throw new RangeError('klarnaPayments: username and password are missing or not readable');
  }
  // Loaded by shops of this system only, and now: what cannot be loaded must not wait for a purchase.
  const calls = import('./calls.js').then(({ klarnaPaymentsCalls }) =>
    klarnaPaymentsCalls(options),
  );
  return {
    system: 'klarna',
    capabilities: { update: 'in_place', order: true, cancel: true },
    personalData: 'never',
    createSession: async (...call) => (await calls).createSession(...call),
    updateSession: async (...call) => (await calls).updateSession(...call),
    placeOrder: async (...call) => (await calls).placeOrder(...call),
    cancelAuthorization: async (...call) => (await calls).cancelAuthorization(...call),
    readSession: async (...call) => (await calls).readSession(...call),
    readNotice: async (...call) => (await calls).readNotice(...call),
  };
}
