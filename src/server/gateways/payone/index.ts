/**
 * Klarna through the PAYONE platform's Server API.
 *
 * `start_session` opens a session for one of Klarna's products; before the authorization PAYONE cannot
 * change it, so that a changed cart means a new one. The (pre)authorization places the order; what comes
 * after it is in `orders.ts`, and what PAYONE reports by itself in `transaction-status.ts`.
 */
import type { Gateway } from '../../gateway.js';
import type { PayoneConfig } from './config.js';
import { readConfig, SYSTEM } from './config.js';
import type { PayoneOrders } from './orders.js';

export type { FinancingType, PayoneConfig } from './config.js';
export interface PayoneGateway extends Gateway {
  readonly readNotice: NonNullable<Gateway['readNotice']>;
  readonly orders: PayoneOrders;
}

/** Throws a `ConfigurationError` where an option is missing or does not fit. */
export function payone(config: PayoneConfig): PayoneGateway {
  const settings = readConfig(config);
  // Loaded by shops of this system only, and now: what cannot be loaded must not wait for a purchase.
  const calls = import('./calls.js').then(({ payoneCalls }) => payoneCalls(settings));
  return {
    system: SYSTEM,
    capabilities: { update: 'new_session', order: true, cancel: true },
    personalData: 'session',
    sessionsByCategory: true,
    createSession: async (...call) => (await calls).createSession(...call),
    updateSession: async (...call) => (await calls).updateSession(...call),
    placeOrder: async (...call) => (await calls).placeOrder(...call),
    cancelAuthorization: async (...call) => (await calls).cancelAuthorization(...call),
    readNotice: async (...call) => (await calls).readNotice(...call),
    orders: {
      updateSession: async (...call) => (await calls).orders.updateSession(...call),
      capture: async (...call) => (await calls).orders.capture(...call),
      debit: async (...call) => (await calls).orders.debit(...call),
      refund: async (...call) => (await calls).orders.refund(...call),
    },
  };
}
