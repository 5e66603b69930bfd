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
import { placeOrder } from './order.js';
import { createSession } from './session.js';
import { accessTokens } from './token.js';

/** Throws a `ConfigurationError` where an option is missing or does not fit. */
export function tuloPayway(config: TuloPaywayConfig): Gateway {
  const settings = readConfig(config);
  const tokens = accessTokens(settings);
  return {
    system: SYSTEM,
    capabilities: { update: 'new_session', order: true, cancel: false },
    personalData: settings.identity ? 'never' : 'order',
    createSession: (order, context) => createSession(settings, tokens, order, context),
    updateSession: async (_reference, order, context) => ({
      reload: 'init',
      ...(await createSession(settings, tokens, order, context)),
    }),
    placeOrder: (reference, token, order, context) =>
      placeOrder(settings, tokens, reference, token, order, context),
    cancelAuthorization: () =>
      Promise.reject(
        problem('unsupported', {
          detail: 'Payway cannot give a token back; it lapses after 60 minutes.',
        }),
      ),
  };
}
