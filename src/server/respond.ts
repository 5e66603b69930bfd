/** Answers one request: finds its call, and turns whatever happens into a reply, a log line and a span. */
import type { Endpoint, PageCall } from './context.js';
import { GatewayProblem } from './gateways/gateway.js';
import { corsHeaders, guardCall, preflight } from './http/origin-guard.js';
import type { EndpointAddress } from './http/endpoint-url.js';
import type { IncomingRequest, Platform, Reply } from './http/request.js';
import { readTrace, type Trace } from './http/trace.js';
import { describeError, logWith } from './log.js';
import { observed } from './observe.js';
import { callShop } from './order/call-shop.js';
import { problem, problemReply } from './problems.js';
import { handleCancel } from './routes/cancel.js';
import { handleOrder } from './routes/order.js';
import { handleReturn } from './routes/return.js';
import { handleSession } from './routes/session.js';
import { handleUpdate } from './routes/update.js';
import { handleWebhook } from './routes/webhook.js';

interface Route {
  /** As spans name it. */
  readonly name: string;
  readonly method: 'GET' | 'POST';
  /** Only pages of the shop may call it. */
  readonly isPageCall: boolean;
  handle(call: PageCall): Promise<Reply>;
}

const pageCall = (name: string, handle: Route['handle']): Route => ({
  name,
  method: 'POST',
  isPageCall: true,
  handle,
});

const PAGE_CALLS: Readonly<Record<string, Route>> = {
  session: pageCall('session', handleSession),
  'session/update': pageCall('session/update', handleUpdate),
  order: pageCall('order', handleOrder),
  'authorization/cancel': pageCall('authorization/cancel', handleCancel),
};

const COMMON_HEADERS = {
  'Cache-Control': 'no-store',
  Vary: 'Origin, Cookie',
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
} as const;

export async function respond(
  request: IncomingRequest,
  shared: Endpoint,
  platform: Platform | undefined,
  onAddress: (address: EndpointAddress) => void,
): Promise<Reply> {
  const trace = readTrace(request);
  const endpoint = trace ? named(shared, trace) : shared;
  const responseHeaders: Record<string, string> = {};
  let reply: Reply;
  try {
    const address = endpoint.addressOf(request);
    onAddress(address);
    const route = findRoute(pathBelow(address.pathname, request.url.pathname), endpoint);
    const name = `${request.method} ${route?.name ?? 'unknown'}`;
    reply = await observed(endpoint, 'in', name, () =>
      callRoute(route, {
        request,
        address,
        endpoint,
        responseHeaders,
        ...(platform?.waitUntil && { waitUntil: (work) => platform.waitUntil?.(work) }),
      }),
    );
  } catch (error) {
    const instance = `urn:uuid:${crypto.randomUUID()}`;
    const known = asProblem(error);
    logProblem(known, instance, request, endpoint);
    reply = problemReply(known, instance);
  }
  const cors = corsHeaders(request, endpoint.allowedOrigins);
  // A literal of spreads takes Node 20 several times as long.
  const headers: Reply['headers'] = {};
  Object.assign(headers, reply.headers, responseHeaders, COMMON_HEADERS, cors);
  return { status: reply.status, headers, body: reply.body };
}

/** The endpoint with the trace of a request in its log lines, spans and upstream calls. */
function named(shared: Endpoint, trace: Trace): Endpoint {
  const { observe, now } = shared;
  const log = logWith(shared.log, { ...trace });
  return { ...shared, trace, log, records: shared.records.for({ log, trace, observe, now }) };
}

const pathBelow = (base: string, pathname: string): string =>
  pathname.startsWith(`${base}/`) ? pathname.slice(base.length + 1) : '';

function findRoute(path: string, { gateway }: Endpoint): Route | undefined {
  if (Object.hasOwn(PAGE_CALLS, path)) return PAGE_CALLS[path];
  const [area, first, second] = path.split('/');
  if (area === 'hooks' && first === gateway.system) {
    return {
      name: 'hooks',
      method: 'POST',
      isPageCall: false,
      handle: (call) => handleWebhook(call, second),
    };
  }
  if (area === 'return' && (first === 'success' || first === 'failure' || first === 'cancel')) {
    return {
      name: 'return',
      method: 'GET',
      isPageCall: false,
      handle: (call) => handleReturn(call, first, second),
    };
  }
  return undefined;
}

async function callRoute(route: Route | undefined, call: PageCall): Promise<Reply> {
  if (!route) throw problem('not_found', { detail: 'No call of the contract has this path' });
  const { request, address, endpoint, responseHeaders } = call;
  const { allowedOrigins, csrf } = endpoint;
  if (route.isPageCall && request.method === 'OPTIONS') return preflight(request, allowedOrigins);
  if (request.method !== route.method) {
    responseHeaders['Allow'] = route.isPageCall ? `${route.method}, OPTIONS` : route.method;
    throw problem('method_not_allowed', { detail: `This call is made with ${route.method}` });
  }
  if (route.isPageCall) {
    await guardCall(request, address, {
      allowedOrigins,
      csrf: csrf && ((webRequest) => callShop(endpoint, 'csrf', () => csrf(webRequest))),
    });
  }
  return route.handle(call);
}

/** The response to an unexpected error contains nothing of its text, which may contain secrets. */
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
  endpoint.log(known.status >= 500 ? 'error' : 'info', `klarna-checkout: ${known.code}`, {
    instance,
    status: known.status,
    detail: known.message,
    method: request.method,
    ...(known.supportReference !== undefined && { supportReference: known.supportReference }),
    ...(known.invalidFields.length > 0 && { invalidFields: known.invalidFields.join(' ') }),
    // The shop's developers need the name and place of an unexpected error.
    ...(known.code === 'internal' && cause !== undefined && { cause: describeError(cause) }),
  });
}
