/** Writes the contract's answers: only what may reach a browser, only hosts that are known. */
import { isClientToken } from '../../endpoint/checks.js';
import type {
  HeldSessionAnswer,
  OrderAnswer,
  SessionAnswer,
  SessionOrder,
  UpdateAnswer,
} from '../../endpoint/contract.js';
import type { EndpointAddress } from '../http/endpoint-url.js';
import type { Endpoint } from '../context.js';
import type { CreatedSession, SessionChange } from '../gateways/gateway.js';
import { isRedirectAllowed, parseUrl, withSafeAssets } from './allowed-hosts.js';
import type { Attempt, Placement } from '../order/ledger/record.js';
import { placementOf } from '../order/ledger/standing.js';
import { problem } from '../problems.js';
import type { SealedSession } from '../session/cookie.js';

export function sessionAnswer(
  endpoint: Endpoint,
  sealed: SealedSession,
  session: Pick<CreatedSession, 'clientToken' | 'categories'>,
): SessionAnswer {
  return {
    client_token: usableToken(session.clientToken),
    session_id: sealed.session.id,
    expires_at: new Date(sealed.expires).toISOString(),
    capabilities: endpoint.gateway.capabilities,
    ...(session.categories && {
      payment_method_categories: withSafeAssets(session.categories),
    }),
  };
}

/** The answer for a purchase that is placed or may be placed; it has no client token. */
export const heldSessionAnswer = (endpoint: Endpoint, order: SessionOrder): HeldSessionAnswer => ({
  capabilities: endpoint.gateway.capabilities,
  order,
});

export function updateAnswer(
  change: Pick<SessionChange, 'reload' | 'clientToken' | 'categories'>,
  expires: number,
): UpdateAnswer {
  return {
    reload: change.reload,
    ...(change.clientToken !== undefined && { client_token: usableToken(change.clientToken) }),
    ...(change.categories && { payment_method_categories: withSafeAssets(change.categories) }),
    expires_at: new Date(expires).toISOString(),
  };
}

/** @throws GatewayProblem `upstream_unavailable` for a token that the contract, and so the element, refuses. */
function usableToken(token: string): string {
  if (isClientToken(token)) return token;
  throw problem('upstream_unavailable', { detail: 'The payment system gave no client token' });
}

/**
 * The answer about a placed order. A redirect that is only recommended, to a host that is not on the list, is
 * replaced by the shop's own confirmation page.
 *
 * @throws GatewayProblem `outcome_unknown` when the shopper must go somewhere that is not on the list.
 */
export function orderAnswer(
  endpoint: Endpoint,
  address: EndpointAddress,
  attempt: Attempt,
): OrderAnswer {
  const placement = placementOf(attempt);
  const { confirmation } = attempt.order.urls;
  const status = placement ? BROWSER_STATUS[placement.status] : 'pending';
  const target = allowedTarget(endpoint, address, confirmation, placement?.redirectUrl);
  if (target === undefined && status === 'redirect') {
    throw problem('outcome_unknown', { detail: 'The payment system redirects to an unknown host' });
  }
  return {
    status,
    ...(placement?.orderId !== undefined && { order_id: placement.orderId }),
    redirect_url: target ?? confirmation,
  };
}

/** An order that is not confirmed yet is `pending` for the shopper. */
const BROWSER_STATUS = {
  completed: 'completed',
  pending: 'pending',
  redirect: 'redirect',
  unconfirmed: 'pending',
  rejected: 'pending',
} as const satisfies Record<Placement['status'], OrderAnswer['status']>;

function allowedTarget(
  endpoint: Endpoint,
  address: EndpointAddress,
  confirmation: string,
  url: string | undefined,
): string | undefined {
  if (url === undefined) return undefined;
  const own = [address.origin, new URL(confirmation, address.origin).origin];
  if (isRedirectAllowed(url, own, endpoint.redirectHosts)) return url;
  endpoint.log(
    'warn',
    'klarna-checkout-element: a redirect address is not on the list; see redirectHosts',
    {
      host: parseUrl(url)?.host ?? 'not a URL',
    },
  );
  return undefined;
}
