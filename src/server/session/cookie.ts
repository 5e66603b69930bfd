/** The sealed session: all that the server remembers of a purchase, in the shopper's cookie. */
import type { EndpointAddress } from '../http/endpoint-url.js';
import type { IncomingRequest } from '../http/request.js';
import type { SessionReference } from '../gateways/gateway.js';
import type { RequestedOptions } from '../options.js';
import { problem } from '../problems.js';
import type { Seal } from './seal.js';

/** No name, address, client token or authorization token: only what finds and proves the session. */
export interface SealedSession {
  /** `system` of the gateway that opened it. */
  readonly system: string;
  readonly session: SessionReference;
  /** Hash of what `identify` said. */
  readonly subject: string;
  readonly orderReference: string;
  readonly orderDigest: string;
  readonly requested: RequestedOptions;
  readonly country: string;
  readonly currency: string;
  readonly locale: string;
  readonly urls: { readonly confirmation: string; readonly back: string };
  /** Milliseconds since 1970. */
  readonly expires: number;
  /** The session upstream may stand for another cart than `orderDigest` says. */
  readonly isStale?: true;
}

/** Klarna's sessions last 48 hours. */
export const SESSION_SECONDS = 48 * 60 * 60;
/** Machines may disagree about the time by this much. */
const SKEW_MILLISECONDS = 60_000;
/** Part of every sealed cookie; another number means that the shape has changed. */
const VERSION = 3;

/** Browsers drop what is longer, without a word. */
const COOKIE_BYTES = 4096;

/** The session in the request's cookie; `undefined` when there is none that this server sealed and that is still valid. */
export async function openSession(
  request: IncomingRequest,
  address: EndpointAddress,
  seal: Seal,
  now: number,
): Promise<SealedSession | undefined> {
  const sealed = readCookie(request, address.cookieName);
  const claims = sealed === undefined ? undefined : await seal.open(sealed);
  // Endpoints of one shop share their keys: a session of one is none of another.
  if (!claims || claims['version'] !== VERSION || claims['endpoint'] !== address.url) {
    return undefined;
  }
  // What opened was sealed here, in this version: its shape needs no second check.
  const session = claims as unknown as SealedSession;
  return session.expires + SKEW_MILLISECONDS > now ? session : undefined;
}

/**
 * The value of a `Set-Cookie` header that keeps this session.
 *
 * @throws GatewayProblem `internal` when browsers would not keep it.
 */
export async function sessionCookie(
  session: SealedSession,
  address: EndpointAddress,
  seal: Seal,
  now: number,
): Promise<string> {
  const sealed = await seal.seal({ endpoint: address.url, version: VERSION, ...session });
  const seconds = Math.min(SESSION_SECONDS, Math.max(0, Math.ceil((session.expires - now) / 1000)));
  const secure = address.secure ? ' Secure;' : '';
  const cookie = `${address.cookieName}=${sealed}; Path=/;${secure} HttpOnly; SameSite=Lax; Max-Age=${seconds}`;
  if (cookie.length > COOKIE_BYTES) {
    throw problem('internal', {
      detail: `The session's cookie would have ${cookie.length} bytes, of which browsers keep ${COOKIE_BYTES}: shorten order.urls and order.reference`,
    });
  }
  return cookie;
}

function readCookie(request: IncomingRequest, name: string): string | undefined {
  for (const pair of (request.header('Cookie') ?? '').split(';')) {
    const separator = pair.indexOf('=');
    if (separator > 0 && pair.slice(0, separator).trim() === name) {
      return pair.slice(separator + 1).trim();
    }
  }
  return undefined;
}
