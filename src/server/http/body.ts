/** Reads request bodies within limits of size, time and depth. */
import { problem } from '../problems.js';
import type { BodyLimits, IncomingRequest } from './types.js';

export type { BodyLimits } from './types.js';

export const tooLarge = (bodyBytes: number) =>
  problem('payload_too_large', { detail: `The body may have ${bodyBytes} bytes` });

export const tooLate = () =>
  problem('request_timeout', { detail: 'The body did not arrive in time' });

/** @throws GatewayProblem `payload_too_large` or `request_timeout`, before more than the limit is held. */
export async function readBytes(
  request: Request,
  limits: Pick<BodyLimits, 'bodyBytes' | 'bodyMilliseconds'>,
): Promise<Uint8Array<ArrayBuffer>> {
  const { bodyBytes } = limits;
  if (Number(request.headers.get('Content-Length') ?? 0) > bodyBytes) throw tooLarge(bodyBytes);
  if (!request.body) return new Uint8Array();

  const reader = request.body.getReader();
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  let size = 0;
  const time = { isOver: false };
  // Stops reading; errors of the sender are ignored.
  const stop = () => void reader.cancel().catch(() => undefined);
  const timer = setTimeout(() => {
    time.isOver = true;
    stop();
  }, limits.bodyMilliseconds);
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (time.isOver) throw tooLate();
      if (done) break;
      size += value.byteLength;
      if (size > bodyBytes) throw tooLarge(bodyBytes);
      chunks.push(value);
    }
  } catch (error) {
    stop();
    throw error;
  } finally {
    clearTimeout(timer);
  }
  const [first, second] = chunks;
  if (first && !second) return first;
  const bytes = new Uint8Array(size);
  let offset = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, offset);
    offset += chunk.byteLength;
  }
  return bytes;
}

const UTF8 = new TextDecoder('utf-8', { fatal: true });

/** @throws GatewayProblem also `invalid_request`, for anything but a JSON object in UTF-8. */
export async function readJson(
  request: Pick<IncomingRequest, 'readBody'>,
  limits: BodyLimits,
): Promise<Readonly<Record<string, unknown>>> {
  const bytes = await request.readBody(limits);
  let json: unknown;
  try {
    json = JSON.parse(UTF8.decode(bytes));
  } catch {
    throw problem('invalid_request', { detail: 'The body is not JSON in UTF-8' });
  }
  if (typeof json !== 'object' || json === null || Array.isArray(json)) {
    throw problem('invalid_request', { detail: 'The body is not a JSON object' });
  }
  if (!isWithinDepth(json, limits.jsonDepth)) {
    throw problem('invalid_request', { detail: `The body nests deeper than ${limits.jsonDepth}` });
  }
  return json as Readonly<Record<string, unknown>>;
}

function isWithinDepth(value: unknown, depth: number): boolean {
  if (typeof value !== 'object' || value === null) return true;
  return depth > 0 && Object.values(value).every((member) => isWithinDepth(member, depth - 1));
}
