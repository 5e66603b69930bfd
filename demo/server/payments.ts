/** The token endpoint of the demo: the backend kit over the visitor's own cart. */
import { createTokenEndpoint, memoryLedger, problem, type Log } from '../../src/server/index.js';
import type { Gateway } from '../../src/server/gateways/gateway.js';
import { confirmationPath, keepOrder, orderOf } from './orders.js';
import type { Sessions, ShopSession } from './sessions.js';

/** How the demo panel asks the endpoint to misbehave. */
export type Misbehaviour = 'error' | 'slow' | 'order-error';

/** Longer than the element waits for a session. */
const SLOW_MILLISECONDS = 12_000;

export interface Payments {
  /** Serves the contract of `<klarna-checkout>` below `/klarna/`. */
  handle(request: Request): Promise<Response>;
  /** Places the visitor's order with a token that came with a form. */
  place(request: Request, session: ShopSession, token: string): Promise<Placing>;
}

export interface Placing {
  /** The confirmation page; `undefined` when nothing was ordered. */
  readonly path: string | undefined;
  readonly cookies: readonly string[];
}

export function createPayments(sessions: Sessions, gateway: Gateway): Payments {
  const endpoint = createTokenEndpoint({
    gateway,
    endpoint: '/klarna',
    identify: (request) => sessions.known(request)?.id,
    resolveOrder: (request, { identity }) => {
      const session = sessions.byId(identity);
      if (!session || session.cart.quantities.size === 0) return undefined;
      const order = orderOf(session, new URL(request.url).origin);
      const userAgent = request.headers.get('user-agent');
      // The demo listens on this machine alone; PAYONE places no order without the shopper's address.
      return { ...order, shopper: { ip: '127.0.0.1', ...(userAgent && { userAgent }) } };
    },
    keys: [crypto.getRandomValues(new Uint8Array(32))],
    ledger: memoryLedger(),
    onPlaced: (order, placed) => {
      const session = sessions.byReference(order.reference);
      const status = placed.status === 'completed' ? 'completed' : 'pending';
      if (session) keepOrder(session, 'klarna', status);
    },
    log: warningsOnly,
  });

  return {
    async handle(request) {
      const { pathname } = new URL(request.url);
      const spoiled = await misbehave(
        request.headers.get('demo-scenario'),
        pathname,
        request.signal,
      );
      return spoiled ?? endpoint(request);
    },
    async place(request, session, token) {
      const { reference } = session;
      const response = await endpoint(
        new Request(new URL('/klarna/order', request.url), {
          method: 'POST',
          headers: {
            cookie: request.headers.get('cookie') ?? '',
            origin: new URL(request.url).origin,
            'content-type': 'application/json',
            'idempotency-key': reference,
          },
          body: JSON.stringify({ authorization_token: token }),
        }),
      );
      return {
        path: response.ok ? confirmationPath(reference) : undefined,
        cookies: response.headers.getSetCookie(),
      };
    },
  };
}

async function misbehave(
  how: string | null,
  pathname: string,
  visitorGone: AbortSignal,
): Promise<Response | undefined> {
  const isOrder = pathname === '/klarna/order';
  if ((how === 'error' && !isOrder) || (how === 'order-error' && isOrder)) {
    const { code, action } = problem('upstream_unavailable', { detail: 'Asked for' });
    return Response.json(
      { status: 503, code, action, title: 'The demo panel asked for this' },
      { status: 503, headers: { 'content-type': 'application/problem+json' } },
    );
  }
  if (how === 'slow' && !isOrder) await wait(SLOW_MILLISECONDS, visitorGone);
  return undefined;
}

function wait(milliseconds: number, cutShort: AbortSignal): Promise<void> {
  return new Promise((done) => {
    const timer = setTimeout(done, milliseconds);
    cutShort.addEventListener('abort', () => {
      clearTimeout(timer);
      done();
    });
  });
}

const warningsOnly: Log = (level, message, fields) => {
  if (level !== 'info') console[level](message, fields ?? '');
};
