/** Asks the upstream system what became of a session. */
import type { PageCall } from '../context.js';
import type { SessionStatus, SessionReference } from '../gateways/gateway.js';
import type { ProblemCode } from '../problems.js';
import { callUpstream } from '../gateways/call-gateway.js';

/**
 * `undefined` where the system cannot say.
 *
 * @param otherwise what it means when no answer comes.
 * @param followsUp as in {@link UpstreamCall}.
 */
export async function readSessionStatus(
  { endpoint, address }: Pick<PageCall, 'endpoint' | 'address'>,
  session: SessionReference,
  otherwise: ProblemCode,
  followsUp?: true,
): Promise<SessionStatus | undefined> {
  const { gateway, limits } = endpoint;
  if (!gateway.readSession) return undefined;
  return callUpstream(
    {
      endpoint,
      address,
      milliseconds: limits.sessionMilliseconds,
      // Reading changes nothing, so that it needs no key.
      idempotencyKey: '',
      otherwise,
      ...(followsUp && { followsUp }),
    },
    (context) => gateway.readSession?.(session, context) ?? Promise.resolve(undefined),
  );
}
