/** A body that a parser has read before, such as `express.json()` or that of Next.js. */
import { problem } from '../problems.js';
import { tooLarge } from './body.js';
import type { BodySize, NodeIncoming } from './request.js';

/** The bytes of `req.body`; `undefined` where they cannot be made again. */
export function parsed(
  incoming: NodeIncoming & { readonly body?: unknown },
): Uint8Array<ArrayBuffer> | undefined {
  const { body, headers } = incoming;
  if (body instanceof Uint8Array) return new Uint8Array(body);
  if (typeof body === 'string') return new TextEncoder().encode(body);
  const isJson = /^application\/json\b/i.test(headers['content-type'] ?? '');
  // A form that was decoded has lost its encoding, which notifications of payment systems need.
  return isJson && body !== undefined ? new TextEncoder().encode(JSON.stringify(body)) : undefined;
}

/** @throws GatewayProblem `payload_too_large`, or `internal` when nothing is left of the body. */
export function readParsed(
  incoming: NodeIncoming,
  { bodyBytes }: BodySize,
): Uint8Array<ArrayBuffer> {
  const bytes = parsed(incoming);
  if (!bytes) {
    throw problem('internal', {
      detail:
        'A body parser has read this request before the endpoint: mount toNodeListener before it',
    });
  }
  if (bytes.byteLength > bodyBytes) throw tooLarge(bodyBytes);
  return bytes;
}
