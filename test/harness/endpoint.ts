/** A backend for one test: it answers the contract's calls below `/klarna`, and keeps what it was asked. */
import { createClientToken } from '../../src/simulator/index.js';

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

export const category = (identifier: string, name = identifier) => ({
  identifier,
  name,
  asset_urls: {},
});

export class TestEndpoint {
  readonly asked: Asked[] = [];
  readonly #handlers = new Map<string, Handler>();
  readonly #real = window.fetch.bind(window);
  readonly clientToken = createClientToken({});

  constructor() {
    this.on('session', () => ({ json: this.session() }));
    this.on('session/update', () => ({ json: { reload: 'load' } }));
    this.on('order', () => ({ json: { status: 'completed', order_id: 'order-1' } }));
    this.on('authorization/cancel', () => ({ status: 204, text: '' }));
    window.fetch = (input, init) => this.#answer(input, init);
  }

  session(more: Record<string, unknown> = {}): Record<string, unknown> {
    return {
      client_token: this.clientToken,
      session_id: 'session-1',
      payment_method_categories: [category('pay_later', 'Pay later')],
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
    window.fetch = this.#real;
  }

  async #answer(input: RequestInfo | URL, init?: RequestInit): Promise<Response> {
    const url = new URL(input instanceof Request ? input.url : input, location.href);
    const [, path] = /^\/klarna\/(.*)$/.exec(url.pathname) ?? [];
    const handler = path === undefined ? undefined : this.#handlers.get(path);
    if (path === undefined || !handler) return this.#real(input, init);
    const body = JSON.parse(init?.body as string) as Record<string, unknown>;
    const asked = { path, body, headers: new Headers(init?.headers) };
    this.asked.push(asked);
    const answer = await handler(asked);
    if (answer === 'cut') throw new TypeError('the connection was cut');
    if (answer === 'silence') return untilAborted(init?.signal);
    if ('url' in answer) return this.#real(answer.url, init);
    const text = 'json' in answer ? JSON.stringify(answer.json) : answer.text;
    const headers = 'json' in answer ? (answer.headers ?? {}) : {};
    const status = answer.status ?? 200;
    return new Response(status === 204 ? null : text, { status, headers });
  }
}

function untilAborted(signal: AbortSignal | null | undefined): Promise<never> {
  return new Promise((_resolve, reject) => {
    const abort = (): void => reject(new DOMException('aborted', 'AbortError'));
    if (signal?.aborted) abort();
    signal?.addEventListener('abort', abort);
  });
}
