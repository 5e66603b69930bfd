/** A small shop for tests: one cart, one identity, and a browser that keeps cookies. */
import {
  createTokenEndpoint,
  type Gateway,
  memoryLedger,
  type Order,
  type Placed,
  type RecordedOrder,
  simulated,
  type TokenEndpoint,
  type TokenEndpointOptions,
} from '../../../src/server/index.js';

export const KEY = 'a-test-key-of-more-than-32-bytes-length';
export const ENDPOINT = 'https://shop.example/klarna';

/** Name of the cookie of the endpoint at this URL. */
export function cookieOf(endpoint: string): string {
  const { protocol, port, pathname } = new URL(endpoint);
  const name = `klarna_checkout${port && `_${port}`}${pathname.replaceAll('/', '.')}`;
  return protocol === 'https:' ? `__Host-${name}` : name;
}

export const COOKIE = cookieOf(ENDPOINT);

export const CONSENT = { source: 'prompt', text_version: '2026-11-en' } as const;
export const SESSION_BODY = { locale: 'de-DE', country: 'DE', currency: 'EUR', consent: CONSENT };

export function makeOrder(changes: Partial<Order> = {}): Order {
  return {
    reference: 'order-1',
    country: 'DE',
    currency: 'EUR',
    locale: 'de-DE',
    amount: 11_900,
    taxAmount: 1_900,
    lines: [
      {
        type: 'physical',
        reference: 'shoe-42',
        name: 'Shoe',
        quantity: 1,
        unitPrice: 11_900,
        taxRate: 1_900,
        total: 11_900,
        taxAmount: 1_900,
      },
    ],
    urls: {
      confirmation: 'https://shop.example/thanks',
      back: 'https://shop.example/checkout',
    },
    ...changes,
  };
}

/** The same cart with one more pair of shoes. */
export const biggerOrder = (): Order =>
  makeOrder({
    amount: 23_800,
    taxAmount: 3_800,
    lines: [{ ...makeOrder().lines[0]!, quantity: 2, total: 23_800, taxAmount: 3_800 }],
  });

/** A gateway of which a test changes single calls. */
export const gatewayWith = (changes: Partial<Gateway>): Gateway => ({ ...simulated(), ...changes });

export interface TestShop {
  readonly handler: TokenEndpoint;
  /** What `resolveOrder` gives; tests change it. */
  order: Order | undefined;
  /** Whom `identify` sees; tests change it. */
  identity: string | undefined;
  readonly placed: { order: RecordedOrder; placed: Placed }[];
  /** Every line that was logged, as text. */
  readonly log: string[];
}

export function openShop(options: Partial<TokenEndpointOptions> = {}): TestShop {
  type Shop = { -readonly [Name in keyof TestShop]: TestShop[Name] };
  const shop: Omit<Shop, 'handler'> = {
    order: makeOrder(),
    identity: 'cart-1',
    placed: [],
    log: [],
  };
  const handler = createTokenEndpoint({
    gateway: simulated(),
    ledger: memoryLedger(),
    endpoint: ENDPOINT,
    keys: [KEY],
    resolveOrder: () => shop.order,
    identify: () => shop.identity,
    onPlaced: (order, placed) => void shop.placed.push({ order, placed }),
    log: (...line) => void shop.log.push(JSON.stringify(line)),
    ...options,
  });
  return Object.assign(shop, { handler });
}

/** A browser with one cookie jar, on a page of the shop. */
export class TestBrowser {
  readonly cookies = new Map<string, string>();
  readonly #handler: (request: Request) => Promise<Response>;
  readonly #endpoint: string;

  constructor(handler: (request: Request) => Promise<Response>, endpoint = ENDPOINT) {
    this.#handler = handler;
    this.#endpoint = endpoint;
  }

  async post(path: string, body: unknown, headers: Record<string, string> = {}): Promise<Response> {
    return this.send(path, {
      method: 'POST',
      headers: {
        'Content-Type': 'application/json',
        'Sec-Fetch-Site': 'same-origin',
        ...headers,
      },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
  }

  session(changes: object = {}): Promise<Response> {
    return this.post('session', { ...SESSION_BODY, ...changes });
  }

  update(changes: object = {}): Promise<Response> {
    return this.post('session/update', { ...SESSION_BODY, ...changes });
  }

  order(token = 'token-1', key = 'key-1'): Promise<Response> {
    return this.post('order', { authorization_token: token }, { 'Idempotency-Key': key });
  }

  cancel(token = 'token-1'): Promise<Response> {
    return this.post('authorization/cancel', { authorization_token: token });
  }

  async send(path: string, init: RequestInit): Promise<Response> {
    const headers = new Headers(init.headers);
    const cookie = Array.from(this.cookies, ([name, value]) => `${name}=${value}`).join('; ');
    if (cookie) headers.set('Cookie', cookie);
    const response = await this.#handler(
      new Request(`${this.#endpoint}/${path}`, { redirect: 'manual', ...init, headers }),
    );
    for (const line of response.headers.getSetCookie()) {
      const [pair = ''] = line.split(';', 1);
      const name = pair.slice(0, pair.indexOf('='));
      if (line.includes('Max-Age=0')) this.cookies.delete(name);
      else this.cookies.set(name, pair.slice(pair.indexOf('=') + 1));
    }
    return response;
  }
}

export const json = async (response: Response): Promise<Record<string, unknown>> =>
  (await response.json()) as Record<string, unknown>;
