/** Answers calls of the simulated endpoint; uses `Response`, so it runs in Node too. */
import type {
  Call,
  Capabilities,
  OrderAnswer,
  Problem,
  SessionAnswer,
  UpdateAnswer,
} from '../../endpoint/contract.js';
import { isRecord } from '../sdk/arguments.js';
import { createClientToken, type ClientTokenClaims } from '../sdk/client-token.js';
import { uuid } from '../sdk/uuid.js';

/** The answers of the simulated endpoint. Default: those of a backend with all capabilities. */
export interface EndpointAnswers {
  /** Claims of the client tokens in addition to the country and language that the page requests. */
  readonly claims?: Partial<ClientTokenClaims>;
  /** The categories that the session offers. Default: one, `klarna`. */
  readonly categories?: readonly { readonly identifier: string; readonly name: string }[];
  /** What the backend supports beyond `POST session`. Default: update in place, order and cancel. */
  readonly capabilities?: Partial<Capabilities>;
  /**
   * Other answers for single calls: a problem (recognized by its numeric `status`) in place of the answer, or members
   * that replace those of the answer.
   */
  readonly answers?: {
    readonly session?: Problem | Partial<SessionAnswer>;
    readonly session_update?: Problem | Partial<UpdateAnswer>;
    readonly order?: Problem | Partial<OrderAnswer>;
    readonly authorization_cancel?: Problem;
  };
}

const HOURS_48 = 48 * 3_600_000;

/**
 * Answers one call of the contract.
 * @param asked the body of the request
 */
export function answerCall(
  call: Call | 'unknown',
  asked: unknown,
  options: EndpointAnswers = {},
): Response {
  const body = isRecord(asked) ? asked : {};
  const answers = options.answers ?? {};
  switch (call) {
    case 'session':
      return answer(session(body, options), answers.session);
    case 'session_update':
      return answer<UpdateAnswer>({ reload: 'load' }, answers.session_update);
    case 'order':
      return order(body['authorization_token'], answers.order);
    case 'authorization_cancel':
      return answers.authorization_cancel
        ? problem(answers.authorization_cancel)
        : new Response(null, { status: 204, headers: HEADERS });
    case 'unknown':
      return problem({
        status: 404,
        code: 'not_found',
        action: 'contact',
        detail: 'No such call.',
      });
  }
}

/** Returns the usual answer, or the one that a test has set. */
function answer<T extends object>(usual: T, other: Problem | Partial<T> | undefined): Response {
  if (other && isProblem(other)) return problem(other);
  return Response.json({ ...usual, ...other }, { headers: HEADERS });
}

const isProblem = (answer: object): answer is Problem =>
  'status' in answer && typeof answer.status === 'number';

function session(body: Readonly<Record<string, unknown>>, options: EndpointAnswers): SessionAnswer {
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
    capabilities: { update: 'in_place', order: true, cancel: true, ...options.capabilities },
  };
}

/** A token of a `+pend-…` test person makes a pending order, as at Klarna. */
function order(token: unknown, other: Problem | Partial<OrderAnswer> | undefined): Response {
  if (typeof token !== 'string' || token === '') {
    return problem({
      status: 400,
      code: 'authorization_token_missing',
      action: 'contact',
      detail: 'The order needs an authorization token.',
    });
  }
  const status = token.startsWith('pend-') ? 'pending' : 'completed';
  return answer<OrderAnswer>({ status, order_id: uuid() }, other);
}

const HEADERS = { 'Cache-Control': 'no-store' };

function problem(body: Problem): Response {
  return new Response(JSON.stringify(body), {
    status: body.status,
    headers: { ...HEADERS, 'Content-Type': 'application/problem+json' },
  });
}
