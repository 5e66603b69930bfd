/** `POST authorization/cancel`: cancels an authorization that the shop will not use. */
import type { Reply } from '../http/request.js';
import { readJson } from '../http/body.js';
import { requireSession } from '../session/current.js';
import { placingKey, tokenHash } from '../order/digest.js';
import { holderNow } from '../order/holder.js';
import type { PageCall } from '../context.js';
import { problem } from '../problems.js';
import { identifyShopper } from '../order/resolve.js';
import { readAuthorizationToken } from '../contract/requests.js';
import { callUpstream } from '../gateways/call-gateway.js';

export async function handleCancel(call: PageCall): Promise<Reply> {
  const { request, address, endpoint } = call;
  if (!endpoint.gateway.capabilities.cancel) {
    throw problem('unsupported', { detail: 'An unused authorization lapses by itself here' });
  }
  const token = readAuthorizationToken(await readJson(request, endpoint.limits));
  const shopper = await identifyShopper(request, endpoint);
  const current = await requireSession(call, shopper);
  const { session } = current;
  const holder = await holderNow(call, current.orderReference);
  if (holder?.attempt.tokenHash === (await tokenHash(endpoint.gateway.system, token))) {
    throw problem('duplicate', { detail: 'An order was placed with this token, or may have been' });
  }
  await callUpstream(
    {
      endpoint,
      address,
      operation: 'cancelAuthorization',
      place: { purpose: 'order', shopper: shopper.subject },
      milliseconds: endpoint.limits.orderMilliseconds,
      idempotencyKey: await placingKey(session.id, token),
      otherwise: 'upstream_unavailable',
    },
    (context) => endpoint.gateway.cancelAuthorization(session, token, context),
  );
  return { status: 204, headers: {} };
}
