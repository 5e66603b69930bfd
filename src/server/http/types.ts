/** Requests and replies of the endpoint, whichever server it runs on. */
import type { IncomingMessage } from 'node:http';
import type { Http2ServerRequest } from 'node:http2';

/** A request of `node:http` or `node:http2`, and so of Express. */
export type NodeIncoming = IncomingMessage | Http2ServerRequest;

export interface BodyLimits {
  readonly bodyBytes: number;
  readonly bodyMilliseconds: number;
  readonly jsonDepth: number;
}

/** A request, whichever server it came through; what is expensive to build is built when it is needed. */
export interface IncomingRequest {
  readonly method: string;
  readonly url: URL;
  /** All values of this header, joined as `Headers` does. */
  header(name: string): string | null;
  /** For the shop's own functions. Once the body was read, theirs has none. */
  readonly webRequest: Request;
  /** As it came, where it came through `toNodeListener`. */
  readonly incoming?: NodeIncoming;
  /** Reads the body, once. @throws GatewayProblem as `readBytes`. */
  readBody(limits: BodySize): Promise<Uint8Array<ArrayBuffer>>;
  /** Calls `listener` when the client has disconnected. @returns a function that stops listening */
  onGone(listener: (reason: unknown) => void): () => void;
}

export type BodySize = Pick<BodyLimits, 'bodyBytes' | 'bodyMilliseconds'>;

export interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | readonly string[]>>;
  readonly body?: string | Uint8Array<ArrayBuffer> | undefined;
}

/** The platform's object for a request; on workers, the execution context. */
export interface Platform {
  /** Keeps the process alive until the work is done. */
  waitUntil?(work: Promise<unknown>): void;
}

export type Handler = (request: IncomingRequest, platform?: Platform) => Promise<Reply>;
export type WebHandler = (request: Request, platform?: Platform) => Promise<Response>;
