/** The options of the Klarna gateway, and Klarna's hosts. */
import type { Order } from '../gateway.js';

/**
 * `buy`: one purchase. `tokenize`: no order now, a customer token for later ones. `buy_and_tokenize`:
 * both. `buy_and_default_tokenize`: an order now, and another method tokenized for later; Klarna's guide
 * names it but its OpenAPI does not, so it is for shops that Klarna has told to use it.
 */
export type Intent = 'buy' | 'tokenize' | 'buy_and_tokenize' | 'buy_and_default_tokenize';

export interface KlarnaPaymentsOptions {
  /** The region of the merchant account: Europe, North America, Oceania. */
  readonly region: 'eu' | 'na' | 'oc';
  /** Credentials belong to one of the two. */
  readonly environment: 'playground' | 'production';
  /** API username from Klarna's merchant portal. */
  readonly username: string;
  readonly password: string;
  /** Default `buy`. All others need a line with a `subscription`. */
  readonly intent?: Intent | ((order: Order) => Intent);
  /** Another base URL than region and environment give: a proxy, or a stand-in in tests. */
  readonly apiUrl?: string;
  /** Default: the platform's own. */
  readonly fetch?: typeof fetch;
}

/** Klarna's published addresses. */
export function apiUrl({ region, environment }: KlarnaPaymentsOptions): string {
  const host = region === 'eu' ? 'api' : `api-${region}`;
  return `https://${host}${environment === 'playground' ? '.playground' : ''}.klarna.com`;
}

/** No session of Klarna's has this id: it marks the orders that are charged to a customer token. */
export const CUSTOMER_TOKEN_SESSION = { id: 'customer-token', data: {} } as const;
