/**
 * Klarna through Tulo Payway (Adeprimo), for publishers in Sweden.
 *
 * Payway prices what it sells itself: a product's code and period travel, no cart. It can neither change a
 * session nor give an authorization back, and captures by itself.
 */
import type { Gateway } from '../../gateway.js';
import { problem } from '../../problems.js';
import type { TuloPaywayConfig } from './config.js';
import { readConfig, SYSTEM } from './config.js';

export type { RaisedError, TuloIdentity, TuloPaywayConfig } from './config.js';
export type { TuloProduct } from './product.js';

/** Throws a `ConfigurationError` where an option is missing or does not fit. */
export function tuloPayway(config: TuloPaywayConfig): Gateway {
  const settings = readConfig(config);
  // Loaded by shops of this system only, and now: what cannot be loaded must not wait for a purchase.
  const calls = import('./calls.js').then(({ tuloPaywayCalls }) => tuloPaywayCalls(settings));
  return {
    system: SYSTEM,
    capabilities: { update: 'new_session', order: true, cancel: false },
    personalData: settings.identity ? 'never' : 'order',
    createSession: async (...call) => (await calls).createSession(...call),
    updateSession: async (...call) => (await calls).updateSession(...call),
    placeOrder: async (...call) => (await calls).placeOrder(...call),
    cancelAuthorization: () =>
      Promise.reject(
        problem('unsupported', {
          detail: 'Payway cannot give a token back; it lapses after 60 minutes.',
        }),
      ),
  };
}
