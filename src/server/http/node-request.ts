/** A request of `node:http` as the endpoint sees it. */
import type { ServerResponse } from 'node:http';
import { bodilessRequest, type RequestSource, signalOf } from './bodiless-request.js';
import type { BodySize, IncomingRequest, NodeIncoming } from './request.js';
import { readParsed, parsed } from './parsed-body.js';
import { readBytes, tooLarge, tooLate } from './body.js';
import { parseUrl } from '../contract/allowed-hosts.js';

/** `undefined` for what is no request of the Web, such as one whose `Host` is none. */
export function nodeRequest(
  incoming: NodeIncoming,
  outgoing: ServerResponse,
): IncomingRequest | undefined {
  const { method = 'GET' } = incoming;
  const address = addressOf(incoming);
  const url = parseUrl(...address);
  // The same that `new Request` would refuse, which is only made later.
  if (!url || /^(?:CONNECT|TRACE|TRACK)$/.test(method)) return undefined;
  if (url.username !== '' || url.password !== '') return undefined;
  return new NodeRequest(incoming, outgoing, method, url);
}

/** Express takes the mount path off `url` and keeps the whole in `originalUrl`. */
function addressOf(incoming: NodeIncoming & { originalUrl?: string }): [string, string] {
  const scheme = 'encrypted' in incoming.socket ? 'https' : 'http';
  // HTTP/2 has no `Host`. A request without either comes from nowhere, and not from loopback.
  const host = incoming.headers[':authority'] ?? incoming.headers.host ?? 'unknown.invalid';
  return [incoming.originalUrl ?? incoming.url ?? '/', `${scheme}://${String(host)}`];
}

class NodeRequest implements IncomingRequest, RequestSource {
  readonly method: string;
  readonly url: URL;
  readonly incoming: NodeIncoming;
  readonly #outgoing: ServerResponse;
  /** Another parser has read the body, or begun to. */
  readonly #isForeign: boolean;
  #webRequest: Request | undefined;
  #wasRead = false;

  constructor(incoming: NodeIncoming, outgoing: ServerResponse, method: string, url: URL) {
    this.incoming = incoming;
    this.#outgoing = outgoing;
    this.#isForeign = incoming.readableDidRead;
    this.method = method;
    this.url = url;
  }

  header(name: string): string | null {
    const { rawHeaders } = this.incoming;
    const wanted = name.toLowerCase();
    let found: string | null = null;
    for (let index = 0; index < rawHeaders.length; index += 2) {
      const candidate = rawHeaders[index];
      if (candidate?.length === wanted.length && candidate.toLowerCase() === wanted) {
        const value = rawHeaders[index + 1] ?? '';
        // Joined as `Headers` does.
        found = found === null ? value : `${found}${wanted === 'cookie' ? '; ' : ', '}${value}`;
      }
    }
    return found;
  }

  headers(): Headers {
    const { rawHeaders } = this.incoming;
    const headers = new Headers();
    for (let index = 0; index < rawHeaders.length; index += 2) {
      const name = rawHeaders[index] ?? '';
      // Names that begin with a colon belong to HTTP/2 itself.
      if (!name.startsWith(':')) headers.append(name, rawHeaders[index + 1] ?? '');
    }
    return headers;
  }

  get webRequest(): Request {
    return (this.#webRequest ??= this.#makeWebRequest());
  }

  #makeWebRequest(): Request {
    const { url, method } = this;
    if (this.#wasRead) return bodilessRequest(this);
    return new Request(url, {
      method,
      headers: this.headers(),
      signal: signalOf(this),
      ...(hasBody(this) && {
        body: this.#isForeign ? (parsed(this.incoming) ?? null) : bodyOf(this.incoming),
        duplex: 'half',
      }),
    });
  }

  async readBody(limits: BodySize): Promise<Uint8Array<ArrayBuffer>> {
    if (this.#isForeign) return readParsed(this.incoming, limits);
    // Code that has received the request may have begun to read it.
    if (this.#webRequest) return readBytes(this.#webRequest, limits);
    this.#wasRead = true;
    return readIncoming(this.incoming, this.header('Content-Length'), limits);
  }

  onGone(listener: (reason: unknown) => void): () => void {
    const outgoing = this.#outgoing;
    const onClose = () => {
      if (!hasEnded(outgoing)) {
        listener(new DOMException('The visitor went away', 'AbortError'));
      }
    };
    if (outgoing.closed) onClose();
    else outgoing.on('close', onClose);
    return () => void outgoing.off('close', onClose);
  }
}

/** The responses of HTTP/2 do not say whether all was sent. */
const hasEnded = (
  outgoing: Pick<ServerResponse, 'writableEnded'> & { writableFinished?: boolean },
) => outgoing.writableFinished ?? outgoing.writableEnded;

const hasBody = ({ method }: IncomingRequest): boolean => method !== 'GET' && method !== 'HEAD';

function bodyOf(incoming: NodeIncoming): ReadableStream<Uint8Array> {
  const chunks = incoming[Symbol.asyncIterator]() as AsyncIterator<Uint8Array, void>;
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      const next = await chunks.next();
      if (next.done === true) controller.close();
      else controller.enqueue(new Uint8Array(next.value));
    },
  });
}

/** As {@link readBytes}, without a stream of the Web in between. */
function readIncoming(
  incoming: NodeIncoming,
  contentLength: string | null,
  { bodyBytes, bodyMilliseconds }: BodySize,
): Promise<Uint8Array<ArrayBuffer>> {
  return new Promise((resolve, reject) => {
    if (Number(contentLength ?? 0) > bodyBytes) {
      reject(tooLarge(bodyBytes));
      return;
    }
    const chunks: Uint8Array<ArrayBuffer>[] = [];
    let size = 0;
    const stop = () => {
      clearTimeout(timer);
      incoming.off('data', onData).off('end', onEnd).off('error', onError).off('close', onClose);
    };
    const fail = (error: Error) => {
      stop();
      // Stops reading; errors of the sender are ignored.
      incoming.pause().on('error', () => undefined);
      reject(error);
    };
    const onData = (chunk: Uint8Array<ArrayBuffer>) => {
      size += chunk.byteLength;
      if (size > bodyBytes) fail(tooLarge(bodyBytes));
      else chunks.push(chunk);
    };
    const onEnd = () => {
      stop();
      const [first, second] = chunks;
      resolve(first && !second ? first : new Uint8Array(Buffer.concat(chunks, size)));
    };
    const onError = (error: Error) => fail(error);
    const onClose = () => fail(new Error('The connection broke off within the body'));
    const timer = setTimeout(() => fail(tooLate()), bodyMilliseconds);
    incoming.on('data', onData).on('end', onEnd).on('error', onError).on('close', onClose);
  });
}
