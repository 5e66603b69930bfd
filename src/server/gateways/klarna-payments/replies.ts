/** Reads Klarna's answers. Unknown members are ignored; what is needed and missing is a problem. */
import type { PaymentMethodCategory } from '../../../endpoint/contract.js';
import { isObject, type Json } from '../../../json.js';
import type { PlacedOrder, SessionStatus } from '../gateway.js';
import { problem } from '../../problems.js';
import type { Stakes } from '../upstream-problems.js';
import type { ApiReply } from './api.js';

/** @throws GatewayProblem as for no answer at all when the member is missing or no text. */
export function requireText(reply: ApiReply, member: string, stakes: Stakes = 'harmless'): string {
  const value = readText(reply.json, member);
  if (value !== undefined) return value;
  throw problem(stakes === 'binding' ? 'outcome_unknown' : 'upstream_unavailable', {
    detail: `Klarna's answer lacks ${member}`,
    ...(reply.correlationId !== undefined && { supportReference: reply.correlationId }),
  });
}

export function readText(json: Json | undefined, member: string): string | undefined {
  const value = json?.[member];
  return typeof value === 'string' && value !== '' ? value : undefined;
}

export function readCategories(
  json: Json | undefined,
): readonly PaymentMethodCategory[] | undefined {
  if (!Array.isArray(json?.['payment_method_categories'])) return undefined;
  return readObjects(json, 'payment_method_categories').flatMap((item) => {
    const identifier = readText(item, 'identifier');
    if (identifier === undefined) return [];
    const urls = isObject(item['asset_urls']) ? item['asset_urls'] : {};
    const descriptive = readText(urls, 'descriptive');
    const standard = readText(urls, 'standard');
    return {
      identifier,
      name: readText(item, 'name') ?? identifier,
      asset_urls: { ...(descriptive && { descriptive }), ...(standard && { standard }) },
    };
  });
}

/** `complete`: an order was placed with this session. */
export function readSessionStatus(json: Json | undefined): SessionStatus {
  const clientToken = readText(json, 'client_token');
  const categories = readCategories(json);
  const expiresAt = readText(json, 'expires_at');
  const authorizationToken = readText(json, 'authorization_token');
  const orderReference = readText(json, 'merchant_reference1');
  return {
    status: json?.['status'] === 'complete' ? 'placed' : 'open',
    ...(clientToken !== undefined && { clientToken }),
    ...(categories && { categories }),
    ...(expiresAt !== undefined && { expiresAt }),
    ...(authorizationToken !== undefined && { authorizationToken }),
    ...(orderReference !== undefined && { orderReference }),
  };
}

/** What Klarna answers to an order. @throws GatewayProblem where it names none, or has rejected it. */
export function readPlaced(json: Json | undefined): PlacedOrder {
  const orderId = readText(json, 'order_id');
  const redirectUrl = readText(json, 'redirect_url');
  const fraudStatus = readText(json, 'fraud_status');
  if (orderId === undefined)
    throw problem('outcome_unknown', { detail: "Klarna's answer lacks order_id" });
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

/** The objects of a list; nothing else that may be in it. */
export function readObjects(json: Json, member: string): readonly Json[] {
  const list = json[member];
  return Array.isArray(list) ? list.filter(isObject) : [];
}
