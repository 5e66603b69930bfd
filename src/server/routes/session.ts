/** `POST session`: opens a session, or goes on with the one that the shopper already has. */
import type { Reply } from '../http/request.js';
import type { OrderAnswer } from '../../endpoint/contract.js';
import { placedSessionAnswer, sessionAnswer } from '../contract/responses.js';
import { readJson } from '../http/body.js';
import { currentSession } from '../session/current.js';
import type { PageCall, Shopper } from '../context.js';
import type { SessionStatus } from '../gateways/gateway.js';
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
  const isSamePurchase =
    purchase === undefined || purchase.order.reference === current?.orderReference;
  const upstream =
    current && isSamePurchase ? await sessionStatusOf(call, shopper, current) : undefined;
  if (current && upstream?.status === 'placed') return placedReply(call, current);
  if (!purchase) throw noOrder();
  requirePersonalData(endpoint, 'session', purchase.order);

  const opening: Opening = { call, shopper, purchase: withBrowser(purchase, request), requested };
  const { clientToken } = upstream ?? {};
  if (current && clientToken !== undefined && isSameSession(current, opening)) {
    const answer = sessionAnswer(endpoint, current, { ...upstream, clientToken });
    return sealedAnswer(answer, current, endpoint, address);
  }
  const { created, sealed } = await openUpstream(opening);
  return sealedAnswer(sessionAnswer(endpoint, sealed, created), sealed, endpoint, address);
}

/** A shop empties its cart when the order is placed: then cookie and upstream alone remember it. */
async function sessionStatusOf(
  call: PageCall,
  { subject }: Shopper,
  { placed, session }: SealedSession,
): Promise<SessionStatus> {
  if (placed) return { status: 'placed' };
  const status = await readSessionStatus(call, session, {
    otherwise: 'upstream_unavailable',
    place: { purpose: 'session', shopper: subject },
  });
  return status ?? { status: 'gone' };
}

function placedReply({ endpoint, address }: PageCall, current: SealedSession): Promise<Reply> {
  const answer: OrderAnswer = current.placed?.answer ?? {
    status: 'completed',
    redirect_url: current.urls.confirmation,
  };
  const sealed: SealedSession = { ...current, placed: current.placed ?? { answer } };
  return sealedAnswer(placedSessionAnswer(endpoint, sealed, answer), sealed, endpoint, address);
}

/** Whether the session upstream already stands for exactly this order, in this language. */
export function isSameSession(
  current: SealedSession,
  { call, purchase, requested }: Opening,
): boolean {
  return (
    current.orderDigest === purchase.digest &&
    current.locale === purchase.order.locale &&
    (call.endpoint.gateway.sessionsByCategory !== true ||
      current.requested.category === requested.category)
  );
}
