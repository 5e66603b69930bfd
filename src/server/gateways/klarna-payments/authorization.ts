/** Uses an authorization token: for an order, a customer token or both, or cancels it. */
import type {
  GatewayContext,
  Order,
  PlacedOrder,
  PlacingContext,
  SessionReference,
} from '../gateway.js';
import { problem } from '../../problems.js';
import type { Stakes } from '../upstream-problems.js';
import { type Api, hasCode } from './api.js';
import { customerTokenBody, orderBody } from './bodies.js';
import { charge, isCharge } from './charge.js';
import type { Intent } from './options.js';
import { readPlaced, readText, requireText } from './replies.js';
import { checkKlarnaOrder } from './rules.js';
import { readSession } from './session.js';

export async function place(
  api: Api,
  reference: SessionReference,
  token: string,
  order: Order,
  intent: Intent,
  context: PlacingContext,
): Promise<PlacedOrder> {
  if (isCharge(reference)) return charge(api, token, order, context);
  checkKlarnaOrder(order, intent);
  await checkToken(api, reference, token, context);
  if (intent === 'tokenize') {
    // The customer token is all that this purchase is about.
    const upstream = await customerTokenOnce(api, token, order, 'binding', context);
    const redirect = upstream['customer_token_redirect_url'];
    return { status: 'completed', ...(redirect && { redirect_url: redirect }), upstream };
  }
  const kept =
    intent === 'buy' ? {} : await customerTokenOnce(api, token, order, 'harmless', context);
  const placed = await placeOrder(api, token, order, context);
  return { ...placed, upstream: { ...placed.upstream, ...kept } };
}

/** @throws GatewayProblem where Klarna's session knows another token, or has an order already. */
async function checkToken(
  api: Api,
  reference: SessionReference,
  token: string,
  context: GatewayContext,
): Promise<void> {
  const session = await readSession(api, reference, context);
  if (session.status === 'placed')
    throw problem('duplicate', { detail: 'Klarna has an order of this session already' });
  if (session.status === 'gone')
    throw problem('session_expired', { detail: 'Klarna does not know this session' });
  if ((session.authorizationToken ?? token) !== token)
    throw problem('authorization_expired', { detail: 'This is not the token of this session' });
}

/**
 * The customer token comes before the order: a placed order closes the session and spends the
 * authorization. It is kept before the order is sent, so that a second try makes no second one. Where an
 * order follows, no money has moved by then: what goes wrong here may be tried again.
 */
async function customerTokenOnce(
  api: Api,
  token: string,
  order: Order,
  stakes: Stakes,
  context: PlacingContext,
): Promise<Readonly<Record<string, string>>> {
  const { attempt } = context;
  if (attempt.kept['customer_token'] !== undefined) return attempt.kept;
  const made = await createCustomerToken(api, token, order, stakes, context);
  await attempt.keep(made);
  return made;
}

async function createCustomerToken(
  api: Api,
  token: string,
  order: Order,
  stakes: Stakes,
  context: GatewayContext,
): Promise<Readonly<Record<string, string>>> {
  const reply = await api(
    {
      operation: 'customer-token',
      api: 'payments',
      method: 'POST',
      path: ['authorizations', token, 'customer-token'],
      body: customerTokenBody(order),
      stakes,
    },
    context,
  );
  const redirect = readText(reply.json, 'redirect_url');
  const method = readText(reply.json, 'payment_method_reference');
  return {
    customer_token: requireText(reply, 'token_id', stakes),
    ...(redirect !== undefined && { customer_token_redirect_url: redirect }),
    ...(method !== undefined && { customer_token_payment_method: method }),
  };
}

async function placeOrder(
  api: Api,
  token: string,
  order: Order,
  context: GatewayContext,
): Promise<PlacedOrder> {
  const { json } = await api(
    {
      operation: 'order',
      api: 'payments',
      method: 'POST',
      path: ['authorizations', token, 'order'],
      body: orderBody(order, context.urls),
      stakes: 'binding',
    },
    context,
  );
  return readPlaced(json);
}

/** `true` when Klarna has deleted it; a token that this session does not hold is dead, or somebody else's. */
export async function cancelAuthorization(
  api: Api,
  reference: SessionReference,
  token: string,
  context: GatewayContext,
): Promise<boolean> {
  // A customer token stays: only an authorization can be given back.
  if (isCharge(reference)) return false;
  const { authorizationToken = token } = await readSession(api, reference, context);
  if (authorizationToken !== token) return false;
  try {
    await api(
      {
        operation: 'cancel',
        api: 'payments',
        method: 'DELETE',
        path: ['authorizations', token],
        stakes: 'harmless',
      },
      context,
    );
    return true;
  } catch (error) {
    if (!hasCode(error, 'authorization_expired')) throw error;
    return false;
  }
}
