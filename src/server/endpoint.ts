/** The token endpoint: the options, checked, and the tools that every call works with. */
import { checkOptions, originOf } from './check-options.js';
import type { Endpoint } from './context.js';
import { createAdmission } from './http/admission.js';
import { endpointAddress } from './http/endpoint-url.js';
import { type WebHandler, webHandler } from './http/request.js';
import { createThrottle } from './http/throttle.js';
import { consoleLog, describeError, safeLog } from './log.js';
import { safeObserve } from './observe.js';
import { DEFAULT_LIMITS, type TokenEndpointOptions } from './options.js';
import { createPlacer } from './order/place.js';
import { respond } from './respond.js';
import { createSeal, readKeyRing } from './session/seal.js';

/**
 * The whole contract over one gateway, as a function that any Web-standard server can call.
 *
 * @throws TypeError at once for options that could never work; its message names the option and the cure.
 */
export function createTokenEndpoint(options: TokenEndpointOptions): WebHandler {
  checkOptions(options);
  const { gateway } = options;
  const ring = readKeyRing(options.keys);
  const limits = { ...DEFAULT_LIMITS, ...options.limits };
  const log = safeLog(options.log ?? consoleLog);
  const endpoint: Endpoint = {
    ...options,
    addressOf: endpointAddress(options.endpoint),
    allowedOrigins: (options.allowedOrigins ?? []).flatMap((origin) => originOf(origin) ?? []),
    authorizationCallback: options.authorizationCallback ?? 'place',
    redirectHosts: [...(gateway.redirectHosts ?? []), ...(options.redirectHosts ?? [])],
    log,
    observe: safeObserve(options.observe, (error) =>
      log('error', 'klarna-checkout: observe threw', { cause: describeError(error) }),
    ),
    now: options.now ?? Date.now,
    limits,
    sessions: createSeal(ring, 'session'),
    webhooks: createSeal(ring, 'webhook'),
    placer: createPlacer(options.store),
    admit: createAdmission(limits.upstreamCalls),
    newSessions: createThrottle(limits.sessionsPerTenSeconds, 'opens sessions'),
    failedOrders: createThrottle(limits.failedOrdersPerTenSeconds, 'sends orders that fail'),
  };
  return webHandler((request) => respond(request, endpoint));
}
