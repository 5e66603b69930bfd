/** Turns requests of any server into the endpoint's own type, and replies into its responses. */
import { readBytes } from './body.js';
import type { Handler, IncomingRequest, Reply, WebHandler } from './types.js';

export type {
  BodySize,
  Handler,
  IncomingRequest,
  NodeIncoming,
  Platform,
  Reply,
  WebHandler,
} from './types.js';

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
  return new Response(body ?? null, {
    status,
    // As it is, where it can be: servers with a `Response` of their own send it without a copy.
    headers: hasOneValueEach(headers) ? headers : pairsOf(headers),
  });
}

const hasOneValueEach = (headers: Reply['headers']): headers is Readonly<Record<string, string>> =>
  Object.values(headers).every((value) => typeof value === 'string');

const pairsOf = (headers: Reply['headers']): [string, string][] =>
  Object.entries(headers).flatMap(([name, value]) =>
    [value].flat().map((item): [string, string] => [name, item]),
  );

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
