/** Speaks HTTP with Klarna Payments: authentication, one retry where it is harmless, tolerant reading. */
import { type GatewayContext, GatewayProblem, type Log } from '../gateway.js';
import { problem } from '../../problems.js';
import { askUpstream } from '../exchange.js';
import { unanswered } from '../upstream-problems.js';
import { problemOf, type Operation } from './errors.js';

export type Json = Readonly<Record<string, unknown>>;

export interface ApiOptions {
  readonly baseUrl: string;
  readonly username: string;
  readonly password: string;
  readonly fetch: typeof fetch;
}

export interface ApiCall {
  readonly operation: Operation;
  readonly method: 'GET' | 'POST' | 'DELETE';
  /** Path segments; each is encoded, and none may be empty. */
  readonly path: readonly string[];
  readonly body?: object;
}

export interface ApiReply {
  readonly status: number;
  /** `undefined` when the reply has no JSON object. */
  readonly json: Json | undefined;
  readonly correlationId: string | undefined;
}

/** Makes a call; anything but 2xx is thrown in the contract's words. */
export type Api = (call: ApiCall, context: GatewayContext) => Promise<ApiReply>;

/** Repeating these changes nothing. */
const REPEATABLE: readonly Operation[] = ['create', 'read', 'update'];

export function createApi(options: ApiOptions): Api {
  const bytes = new TextEncoder().encode(`${options.username}:${options.password}`);
  const authorization = `Basic ${btoa(String.fromCharCode(...bytes))}`;

  const attempt = async (call: ApiCall, context: GatewayContext): Promise<ApiReply> => {
    const segments = call.path.map((segment) => {
      // An empty session id makes Klarna open a new session where an update was meant.
      if (segment === '') throw problem('session_expired', { detail: 'The id is empty' });
      return encodeURIComponent(segment);
    });
    const response = await askUpstream({
      fetch: options.fetch,
      url: `${options.baseUrl}/payments/v1/${segments.join('/')}`,
      method: call.method,
      headers: {
        Authorization: authorization,
        Accept: 'application/json',
        ...(call.body && { 'Content-Type': 'application/json' }),
      },
      ...(call.body && { body: JSON.stringify(call.body) }),
      signal: context.signal,
    });
    const { status, headers } = response;
    const reply = {
      status,
      json: readObject(response.text),
      correlationId: headers.get('Klarna-Correlation-Id') ?? undefined,
    };
    if (status >= 200 && status < 300) return reply;
    throw problemOf(call.operation, reply, headers, context.log);
  };

  return async (call, context) => {
    try {
      return await attempt(call, context);
    } catch (error) {
      if (!REPEATABLE.includes(call.operation) || !mayPass(error) || context.signal.aborted) {
        throw asProblem(error, call.operation, context.log);
      }
      await pause(50 + Math.random() * 100);
      return attempt(call, context).catch((second: unknown) => {
        throw asProblem(second, call.operation, context.log);
      });
    }
  };
}

/** A fault of the line or of Klarna's servers; a refusal, or a rate limit, is not repeated. */
const mayPass = (error: unknown): boolean =>
  !isProblem(error) || error.code === 'upstream_unavailable';

const isProblem = (error: unknown): error is GatewayProblem => error instanceof GatewayProblem;

/** Where a line broke that had carried the token, the order may or may not be placed. */
function asProblem(error: unknown, operation: Operation, log: Log): unknown {
  if (isProblem(error)) return error;
  const usesToken = operation === 'order' || operation === 'customer-token';
  return unanswered('klarna-payments', usesToken ? 'binding' : 'harmless', error, log);
}

/** A 401 is an HTML page: what is no JSON object counts as nothing. */
function readObject(text: string): Json | undefined {
  try {
    const json: unknown = JSON.parse(text);
    return typeof json === 'object' && json !== null && !Array.isArray(json)
      ? (json as Json)
      : undefined;
  } catch {
    return undefined;
  }
}

const pause = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds));
