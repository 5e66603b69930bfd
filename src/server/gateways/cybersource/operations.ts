/** The operations of the CyberSource gateway, with checked options. */
import { readAttempt, releaseAttempt } from './attempt.js';
import { authorize } from './authorization.js';
import type { CyberSourceSettings } from './config.js';
import { cyberSourceOrders } from './orders.js';
import { createSession, updateSession } from './session.js';
import type { CyberSourceGateway } from './types.js';

type Operations =
  'createSession' | 'updateSession' | 'placeOrder' | 'readAttempt' | 'releaseAttempt' | 'orders';

export function cyberSourceOperations(
  settings: CyberSourceSettings,
): Pick<CyberSourceGateway, Operations> {
  return {
    createSession: (order, context) => createSession(settings, order, context),
    updateSession: (reference, order, context) =>
      updateSession(settings, reference, order, context),
    placeOrder: (reference, token, order, context) =>
      authorize(settings, reference, token, order, context),
    readAttempt: (attempt, context) => readAttempt(settings, attempt, context),
    releaseAttempt: (attempt, context) => releaseAttempt(settings, attempt, context),
    orders: cyberSourceOrders(settings),
  };
}
