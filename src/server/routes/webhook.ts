/**
 * `POST hooks/{system}/{state}`: what the payment system tells the server directly. The gateway reads
 * and, where it can, authenticates the notice; where it cannot, the sealed state in the URL is the proof,
 * and what the notice says is asked for again upstream before anything is placed.
 */
import { type Reply, replyOf } from '../http/request.js';
import type { PageCall } from '../context.js';
import { GatewayProblem, type Notice, type SessionReference } from '../gateways/gateway.js';
import { type HookState, openHookState } from '../session/webhook-state.js';
import { problem } from '../problems.js';
import { resolvePurchase } from '../order/resolve.js';
import { readFate } from '../session/upstream-status.js';
import { callUpstream, type UpstreamCall } from '../gateways/call-gateway.js';

/** Notices list items and addresses: larger than anything a page sends. */
const NOTICE_BYTES = 65_536;

export async function answerHook(call: PageCall, sealedState?: string): Promise<Reply> {
  const { request, endpoint } = call;
  const { gateway, hooks, limits, now } = endpoint;
  if (!gateway.readNotice) throw problem('not_found', { detail: 'This system sends no notices' });
  const bytes = await request.readBody({ ...limits, bodyBytes: NOTICE_BYTES });
  const limited = new Request(request.url, {
    method: 'POST',
    headers: request.request.headers,
    body: bytes,
  });
  const { notice, answer } = await callUpstream(upstream(call), (context) =>
    readNotice(call, limited, context),
  );
  if (notice.type !== 'status') {
    const state =
      sealedState === undefined ? undefined : await openHookState(sealedState, hooks, now());
    if (!state)
      throw problem('forbidden', { detail: 'The URL of this notice was not given out here' });
    if (notice.type === 'authorized') await onAuthorized(call, notice, state);
  }
  await endpoint.onNotice?.(notice);
  return replyOf(answer);
}

function readNotice(
  { endpoint }: PageCall,
  request: Request,
  context: Parameters<NonNullable<PageCall['endpoint']['gateway']['readNotice']>>[1],
) {
  const read = endpoint.gateway.readNotice?.(request, context);
  if (!read) throw problem('not_found', { detail: 'This system sends no notices' });
  return read;
}

const upstream = ({ endpoint, address }: PageCall): UpstreamCall => ({
  endpoint,
  address,
  milliseconds: endpoint.limits.sessionMilliseconds,
  idempotencyKey: '',
  otherwise: 'upstream_unavailable',
});

/**
 * Places the order if the browser does not. Returns without placing where the notice is about something
 * that is over: repeating it would not help, so the upstream system may forget it.
 */
async function onAuthorized(
  call: PageCall,
  notice: Extract<Notice, { type: 'authorized' }>,
  state: HookState,
): Promise<void> {
  const { request, address, endpoint } = call;
  if (state.sessionId !== undefined && state.sessionId !== notice.sessionId) {
    throw problem('forbidden', { detail: 'The notice names another session than its URL' });
  }
  const session: SessionReference = { id: notice.sessionId, data: {} };
  if (!(await isFor(call, session, notice.authorizationToken, state))) return;
  if (endpoint.authorizationCallback === 'notice') return;

  const purchase = await resolvePurchase(request, endpoint, state.identity, state.wishes);
  if (purchase?.digest !== state.orderDigest) {
    endpoint.log(
      'info',
      'klarna-checkout: the cart changed after the authorization; nothing placed',
    );
    return;
  }
  try {
    const { told } = await endpoint.placer.place({
      endpoint,
      address,
      session,
      authorizationToken: notice.authorizationToken,
      purchase,
    });
    if (!told) throw problem('internal', { detail: 'onPlaced did not take the order' });
  } catch (error) {
    // A final refusal is an answer; everything else is worth another notice.
    if (error instanceof GatewayProblem && error.status < 500) return;
    throw error;
  }
}

/** Asks upstream whether the session lives, is for this order, and was authorized with this token. */
async function isFor(
  call: PageCall,
  session: SessionReference,
  authorizationToken: string,
  state: HookState,
): Promise<boolean> {
  const fate = await readFate(call, session, 'upstream_unavailable');
  if (!fate) return true;
  const foreign =
    (fate.authorizationToken !== undefined && fate.authorizationToken !== authorizationToken) ||
    (fate.orderReference !== undefined && fate.orderReference !== state.orderReference);
  if (foreign)
    throw problem('forbidden', { detail: 'The notice does not fit the session it names' });
  // Placed already is worth going on for: if the shop was told, its cart is empty by now; if the machine
  // that placed it died first, this is how the shop learns of it.
  return fate.status !== 'gone';
}
