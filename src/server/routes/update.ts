/** `POST session/update`: brings the session upstream in line with the cart. */
import { jsonReply, type Reply } from '../http/request.js';
import { updateAnswer } from '../contract/responses.js';
import { readJson } from '../http/body.js';
import { currentSession } from '../session/current.js';
import type { PageCall } from '../context.js';
import { GatewayProblem } from '../gateways/gateway.js';
import { holderNow } from '../order/holder.js';
import { problem } from '../problems.js';
import {
  identifyShopper,
  neededPersonalData,
  noOrder,
  requirePersonalData,
  resolvePurchase,
  requestedOptions,
  withBrowser,
} from '../order/resolve.js';
import { readSessionRequest } from '../contract/requests.js';
import type { SealedSession } from '../session/cookie.js';
import { markStale } from '../session/stale.js';
import {
  type Opening,
  openUpstream,
  sealedAnswer,
  sealedFor,
  sessionUpstream,
} from '../session/create.js';
import { callUpstream } from '../gateways/call-gateway.js';
import { isSameSession } from './session.js';

export async function handleUpdate(call: PageCall): Promise<Reply> {
  const { request, endpoint } = call;
  const { update } = endpoint.gateway.capabilities;
  if (update === 'none') {
    throw problem('unsupported', { detail: 'Sessions of this system cannot be updated' });
  }
  const body = readSessionRequest(await readJson(request, endpoint.limits));
  const shopper = await identifyShopper(request, endpoint);
  const requested = requestedOptions(body);
  const personalData = neededPersonalData(endpoint, 'session', body);
  const [current, purchase] = await Promise.all([
    currentSession(call, shopper),
    resolvePurchase(request, endpoint, shopper.identity, requested, personalData),
  ]);
  if (!purchase) throw noOrder();
  if (await holderNow(call, purchase.order.reference)) {
    throw problem('duplicate', {
      detail: 'This purchase is placed, or may be; its session takes no changes',
    });
  }
  requirePersonalData(endpoint, 'session', purchase.order);

  const opening: Opening = { call, shopper, purchase: withBrowser(purchase, request), requested };
  if (!current) return replace(opening);
  if (isSameSession(current, opening)) {
    return jsonReply(updateAnswer({ reload: 'none' }, current.expires));
  }
  return update === 'in_place' && isSameMarket(current, opening)
    ? change(opening, current)
    : replace(opening);
}

/** Country, currency and language are fixed when a session is opened; a purchase has one session. */
function isSameMarket(current: SealedSession, { purchase: { order } }: Opening): boolean {
  return (
    current.orderReference === order.reference &&
    current.country === order.country &&
    current.currency === order.currency &&
    current.locale === order.locale &&
    current.requested.customerType === order.customerType
  );
}

async function change(opening: Opening, current: SealedSession): Promise<Reply> {
  const { endpoint, address } = opening.call;
  try {
    const changed = await callUpstream(
      await sessionUpstream('updateSession', opening, current.session),
      (context) => endpoint.gateway.updateSession(current.session, opening.purchase.order, context),
    );
    const sealed = sealedFor(opening, changed.reference ?? current.session, changed.expiresAt);
    return await sealedAnswer(updateAnswer(changed, sealed.expires), sealed, endpoint, address);
  } catch (error) {
    // Nothing was authorized on a session that is gone, so a new one takes its place silently.
    if (error instanceof GatewayProblem && error.code === 'session_expired') {
      return replace(opening);
    }
    if (!(error instanceof GatewayProblem) || error.status >= 500) {
      await markStale(opening.call, current);
    }
    throw error;
  }
}

async function replace(opening: Opening): Promise<Reply> {
  const { endpoint, address } = opening.call;
  const { created, sealed } = await openUpstream(opening);
  return sealedAnswer(
    updateAnswer({ ...created, reload: 'init' }, sealed.expires),
    sealed,
    endpoint,
    address,
  );
}
