/** The operations of the PAYONE gateway, with checked options. */
import { authorize } from './authorization.js';
import type { PayoneSettings } from './config.js';
import { payoneOrders, releaseAttempt } from './orders.js';
import { cancelAuthorization, startSession } from './session.js';
import { readTransactionStatus } from './transaction-status.js';
import type { PayoneGateway } from './types.js';

type Operations =
  | 'createSession'
  | 'updateSession'
  | 'placeOrder'
  | 'cancelAuthorization'
  | 'releaseAttempt'
  | 'readNotification'
  | 'orders';

export function payoneOperations(settings: PayoneSettings): Pick<PayoneGateway, Operations> {
  return {
    createSession: (order, context) => startSession(settings, order, context),
    updateSession: async (_reference, order, context) => ({
      reload: 'init',
      ...(await startSession(settings, order, context)),
    }),
    placeOrder: (reference, token, order, context) =>
      authorize(settings, reference, token, order, context),
    cancelAuthorization: (reference, token, context) =>
      cancelAuthorization(settings, reference, token, context),
    releaseAttempt: (attempt, context) => releaseAttempt(settings, attempt, context),
    readNotification: (request, context) => readTransactionStatus(settings, request, context.log),
    orders: payoneOrders(settings),
  };
}
