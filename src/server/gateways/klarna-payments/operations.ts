/** The operations of the Klarna gateway, with checked options. */
import type { Order } from '../gateway.js';
import { shopsOwn } from '../shops-own.js';
import { createApi } from './api.js';
import { readAttempt, readOrder } from './attempt.js';
import { cancelAuthorization, place } from './authorization.js';
import { readKlarnaNotification } from './notifications.js';
import { apiUrl, type Intent, type KlarnaPaymentsOptions } from './options.js';
import { klarnaOrders } from './orders.js';
import { createSession, readSession, updateSession } from './session.js';
import type { KlarnaPaymentsGateway } from './types.js';

type Operations =
  | 'createSession'
  | 'updateSession'
  | 'placeOrder'
  | 'cancelAuthorization'
  | 'readSession'
  | 'readAttempt'
  | 'readOrder'
  | 'readNotification'
  | 'orders';

export function klarnaPaymentsOperations(
  options: KlarnaPaymentsOptions,
): Pick<KlarnaPaymentsGateway, Operations> {
  const { username, password, intent = 'buy' } = options;
  const api = createApi({
    baseUrl: (options.apiUrl ?? apiUrl(options)).replace(/\/+$/, ''),
    username,
    password,
    fetch: options.fetch ?? fetch,
  });
  const intentOf = (order: Order): Intent =>
    typeof intent === 'function' ? shopsOwn('intent', () => intent(order)) : intent;

  return {
    createSession: async (order, context) => createSession(api, order, intentOf(order), context),
    updateSession: async (reference, order, context) =>
      updateSession(api, reference, order, intentOf(order), context),
    placeOrder: async (reference, token, order, context) =>
      place(api, reference, token, order, intentOf(order), context),
    cancelAuthorization: (reference, token, context) =>
      cancelAuthorization(api, reference, token, context),
    readSession: (reference, context) => readSession(api, reference, context),
    readAttempt: (attempt, context) => readAttempt(api, attempt, context),
    readOrder: (orderId, context) => readOrder(api, orderId, context),
    readNotification: (request) => readKlarnaNotification(request),
    orders: klarnaOrders(api),
  };
}
