/** Klarna sessions at CyberSource: create (`N`) and update (`U`). */
import type { PaymentMethodCategory } from '../../../endpoint/contract.js';
import type {
  CreatedSession,
  GatewayContext,
  Order,
  SessionChange,
  SessionReference,
} from '../gateway.js';
import { unanswered } from '../upstream-problems.js';
import { send } from './client.js';
import type { CyberSourceSettings, PaymentMethod } from './config.js';
import { PAYMENT_METHODS, SYSTEM } from './config.js';
import { anonymousBillTo, billTo, shipTo } from './customer.js';
import { orderReference, sessionIdOf } from './references.js';
import { cartOf } from './items.js';
import type { Fields } from './request.js';

/** A session may be updated for 48 hours after it was created; an update does not prolong it. */
const SESSION_LIFE = 48 * 60 * 60 * 1000;

/** Klarna's badge, and the one name that is the same in every language. */
const BADGE = 'https://x.klarnacdn.net/payment-method/assets/badges/generic/klarna.svg';
const BRAND = 'Klarna';

export async function createSession(
  settings: CyberSourceSettings,
  order: Order,
  context: GatewayContext,
): Promise<CreatedSession> {
  const method = paymentMethodOf(settings, order);
  const reply = await send(
    settings,
    {
      merchantReferenceCode: orderReference(order.reference),
      // Names and addresses follow with an update, once they are known; Klarna gets them from the browser.
      billTo: anonymousBillTo(order),
      cart: { currency: order.currency, ...cartOf(order) },
      service: 'apSessionsService',
      fields: {
        ...returnUrls(context),
        sessionsType: 'N',
        paymentMethod_name: method,
        paymentFlowMode: 'inline',
      },
    },
    'harmless',
    context,
  );
  const clientToken = reply.get('apSessionsReply', 'processorToken');
  if (!clientToken)
    throw unanswered(
      SYSTEM,
      'harmless',
      new Error('The reply has no processorToken.'),
      context.log,
    );
  const expiresAt = new Date(context.now() + SESSION_LIFE).toISOString();
  return {
    reference: {
      id: reply.requestID,
      data: { country: order.country, currency: order.currency, expiresAt },
    },
    clientToken,
    categories: [categoryOf(method)],
    expiresAt,
  };
}

/** The client token stays the same, unless country or currency ask for another session. */
export async function updateSession(
  settings: CyberSourceSettings,
  reference: SessionReference,
  order: Order,
  context: GatewayContext,
): Promise<SessionChange> {
  const { country, currency, expiresAt } = reference.data;
  if (country !== order.country || currency !== order.currency)
    return { reload: 'init', ...(await createSession(settings, order, context)) };
  await send(
    settings,
    {
      merchantReferenceCode: orderReference(order.reference),
      billTo: billTo(order),
      shipTo: shipTo(order),
      cart: { currency: order.currency, ...cartOf(order) },
      service: 'apSessionsService',
      fields: {
        ...returnUrls(context),
        sessionsType: 'U',
        // Always that of the create call: the reply of an update may carry another.
        sessionsRequestID: sessionIdOf(reference),
        paymentMethod_name: paymentMethodOf(settings, order),
        paymentFlowMode: 'inline',
      },
    },
    'harmless',
    context,
  );
  return { reload: 'load', ...(expiresAt !== undefined && { expiresAt }) };
}

export function returnUrls({ urls }: GatewayContext): Fields {
  return { cancelURL: urls.cancel, successURL: urls.success, failureURL: urls.failure };
}

function paymentMethodOf(settings: CyberSourceSettings, order: Order): PaymentMethod | undefined {
  return PAYMENT_METHODS.find((method) => method === order.category) ?? settings.paymentMethod;
}

/** CyberSource does not say which categories Klarna offers; the one that was asked for is what there is. */
function categoryOf(method: PaymentMethod | undefined): PaymentMethodCategory {
  return {
    identifier: method ?? 'klarna',
    name: BRAND,
    asset_urls: { descriptive: BADGE, standard: BADGE },
  };
}
