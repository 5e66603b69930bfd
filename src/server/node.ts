/** Connects a Web-standard handler to `node:http`, Express and everything else of that shape. */
import type { IncomingMessage, ServerResponse } from 'node:http';

/**
 * A listener for `http.createServer`, or a middleware for Express. Mount it before anything that reads
 * request bodies. Bodies stream, so the handler's limits hold; when the visitor goes away, the request's
 * signal aborts.
 */
export function toNodeListener(
  handler: (request: Request) => Promise<Response>,
): (incoming: IncomingMessage, outgoing: ServerResponse) => void {
  return (incoming, outgoing) => {
    serve(handler, incoming, outgoing).catch(() => {
      // Nothing can be said any more on a connection that broke while it was answered.
      outgoing.destroy();
    });
  };
}

async function serve(
  handler: (request: Request) => Promise<Response>,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): Promise<void> {
  const gone = new AbortController();
  outgoing.once('close', () => {
    if (!outgoing.writableFinished) gone.abort();
  });
  let request: Request;
  try {
    request = toRequest(incoming, gone.signal);
  } catch {
    outgoing.writeHead(400).end();
    return;
  }
  const response = await handler(request);
  const headers: Record<string, string | string[]> = Object.fromEntries(response.headers);
  const cookies = response.headers.getSetCookie();
  if (cookies.length > 0) headers['set-cookie'] = cookies;
  // What is left of a refused body is not worth reading: the connection ends with the answer.
  if (!incoming.complete) headers['connection'] = 'close';
  outgoing.writeHead(response.status, headers);
  outgoing.end(response.body ? new Uint8Array(await response.arrayBuffer()) : undefined);
}

function toRequest(incoming: IncomingMessage, signal: AbortSignal): Request {
  if (incoming.readableEnded) {
    throw new TypeError('The body was already read: mount this before any body parser');
  }
  const headers = new Headers();
  for (const [name, value] of Object.entries(incoming.headersDistinct)) {
    // Names that begin with a colon belong to HTTP/2 itself.
    if (!name.startsWith(':')) value?.forEach((item) => headers.append(name, item));
  }
  const { method = 'GET' } = incoming;
  const hasBody = method !== 'GET' && method !== 'HEAD';
  return new Request(requestUrl(incoming), {
    method,
    headers,
    signal,
    ...(hasBody && { body: bodyOf(incoming), duplex: 'half' }),
  });
}

/** Express takes the mount path off `url` and keeps the whole in `originalUrl`. */
function requestUrl(incoming: IncomingMessage & { originalUrl?: string }): URL {
  const encrypted = 'encrypted' in incoming.socket;
  const host = incoming.headers.host ?? 'localhost';
  return new URL(
    incoming.originalUrl ?? incoming.url ?? '/',
    `${encrypted ? 'https' : 'http'}://${host}`,
  );
}

function bodyOf(incoming: IncomingMessage): ReadableStream<Uint8Array> {
  const chunks = incoming[Symbol.asyncIterator]() as AsyncIterator<Uint8Array, void>;
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      const next = await chunks.next();
      if (next.done === true) controller.close();
      else controller.enqueue(new Uint8Array(next.value));
    },
  });
}
