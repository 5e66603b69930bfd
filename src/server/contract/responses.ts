/** Writes the contract's answers: only what may reach a browser, only hosts that are known. */
import { isClientToken } from '../../endpoint/checks.js';
import type { OrderAnswer, SessionAnswer, UpdateAnswer } from '../../endpoint/contract.js';
import type { EndpointAddress } from '../http/endpoint-url.js';
import type { Endpoint } from '../context.js';
import type { CreatedSession, PlacedOrder, SessionChange } from '../gateways/gateway.js';
import { isRedirectAllowed, parseUrl, withSafeAssets } from './allowed-hosts.js';
import { problem } from '../problems.js';
import type { SealedSession } from '../session/cookie.js';

export function sessionAnswer(
  endpoint: Endpoint,
  sealed: SealedSession,
  session: Pick<CreatedSession, 'clientToken' | 'categories' | 'placed'>,
): SessionAnswer {
  // Where the purchase is placed, no widget is shown, so that any token does.
  const token = session.placed ? session.clientToken || SPENT_TOKEN : session.clientToken;
  return {
    client_token: usableToken(token),
    session_id: sealed.session.id,
    expires_at: new Date(sealed.expires).toISOString(),
    capabilities: endpoint.gateway.capabilities,
    ...(session.categories && {
      payment_method_categories: withSafeAssets(session.categories),
    }),
    ...(session.placed && { order: session.placed }),
  };
}

/** A well-formed token that opens nothing: an unsigned JWT without claims. */
const SPENT_TOKEN = 'eyJhbGciOiJub25lIn0.e30.';

/** A session whose purchase is already placed; there is no widget to show any more. */
export function placedSessionAnswer(
  endpoint: Endpoint,
  sealed: SealedSession,
  order: OrderAnswer,
): SessionAnswer {
  return sessionAnswer(endpoint, sealed, { clientToken: SPENT_TOKEN, placed: order });
}

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
 * What the browser learns about a placed order. A recommended address that is not on the list gives way
 * to the shop's own confirmation page.
 *
 * @throws GatewayProblem `outcome_unknown` when the shopper must go somewhere that is not on the list.
 */
export function orderAnswer(
  endpoint: Endpoint,
  address: EndpointAddress,
  confirmation: string,
  placed: PlacedOrder,
): OrderAnswer {
  const { status, order_id, redirect_url } = placed;
  const own = [address.origin, new URL(confirmation, address.origin).origin];
  const target =
    redirect_url !== undefined && isRedirectAllowed(redirect_url, own, endpoint.redirectHosts)
      ? redirect_url
      : undefined;
  if (redirect_url !== undefined && target === undefined) {
    endpoint.log(
      'warn',
      'klarna-checkout-element: a redirect address is not on the list; see redirectHosts',
      {
        host: parseUrl(redirect_url)?.host ?? 'not a URL',
      },
    );
  }
  if (target === undefined && status === 'redirect') {
    throw problem('outcome_unknown', { detail: 'The payment system redirects to an unknown host' });
  }
  return {
    status,
    ...(order_id !== undefined && { order_id }),
    redirect_url: target ?? confirmation,
  };
}
