/** Speaks HTTP with Klarna Payments: authentication, one retry where it is harmless, tolerant reading. */
import type { GatewayContext } from '../../gateway.js';
import { problem } from '../../problems.js';
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

/** A client token has 4 kB; nothing that Klarna sends comes near this. */
const REPLY_BYTES = 1_048_576;
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
    const response = await options.fetch(`${options.baseUrl}/payments/v1/${segments.join('/')}`, {
      method: call.method,
      headers: {
        Authorization: authorization,
        Accept: 'application/json',
        ...(call.body && { 'Content-Type': 'application/json' }),
      },
      ...(call.body && { body: JSON.stringify(call.body) }),
      // A redirect would take the credentials elsewhere.
      redirect: 'manual',
      signal: context.signal,
    });
    const reply = {
      status: response.status,
      json: readObject(await readText(response)),
      correlationId: response.headers.get('Klarna-Correlation-Id') ?? undefined,
    };
    if (response.ok) return reply;
    throw problemOf(call.operation, reply, response.headers, context.log);
  };

  return async (call, context) => {
    try {
      return await attempt(call, context);
    } catch (error) {
      if (!REPEATABLE.includes(call.operation) || !mayPass(error) || context.signal.aborted) {
        throw asProblem(error, call.operation);
      }
      await pause(50 + Math.random() * 100);
      return attempt(call, context).catch((second: unknown) => {
        throw asProblem(second, call.operation);
      });
    }
  };
}

/** A fault of the line or of Klarna's servers; a refusal, or a rate limit, is not repeated. */
const mayPass = (error: unknown): boolean =>
  !isProblem(error) || error.code === 'upstream_unavailable';

const isProblem = (error: unknown): error is Error & { code: string } =>
  error instanceof Error && error.name === 'GatewayProblem';

/** Where the line broke, an order may or may not have been placed; everything else was not done. */
function asProblem(error: unknown, operation: Operation): unknown {
  if (isProblem(error)) return error;
  return problem(
    operation === 'order' || operation === 'customer-token'
      ? 'outcome_unknown'
      : 'upstream_unavailable',
    {
      detail: 'The connection to Klarna broke',
      cause: error,
    },
  );
}

async function readText(response: Response): Promise<string> {
  if (!response.body) return '';
  const decoder = new TextDecoder();
  const reader = response.body.getReader() as ReadableStreamDefaultReader<Uint8Array>;
  let text = '';
  let size = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return text + decoder.decode();
    size += value.byteLength;
    if (size > REPLY_BYTES) {
      await reader.cancel();
      throw new RangeError('The reply is larger than anything that Klarna sends');
    }
    text += decoder.decode(value, { stream: true });
  }
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
