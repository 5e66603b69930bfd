/**
 * Klarna through CyberSource's Simple Order API.
 *
 * A session is created without anybody's name and updated in place; its client token stays. The order is
 * placed with `apAuthService`; what comes after it is in `orders.ts`. CyberSource has no way to give back a
 * token that was not used: it lapses after 60 minutes.
 */
import type { Gateway } from '../../gateway.js';
import { problem } from '../../problems.js';
import { authorize } from './authorization.js';
import type { CyberSourceConfig } from './config.js';
import { readConfig, SYSTEM } from './config.js';
import type { CyberSourceOrders } from './orders.js';
import { cyberSourceOrders } from './orders.js';
import { createSession, readSession, updateSession } from './session.js';

export type CyberSourceGateway = Gateway & { readonly orders: CyberSourceOrders };

/** Throws a `ConfigurationError` where an option is missing or does not fit. */
export function cyberSource(config: CyberSourceConfig): CyberSourceGateway {
  const settings = readConfig(config);
  return {
    system: SYSTEM,
    capabilities: { update: 'in_place', order: true, cancel: false },
    personalData: 'never',
    sessionsByCategory: true,
    createSession: (order, context) => createSession(settings, order, context),
    updateSession: (reference, order, context) =>
      updateSession(settings, reference, order, context),
    placeOrder: (reference, token, order, context) =>
      authorize(settings, reference, token, order, context),
    cancelAuthorization: () =>
      Promise.reject(
        problem('unsupported', {
          detail: 'CyberSource cannot give a token back; it lapses after 60 minutes.',
        }),
      ),
    readSession: (reference, context) => readSession(settings, reference, context),
    orders: cyberSourceOrders(settings),
  };
}
