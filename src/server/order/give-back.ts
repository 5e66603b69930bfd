/** Cancels an authorization that will not be used. */
import type { Placing } from '../context.js';
import { callUpstream } from '../gateways/call-gateway.js';
import { placingKey } from './digest.js';

/** Whether the system has confirmed that the token can no longer be used. Never rejects. */
export async function giveBack({
  endpoint,
  address,
  session,
  authorizationToken,
}: Pick<Placing, 'endpoint' | 'address' | 'session' | 'authorizationToken'>): Promise<boolean> {
  const { gateway, limits } = endpoint;
  if (!gateway.capabilities.cancel) return false;
  try {
    return await callUpstream(
      {
        endpoint,
        address,
        milliseconds: limits.sessionMilliseconds,
        idempotencyKey: await placingKey(session.id, authorizationToken),
        otherwise: 'upstream_unavailable',
        operation: 'cancelAuthorization',
        place: 'none',
      },
      (context) => gateway.cancelAuthorization(session, authorizationToken, context),
    );
  } catch {
    // It lapses by itself within the hour; the gateway has logged why it was not taken.
    return false;
  }
}
