/**
 * A stand-in for the shop's token endpoint, so that the element can be tried with no backend at all. It answers
 * `fetch` below one prefix; every other request goes its way untouched.
 */
import type { OrderAnswer, Problem, SessionAnswer, UpdateAnswer } from '../endpoint/contract.js';
import { isRecord } from './sdk/arguments.js';
import { createClientToken, type ClientTokenClaims } from './sdk/client-token.js';
import { uuid } from './sdk/uuid.js';

export interface EndpointOptions {
  /** Path of the endpoint; the element's `endpoint` attribute names the same. Default `/klarna-simulated`. */
  readonly prefix?: string;
  /** What client tokens say beside the country and language that the page asks for. */
  readonly claims?: Partial<ClientTokenClaims>;
  /** What the session offers: identifiers and names. Default: one category, `klarna`. */
  readonly categories?: readonly { readonly identifier: string; readonly name: string }[];
}

const HOURS_48 = 48 * 3_600_000;

/** Begins to answer. The result of the call puts the page's own `fetch` back. */
export function installEndpoint(options: EndpointOptions = {}): () => void {
  const page = window as { fetch: typeof fetch };
  const original = page.fetch;
  const endpoint = new URL(options.prefix ?? '/klarna-simulated', document.baseURI).href;
  const wrapped: typeof fetch = async (input, init) => {
    const request = new Request(input, init);
    if (!request.url.startsWith(`${endpoint}/`)) return original.call(window, input, init);
    const body: unknown = await request.json().catch(() => undefined);
    return answerCall(request.url.slice(endpoint.length + 1), body, options);
  };
  page.fetch = wrapped;
  return () => {
    if (page.fetch === wrapped) page.fetch = original;
  };
}

/** One call of the contract; wherever there are `Response`s, so in Node too. */
export function answerCall(call: string, asked: unknown, options: EndpointOptions = {}): Response {
  const body = isRecord(asked) ? asked : {};
  switch (call) {
    case 'session':
      return json(session(body, options));
    case 'session/update':
      return json({ reload: 'load' } satisfies UpdateAnswer);
    case 'order':
      return order(body['authorization_token']);
    case 'authorization/cancel':
      return new Response(null, { status: 204 });
    default:
      return problem(404, 'not_found', 'No such call.');
  }
}

function session(body: Readonly<Record<string, unknown>>, options: EndpointOptions): SessionAnswer {
  const locale = typeof body['locale'] === 'string' ? body['locale'] : 'en-SE';
  const [language = 'en', region] = locale.split('-');
  const country = typeof body['country'] === 'string' ? body['country'] : region;
  const currency = typeof body['currency'] === 'string' ? body['currency'] : undefined;
  const id = uuid();
  const categories = options.categories ?? [{ identifier: 'klarna', name: 'Pay with Klarna' }];
  return {
    client_token: createClientToken({
      session_id: id,
      language,
      ...(country ? { purchase_country: country } : {}),
      ...(currency ? { purchase_currency: currency } : {}),
      ...options.claims,
    }),
    session_id: id,
    payment_method_categories: categories.map((one) => ({ ...one, asset_urls: {} })),
    expires_at: new Date(Date.now() + HOURS_48).toISOString(),
    capabilities: { update: 'in_place', order: true, cancel: true },
  };
}

/** A token of a `+pend-…` test person makes a pending order, as at Klarna. */
function order(token: unknown): Response {
  if (typeof token !== 'string' || token === '') {
    return problem(400, 'authorization_token_missing', 'The order needs an authorization token.');
  }
  return json({
    status: token.startsWith('pend-') ? 'pending' : 'completed',
    order_id: uuid(),
  } satisfies OrderAnswer);
}

const HEADERS = { 'Cache-Control': 'no-store' };

const json = (body: SessionAnswer | UpdateAnswer | OrderAnswer): Response =>
  Response.json(body, { headers: HEADERS });

function problem(status: number, code: string, detail: string): Response {
  const body: Problem = { status, code, action: 'contact', detail };
  return new Response(JSON.stringify(body), {
    status,
    headers: { ...HEADERS, 'Content-Type': 'application/problem+json' },
  });
}
