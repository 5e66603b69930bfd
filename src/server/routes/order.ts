/** `POST order`: the authorization token for an order, once. */
import { type IncomingRequest, jsonReply, type Reply } from '../http/request.js';
import { orderAnswer } from '../contract/responses.js';
import { readJson } from '../http/body.js';
import { requireSession } from '../session/current.js';
import { tokenHash } from '../order/digest.js';
import type { PageCall, Placing, Purchase } from '../context.js';
import { GatewayProblem } from '../gateways/gateway.js';
import { problem } from '../problems.js';
import { giveBack } from '../order/give-back.js';
import { holderNow } from '../order/holder.js';
import { placeOrder, referenceReused } from '../order/place.js';
import {
  identifyShopper,
  neededPersonalData,
  requirePersonalData,
  resolvePurchase,
  withBrowser,
} from '../order/resolve.js';
import { readAuthorizationToken, readPersonalData } from '../contract/requests.js';
import type { SealedSession } from '../session/cookie.js';
import { markStale } from '../session/stale.js';
import { readSessionStatus } from '../session/upstream-status.js';
import { sealWebhookState } from '../session/webhook-state.js';

export async function handleOrder(call: PageCall): Promise<Reply> {
  const { request, address, endpoint, waitUntil } = call;
  if (!endpoint.gateway.capabilities.order) {
    throw problem('unsupported', { detail: 'This gateway places no orders' });
  }
  requireRequestKey(request);
  const body = await readJson(request, endpoint.limits);
  const authorizationToken = readAuthorizationToken(body);
  const shopper = await identifyShopper(request, endpoint);
  const { identity, subject } = shopper;
  const current = await requireSession(call, shopper);
  const { failedOrders, now } = endpoint;
  failedOrders.check(subject, now());
  const place = { purpose: 'order', shopper: subject } as const;
  const purchase = await resolvePurchase(
    request,
    endpoint,
    identity,
    current.requested,
    neededPersonalData(endpoint, 'order', readPersonalData(body)),
  );
  if (purchase?.digest !== current.orderDigest) {
    return answerOtherCart(call, { current, authorizationToken, purchase, place });
  }
  requirePersonalData(endpoint, 'order', purchase.order);
  const placing = placeOrder({
    endpoint,
    address,
    session: current.session,
    authorizationToken,
    purchase: withBrowser(purchase, request),
    place,
    identity,
    ...(endpoint.gateway.readNotification && {
      webhookState: await sealWebhookState(
        {
          identity,
          requested: current.requested,
          orderReference: current.orderReference,
          orderDigest: current.orderDigest,
          sessionId: current.session.id,
        },
        endpoint.webhooks,
        endpoint.now(),
      ),
    }),
    ...(waitUntil && { waitUntil }),
  });
  const { attempt } = await placing.catch(async (error: unknown) => {
    if (isRefusal(error)) failedOrders.count(subject, now());
    // The carts agree here, and not there: the answer to an update was lost on its way to the browser.
    if (isRefusal(error) && error.code === 'order_mismatch') await markStale(call, current);
    throw error;
  });
  return jsonReply(orderAnswer(endpoint, address, attempt));
}

/** The payment system was asked, and said no. */
const isRefusal = (error: unknown): error is GatewayProblem =>
  error instanceof GatewayProblem && error.status < 500;

function requireRequestKey(request: IncomingRequest): void {
  const key = request.header('Idempotency-Key');
  if (key === null || !/^[\x20-\x7e]{1,255}$/.test(key)) {
    throw problem('invalid_request', { detail: 'The header Idempotency-Key is missing' });
  }
}

/**
 * The cart is not the one of the session. The callback may have been quicker, and the shop has emptied it
 * since; then the order is there.
 */
async function answerOtherCart(
  call: PageCall,
  {
    current,
    authorizationToken,
    purchase,
    place,
  }: {
    readonly current: SealedSession;
    readonly authorizationToken: string;
    readonly purchase: Purchase | undefined;
    readonly place: Placing['place'];
  },
): Promise<Reply> {
  const { endpoint, address, waitUntil } = call;
  const holder = await holderNow(call, current.orderReference);
  if (holder?.standing === 'placed') {
    const { attempt } = holder;
    const isOwn =
      attempt.tokenHash === (await tokenHash(endpoint.gateway.system, authorizationToken));
    if (!isOwn) {
      // Another device has bought this cart: the approval of this one is not needed.
      const { session } = current;
      const given = giveBack({ endpoint, address, session, authorizationToken });
      void endpoint.background.keep(given, waitUntil);
    }
    if (isOwn || purchase?.order.reference !== current.orderReference) {
      return jsonReply(orderAnswer(endpoint, address, attempt));
    }
    throw referenceReused(endpoint, attempt);
  }
  if (holder) throw problem('outcome_unknown', { detail: 'An earlier attempt has no known end' });
  const upstream = await readSessionStatus(call, current.session, {
    otherwise: 'upstream_unavailable',
    place,
  });
  if (upstream?.status === 'placed') {
    return jsonReply({ status: 'pending', redirect_url: current.urls.confirmation });
  }
  if (purchase && purchase.order.reference !== current.orderReference) {
    endpoint.log(
      'warn',
      'klarna-checkout-element: resolveOrder gives another reference than before',
      {
        reference: current.orderReference,
        now: purchase.order.reference,
        cure: 'give the same purchase the same reference each time',
      },
    );
  }
  throw problem('order_mismatch', { detail: 'resolveOrder gives another order than authorized' });
}
