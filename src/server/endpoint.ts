/** The token endpoint: the options, checked, and the tools that every call works with. */
import { checkOptions, originOf } from './check-options.js';
import { type Clock, platformClock } from './clock.js';
import type { Endpoint } from './context.js';
import type { Log } from './gateways/gateway.js';
import { createAdmission } from './http/admission.js';
import { endpointAddress } from './http/endpoint-url.js';
import { type WebHandler, webHandler } from './http/request.js';
import { createThrottle } from './http/throttle.js';
import { consoleLog, describeError, safeLog } from './log.js';
import { safeObserve } from './observe.js';
import { DEFAULT_LIMITS, type TokenEndpointOptions } from './options.js';
import { createBackground } from './order/background.js';
import { type Charge, chargeCustomerToken } from './order/charge.js';
import type { OrderLedger } from './order/ledger/ledger.js';
import { memoryLedger } from './order/ledger/memory-ledger.js';
import { createRecords } from './order/ledger/records.js';
import type { Placed } from './order/placed.js';
import { reconcile, type Reconciled } from './order/reconcile.js';
import { resolveAttempt, type Resolution } from './order/resolve-attempt.js';
import { respond } from './respond.js';
import { createSeal, readKeyRing, type SealPurpose, type Seal } from './session/seal.js';

/** A function that any Web-standard server can call, and what goes on beside its calls. */
export interface TokenEndpoint extends WebHandler {
  /**
   * Looks up what is unknown, tells the shop what it has not taken, tells an operator what stays open. Call
   * it when a process starts and, on platforms without timers, every minute or so.
   */
  reconcile(): Promise<Reconciled>;
  /**
   * Ends an attempt that no payment system can tell the end of: `{ placed: { order_id } }` or
   * `{ refused: true }`, as a person has seen it there.
   *
   * @param reference `order.reference` of the shop.
   * @param attempt Number from `onUnresolved`.
   * @throws RangeError for an attempt that is not there, or that may still be placed.
   */
  resolve(reference: string, attempt: number, resolution: Resolution): Promise<void>;
  /**
   * Charges a customer token of an earlier purchase, without the shopper: once for each `order.reference`,
   * by the same ledger as every order, and told to `onPlaced` like one.
   */
  chargeCustomerToken(charge: Charge): Promise<Placed>;
  /** Lets running orders end before the process goes; new ones are turned away to another machine. */
  drain(): Promise<void>;
}

/** What an endpoint has from its platform; tests put their own in its place. */
export interface Ports {
  readonly clock: Clock;
  /** A text that no other call of any machine gives. */
  readonly random: () => string;
  readonly createSeal: (ring: readonly Uint8Array<ArrayBuffer>[], purpose: SealPurpose) => Seal;
}

/** Between two runs of `reconcile` on servers that live long enough, in milliseconds. */
const RECONCILE_EVERY = 30_000;

/**
 * The whole contract over one gateway.
 *
 * @throws TypeError at once for options that could never work; its message names the option and the cure.
 */
export function createTokenEndpoint(options: TokenEndpointOptions): TokenEndpoint {
  return createEndpoint(options, {
    clock: platformClock(options.now),
    random: () => crypto.randomUUID(),
    createSeal,
  });
}

/** {@link createTokenEndpoint} with its time and chance from outside. */
export function createEndpoint(options: TokenEndpointOptions, ports: Ports): TokenEndpoint {
  checkOptions(options);
  const endpoint = endpointOf(options, ports);
  // Where only a path is given, it is loopback until a request says its port.
  let address = endpoint.addressOf({ url: new URL('http://localhost') });
  let isReconciling = false;
  const reconcileNow = () => endpoint.background.keep(reconcile(endpoint, address));
  // At the first call: some platforms allow no timer before.
  const reconcileRegularly = () => {
    if (!isReconciling) runRegularly(endpoint, reconcileNow);
    isReconciling = true;
  };

  const handler = webHandler((request, platform) => {
    reconcileRegularly();
    return respond(request, endpoint, platform, (own) => (address = own));
  });
  return Object.assign(handler, {
    reconcile: () => {
      reconcileRegularly();
      return reconcileNow();
    },
    resolve: (reference: string, attempt: number, resolution: Resolution) =>
      resolveAttempt(endpoint, reference, attempt, resolution),
    chargeCustomerToken: (charge: Charge) => chargeCustomerToken(endpoint, address, charge),
    drain: () => endpoint.background.drain(),
  });
}

function endpointOf(options: TokenEndpointOptions, ports: Ports): Endpoint {
  const { clock, random } = ports;
  const { gateway, ledger = memoryLedger(options.now && { now: options.now }) } = options;
  const ring = readKeyRing(options.keys);
  const limits = { ...DEFAULT_LIMITS, ...options.limits };
  const log = safeLog(options.log ?? consoleLog);
  const observe = safeObserve(options.observe, (error) =>
    log('error', 'klarna-checkout-element: observe threw', { cause: describeError(error) }),
  );
  const now = () => clock.now();
  void warnOfLedger(ledger, log);
  return {
    ...options,
    addressOf: endpointAddress(options.endpoint),
    allowedOrigins: (options.allowedOrigins ?? []).flatMap((origin) => originOf(origin) ?? []),
    authorizationCallback: options.authorizationCallback ?? 'place',
    redirectHosts: [...(gateway.redirectHosts ?? []), ...(options.redirectHosts ?? [])],
    log,
    observe,
    now,
    clock,
    random,
    limits,
    sessions: ports.createSeal(ring, 'session'),
    webhooks: ports.createSeal(ring, 'webhook'),
    returns: ports.createSeal(ring, 'return'),
    secrets: ports.createSeal(ring, 'ledger'),
    records: createRecords(ledger, clock, limits.ledgerMilliseconds, { log, observe, now }),
    background: createBackground(),
    admit: createAdmission(limits.upstreamCalls),
    newSessions: createThrottle(limits.sessionsPerTenSeconds, 'opens sessions'),
    failedOrders: createThrottle(limits.failedOrdersPerTenSeconds, 'sends orders that fail'),
  };
}

async function warnOfLedger(ledger: OrderLedger, log: Log): Promise<void> {
  const { name } = ledger;
  try {
    for (const warning of (await ledger.warnings?.()) ?? []) {
      log('warn', 'klarna-checkout-element: the ledger may forget orders', {
        ledger: name,
        warning,
      });
    }
  } catch (error) {
    log('warn', 'klarna-checkout-element: the ledger does not tell its settings', {
      ledger: name,
      cause: describeError(error),
    });
  }
}

function runRegularly(
  tools: Pick<Endpoint, 'clock' | 'background'>,
  run: () => Promise<unknown>,
): void {
  tools.clock.idle(RECONCILE_EVERY, () => {
    if (tools.background.isDraining) return;
    const next = () => runRegularly(tools, run);
    // What went wrong has been logged; the next run may fare better.
    void run().then(next, next);
  });
}
