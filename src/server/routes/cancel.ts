/** `POST authorization/cancel`: gives back an authorization that the shop will not use. */
import type { Reply } from '../http/request.js';
import { readJson } from '../http/body.js';
import { requireSession } from '../session/current.js';
import { placingKey } from '../order/digest.js';
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
  const { session, placed } = await requireSession(call, shopper);
  if (placed ?? (await endpoint.placer.recall(session))) {
    throw problem('duplicate', { detail: 'An order was placed with this session' });
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
