/** `POST session`: opens a session, or goes on with the one that the shopper already has. */
import { placedSessionAnswer, sessionAnswer } from '../answers.js';
import { readJson } from '../body.js';
import { currentSession } from '../current-session.js';
import type { PageCall } from '../call.js';
import { GatewayProblem, type SessionFate } from '../gateway.js';
import {
  identifyShopper,
  neededPersonalData,
  noOrder,
  requirePersonalData,
  resolvePurchase,
  wishesOf,
} from '../purchase.js';
import { readSessionRequest } from '../requests.js';
import { type SealedSession } from '../session-cookie.js';
import { type Opening, openUpstream, sealedAnswer, sessionUpstream } from '../session-making.js';
import { callUpstream } from '../upstream-call.js';

export async function answerSession(call: PageCall): Promise<Response> {
  const { request, address, endpoint } = call;
  const body = readSessionRequest(await readJson(request, endpoint.limits));
  const shopper = await identifyShopper(request, endpoint);
  const wishes = wishesOf(body);
  const personalData = neededPersonalData(endpoint, 'session', body);
  const [current, purchase] = await Promise.all([
    currentSession(call, shopper),
    resolvePurchase(request, endpoint, shopper.identity, wishes, personalData),
  ]);
  // A shop empties its cart when the order is placed: then the cookie alone remembers the purchase.
  if (
    current?.placed &&
    (purchase === undefined || purchase.order.reference === current.orderReference)
  ) {
    return Response.json(placedSessionAnswer(endpoint, current, current.placed.answer));
  }
  if (!purchase) throw noOrder();
  requirePersonalData(endpoint, 'session', purchase.order);

  const opening: Opening = { call, shopper, purchase, wishes };
  if (current && isSameSession(current, opening)) {
    const resumed = await resume(opening, current);
    if (resumed) return resumed;
  }
  const { created, sealed } = await openUpstream(opening);
  return sealedAnswer(sessionAnswer(endpoint, sealed, created), sealed, endpoint, address);
}

/** Whether the session upstream already stands for exactly this order, in this language. */
export function isSameSession(current: SealedSession, { purchase }: Opening): boolean {
  return current.orderDigest === purchase.digest && current.locale === purchase.order.locale;
}

async function resume(opening: Opening, current: SealedSession): Promise<Response | undefined> {
  const { endpoint, address } = opening.call;
  const fate = await readFate(opening, current);
  if (fate?.status === 'placed') {
    const order = { status: 'completed' as const, redirect_url: current.urls.confirmation };
    const placed = { ...current, placed: { answer: order } };
    return sealedAnswer(placedSessionAnswer(endpoint, placed, order), placed, endpoint, address);
  }
  if (fate?.status !== 'open' || fate.clientToken === undefined) return undefined;
  return sealedAnswer(
    sessionAnswer(endpoint, current, { ...fate, clientToken: fate.clientToken }),
    current,
    endpoint,
    address,
  );
}

async function readFate(
  opening: Opening,
  current: SealedSession,
): Promise<SessionFate | undefined> {
  const { gateway } = opening.call.endpoint;
  if (!gateway.readSession) return undefined;
  try {
    return await callUpstream(
      await sessionUpstream(opening, current.session),
      (context) =>
        gateway.readSession?.(current.session, context) ?? Promise.resolve({ status: 'gone' }),
    );
  } catch (error) {
    if (error instanceof GatewayProblem && error.code === 'session_expired') return undefined;
    throw error;
  }
}
