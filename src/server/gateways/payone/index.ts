/**
 * Klarna through the PAYONE platform's Server API.
 *
 * `start_session` opens a session for one of Klarna's products; before the authorization PAYONE cannot
 * change it, so that a changed cart means a new one. The (pre)authorization places the order; what comes
 * after it is in `orders.ts`, and what PAYONE reports by itself in `transaction-status.ts`.
 */
import { lazy } from '../lazy.js';
import type { PayoneConfig } from './config.js';
import { readConfig, SYSTEM } from './config.js';
import { attemptReference } from './references.js';
import type { PayoneGateway } from './types.js';

export type { FinancingType, PayoneConfig } from './config.js';
export type { PayoneGateway } from './types.js';

/** Throws a `ConfigurationError` where an option is missing or does not fit. */
export function payone(config: PayoneConfig): PayoneGateway {
  const settings = readConfig(config);
  const operations = import('./operations.js').then(({ payoneOperations }) =>
    payoneOperations(settings),
  );
  return {
    system: SYSTEM,
    capabilities: { update: 'new_session', order: true, cancel: true },
    personalData: 'session',
    sendsShoppersBack: true,
    sessionsByCategory: true,
    attemptReference,
    redirectHosts: ['klarna.com', 'payone.com', 'pay1.de'],
    ...lazy(
      operations,
      'createSession',
      'updateSession',
      'placeOrder',
      'cancelAuthorization',
      'releaseAttempt',
      'readNotification',
    ),
    orders: lazy(
      operations.then(({ orders }) => orders),
      'capture',
      'refund',
      'cancel',
      'debit',
      'creditLines',
      'updateSession',
    ),
  };
}
