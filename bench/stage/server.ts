/**
 * A shop on this machine: pages, files and a session call, each as late as a measure wants it. It counts
 * what it sends, so that the browser's cache and the machine's mood have no say in bytes and requests.
 */
import type { RequestListener } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { createClientToken } from '../../src/simulator/sdk/client-token.js';
import { sessionAnswer } from '../../test/harness/endpoint-wire.js';
import { brotli } from '../weigh.js';
import { serve, type Running } from '../../test/harness/loopback.js';

export interface Sent {
  readonly method: string;
  readonly path: string;
  /** Of the body, as it goes over the wire. */
  readonly bytes: number;
}

export interface Delays {
  /** Milliseconds before an answer. */
  readonly session: number;
  readonly sdk: number;
}

interface File {
  readonly type: string;
  readonly body: Buffer;
  readonly isCompressed: boolean;
}

const TYPES: Readonly<Record<string, string>> = {
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  html: 'text/html; charset=utf-8',
};

/** Where the stand-in of Klarna's SDK lies; everything below is Klarna's own. */
export const SDK_PATH = '/klarna-sdk/api.js';

/** What any endpoint of a shop answers. */
export const SESSION = {
  ...sessionAnswer(createClientToken({ purchase_country: 'DE', language: 'en' })),
  // As long as a real one: the bytes are counted.
  session_id: 'c1f8d2e6-0000-4000-8000-000000000000',
};

export class StageServer {
  delays: Delays = { session: 0, sdk: 0 };
  readonly sent: Sent[] = [];
  readonly #files = new Map<string, File>();
  #running: Running | undefined;

  readonly #listener: RequestListener = (request, response) => {
    const { method = 'GET', url = '/' } = request;
    const { pathname } = new URL(url, 'http://stage');
    request.resume().on('end', () => {
      void this.#late(pathname).then(() => {
        const { status, file } = this.#answer(method, pathname);
        this.sent.push({ method, path: pathname, bytes: file.body.length });
        response.writeHead(status, {
          'content-type': file.type,
          'cache-control': 'no-store',
          ...(file.isCompressed && { 'content-encoding': 'br' }),
        });
        response.end(file.body);
      });
    });
  };

  /** Serves a text under a path; its ending says what it is. */
  serve(path: string, text: string): void {
    const ending = path.endsWith('/') ? 'html' : (path.split('.').at(-1) ?? 'html');
    const type = TYPES[ending] ?? 'text/plain';
    this.#files.set(path, { type, body: brotli(Buffer.from(text)), isCompressed: true });
  }

  get origin(): string {
    if (!this.#running) throw new Error('It has not been started.');
    return this.#running.url;
  }

  async start(): Promise<this> {
    this.#running = await serve(this.#listener);
    return this;
  }

  async stop(): Promise<void> {
    await this.#running?.[Symbol.asyncDispose]();
  }

  async #late(path: string): Promise<void> {
    const delay = path === SDK_PATH ? this.delays.sdk : isSession(path) ? this.delays.session : 0;
    if (delay > 0) await pause(delay);
  }

  #answer(method: string, path: string): { readonly status: number; readonly file: File } {
    const file = this.#files.get(path);
    if (file) return { status: 200, file };
    const isCall = method === 'POST' && isSession(path);
    const body = Buffer.from(isCall ? JSON.stringify(SESSION) : '');
    return {
      status: isCall ? 200 : 404,
      file: { type: 'application/json', body, isCompressed: false },
    };
  }
}

const isSession = (path: string): boolean => path.endsWith('/session');
