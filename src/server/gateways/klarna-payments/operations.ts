/** What the Klarna gateway does, once its options are checked. */
import {
  type GatewayContext,
  GatewayProblem,
  type Order,
  type PlacedOrder,
  type SessionStatus,
  type SessionReference,
} from '../gateway.js';
import { problem } from '../../problems.js';
import { type Api, createApi } from './api.js';
import { customerTokenBody, orderBody, sessionBody } from './bodies.js';
import { readKlarnaNotification } from './notifications.js';
import {
  apiUrl,
  type Intent,
  type KlarnaPaymentsGateway,
  type KlarnaPaymentsOptions,
} from './options.js';
import { readCategories, readSessionStatus, readText, requireText } from './replies.js';
import { checkKlarnaOrder } from './rules.js';

type Operations =
  | 'createSession'
  | 'updateSession'
  | 'placeOrder'
  | 'cancelAuthorization'
  | 'readSession'
  | 'readNotification';

export function klarnaPaymentsOperations(
  options: KlarnaPaymentsOptions,
): Pick<KlarnaPaymentsGateway, Operations> {
  const { username, password } = options;
  const api = createApi({
    baseUrl: (options.apiUrl ?? apiUrl(options)).replace(/\/+$/, ''),
    username,
    password,
    fetch: options.fetch ?? fetch,
  });
  const intentOf = (order: Order): Intent =>
    typeof options.intent === 'function' ? options.intent(order) : (options.intent ?? 'buy');

  return {
    async createSession(order, context) {
      const intent = intentOf(order);
      checkKlarnaOrder(order, intent);
      const body = sessionBody(order, intent, context.urls.webhook);
      const reply = await api(
        { operation: 'create', method: 'POST', path: ['sessions'], body },
        context,
      );
      const categories = readCategories(reply.json);
      return {
        reference: { id: requireText(reply, 'session_id'), data: {} },
        clientToken: requireText(reply, 'client_token'),
        ...(categories && { categories }),
      };
    },

    async updateSession({ id }, order, context) {
      const intent = intentOf(order);
      checkKlarnaOrder(order, intent);
      const body = sessionBody(order, intent, context.urls.webhook);
      const { status } = await api(
        { operation: 'update', method: 'POST', path: ['sessions', id], body },
        context,
      );
      // Klarna answers 200 where it opened another session than the one that was meant.
      if (status !== 204) {
        throw problem('upstream_unavailable', { detail: `Klarna answered ${status} to update` });
      }
      return { reload: 'load' };
    },

    placeOrder: (reference, token, order, context) =>
      place(api, reference, token, order, intentOf(order), context),

    async cancelAuthorization(reference, token, context) {
      const { authorizationToken = token } = await readSession(api, reference, context);
      // A token that this session does not hold is dead, or somebody else's.
      if (authorizationToken !== token) return false;
      try {
        await api(
          { operation: 'cancel', method: 'DELETE', path: ['authorizations', token] },
          context,
        );
        return true;
      } catch (error) {
        if (!hasCode(error, 'authorization_expired')) throw error;
        return false;
      }
    },

    readSession: (reference, context) => readSession(api, reference, context),
    readNotification: (request) => readKlarnaNotification(request),
  };
}

async function readSession(
  api: Api,
  { id }: SessionReference,
  context: GatewayContext,
): Promise<SessionStatus> {
  try {
    const path = ['sessions', id];
    return readSessionStatus((await api({ operation: 'read', method: 'GET', path }, context)).json);
  } catch (error) {
    if (hasCode(error, 'duplicate')) return { status: 'placed' };
    if (hasCode(error, 'session_expired')) return { status: 'gone' };
    throw error;
  }
}

async function place(
  api: Api,
  reference: SessionReference,
  token: string,
  order: Order,
  intent: Intent,
  context: GatewayContext,
): Promise<PlacedOrder> {
  checkKlarnaOrder(order, intent);
  const before = await readSession(api, reference, context);
  if (before.status === 'placed') return ALREADY_PLACED;
  if (before.status === 'gone') {
    throw problem('session_expired', { detail: 'Klarna does not know this session' });
  }
  if ((before.authorizationToken ?? token) !== token) {
    throw problem('authorization_expired', { detail: 'This is not the token of this session' });
  }
  if (intent === 'tokenize') {
    const token_id = await createCustomerToken(api, token, order, context);
    return { status: 'completed', upstream: { customer_token: token_id } };
  }
  const placed = await placeOrder(api, reference, token, order, context);
  if (intent === 'buy' || placed === ALREADY_PLACED) return placed;
  return { ...placed, upstream: { ...placed.upstream, ...(await tryCustomerToken()) } };

  /** The order stands whatever becomes of the token: the shop reads here which of the two it has. */
  async function tryCustomerToken(): Promise<Record<string, string>> {
    try {
      return { customer_token: await createCustomerToken(api, token, order, context) };
    } catch (error) {
      const code = error instanceof GatewayProblem ? error.code : 'internal';
      context.log('error', 'klarna-payments: order placed, but no customer token', { code });
      return { customer_token_problem: code };
    }
  }
}

/** Klarna's session says that there is an order, but not which: the shop finds it by its reference. */
const ALREADY_PLACED: PlacedOrder = { status: 'completed', upstream: {} };

async function placeOrder(
  api: Api,
  reference: SessionReference,
  token: string,
  order: Order,
  context: GatewayContext,
): Promise<PlacedOrder> {
  const path = ['authorizations', token, 'order'];
  const body = orderBody(order, context.urls.webhook);
  try {
    const { json } = await api({ operation: 'order', method: 'POST', path, body }, context);
    return readPlaced(json);
  } catch (error) {
    // Another machine may have used the token, or the answer got lost: the session knows.
    const isOpenQuestion = ['duplicate', 'outcome_unknown', 'authorization_expired'].some((code) =>
      hasCode(error, code),
    );
    if (!isOpenQuestion || context.signal.aborted) throw error;
    const after = await readSession(api, reference, context).catch(() => undefined);
    if (after?.status === 'placed') return ALREADY_PLACED;
    throw error;
  }
}

function readPlaced(json: Readonly<Record<string, unknown>> | undefined): PlacedOrder {
  const orderId = readText(json, 'order_id');
  const redirectUrl = readText(json, 'redirect_url');
  const fraudStatus = readText(json, 'fraud_status');
  if (orderId === undefined) {
    throw problem('outcome_unknown', { detail: "Klarna's answer lacks order_id" });
  }
  if (fraudStatus === 'REJECTED')
    throw problem('declined', { detail: 'Klarna rejected the order' });
  return {
    status: fraudStatus === 'PENDING' ? 'pending' : 'completed',
    order_id: orderId,
    ...(redirectUrl !== undefined && { redirect_url: redirectUrl }),
    upstream: {
      order_id: orderId,
      ...(fraudStatus !== undefined && { fraud_status: fraudStatus }),
    },
  };
}

async function createCustomerToken(
  api: Api,
  token: string,
  order: Order,
  context: GatewayContext,
): Promise<string> {
  const path = ['authorizations', token, 'customer-token'];
  const body = customerTokenBody(order);
  const reply = await api({ operation: 'customer-token', method: 'POST', path, body }, context);
  return requireText(reply, 'token_id');
}

const hasCode = (error: unknown, code: string): boolean =>
  error instanceof GatewayProblem && error.code === code;
