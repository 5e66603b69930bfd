/**
 * Klarna's callbacks: the authorization token after the shopper's approval, the decision about a pending
 * order, and the push of an order that was placed. Klarna signs none of them; the sealed state in their URL
 * is checked by the endpoint, and an order is read before it is believed.
 */
import { isObject, type Json } from '../../../json.js';
import type { Notification } from '../gateway.js';
import { problem } from '../../problems.js';
import { readText } from './replies.js';

const DECISIONS: Readonly<Record<string, 'accepted' | 'rejected' | 'stopped'>> = {
  FRAUD_RISK_ACCEPTED: 'accepted',
  FRAUD_RISK_REJECTED: 'rejected',
  FRAUD_RISK_STOPPED: 'stopped',
};

export async function readKlarnaNotification(
  request: Request,
): Promise<{ readonly notification: Notification; readonly answer: Response }> {
  const pushed = new URL(request.url).searchParams.get('order_id');
  const notification: Notification = pushed
    ? { type: 'placed', orderId: pushed }
    : readNotification(await readJson(request));
  return { notification, answer: new Response(null, { status: 200 }) };
}

function readNotification(json: Json): Notification {
  const authorizationToken = readText(json, 'authorization_token');
  const sessionId = readText(json, 'session_id');
  if (authorizationToken !== undefined && sessionId !== undefined) {
    return { type: 'authorized', sessionId, authorizationToken };
  }
  const orderId = readText(json, 'order_id');
  const decision = DECISIONS[readText(json, 'event_type') ?? ''];
  if (orderId !== undefined && decision) return { type: 'decided', orderId, decision };
  throw problem('invalid_request', { detail: 'Not a notification that Klarna documents' });
}

async function readJson(request: Request): Promise<Json> {
  try {
    const json: unknown = await request.json();
    if (isObject(json)) return json;
  } catch {
    // Falls through: what is no JSON is no notification.
  }
  throw problem('invalid_request', { detail: 'A notification is a JSON object' });
}
