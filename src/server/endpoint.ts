/** The token endpoint: takes a request, finds its call, and turns whatever happens into an answer. */
import { endpointAddress } from './http/endpoint-url.js';
import { createAdmission } from './http/admission.js';
import { type IncomingRequest, type Reply, type WebHandler, webHandler } from './http/request.js';
import type { Endpoint, PageCall } from './context.js';
import { GatewayProblem } from './gateways/gateway.js';
import { corsHeaders, guardCall, preflight } from './http/origin-guard.js';
import { consoleLog, DEFAULT_LIMITS, type TokenEndpointOptions } from './options.js';
import { createPlacer } from './order/place.js';
import { problem, problemReply } from './problems.js';
import { handleCancel } from './routes/cancel.js';
import { handleWebhook } from './routes/webhook.js';
import { handleOrder } from './routes/order.js';
import { handleReturn } from './routes/return.js';
import { handleSession } from './routes/session.js';
import { handleUpdate } from './routes/update.js';
import { createSeal, readKeyRing } from './session/seal.js';
import { createThrottle } from './http/throttle.js';

type Route = (call: PageCall) => Promise<Reply>;

const PAGE_CALLS: Readonly<Record<string, Route>> = {
  session: handleSession,
  'session/update': handleUpdate,
  order: handleOrder,
  'authorization/cancel': handleCancel,
};

const COMMON_HEADERS = {
  'Cache-Control': 'no-store',
  Vary: 'Origin, Cookie',
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
} as const;

/**
 * The whole contract over one gateway, as a function that any Web-standard server can call.
 *
 * @throws RangeError at once for options that could never work.
 */
export function createTokenEndpoint(options: TokenEndpointOptions): WebHandler {
  const { limits, ...given } = options;
  const ring = readKeyRing(options.keys);
  const addressOf = endpointAddress(options.endpoint);
  const now = options.now ?? Date.now;
  const endpoint: Endpoint = {
    ...given,
    allowedOrigins: options.allowedOrigins ?? [],
    authorizationCallback: options.authorizationCallback ?? 'place',
    redirectHosts: [...(options.gateway.redirectHosts ?? []), ...(options.redirectHosts ?? [])],
    log: options.log ?? consoleLog,
    now,
    limits: { ...DEFAULT_LIMITS, ...limits },
    sessions: createSeal(ring, 'session'),
    webhooks: createSeal(ring, 'webhook'),
    placer: createPlacer(options.store),
    admit: createAdmission(limits?.upstreamCalls ?? DEFAULT_LIMITS.upstreamCalls),
    throttle: createThrottle(limits?.sessionsPerTenSeconds ?? DEFAULT_LIMITS.sessionsPerTenSeconds),
  };

  return webHandler(async (request) => {
    let reply: Reply;
    try {
      reply = await dispatch({ request, address: addressOf(request), endpoint });
    } catch (error) {
      const instance = `urn:uuid:${crypto.randomUUID()}`;
      const known = asProblem(error);
      logProblem(known, instance, request, endpoint);
      reply = problemReply(known, instance);
    }
    const cors = corsHeaders(request, endpoint.allowedOrigins);
    return {
      status: reply.status,
      headers: {
        ...reply.headers,
        ...COMMON_HEADERS,
        ...cors,
      },
      body: reply.body,
    };
  });
}

function dispatch(call: PageCall): Promise<Reply> | Reply {
  const { request, address, endpoint } = call;
  const { pathname } = request.url;
  const path = pathname.startsWith(`${address.pathname}/`)
    ? pathname.slice(address.pathname.length + 1)
    : '';
  const route = Object.hasOwn(PAGE_CALLS, path) ? PAGE_CALLS[path] : undefined;
  if (route) {
    if (request.method === 'OPTIONS') return preflight(request, endpoint.allowedOrigins);
    return handlePageCall(call, route);
  }
  const [area, first, second] = path.split('/');
  if (area === 'hooks' && first === endpoint.gateway.system) {
    if (request.method !== 'POST') throw wrongMethod('POST');
    return handleWebhook(call, second);
  }
  if (area === 'return' && (first === 'success' || first === 'failure' || first === 'cancel')) {
    if (request.method !== 'GET') throw wrongMethod('GET');
    return handleReturn(call, first);
  }
  throw problem('not_found', { detail: 'No call of the contract has this path' });
}

async function handlePageCall(call: PageCall, route: Route): Promise<Reply> {
  if (call.request.method !== 'POST') throw wrongMethod('POST');
  await guardCall(call.request, call.address, {
    allowedOrigins: call.endpoint.allowedOrigins,
    csrf: call.endpoint.csrf,
  });
  return route(call);
}

const wrongMethod = (method: string) =>
  problem('method_not_allowed', { detail: `This call is made with ${method}` });

/** An error that nobody foresaw says nothing outside: its text may hold anything. */
const asProblem = (error: unknown): GatewayProblem =>
  error instanceof GatewayProblem
    ? error
    : problem('internal', { detail: 'See the log under this instance', cause: error });

function logProblem(
  known: GatewayProblem,
  instance: string,
  request: IncomingRequest,
  endpoint: Endpoint,
): void {
  const { cause } = known;
  endpoint.log(known.status >= 500 ? 'error' : 'info', `klarna-checkout-element: ${known.code}`, {
    instance,
    status: known.status,
    detail: known.message,
    method: request.method,
    ...(known.supportReference !== undefined && { supportReference: known.supportReference }),
    ...(known.invalidFields.length > 0 && { invalidFields: known.invalidFields.join(' ') }),
    // An unforeseen error of the shop's own functions is what its developers look for.
    ...(known.code === 'internal' && cause instanceof Error && { cause: String(cause.stack) }),
  });
}
