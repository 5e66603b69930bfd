/**
 * Klarna through CyberSource's Simple Order API.
 *
 * A session is created without anybody's name and updated in place; its client token stays. The order is
 * placed with `apAuthService`; what comes after it is in `orders.ts`. CyberSource has no way to give back a
 * token that was not used: it lapses after 60 minutes.
 */
import { problem } from '../../problems.js';
import { lazy } from '../lazy.js';
import type { CyberSourceConfig } from './config.js';
import { readConfig, SYSTEM } from './config.js';
import { attemptReference } from './references.js';
import type { CyberSourceGateway } from './types.js';

export type { CyberSourceConfig, PaymentMethod } from './config.js';
export type { CyberSourceGateway } from './types.js';

/** Throws a `ConfigurationError` where an option is missing or does not fit. */
export function cyberSource(config: CyberSourceConfig): CyberSourceGateway {
  const settings = readConfig(config);
  const operations = import('./operations.js').then(({ cyberSourceOperations }) =>
    cyberSourceOperations(settings),
  );
  return {
    system: SYSTEM,
    capabilities: { update: 'in_place', order: true, cancel: false },
    personalData: 'never',
    sendsShoppersBack: true,
    attemptReference,
    sessionsByCategory: true,
    redirectHosts: ['klarna.com', 'cybersource.com'],
    ...lazy(
      operations,
      'createSession',
      'updateSession',
      'placeOrder',
      'readAttempt',
      'releaseAttempt',
    ),
    cancelAuthorization: () =>
      Promise.reject(
        problem('unsupported', {
          detail: 'CyberSource cannot give a token back; it lapses after 60 minutes.',
        }),
      ),
    orders: lazy(
      operations.then(({ orders }) => orders),
      'capture',
      'refund',
      'cancel',
      'read',
    ),
  };
}
