/**
 * One HTTP exchange with an upstream system, under limits.
 *
 * What a failure means depends on what was asked: a cut connection while a session is created is a
 * hiccup, while an order is placed nobody knows what happened. So the failure says how far it got.
 */
import { type Trace, traceHeaders } from '../http/trace.js';

export interface UpstreamRequest {
  readonly fetch: typeof globalThis.fetch;
  readonly url: string;
  /** Default `POST`. */
  readonly method?: 'GET' | 'POST' | 'DELETE';
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly signal: AbortSignal;
  /** By what the shop's tracing names the call. */
  readonly trace?: Trace | undefined;
}

export interface UpstreamReply {
  readonly status: number;
  readonly headers: Headers;
  /** The body, read as UTF-8. */
  readonly text: string;
}

/** No readable reply came. */
export class NoReply extends Error {
  override readonly name = 'NoReply';
  /** `false` only when it is certain that the upstream system saw nothing of the request. */
  readonly reached: boolean;

  constructor(message: string, reached: boolean, cause?: unknown) {
    super(message, { cause });
    this.reached = reached;
  }
}

/** Largest reply in bytes, far above any that the systems send. */
const MAX_REPLY_BYTES = 1024 * 1024;

/** Failures of Node's sockets that happen before a byte is sent. */
const NEVER_CONNECTED = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'UND_ERR_CONNECT_TIMEOUT',
]);

/** Sends the request and reads the whole reply. Rejects with {@link NoReply} only. */
export async function askUpstream(request: UpstreamRequest): Promise<UpstreamReply> {
  const { fetch, url, method = 'POST', headers, body, signal, trace } = request;
  if (request.signal.aborted)
    throw new NoReply('The time limit was over before the request.', false);
  let response: Response;
  try {
    // A redirect would send the credentials to a host that is not configured.
    response = await fetch(url, {
      method,
      headers: { ...headers, ...traceHeaders(trace) },
      ...(body !== undefined && { body }),
      signal,
      redirect: 'manual',
    });
  } catch (cause) {
    const reached = !NEVER_CONNECTED.has(codeOf(cause));
    throw new NoReply(signal.aborted ? 'No reply in time.' : 'No connection.', reached, cause);
  }
  return { status: response.status, headers: response.headers, text: await readText(response) };
}

async function readText(response: Response): Promise<string> {
  if (!response.body) return '';
  const reader = response.body.getReader();
  const decoder = new TextDecoder();
  let text = '';
  let size = 0;
  try {
    let chunk = await reader.read();
    while (!chunk.done && (size += chunk.value.byteLength) <= MAX_REPLY_BYTES) {
      text += decoder.decode(chunk.value, { stream: true });
      chunk = await reader.read();
    }
    if (chunk.done) return text + decoder.decode();
  } catch (cause) {
    throw new NoReply('The reply was cut off.', true, cause);
  }
  await reader.cancel().catch(() => undefined);
  throw new NoReply('The reply is too large.', true);
}

function codeOf(failure: unknown): string {
  const cause: unknown = failure instanceof Error ? failure.cause : undefined;
  return cause instanceof Error && 'code' in cause ? String(cause.code) : '';
}
