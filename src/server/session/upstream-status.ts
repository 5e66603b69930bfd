/** Asks the upstream system what became of a session. */
import type { PageCall } from '../context.js';
import type { SessionStatus, SessionReference } from '../gateways/gateway.js';
import { callUpstream, type UpstreamCall } from '../gateways/call-gateway.js';

/**
 * `undefined` where the system cannot say.
 *
 * @param otherwise what it means when no answer comes.
 */
export async function readSessionStatus(
  { endpoint, address }: Pick<PageCall, 'endpoint' | 'address'>,
  session: SessionReference,
  { otherwise, place }: Pick<UpstreamCall, 'otherwise' | 'place'>,
): Promise<SessionStatus | undefined> {
  const { gateway, limits } = endpoint;
  if (!gateway.readSession) return undefined;
  return callUpstream(
    {
      endpoint,
      address,
      operation: 'readSession',
      milliseconds: limits.sessionMilliseconds,
      // Reading changes nothing, so that it needs no key.
      idempotencyKey: '',
      otherwise,
      place,
    },
    (context) => gateway.readSession?.(session, context) ?? Promise.resolve(undefined),
  );
}
