/** The shop's backend for a search: it answers as it was told to, when it was told to, and keeps what it was asked. */
import { createClientToken } from '../../../src/simulator/index.js';
import {
  aborted,
  bodyOf,
  category,
  COMPLETED,
  type FetchCall,
  replaceFetch,
  UPDATED,
} from '../../harness/endpoint-wire.js';
import type { Name } from './checkout.js';

export const CALLS = ['session', 'session/update', 'order', 'authorization/cancel'] as const;
export type Call = (typeof CALLS)[number];

export const REPLIES = [
  // What the contract allows.
  'ok',
  'one-category',
  'no-category',
  'minimal',
  'expires-soon',
  'cannot-update',
  'cannot-cancel',
  'placed',
  'pending',
  'redirect',
  'reload-init',
  'reload-none',
  // Problems, by what the backend wants done.
  'retry',
  'retry-after',
  'fix',
  'recreate',
  'reauthorize',
  'other_method',
  'contact',
  'customer_data_required',
  'outcome_unknown',
  // Everything else that comes over a wire.
  '401',
  '404',
  '409',
  '429',
  '500',
  '503',
  'text',
  'empty',
  'wrong-shape',
  'foreign-token',
  'cut',
  'never',
] as const;
export type Reply = (typeof REPLIES)[number];

export interface Request {
  readonly owner: Name;
  readonly call: Call;
  readonly url: string;
  readonly text: string;
  readonly body: Readonly<Record<string, unknown>>;
  readonly headers: Headers;
  readonly at: number;
  /** How it was answered; undefined as long as it is not. */
  reply: Reply | 'aborted' | undefined;
}

interface Plan {
  readonly reply: Reply;
  readonly delay: number;
}

const CATEGORIES = ['pay_later', 'pay_over_time'] as const;

const CAN_ALL = { update: 'in_place', order: true, cancel: true };

export class Backend {
  readonly requests: Request[] = [];
  /** Client tokens by element, newest last, as the backend handed them out. */
  readonly tokens = new Map<Name, string[]>();
  /** Whether the element may give an authorization back, as its newest session says. */
  readonly canCancel = new Map<Name, boolean>();
  readonly #plans = new Map<string, Plan[]>();
  readonly #restore: () => void;
  readonly #asked: (request: Request) => void;
  #serial = 0;

  constructor(asked: (request: Request) => void) {
    this.#asked = asked;
    this.#restore = replaceFetch((call) => this.#answer(call));
  }

  /** The next call of this kind is answered so. */
  will(owner: Name, call: Call, reply: Reply, delay: number): void {
    const key = `${owner}/${call}`;
    this.#plans.set(key, [...(this.#plans.get(key) ?? []), { reply, delay }]);
  }

  /** Requests of this element that wait for their answer. */
  open(owner: Name): readonly Request[] {
    return this.requests.filter((request) => request.owner === owner && !request.reply);
  }

  restore(): void {
    this.#restore();
  }

  #answer(wire: FetchCall): Promise<Response> {
    const { url, init } = wire;
    const [, owner, call] = /^\/klarna\/(a|b)\/(.+)$/.exec(url.pathname) ?? [];
    if (!owner || !call) return Promise.reject(new TypeError(`nobody answers ${url.href}`));
    const request: Request = {
      owner: owner as Name,
      call: call as Call,
      url: url.href,
      text: init.body as string,
      body: bodyOf(wire),
      headers: new Headers(init.headers),
      at: Date.now(),
      reply: undefined,
    };
    this.requests.push(request);
    this.#asked(request);
    const { reply, delay } = this.#plans.get(`${owner}/${call}`)?.shift() ?? {
      reply: 'ok' as const,
      delay: 0,
    };
    return new Promise((resolve, reject) => {
      const timer =
        reply === 'never'
          ? undefined
          : setTimeout(() => {
              request.reply = reply;
              if (reply === 'cut') reject(new TypeError('the connection was cut'));
              else resolve(this.#write(request, reply));
            }, delay);
      init.signal?.addEventListener('abort', () => {
        clearTimeout(timer);
        request.reply ??= 'aborted';
        reject(aborted());
      });
    });
  }

  #write(request: Request, reply: Reply): Response {
    switch (reply) {
      case 'text':
        return response(200, '<!doctype html><p>Not what you think.');
      case 'empty':
        return response(200, '');
      case 'wrong-shape':
        return response(200, '{"client_token":7,"reload":"maybe","status":[]}');
      case '401':
      case '404':
      case '409':
      case '429':
      case '500':
      case '503':
        return response(Number(reply), '');
      case 'retry':
      case 'fix':
      case 'recreate':
      case 'reauthorize':
      case 'other_method':
      case 'contact':
        return problem(reply === 'retry' ? 503 : 422, { code: 'some_code', action: reply });
      case 'retry-after':
        return problem(503, { code: 'busy', action: 'retry' }, { 'retry-after': '2' });
      case 'customer_data_required':
        return problem(422, { code: reply, action: 'fix' });
      case 'outcome_unknown':
        return problem(502, { code: reply, action: 'contact' });
      default:
        return this.#succeed(request, reply);
    }
  }

  #succeed({ owner, call }: Request, reply: Reply): Response {
    switch (call) {
      case 'session':
        return json(this.#session(owner, reply));
      case 'session/update':
        return json(this.#update(owner, reply));
      case 'order':
        return json(orderAnswer(reply));
      case 'authorization/cancel':
        return response(204, '');
    }
  }

  #token(owner: Name, reply: Reply): string {
    if (reply === 'foreign-token') return 'not a token';
    this.#serial += 1;
    const token = createClientToken({ session_id: `${owner}-${this.#serial}` });
    this.tokens.set(owner, [...(this.tokens.get(owner) ?? []), token]);
    return token;
  }

  #session(owner: Name, reply: Reply): object {
    const cancel = reply !== 'cannot-cancel' && reply !== 'minimal';
    this.canCancel.set(owner, cancel);
    const client_token = this.#token(owner, reply);
    if (reply === 'minimal') return { client_token };
    const categories =
      reply === 'one-category' ? CATEGORIES.slice(0, 1) : reply === 'no-category' ? [] : CATEGORIES;
    return {
      client_token,
      session_id: `session-${this.#serial}`,
      payment_method_categories: categories.map((identifier) => category(identifier)),
      capabilities: { ...CAN_ALL, cancel, ...(reply === 'cannot-update' && { update: 'none' }) },
      ...(reply === 'expires-soon' && {
        expires_at: new Date(Date.now() + 300_000).toISOString(),
      }),
      ...((reply === 'placed' || reply === 'pending' || reply === 'redirect') && {
        order: orderAnswer(reply),
      }),
    };
  }

  #update(owner: Name, reply: Reply): object {
    if (reply === 'reload-none') return { reload: 'none' };
    if (reply === 'reload-init' || reply === 'foreign-token') {
      return { reload: 'init', client_token: this.#token(owner, reply) };
    }
    return {
      ...UPDATED,
      ...(reply === 'one-category' && {
        payment_method_categories: CATEGORIES.slice(1).map((identifier) => category(identifier)),
      }),
      ...(reply === 'no-category' && { payment_method_categories: [] }),
    };
  }
}

/** No address that a browser would really go to: the page has to stay. */
function orderAnswer(reply: Reply): object {
  if (reply === 'pending') return { status: 'pending', order_id: 'order-1' };
  if (reply === 'redirect')
    return { status: 'redirect', redirect_url: 'https://elsewhere.example/' };
  return COMPLETED;
}

const json = (body: object): Response => response(200, JSON.stringify(body));

const problem = (status: number, body: object, headers?: Record<string, string>): Response =>
  response(status, JSON.stringify({ title: 'A problem', status, ...body }), headers);

/** A response whose body needs no task of its own to be read. */
function response(status: number, text: string, headers: Record<string, string> = {}): Response {
  return {
    ok: status >= 200 && status < 300,
    status,
    headers: new Headers(headers),
    text: () => Promise.resolve(text),
  } as Response;
}
