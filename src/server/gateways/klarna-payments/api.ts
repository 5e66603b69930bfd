/** Speaks HTTP with Klarna's APIs: authentication, one retry where it is harmless, tolerant reading. */
import { isObject, type Json } from '../../../json.js';
import { GatewayProblem, type Log } from '../gateway.js';
import { problem } from '../../problems.js';
import { pause, platformClock } from '../../clock.js';
import type { Trace } from '../../http/trace.js';
import { askUpstream, NoReply } from '../exchange.js';
import { type Stakes, unanswered } from '../upstream-problems.js';
import { problemOf, type Operation } from './errors.js';

export interface ApiOptions {
  readonly baseUrl: string;
  readonly username: string;
  readonly password: string;
  readonly fetch: typeof fetch;
}

/** Where each of Klarna's APIs begins. */
const APIS = {
  payments: 'payments/v1',
  orders: 'ordermanagement/v1/orders',
  tokens: 'customer-token/v1/tokens',
} as const;

export interface ApiCall {
  readonly operation: Operation;
  readonly api: keyof typeof APIS;
  readonly method: 'GET' | 'POST' | 'DELETE';
  /** Path segments; each is encoded, and none may be empty. */
  readonly path: readonly string[];
  readonly body?: object;
  readonly stakes: Stakes;
  /** Klarna gives the first result again for 24 hours, where the API knows such keys. */
  readonly idempotencyKey?: string;
}

export interface ApiReply {
  readonly status: number;
  readonly headers: Headers;
  /** `undefined` when the reply has no JSON object. */
  readonly json: Json | undefined;
  readonly correlationId: string | undefined;
}

/** Limits of a call, its log, and what names it in both. */
export interface CallContext {
  readonly signal: AbortSignal;
  readonly log?: Log | undefined;
  readonly trace?: Trace | undefined;
  /** Resolves after so many milliseconds; default by the platform's timers. */
  readonly pause?: ((milliseconds: number) => Promise<void>) | undefined;
}

/** Makes a call; anything but 2xx is thrown in the contract's words. */
export type Api = (call: ApiCall, context: CallContext) => Promise<ApiReply>;

/** Repeating these changes nothing. */
const REPEATABLE: readonly Operation[] = ['create', 'read', 'update', 'read-order'];

/** Before a call is repeated, in milliseconds. */
const PAUSE = 100;

export function createApi(options: ApiOptions): Api {
  const bytes = new TextEncoder().encode(`${options.username}:${options.password}`);
  const authorization = `Basic ${btoa(String.fromCharCode(...bytes))}`;

  const attempt = async (call: ApiCall, context: CallContext): Promise<ApiReply> => {
    const segments = call.path.map((segment) => {
      // An empty session id makes Klarna open a new session where an update was meant.
      if (segment === '') throw problem('session_expired', { detail: 'The id is empty' });
      return encodeURIComponent(segment);
    });
    const response = await askUpstream({
      fetch: options.fetch,
      url: [options.baseUrl, APIS[call.api], ...segments].join('/'),
      method: call.method,
      headers: {
        Authorization: authorization,
        Accept: 'application/json',
        ...(call.body && { 'Content-Type': 'application/json' }),
        ...(call.idempotencyKey !== undefined && {
          'Klarna-Idempotency-Key': call.idempotencyKey,
        }),
      },
      ...(call.body && { body: JSON.stringify(call.body) }),
      signal: context.signal,
      trace: context.trace,
    });
    const { status, headers } = response;
    const reply = {
      status,
      headers,
      json: readObject(response.text),
      correlationId: headers.get('Klarna-Correlation-Id') ?? undefined,
    };
    if (status >= 200 && status < 300) return reply;
    throw problemOf(call, reply, context.log);
  };

  return async (call, context) => {
    const { operation, stakes, idempotencyKey } = call;
    const fail = (error: unknown) =>
      isProblem(error) ? error : unanswered('klarna-payments', stakes, error, context.log);
    try {
      return await attempt(call, context);
    } catch (first) {
      const isRepeatable = REPEATABLE.includes(operation) || idempotencyKey !== undefined;
      if (!isRepeatable || !mayPass(first) || context.signal.aborted) throw fail(first);
      await (context.pause ?? platformPause)(PAUSE);
      return attempt(call, context).catch((second: unknown) => {
        // What the first try may have done stays unknown where the second never arrived.
        throw fail(second instanceof NoReply && !second.reached ? first : second);
      });
    }
  };
}

/** A fault of the line or of Klarna's servers; a refusal, or a rate limit, is not repeated. */
const mayPass = (error: unknown): boolean =>
  !isProblem(error) || error.code === 'upstream_unavailable' || error.code === 'outcome_unknown';

const isProblem = (error: unknown): error is GatewayProblem => error instanceof GatewayProblem;

export const hasCode = (error: unknown, code: string): boolean =>
  isProblem(error) && error.code === code;

/** A 401 is an HTML page: what is no JSON object counts as nothing. */
function readObject(text: string): Json | undefined {
  try {
    const json: unknown = JSON.parse(text);
    return isObject(json) ? json : undefined;
  } catch {
    return undefined;
  }
}

const platformPause = (milliseconds: number): Promise<void> => pause(platformClock(), milliseconds);
