/**
 * `POST hooks/{system}/{state}`: what the payment system tells the server directly. The gateway reads
 * and, where it can, authenticates the notification; where it cannot, the sealed state in the URL is the proof,
 * and what the notification says is asked for again upstream before anything is placed.
 */
import { type Reply, replyOf } from '../http/request.js';
import type { PageCall } from '../context.js';
import { callShop } from '../order/call-shop.js';
import { holderNow } from '../order/holder.js';
import { learnDecision, learnOrder, learnStatus } from '../order/learn.js';
import { placeOrder } from '../order/place.js';
import { GatewayProblem, type Notification, type SessionReference } from '../gateways/gateway.js';
import { type WebhookState, openWebhookState } from '../session/webhook-state.js';
import { problem } from '../problems.js';
import { resolvePurchase } from '../order/resolve.js';
import { readSessionStatus } from '../session/upstream-status.js';
import { callUpstream, type UpstreamCall } from '../gateways/call-gateway.js';

/** Notifications list items and addresses: larger than anything a page sends. */
const NOTIFICATION_BYTES = 65_536;

export async function handleWebhook(call: PageCall, sealedState?: string): Promise<Reply> {
  const { request, endpoint } = call;
  const { gateway, webhooks, limits, now } = endpoint;
  if (!gateway.readNotification)
    throw problem('not_found', { detail: 'This system sends no notifications' });
  const bytes = await request.readBody({ ...limits, bodyBytes: NOTIFICATION_BYTES });
  const limited = new Request(request.url, {
    method: 'POST',
    headers: request.webRequest.headers,
    body: bytes,
  });
  const { notification, answer } = await callUpstream(upstream(call), (context) =>
    readNotification(call, limited, context),
  );
  if (notification.type === 'status') {
    await learnStatus(call, notification);
  } else {
    const state =
      sealedState === undefined ? undefined : await openWebhookState(sealedState, webhooks, now());
    if (!state || sealedState === undefined)
      throw problem('forbidden', { detail: 'The URL of this notification was not given out here' });
    await learn(call, notification, state, sealedState);
  }
  const { onNotification } = endpoint;
  if (onNotification) {
    await callShop(endpoint, 'onNotification', () => onNotification(notification));
  }
  return replyOf(answer);
}

function learn(
  call: PageCall,
  notification: Exclude<Notification, { type: 'status' }>,
  state: WebhookState,
  sealedState: string,
): Promise<void> {
  switch (notification.type) {
    case 'authorized':
      return onAuthorized(call, notification, state, sealedState);
    case 'decided':
      return learnDecision(call, notification, state.orderReference);
    case 'placed':
      return learnOrder(call, notification, state.orderReference);
  }
}

function readNotification(
  { endpoint }: PageCall,
  request: Request,
  context: Parameters<NonNullable<PageCall['endpoint']['gateway']['readNotification']>>[1],
) {
  const read = endpoint.gateway.readNotification?.(request, context);
  if (!read) throw problem('not_found', { detail: 'This system sends no notifications' });
  return read;
}

const upstream = ({ endpoint, address }: PageCall): UpstreamCall => ({
  endpoint,
  address,
  operation: 'readNotification',
  place: { purpose: 'webhook' },
  milliseconds: endpoint.limits.sessionMilliseconds,
  idempotencyKey: '',
  otherwise: 'upstream_unavailable',
});

/**
 * Places the order if the browser does not. Returns without placing where the notification is about something
 * that is over: repeating it would not help, so the upstream system may forget it.
 */
async function onAuthorized(
  call: PageCall,
  notification: Extract<Notification, { type: 'authorized' }>,
  state: WebhookState,
  sealedState: string,
): Promise<void> {
  const { request, address, endpoint, waitUntil } = call;
  if (state.sessionId !== undefined && state.sessionId !== notification.sessionId) {
    throw problem('forbidden', { detail: 'The notification names another session than its URL' });
  }
  const session: SessionReference = { id: notification.sessionId, data: {} };
  if (!(await isFor(call, session, notification.authorizationToken, state))) return;
  if (endpoint.authorizationCallback === 'notify') return;

  const purchase = await resolvePurchase(request, endpoint, state.identity, state.requested);
  if (purchase?.digest !== state.orderDigest) {
    // The browser may have been quicker, and the shop has emptied its cart since.
    if (await holderNow(call, state.orderReference)) return;
    endpoint.log(
      'info',
      'klarna-checkout-element: the cart changed after the authorization; nothing placed',
      { reference: state.orderReference, system: endpoint.gateway.system },
    );
    return;
  }
  try {
    const { told } = await placeOrder({
      endpoint,
      address,
      session,
      authorizationToken: notification.authorizationToken,
      purchase,
      place: { purpose: 'webhook' },
      identity: state.identity,
      webhookState: sealedState,
      ...(waitUntil && { waitUntil }),
    });
    // Another notification is one more occasion to tell the shop.
    if (!told) throw problem('internal', { detail: 'onPlaced did not take the order' });
  } catch (error) {
    // A final refusal is an answer; everything else is worth another notification.
    if (error instanceof GatewayProblem && error.status < 500) return;
    throw error;
  }
}

/** Asks the payment system whether the session is open, is for this order, and was authorized with this token. */
async function isFor(
  call: PageCall,
  session: SessionReference,
  authorizationToken: string,
  state: WebhookState,
): Promise<boolean> {
  const status = await readSessionStatus(call, session, {
    otherwise: 'upstream_unavailable',
    place: { purpose: 'webhook' },
  });
  if (!status) return true;
  const foreign =
    (status.authorizationToken !== undefined && status.authorizationToken !== authorizationToken) ||
    (status.orderReference !== undefined && status.orderReference !== state.orderReference);
  if (foreign)
    throw problem('forbidden', { detail: 'The notification does not fit the session it names' });
  // Placed already is worth going on for: if the shop was told, its cart is empty by now; if the machine
  // that placed it died first, this is how the shop learns of it.
  return status.status !== 'gone';
}
