/** The session that a request carries, if it belongs to whoever sends it. */
import type { PageCall, Shopper } from '../context.js';
import { problem } from '../problems.js';
import { openSession, type SealedSession } from './cookie.js';

/**
 * `undefined` when there is no cookie, it does not open, it is over, it is another gateway's, or it was
 * sealed for somebody else: a login or another cart starts a new session.
 */
export async function currentSession(
  { request, address, endpoint }: PageCall,
  shopper: Shopper,
): Promise<SealedSession | undefined> {
  const session = await openSession(request, address, endpoint.sessions, endpoint.now());
  return session?.system === endpoint.gateway.system && session.subject === shopper.subject
    ? session
    : undefined;
}

/** @throws GatewayProblem `session_expired` when there is no session to go on with. */
export async function requireSession(call: PageCall, shopper: Shopper): Promise<SealedSession> {
  const session = await currentSession(call, shopper);
  if (!session) {
    throw problem('session_expired', { detail: 'No living session of this shopper in the cookie' });
  }
  return session;
}
