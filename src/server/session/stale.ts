/** Marks a session whose cart at the payment system is unknown. */
import type { PageCall } from '../context.js';
import { type SealedSession, sessionCookie } from './cookie.js';

/** From then on nothing counts as unchanged: the next update really updates. */
export async function markStale(
  { endpoint, address, responseHeaders }: PageCall,
  session: SealedSession,
): Promise<void> {
  responseHeaders['Set-Cookie'] = await sessionCookie(
    { ...session, isStale: true },
    address,
    endpoint.sessions,
    endpoint.now(),
  );
}
