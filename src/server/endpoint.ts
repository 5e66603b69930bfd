/** The token endpoint: takes a request, finds its call, and turns whatever happens into an answer. */
import { endpointAddress } from './address.js';
import { createAdmission } from './admission.js';
import type { Endpoint, PageCall } from './call.js';
import { GatewayProblem } from './gateway.js';
import { corsHeaders, guardCall, preflight } from './guard.js';
import { consoleLog, DEFAULT_LIMITS, type TokenEndpointOptions } from './options.js';
import { createPlacer } from './placing.js';
import { problem, problemResponse } from './problems.js';
import { answerCancel } from './routes/cancel.js';
import { answerHook } from './routes/hook.js';
import { answerOrder } from './routes/order.js';
import { answerReturn } from './routes/return.js';
import { answerSession } from './routes/session.js';
import { answerUpdate } from './routes/update.js';
import { createSeal, readKeyRing } from './seal.js';
import { createThrottle } from './throttle.js';

type Route = (call: PageCall) => Promise<Response>;

const PAGE_CALLS: Readonly<Record<string, Route>> = {
  session: answerSession,
  'session/update': answerUpdate,
  order: answerOrder,
  'authorization/cancel': answerCancel,
};

/**
 * The whole contract over one gateway, as a function that any Web-standard server can call.
 *
 * @throws RangeError at once for options that could never work.
 */
export function createTokenEndpoint(
  options: TokenEndpointOptions,
): (request: Request) => Promise<Response> {
  const { limits, ...given } = options;
  const ring = readKeyRing(options.keys);
  const addressOf = endpointAddress(options.endpoint);
  const now = options.now ?? Date.now;
  const endpoint: Endpoint = {
    ...given,
    allowedOrigins: options.allowedOrigins ?? [],
    authorizationCallback: options.authorizationCallback ?? 'place',
    redirectHosts: options.redirectHosts ?? [],
    log: options.log ?? consoleLog,
    now,
    limits: { ...DEFAULT_LIMITS, ...limits },
    sessions: createSeal(ring, 'session'),
    hooks: createSeal(ring, 'hook'),
    placer: createPlacer(options.store),
    admit: createAdmission(limits?.upstreamCalls ?? DEFAULT_LIMITS.upstreamCalls),
    throttle: createThrottle(limits?.sessionsPerTenSeconds ?? DEFAULT_LIMITS.sessionsPerTenSeconds),
  };

  return async (request) => {
    let response: Response;
    try {
      response = await dispatch({ request, address: addressOf(request), endpoint });
    } catch (error) {
      const instance = `urn:uuid:${crypto.randomUUID()}`;
      const known = asProblem(error);
      logProblem(known, instance, request, endpoint);
      response = problemResponse(known, instance);
    }
    setCommonHeaders(response.headers, request, endpoint);
    return response;
  };
}

function dispatch(call: PageCall): Promise<Response> | Response {
  const { request, address, endpoint } = call;
  const { pathname } = new URL(request.url);
  const path = pathname.startsWith(`${address.pathname}/`)
    ? pathname.slice(address.pathname.length + 1)
    : '';
  const route = Object.hasOwn(PAGE_CALLS, path) ? PAGE_CALLS[path] : undefined;
  if (route) {
    if (request.method === 'OPTIONS') return preflight(request, endpoint.allowedOrigins);
    return answerPage(call, route);
  }
  const [area, first, second] = path.split('/');
  if (area === 'hooks' && first === endpoint.gateway.system) {
    if (request.method !== 'POST') throw wrongMethod('POST');
    return answerHook(call, second);
  }
  if (area === 'return' && (first === 'success' || first === 'failure' || first === 'cancel')) {
    if (request.method !== 'GET') throw wrongMethod('GET');
    return answerReturn(call, first);
  }
  throw problem('not_found', { detail: 'No call of the contract has this path' });
}

async function answerPage(call: PageCall, route: Route): Promise<Response> {
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
  request: Request,
  endpoint: Endpoint,
): void {
  const { cause } = known;
  endpoint.log(known.status >= 500 ? 'error' : 'info', `klarna-checkout: ${known.code}`, {
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

function setCommonHeaders(headers: Headers, request: Request, endpoint: Endpoint): void {
  headers.set('Cache-Control', 'no-store');
  headers.set('Vary', 'Origin, Cookie');
  headers.set('X-Content-Type-Options', 'nosniff');
  headers.set('Referrer-Policy', 'no-referrer');
  for (const [name, value] of Object.entries(corsHeaders(request, endpoint.allowedOrigins))) {
    headers.set(name, value);
  }
}
