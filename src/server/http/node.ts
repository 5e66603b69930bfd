/** Connects a Web-standard handler to `node:http`, Express and everything else of that shape. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { type Handler, handlerOf, type WebHandler } from './request.js';
import { nodeRequest } from './node-request.js';

/**
 * A listener for `http.createServer`, or a middleware for Express. Mount it before anything that reads
 * request bodies. Bodies stream, so the handler's limits hold; when the visitor goes away, the request's
 * signal aborts.
 *
 * Give it the function that `createTokenEndpoint` made as it is: one that is wrapped works too, but slower.
 */
export function toNodeListener(
  handler: WebHandler,
): (incoming: IncomingMessage, outgoing: ServerResponse) => void {
  const handle = handlerOf(handler);
  return (incoming, outgoing) => {
    serve(handle, incoming, outgoing).catch(() => {
      // Nothing can be said any more on a connection that broke while it was answered.
      outgoing.destroy();
    });
  };
}

async function serve(
  handle: Handler,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): Promise<void> {
  const request = nodeRequest(incoming, outgoing);
  if (!request) {
    outgoing.writeHead(400).end();
    return;
  }
  const { status, headers, body } = await handle(request);
  const fields = Object.entries(headers as Record<string, string | string[]>).flat();
  if (body !== undefined) fields.push('Content-Length', String(Buffer.byteLength(body)));
  // What is left of a refused body is not worth reading: the connection ends with the answer.
  if (!incoming.complete) fields.push('Connection', 'close');
  outgoing.writeHead(status, fields);
  outgoing.end(body);
}
