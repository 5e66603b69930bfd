/** A backend for one test: it answers the contract's calls below `/klarna`, and keeps what it was asked. */
import { createClientToken } from '../../src/simulator/index.js';
import {
  aborted,
  bodyOf,
  COMPLETED,
  type FetchCall,
  replaceFetch,
  sessionAnswer,
  UPDATED,
} from './endpoint-wire.js';

export interface Asked {
  readonly path: string;
  readonly body: Record<string, unknown>;
  readonly headers: Headers;
}

export type Answer =
  | { readonly status?: number; readonly json: unknown; readonly headers?: Record<string, string> }
  | { readonly status?: number; readonly text: string }
  /** The connection breaks. */
  | 'cut'
  /** No answer, until the caller gives up. */
  | 'silence'
  /** Asked of a real server at this address. */
  | { readonly url: string };

type Handler = (asked: Asked) => Answer | Promise<Answer>;

export class TestEndpoint {
  readonly asked: Asked[] = [];
  readonly #handlers = new Map<string, Handler>();
  readonly #restore: () => void;
  readonly clientToken = createClientToken({});

  constructor() {
    this.on('session', () => ({ json: this.session() }));
    this.on('session/update', () => ({ json: UPDATED }));
    this.on('order', () => ({ json: COMPLETED }));
    this.on('authorization/cancel', () => ({ status: 204, text: '' }));
    this.#restore = replaceFetch((call) => this.#answer(call));
  }

  session(more: Record<string, unknown> = {}): Record<string, unknown> {
    return {
      ...sessionAnswer(this.clientToken),
      capabilities: { order: true },
      ...more,
    };
  }

  on(path: string, handler: Handler): void {
    this.#handlers.set(path, handler);
  }

  /** What answers this call now. */
  handler(path: string): Handler {
    return this.#handlers.get(path)!;
  }

  calls(path: string): readonly Asked[] {
    return this.asked.filter((asked) => asked.path === path);
  }

  restore(): void {
    this.#restore();
  }

  async #answer(call: FetchCall): Promise<Response> {
    const { url, init } = call;
    const [, path] = /^\/klarna\/(.*)$/.exec(url.pathname) ?? [];
    const handler = path === undefined ? undefined : this.#handlers.get(path);
    if (path === undefined || !handler) return call.pass();
    const asked = { path, body: bodyOf(call), headers: new Headers(init.headers) };
    this.asked.push(asked);
    const answer = await handler(asked);
    if (answer === 'cut') throw new TypeError('the connection was cut');
    if (answer === 'silence') return untilAborted(init.signal);
    if ('url' in answer) return call.pass(answer.url);
    const text = 'json' in answer ? JSON.stringify(answer.json) : answer.text;
    const headers = 'json' in answer ? (answer.headers ?? {}) : {};
    const status = answer.status ?? 200;
    return new Response(status === 204 ? null : text, { status, headers });
  }
}

function untilAborted(signal: AbortSignal | null | undefined): Promise<never> {
  return new Promise((_resolve, reject) => {
    const abort = (): void => reject(aborted());
    if (signal?.aborted) abort();
    signal?.addEventListener('abort', abort);
  });
}
