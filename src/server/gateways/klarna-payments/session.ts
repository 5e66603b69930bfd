/** Klarna's payment sessions: create, update, read. */
import type {
  CreatedSession,
  GatewayContext,
  Order,
  SessionChange,
  SessionReference,
  SessionStatus,
} from '../gateway.js';
import { problem } from '../../problems.js';
import { type Api, hasCode } from './api.js';
import { sessionBody } from './bodies.js';
import type { Intent } from './options.js';
import { readCategories, readSessionStatus, requireText } from './replies.js';
import { checkKlarnaOrder } from './rules.js';

export async function createSession(
  api: Api,
  order: Order,
  intent: Intent,
  context: GatewayContext,
): Promise<CreatedSession> {
  checkKlarnaOrder(order, intent);
  const reply = await api(
    {
      operation: 'create',
      api: 'payments',
      method: 'POST',
      path: ['sessions'],
      body: sessionBody(order, intent, context.urls),
      stakes: 'harmless',
    },
    context,
  );
  const categories = readCategories(reply.json);
  return {
    reference: { id: requireText(reply, 'session_id'), data: {} },
    clientToken: requireText(reply, 'client_token'),
    ...(categories && { categories }),
  };
}

export async function updateSession(
  api: Api,
  { id }: SessionReference,
  order: Order,
  intent: Intent,
  context: GatewayContext,
): Promise<SessionChange> {
  checkKlarnaOrder(order, intent);
  const { status } = await api(
    {
      operation: 'update',
      api: 'payments',
      method: 'POST',
      path: ['sessions', id],
      body: sessionBody(order, intent, context.urls),
      stakes: 'harmless',
    },
    context,
  );
  // Klarna answers 200 where it opened another session than the one that was meant.
  if (status !== 204)
    throw problem('upstream_unavailable', { detail: `Klarna answered ${status} to update` });
  return { reload: 'load' };
}

export async function readSession(
  api: Api,
  { id }: SessionReference,
  context: GatewayContext,
): Promise<SessionStatus> {
  try {
    const { json } = await api(
      {
        operation: 'read',
        api: 'payments',
        method: 'GET',
        path: ['sessions', id],
        stakes: 'harmless',
      },
      context,
    );
    return readSessionStatus(json);
  } catch (error) {
    if (hasCode(error, 'duplicate')) return { status: 'placed' };
    if (hasCode(error, 'session_expired')) return { status: 'gone' };
    throw error;
  }
}
