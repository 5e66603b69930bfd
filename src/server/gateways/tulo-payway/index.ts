/**
 * Klarna through Tulo Payway (Adeprimo), for publishers in Sweden.
 *
 * Payway prices what it sells itself: a product's code and period travel, no cart. It can neither change a
 * session nor give an authorization back, and captures by itself.
 */
import type { Gateway } from '../gateway.js';
import { problem } from '../../problems.js';
import { lazy } from '../lazy.js';
import type { TuloPaywayConfig } from './config.js';
import { readConfig, SYSTEM } from './config.js';

export type { RaisedError, TuloIdentity, TuloPaywayConfig } from './config.js';
export type { TuloProduct } from './product.js';

/** Throws a `ConfigurationError` where an option is missing or does not fit. */
export function tuloPayway(config: TuloPaywayConfig): Gateway {
  const settings = readConfig(config);
  const operations = import('./operations.js').then(({ tuloPaywayOperations }) =>
    tuloPaywayOperations(settings),
  );
  return {
    system: SYSTEM,
    capabilities: { update: 'new_session', order: true, cancel: false },
    personalData: settings.identity ? 'never' : 'order',
    sendsShoppersBack: true,
    redirectHosts: ['klarna.com', 'worldoftulo.com'],
    ...lazy(operations, 'createSession', 'updateSession', 'placeOrder'),
    cancelAuthorization: () =>
      Promise.reject(
        problem('unsupported', {
          detail: 'Payway cannot give a token back; it lapses after 60 minutes.',
        }),
      ),
  };
}
