/** Opens a session upstream and wraps it: the part that `session` and `session/update` share. */
import type { EndpointAddress } from '../http/endpoint-url.js';
import { jsonReply, type Reply } from '../http/request.js';
import type { Endpoint, PageCall, Purchase, Shopper } from '../context.js';
import type { CreatedSession, SessionReference } from '../gateways/gateway.js';
import { returnStateFor } from './return-state.js';
import { sealWebhookState } from './webhook-state.js';
import type { RequestedOptions } from '../options.js';
import { problem } from '../problems.js';
import { SESSION_SECONDS, type SealedSession, sessionCookie } from './cookie.js';
import { callUpstream, type UpstreamCall } from '../gateways/call-gateway.js';

const LONGEST_ID = 255;

export interface Opening {
  readonly call: PageCall;
  readonly shopper: Shopper;
  readonly purchase: Purchase;
  readonly requested: RequestedOptions;
}

/** A call of the session kind: it may be broken off and made again without harm. */
export async function sessionUpstream(
  operation: 'createSession' | 'updateSession',
  { call, shopper, purchase, requested }: Opening,
  known?: SessionReference,
): Promise<UpstreamCall> {
  const { endpoint, address, request } = call;
  // A system that sends no notifications is given no address for them.
  const webhookState = endpoint.gateway.readNotification && {
    webhookState: await sealWebhookState(
      {
        identity: shopper.identity,
        requested,
        orderReference: purchase.order.reference,
        orderDigest: purchase.digest,
        ...(known && { sessionId: known.id }),
      },
      endpoint.webhooks,
      endpoint.now(),
    ),
  };
  return {
    endpoint,
    address,
    operation,
    place: { purpose: 'session', shopper: shopper.subject },
    milliseconds: endpoint.limits.sessionMilliseconds,
    visitor: request,
    // Both are hashes, so that their beginnings are as good as a hash of both.
    idempotencyKey: shopper.subject.slice(0, 16) + purchase.digest.slice(0, 16),
    otherwise: 'upstream_unavailable',
    ...webhookState,
    ...(await returnStateFor(endpoint, purchase.order.reference)),
  };
}

export async function openUpstream(
  opening: Opening,
): Promise<{ readonly created: CreatedSession; readonly sealed: SealedSession }> {
  const { endpoint } = opening.call;
  const { newSessions, now } = endpoint;
  newSessions.check(opening.shopper.subject, now());
  newSessions.count(opening.shopper.subject, now());
  const created = await callUpstream(await sessionUpstream('createSession', opening), (context) =>
    endpoint.gateway.createSession(opening.purchase.order, context),
  );
  const { id } = created.reference;
  // The id travels in a cookie, and browsers drop long ones without a word.
  if (id.length > LONGEST_ID) {
    throw problem('upstream_unavailable', {
      detail: 'The payment system gave an id that is too long',
    });
  }
  return { created, sealed: sealedFor(opening, created.reference, created.expiresAt) };
}

export function sealedFor(
  { call: { endpoint }, shopper, purchase: { order, digest }, requested }: Opening,
  session: SessionReference,
  expiresAt: string | undefined,
): SealedSession {
  const ends = expiresAt === undefined ? NaN : Date.parse(expiresAt);
  return {
    system: endpoint.gateway.system,
    session,
    subject: shopper.subject,
    orderReference: order.reference,
    orderDigest: digest,
    requested,
    country: order.country,
    currency: order.currency,
    locale: order.locale,
    urls: { confirmation: order.urls.confirmation, back: order.urls.back },
    expires: Number.isNaN(ends) ? endpoint.now() + SESSION_SECONDS * 1000 : ends,
  };
}

/** A JSON answer that also renews the cookie. */
export async function sealedAnswer(
  body: object,
  sealed: SealedSession,
  endpoint: Endpoint,
  address: EndpointAddress,
): Promise<Reply> {
  const cookie = await sessionCookie(sealed, address, endpoint.sessions, endpoint.now());
  return jsonReply(body, { 'Set-Cookie': cookie });
}
