/** The operations of the Tulo Payway gateway, with checked options. */
import type { Gateway } from '../gateway.js';
import type { TuloPaywaySettings } from './config.js';
import { placeOrder } from './order.js';
import { createSession } from './session.js';
import { accessTokens } from './token.js';

export function tuloPaywayOperations(
  settings: TuloPaywaySettings,
): Pick<Gateway, 'createSession' | 'updateSession' | 'placeOrder'> {
  const tokens = accessTokens(settings);
  return {
    createSession: (order, context) => createSession(settings, tokens, order, context),
    updateSession: async (_reference, order, context) => ({
      reload: 'init',
      ...(await createSession(settings, tokens, order, context)),
    }),
    placeOrder: (reference, token, order, context) =>
      placeOrder(settings, tokens, reference, token, order, context),
  };
}
