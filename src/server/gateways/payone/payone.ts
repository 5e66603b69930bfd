/**
 * Klarna through the PAYONE platform's Server API.
 *
 * `start_session` opens a session for one of Klarna's products; before the authorization PAYONE cannot
 * change it, so that a changed cart means a new one. The (pre)authorization places the order; what comes
 * after it is in `orders.ts`, and what PAYONE reports by itself in `transaction-status.ts`.
 */
import type { Gateway } from '../../gateway.js';
import { authorize } from './authorization.js';
import type { PayoneConfig } from './config.js';
import { readConfig, SYSTEM } from './config.js';
import type { PayoneOrders } from './orders.js';
import { payoneOrders } from './orders.js';
import { cancelAuthorization, startSession } from './session.js';
import { readTransactionStatus } from './transaction-status.js';

export type PayoneGateway = Gateway & { readonly orders: PayoneOrders };

/** Throws a `ConfigurationError` where an option is missing or does not fit. */
export function payone(config: PayoneConfig): PayoneGateway {
  const settings = readConfig(config);
  return {
    system: SYSTEM,
    capabilities: { update: 'new_session', order: true, cancel: true },
    personalData: 'session',
    sessionsByCategory: true,
    createSession: (order, context) => startSession(settings, order, context),
    updateSession: async (_reference, order, context) => ({
      reload: 'init',
      ...(await startSession(settings, order, context)),
    }),
    placeOrder: (reference, token, order, context) =>
      authorize(settings, reference, token, order, context),
    cancelAuthorization: (reference, token, context) =>
      cancelAuthorization(settings, reference, token, context),
    readNotice: (request, context) => readTransactionStatus(settings, request, context.log),
    orders: payoneOrders(settings),
  };
}
