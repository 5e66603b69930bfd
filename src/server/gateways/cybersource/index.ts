/**
 * Klarna through CyberSource's Simple Order API.
 *
 * A session is created without anybody's name and updated in place; its client token stays. The order is
 * placed with `apAuthService`; what comes after it is in `orders.ts`. CyberSource has no way to give back a
 * token that was not used: it lapses after 60 minutes.
 */
import type { Gateway } from '../../gateway.js';
import { problem } from '../../problems.js';
import type { CyberSourceConfig } from './config.js';
import { readConfig, SYSTEM } from './config.js';
import type { CyberSourceOrders } from './orders.js';

export type { CyberSourceConfig, PaymentMethod } from './config.js';
export interface CyberSourceGateway extends Gateway {
  readonly readSession: NonNullable<Gateway['readSession']>;
  readonly orders: CyberSourceOrders;
}

/** Throws a `ConfigurationError` where an option is missing or does not fit. */
export function cyberSource(config: CyberSourceConfig): CyberSourceGateway {
  const settings = readConfig(config);
  // Loaded by shops of this system only, and now: what cannot be loaded must not wait for a purchase.
  const calls = import('./calls.js').then(({ cyberSourceCalls }) => cyberSourceCalls(settings));
  return {
    system: SYSTEM,
    capabilities: { update: 'in_place', order: true, cancel: false },
    personalData: 'never',
    sessionsByCategory: true,
    createSession: async (...call) => (await calls).createSession(...call),
    updateSession: async (...call) => (await calls).updateSession(...call),
    placeOrder: async (...call) => (await calls).placeOrder(...call),
    cancelAuthorization: () =>
      Promise.reject(
        problem('unsupported', {
          detail: 'CyberSource cannot give a token back; it lapses after 60 minutes.',
        }),
      ),
    readSession: async (...call) => (await calls).readSession(...call),
    orders: {
      status: async (...call) => (await calls).orders.status(...call),
      reverse: async (...call) => (await calls).orders.reverse(...call),
      capture: async (...call) => (await calls).orders.capture(...call),
      refund: async (...call) => (await calls).orders.refund(...call),
    },
  };
}
