/** A real HTTP server on this machine that plays an upstream system, well-behaved or not. */
import type { IncomingHttpHeaders } from 'node:http';
import { serve } from '../../harness/loopback.js';

export interface Received {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export type Behaviour =
  | { readonly status?: number; readonly headers?: Record<string, string>; readonly body: string }
  | { readonly fault: 'silent' | 'cut' };

/** Takes the request and never answers. */
export const SILENT: Behaviour = { fault: 'silent' };
/** Hangs up in the middle of the reply. */
export const CUT: Behaviour = { fault: 'cut' };

export interface Loopback {
  readonly url: string;
  readonly received: Received[];
  /** Resolves when the next request has arrived whole. */
  next(): Promise<Received>;
  close(): Promise<void>;
}

export async function loopback(
  answer: (request: Received, index: number) => Behaviour,
): Promise<Loopback> {
  const received: Received[] = [];
  let arrived: ((request: Received) => void)[] = [];
  const running = await serve((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const whole: Received = {
        method: request.method ?? '',
        path: request.url ?? '',
        headers: request.headers,
        body: Buffer.concat(chunks).toString('utf8'),
      };
      const behaviour = answer(whole, received.length);
      received.push(whole);
      const waiting = arrived;
      arrived = [];
      for (const resolve of waiting) resolve(whole);
      if ('fault' in behaviour) {
        if (behaviour.fault === 'silent') return;
        response.writeHead(200, { 'Content-Length': '1000' });
        response.write('status=', () => response.destroy());
        return;
      }
      response.writeHead(behaviour.status ?? 200, behaviour.headers ?? {});
      response.end(behaviour.body);
    });
  });
  return {
    url: `${running.url}/`,
    received,
    next: () => new Promise((resolve) => arrived.push(resolve)),
    close: async () => running[Symbol.asyncDispose](),
  };
}
