/** Reads Klarna's answers. Unknown members are ignored; what is needed and missing is a problem. */
import type { PaymentMethodCategory } from '../../../endpoint/contract.js';
import type { SessionStatus } from '../gateway.js';
import { problem } from '../../problems.js';
import type { ApiReply, Json } from './api.js';

/** @throws GatewayProblem `upstream_unavailable` when the member is missing or no text. */
export function requireText(reply: ApiReply, member: string): string {
  const value = readText(reply.json, member);
  if (value !== undefined) return value;
  throw problem('upstream_unavailable', {
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
  const list = json?.['payment_method_categories'];
  if (!Array.isArray(list)) return undefined;
  return list.filter(isObject).flatMap((item) => {
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

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
