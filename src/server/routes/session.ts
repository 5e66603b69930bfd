/** `POST session`: opens a session, or goes on with the one that the shopper already has. */
import { jsonReply, type Reply } from '../http/request.js';
import { heldSessionAnswer, orderAnswer, sessionAnswer } from '../contract/responses.js';
import { readJson } from '../http/body.js';
import { currentSession } from '../session/current.js';
import type { PageCall, Purchase } from '../context.js';
import { type Holder, orderNow } from '../order/holder.js';
import { learnOfSession } from '../order/learn.js';
import { placementOf } from '../order/ledger/standing.js';
import { referenceReused } from '../order/place.js';
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
import { readSessionStatus } from '../session/upstream-status.js';
import { type Opening, openUpstream, sealedAnswer } from '../session/create.js';

export async function handleSession(call: PageCall): Promise<Reply> {
  const { request, address, endpoint } = call;
  const body = readSessionRequest(await readJson(request, endpoint.limits));
  const shopper = await identifyShopper(request, endpoint);
  const requested = requestedOptions(body);
  const personalData = neededPersonalData(endpoint, 'session', body);
  const [current, purchase] = await Promise.all([
    currentSession(call, shopper),
    resolvePurchase(request, endpoint, shopper.identity, requested, personalData),
  ]);
  // A shop empties its cart when the order is placed: then the cookie alone remembers which it was.
  const reference = purchase?.order.reference ?? current?.orderReference;
  if (reference === undefined) throw noOrder();
  const { holder, attempts } = await orderNow(call, reference);
  if (holder) return heldReply(call, holder, purchase);
  // A session whose order came to nothing in the end sells nothing any more.
  const spent = attempts.filter(placementOf).map(({ session }) => session.id);
  const own =
    current?.orderReference === reference && !spent.includes(current.session.id)
      ? current
      : undefined;
  const upstream =
    own &&
    (await readSessionStatus(call, own.session, {
      otherwise: 'upstream_unavailable',
      place: { purpose: 'session', shopper: shopper.subject },
    }));
  // The ledger knows of no order, the system does: nothing is sold again.
  if (own && upstream?.status === 'placed') {
    await learnOfSession(endpoint, reference, own.session.id);
    const order = { status: 'pending', redirect_url: own.urls.confirmation } as const;
    return jsonReply(heldSessionAnswer(endpoint, order));
  }
  if (!purchase) throw noOrder();
  requirePersonalData(endpoint, 'session', purchase.order);

  const opening: Opening = { call, shopper, purchase: withBrowser(purchase, request), requested };
  const { clientToken } = upstream ?? {};
  if (own && clientToken !== undefined && isSameSession(own, opening)) {
    const answer = sessionAnswer(endpoint, own, { ...upstream, clientToken });
    return sealedAnswer(answer, own, endpoint, address);
  }
  const { created, sealed } = await openUpstream(opening);
  return sealedAnswer(sessionAnswer(endpoint, sealed, created), sealed, endpoint, address);
}

/** This purchase is placed already, or may be. */
function heldReply(
  { endpoint, address }: PageCall,
  { attempt, standing }: Holder,
  purchase: Purchase | undefined,
): Reply {
  if (standing !== 'placed') {
    return jsonReply(heldSessionAnswer(endpoint, { status: 'unknown' }));
  }
  if (purchase && purchase.digest !== attempt.digest) throw referenceReused(endpoint, attempt);
  return jsonReply(heldSessionAnswer(endpoint, orderAnswer(endpoint, address, attempt)));
}

/** Whether the session upstream already stands for exactly this order, in this language. */
export function isSameSession(
  current: SealedSession,
  { call, purchase, requested }: Opening,
): boolean {
  return (
    current.isStale !== true &&
    current.orderDigest === purchase.digest &&
    current.locale === purchase.order.locale &&
    (call.endpoint.gateway.sessionsByCategory !== true ||
      current.requested.category === requested.category)
  );
}
