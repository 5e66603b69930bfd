/** Klarna Payments, directly: a session without personal data, an order for a token. */
import { lazy } from '../lazy.js';

import { CUSTOMER_TOKEN_SESSION, type KlarnaPaymentsOptions } from './options.js';
import type { KlarnaPaymentsGateway } from './types.js';

export type { Intent, KlarnaPaymentsOptions } from './options.js';
export type { KlarnaPaymentsGateway } from './types.js';

/** @throws RangeError for credentials that HTTP Basic could not carry. */
export function klarnaPayments(options: KlarnaPaymentsOptions): KlarnaPaymentsGateway {
  const { username, password } = options;
  if (!username || !password || username.includes(':') || /\p{Cc}/u.test(username + password)) {
    throw new RangeError('klarnaPayments: username and password are missing or not readable');
  }
  const operations = import('./operations.js').then(({ klarnaPaymentsOperations }) =>
    klarnaPaymentsOperations(options),
  );
  return {
    system: 'klarna',
    capabilities: { update: 'in_place', order: true, cancel: true },
    personalData: 'never',
    sendsShoppersBack: false,
    customerTokenSession: CUSTOMER_TOKEN_SESSION,
    tokensWorkOnce: true,
    redirectHosts: ['klarna.com'],
    ...lazy(
      operations,
      'createSession',
      'updateSession',
      'placeOrder',
      'cancelAuthorization',
      'readSession',
      'readAttempt',
      'readOrder',
      'readNotification',
    ),
    orders: lazy(
      operations.then(({ orders }) => orders),
      'capture',
      'refund',
      'cancel',
      'release',
      'read',
    ),
  };
}
