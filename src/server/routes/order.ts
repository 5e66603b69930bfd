/** `POST order`: the authorization token for an order, once. */
import { type IncomingRequest, jsonReply, type Reply } from '../http/request.js';
import type { OrderAnswer } from '../../endpoint/contract.js';
import { orderAnswer } from '../contract/responses.js';
import { readJson } from '../http/body.js';
import { requireSession } from '../session/current.js';
import { placingKey } from '../order/digest.js';
import type { PageCall } from '../context.js';
import { GatewayProblem } from '../gateways/gateway.js';
import { problem } from '../problems.js';
import {
  identifyShopper,
  neededPersonalData,
  requirePersonalData,
  resolvePurchase,
  withBrowser,
} from '../order/resolve.js';
import { readAuthorizationToken, readPersonalData } from '../contract/requests.js';
import type { SealedSession } from '../session/cookie.js';
import { readSessionStatus } from '../session/upstream-status.js';
import { sealedAnswer } from '../session/create.js';

export async function handleOrder(call: PageCall): Promise<Reply> {
  const { request, address, endpoint } = call;
  if (!endpoint.gateway.capabilities.order) {
    throw problem('unsupported', { detail: 'This gateway places no orders' });
  }
  const requestKey = readRequestKey(request);
  const body = await readJson(request, endpoint.limits);
  const token = readAuthorizationToken(body);
  const shopper = await identifyShopper(request, endpoint);
  const current = await requireSession(call, shopper);
  const tokenHash = await placingKey(current.session.id, token);
  if (current.placed) return replay(current.placed, tokenHash);

  const known = await endpoint.placer.recall(current.session);
  const { failedOrders, now } = endpoint;
  if (!known) failedOrders.check(shopper.subject, now());
  const place = { purpose: 'order', shopper: shopper.subject } as const;
  const purchase = await resolvePurchase(
    request,
    endpoint,
    shopper.identity,
    current.requested,
    neededPersonalData(endpoint, 'order', readPersonalData(body)),
  );
  const { confirmation } = current.urls;
  if (purchase?.digest !== current.orderDigest) {
    // The callback may have been quicker, and the shop has emptied its cart since.
    if (known) {
      return keep(call, current, orderAnswer(endpoint, address, confirmation, known), tokenHash);
    }
    const upstream = await readSessionStatus(call, current.session, {
      otherwise: 'upstream_unavailable',
      place,
    });
    if (upstream?.status === 'placed') {
      return keep(call, current, { status: 'completed', redirect_url: confirmation }, tokenHash);
    }
    throw problem('order_mismatch', { detail: 'resolveOrder gives another order than authorized' });
  }
  requirePersonalData(endpoint, 'order', purchase.order);
  const placing = endpoint.placer.place({
    endpoint,
    address,
    session: current.session,
    authorizationToken: token,
    purchase: withBrowser(purchase, request),
    place,
    requestKey,
  });
  const { placed } = await placing.catch((error: unknown) => {
    if (isRefusal(error)) failedOrders.count(shopper.subject, now());
    throw error;
  });
  return keep(call, current, orderAnswer(endpoint, address, confirmation, placed), tokenHash);
}

/** The payment system was asked, and said no. */
const isRefusal = (error: unknown): error is GatewayProblem =>
  error instanceof GatewayProblem && error.status < 500;

function readRequestKey(request: IncomingRequest): string {
  const key = request.header('Idempotency-Key');
  if (key === null || !/^[\x20-\x7e]{1,255}$/.test(key)) {
    throw problem('invalid_request', { detail: 'The header Idempotency-Key is missing' });
  }
  return key;
}

/** The cookie knows that this purchase is placed. */
function replay(placed: NonNullable<SealedSession['placed']>, asked: string): Reply {
  if ((placed.tokenHash ?? asked) === asked) return jsonReply(placed.answer);
  throw problem('duplicate', { detail: 'This purchase was placed with another token' });
}

function keep(
  { endpoint, address }: PageCall,
  current: SealedSession,
  order: OrderAnswer,
  tokenHash: string,
): Promise<Reply> {
  return sealedAnswer(
    order,
    { ...current, placed: { answer: order, tokenHash } },
    endpoint,
    address,
  );
}
