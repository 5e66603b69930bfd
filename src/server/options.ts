/** The options of `createTokenEndpoint` and their defaults. */
import type { CustomerType, PersonalData } from '../endpoint/contract.js';
import type { Gateway, Log, Notification, Order } from './gateways/gateway.js';
import type { NodeIncoming } from './http/request.js';
import type { Observe } from './observe.js';
import type { OrderLedger } from './order/ledger/ledger.js';
import type { RecordedOrder } from './order/ledger/record.js';
import type { Placed, UnresolvedAttempt } from './order/placed.js';

/** What the element requests for the purchase. Not authoritative: the order that `resolveOrder` returns decides. */
export interface RequestedOptions {
  /** Language of the page, BCP 47, such as `de-AT`. */
  readonly locale: string;
  /** Country of the purchase, ISO 3166-1 alpha-2. */
  readonly country?: string;
  /** Currency of the purchase, ISO 4217. */
  readonly currency?: string;
  readonly customerType?: CustomerType;
  /** Identifier of the Klarna category that the shopper chose. */
  readonly category?: string;
}

/** The second argument of {@link TokenEndpointOptions.resolveOrder}. */
export interface OrderQuestion extends RequestedOptions {
  /** The value that `identify` returned. Find the cart by it: when Klarna itself calls, the request has no cookies. */
  readonly identity: string;
  /** Name and address from the checkout form; only with a gateway that needs them, after consent. */
  readonly personalData?: PersonalData;
}

/** The second argument of {@link TokenEndpointOptions.identify}. */
export interface IdentifyContext {
  /**
   * The request object of Node's server or Express, with the members that middleware has added, such as
   * `req.session`; absent on other servers.
   */
  readonly incoming?: NodeIncoming;
}

/** The third argument of {@link TokenEndpointOptions.onPlaced}. */
export interface OrderContext {
  /**
   * The value that `identify` returned when the order was placed. Absent only when the keys in use at that time have
   * been removed since.
   */
  readonly identity?: string;
}

export interface EndpointLimits {
  /** Largest request body in bytes; default 16384. */
  readonly bodyBytes?: number;
  /** How long a request body may take to arrive, in milliseconds; default 5000. */
  readonly bodyMilliseconds?: number;
  /** How deep JSON may nest; default 8. */
  readonly jsonDepth?: number;
  /** Time for all upstream calls of `session` and `session/update`, in milliseconds; default 9000. */
  readonly sessionMilliseconds?: number;
  /** The same for `order` and `authorization/cancel`; default 45000. */
  readonly orderMilliseconds?: number;
  /** Time for one call of the ledger, in milliseconds; default 3000. */
  readonly ledgerMilliseconds?: number;
  /** Time for one call of the shop's own functions, in milliseconds; default 10000. */
  readonly shopMilliseconds?: number;
  /**
   * Calls that may wait for the payment system at the same time on this machine; default 500. Further ones are
   * answered 503 with `Retry-After` before anything is sent. New sessions fill at most 80 % of the places,
   * orders 95 %, and one shopper has at most 4.
   */
  readonly upstreamCalls?: number;
  /** New sessions that one identity may open in ten seconds on this machine; default 10. */
  readonly sessionsPerTenSeconds?: number;
  /** Orders of one identity that may fail in ten seconds on this machine, until further ones wait; default 5. */
  readonly failedOrdersPerTenSeconds?: number;
}

export interface TokenEndpointOptions {
  /** The payment system: the result of a gateway function of this package, such as `klarnaPayments({ … })`. */
  readonly gateway: Gateway;
  /**
   * The public URL of the endpoint: `https://shop.example/klarna`. A path alone (`/klarna`) is enough on
   * loopback; elsewhere the origin must be given, because a `Host` header can be forged.
   */
  readonly endpoint: string;
  /**
   * Returns the shop's order, read from its own cart on the server, or `undefined` when there is nothing to pay.
   * Called at every step, so it must return the same `reference` for the same purchase each time. The
   * body of the request has been read by then.
   */
  readonly resolveOrder: (
    request: Request,
    question: OrderQuestion,
  ) => Promise<Order | undefined> | Order | undefined;
  /**
   * Returns the identity of the shopper: a cart id or a login session id, never a value that an attacker can
   * choose; at most 255 characters. The sealed session is bound to it. `undefined`: the request has no cart. The
   * body of the request has been read by then, so that a copy of it has none.
   */
  readonly identify: (
    request: Request,
    context: IdentifyContext,
  ) => Promise<string | undefined> | string | undefined;
  /**
   * Secrets of at least 32 bytes each, the same on every machine. The first one seals, all of them open. To
   * replace a key, add the new one at the end on every machine, then move it to the front, and remove the old
   * one after 96 hours, the lifetime of the URLs that payment systems call back.
   */
  readonly keys: readonly (string | Uint8Array)[];
  /** Further origins of the same site whose pages may call, such as `https://www.shop.example`. */
  readonly allowedOrigins?: readonly string[];
  /** The shop's own CSRF check, called for every call of a page in addition to the built-in ones. */
  readonly csrf?: (request: Request) => Promise<boolean> | boolean;
  /**
   * The store in which all machines record their attempts, so that no order is charged twice or lost:
   * `postgresLedger(pool)`, `redisLedger(client)` or one of the shop's own. Optional only with the gateway
   * `simulated`; default `memoryLedger()`, which belongs to one process.
   */
  readonly ledger?: OrderLedger;
  /**
   * What Klarna's server-to-server callback after an authorization does. `place` (default): it places the order if
   * the browser did not. `notify`: it is only passed to `onNotification`, for shops that place orders elsewhere.
   */
  readonly authorizationCallback?: 'place' | 'notify';
  /**
   * Called for each placed order and for each change of its status: at least once each, also after a crash, and
   * again with growing pauses while it throws. Store this `order`, not the current cart, under its `reference`,
   * and ignore a `placed.revision` lower than the stored one. The first call is awaited before the shopper is
   * answered; if it fails, the answer still says that the order is placed. `order` contains neither name nor
   * address: the shop has them under the reference.
   */
  readonly onPlaced?: (
    order: RecordedOrder,
    placed: Placed,
    context: OrderContext,
  ) => Promise<void> | void;
  /**
   * Called for an attempt whose outcome is still unknown after 5 minutes, and then daily: an operator searches for
   * it at the payment system and calls the endpoint's `resolve`. Called again when it throws.
   */
  readonly onUnresolved?: (attempt: UnresolvedAttempt) => Promise<void> | void;
  /**
   * Called for each authenticated notification of the payment system, which repeats it until it gets an answer:
   * make it idempotent. When it throws, the payment system sends the notification again.
   */
  readonly onNotification?: (notification: Notification) => Promise<void> | void;
  /** Further hosts, with their subdomains, that the payment system may redirect a shopper to. Default: none. */
  readonly redirectHosts?: readonly string[];
  /**
   * Default: one JSON line per message on the console. Lines about a request carry its `traceparent` and
   * `X-Request-Id`. When it throws, the line goes to the console.
   */
  readonly log?: Log;
  /** Called after each call, for tracing and metrics; see {@link Observe}. */
  readonly observe?: Observe;
  /** Returns milliseconds since 1970; default `Date.now`. */
  readonly now?: () => number;
  readonly limits?: EndpointLimits;
}

export const DEFAULT_LIMITS: Required<EndpointLimits> = {
  bodyBytes: 16_384,
  bodyMilliseconds: 5_000,
  jsonDepth: 8,
  sessionMilliseconds: 9_000,
  orderMilliseconds: 45_000,
  ledgerMilliseconds: 3_000,
  shopMilliseconds: 10_000,
  upstreamCalls: 500,
  sessionsPerTenSeconds: 10,
  failedOrdersPerTenSeconds: 5,
};
