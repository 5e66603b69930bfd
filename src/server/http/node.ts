/** Connects a Web-standard handler to `node:http`, `node:http2`, Express and everything else of that shape. */
import type { ServerResponse } from 'node:http';
import type { Http2ServerResponse } from 'node:http2';
import { nodeRequest } from './node-request.js';
import {
  type Handler,
  handlerOf,
  type NodeIncoming,
  type Reply,
  type WebHandler,
} from './request.js';

/**
 * A listener for `http.createServer` and `http2.createServer`, or a middleware for Express. Headers that others
 * have set stay, and hooks such as those of `express-session` and `compression` run. Bodies stream, so the
 * handler's limits hold, where no parser has read them before; when the visitor goes away, the request's signal
 * aborts.
 *
 * Give it the function that `createTokenEndpoint` made as it is: one that is wrapped works too, but slower, and
 * without what {@link IdentifyContext} holds.
 */
export function toNodeListener(
  handler: WebHandler,
): (incoming: NodeIncoming, outgoing: ServerResponse | Http2ServerResponse) => void {
  const handle = handlerOf(handler);
  return (incoming, outgoing) => {
    // The responses of HTTP/2 have the same members, as far as they are used here.
    serve(handle, incoming, outgoing as ServerResponse).catch(() => {
      // The connection broke while the response was written.
      outgoing.destroy();
    });
  };
}

/** RFC 9113, section 7. With `NO_ERROR` Node would wait for the rest of the body. */
const CANCEL = 0x8;

async function serve(
  handle: Handler,
  incoming: NodeIncoming,
  outgoing: ServerResponse,
): Promise<void> {
  const request = nodeRequest(incoming, outgoing);
  const reply: Reply = request ? await handle(request) : { status: 400, headers: {} };
  // Another middleware has answered, such as one with a time limit of its own.
  if (outgoing.headersSent) return;
  outgoing.statusCode = reply.status;
  // One by one: `writeHead` would replace what others have set, and skips their hooks.
  for (const [name, value] of Object.entries(reply.headers)) setHeader(outgoing, name, value);
  const { body } = reply;
  if (body !== undefined) outgoing.setHeader('Content-Length', Buffer.byteLength(body));
  if (!incoming.complete) stopReading(incoming, outgoing);
  outgoing.end(body);
}

function setHeader(
  outgoing: ServerResponse,
  name: string,
  value: string | readonly string[],
): void {
  const known = outgoing.getHeader(name);
  if (known !== undefined && /^set-cookie$/i.test(name)) {
    outgoing.setHeader(name, [known, value].flat().map(String));
  } else if (known !== undefined && /^vary$/i.test(name)) {
    outgoing.setHeader(name, joined(`${String(known)}, ${String(value)}`));
  } else {
    outgoing.setHeader(name, typeof value === 'string' ? value : [...value]);
  }
}

/** Each item of a list once, whatever its letter case. */
function joined(list: string): string {
  const items = new Map<string, string>();
  for (const item of list.split(',').map((one) => one.trim())) {
    if (!items.has(item.toLowerCase())) items.set(item.toLowerCase(), item);
  }
  return [...items.values()].join(', ');
}

/** The rest of a refused body is not read: the connection, or the stream, is closed with the response. */
function stopReading(incoming: NodeIncoming, outgoing: ServerResponse): void {
  if ('stream' in incoming) {
    const { stream } = incoming;
    stream.once('finish', () => stream.close(CANCEL));
  } else {
    outgoing.setHeader('Connection', 'close');
  }
}
