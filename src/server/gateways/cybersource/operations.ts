/** What the CyberSource gateway does, once its options are checked. */
import { authorize } from './authorization.js';
import type { CyberSourceSettings } from './config.js';
import { cyberSourceOrders } from './orders.js';
import { createSession, readSession, updateSession } from './session.js';
import type { CyberSourceGateway } from './types.js';

type Operations = 'createSession' | 'updateSession' | 'placeOrder' | 'readSession' | 'orders';

export function cyberSourceOperations(
  settings: CyberSourceSettings,
): Pick<CyberSourceGateway, Operations> {
  return {
    createSession: (order, context) => createSession(settings, order, context),
    updateSession: (reference, order, context) =>
      updateSession(settings, reference, order, context),
    placeOrder: (reference, token, order, context) =>
      authorize(settings, reference, token, order, context),
    readSession: (reference, context) => readSession(settings, reference, context),
    orders: cyberSourceOrders(settings),
  };
}
