/** A request as the endpoint sees it, whichever server it came through; and the reply to it. */
import type { IncomingMessage } from 'node:http';
import type { Http2ServerRequest } from 'node:http2';
import { type BodyLimits, readBytes } from './body.js';

/** A request of `node:http` or `node:http2`, and so of Express. */
export type NodeIncoming = IncomingMessage | Http2ServerRequest;

/** Everything that is dear to build is built when it is asked for. */
export interface IncomingRequest {
  readonly method: string;
  readonly url: URL;
  /** All values of this header, joined as `Headers` does. */
  header(name: string): string | null;
  /** For the shop's own functions. Once the body was read, theirs has none. */
  readonly webRequest: Request;
  /** As it came, where it came through `toNodeListener`. */
  readonly incoming?: NodeIncoming;
  /** Reads the body, once. @throws GatewayProblem as {@link readBytes}. */
  readBody(limits: BodySize): Promise<Uint8Array<ArrayBuffer>>;
  /** Calls `listener` when the visitor goes away, or did; the result ends that. */
  onGone(listener: (reason: unknown) => void): () => void;
}

export type BodySize = Pick<BodyLimits, 'bodyBytes' | 'bodyMilliseconds'>;

export interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | readonly string[]>>;
  readonly body?: string | Uint8Array<ArrayBuffer> | undefined;
}

/** What the platform gives with a request; workers call it the context. */
export interface Platform {
  /** Keeps the process alive until the work is done. */
  waitUntil?(work: Promise<unknown>): void;
}

export type Handler = (request: IncomingRequest, platform?: Platform) => Promise<Reply>;
export type WebHandler = (request: Request, platform?: Platform) => Promise<Response>;

const handlers = new WeakMap<WebHandler, Handler>();

/** The Web-standard face of a handler. */
export function webHandler(handle: Handler): WebHandler {
  const handler: WebHandler = async (request, platform) =>
    responseOf(await handle(incomingRequestOf(request), platform));
  handlers.set(handler, handle);
  return handler;
}

/** An endpoint's own handler, so that an adapter builds no `Response` to take it apart again. */
export const handlerOf = (handler: WebHandler): Handler =>
  handlers.get(handler) ?? (async ({ webRequest }) => replyOf(await handler(webRequest)));

function incomingRequestOf(request: Request): IncomingRequest {
  const { method, headers, signal } = request;
  return {
    method,
    header: (name) => headers.get(name),
    webRequest: request,
    url: new URL(request.url),
    readBody: (limits) => readBytes(request, limits),
    onGone(listener) {
      const onAbort = () => listener(signal.reason);
      if (signal.aborted) onAbort();
      else signal.addEventListener('abort', onAbort, { once: true });
      return () => signal.removeEventListener('abort', onAbort);
    },
  };
}

function responseOf({ status, headers, body }: Reply): Response {
  const fields = Object.entries(headers).flatMap(([name, value]) =>
    [value].flat().map((item): [string, string] => [name, item]),
  );
  return new Response(body ?? null, { status, headers: fields });
}

export async function replyOf(response: Response): Promise<Reply> {
  const headers: Record<string, string | readonly string[]> = Object.fromEntries(response.headers);
  const cookies = response.headers.getSetCookie();
  if (cookies.length > 0) headers['set-cookie'] = cookies;
  return {
    status: response.status,
    headers,
    ...(response.body && { body: new Uint8Array(await response.arrayBuffer()) }),
  };
}

export const jsonReply = (body: object, headers: Readonly<Record<string, string>> = {}): Reply => ({
  status: 200,
  headers: { 'Content-Type': 'application/json', ...headers },
  body: JSON.stringify(body),
});
