/** What a shop tells the endpoint, and what the endpoint makes of it. */
import type { CustomerType, PersonalData } from '../endpoint/contract.js';
import type { Gateway, Log, Notification, Order } from './gateways/gateway.js';
import type { NodeIncoming } from './http/request.js';
import type { Observe } from './observe.js';
import type { OrderLedger } from './order/ledger/ledger.js';
import type { RecordedOrder } from './order/ledger/record.js';
import type { Placed, UnresolvedAttempt } from './order/placed.js';

/** What the element says about the purchase. A wish, not a fact: the returned order decides. */
export interface RequestedOptions {
  /** BCP 47, such as `de-AT`. */
  readonly locale: string;
  /** ISO 3166-1 alpha-2. */
  readonly country?: string;
  /** ISO 4217. */
  readonly currency?: string;
  readonly customerType?: CustomerType;
  /** Klarna's category that the shopper chose. */
  readonly category?: string;
}

/** What {@link TokenEndpointOptions.resolveOrder} is asked with. */
export interface OrderQuestion extends RequestedOptions {
  /** What `identify` said. Find the cart by this: when Klarna itself calls, the request has no cookies. */
  readonly identity: string;
  /** Name and address from the checkout form; only from a gateway that needs them, after consent. */
  readonly personalData?: PersonalData;
}

/** What else {@link TokenEndpointOptions.identify} may look at. */
export interface IdentifyContext {
  /**
   * The request as Node's server or Express has it, with what middleware has put there, such as
   * `req.session`; absent on other servers.
   */
  readonly incoming?: NodeIncoming;
}

/** Beside an order in {@link TokenEndpointOptions.onPlaced}. */
export interface OrderContext {
  /**
   * What `identify` said when the order was placed. Absent only when the keys that were in use then have been
   * dropped since.
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
   * Calls that may wait for the payment system at once on this machine; default 500. What is above is
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
  /** The payment system: what a gateway function of this package returns, such as `klarnaPayments({ … })`. */
  readonly gateway: Gateway;
  /**
   * Where the endpoint lives as shoppers see it: `https://shop.example/klarna`. A path alone (`/klarna`)
   * is enough on loopback; elsewhere the origin must be given, because a `Host` header proves nothing.
   */
  readonly endpoint: string;
  /**
   * The shop's order, read from its own cart on the server; `undefined` when there is nothing to pay.
   * Called at every step, so it must give the same `reference` for the same purchase each time. The
   * body of the request has been read by then.
   */
  readonly resolveOrder: (
    request: Request,
    question: OrderQuestion,
  ) => Promise<Order | undefined> | Order | undefined;
  /**
   * Who is asking, in the shop's own terms: a cart id or a login session id, never one that an attacker
   * can choose; at most 255 characters. The sealed session is bound to it. `undefined`: nobody who has a cart.
   */
  readonly identify: (
    request: Request,
    context: IdentifyContext,
  ) => Promise<string | undefined> | string | undefined;
  /**
   * Secrets of at least 32 bytes each, the same on every machine. The first seals; all of them open, so
   * that a key can be replaced: put the new one behind on every machine, then in front, and drop the old
   * one after 96 hours: so long live the addresses that payment systems call back.
   */
  readonly keys: readonly (string | Uint8Array)[];
  /** Further origins of the same site whose pages may call, such as `https://www.shop.example`. */
  readonly allowedOrigins?: readonly string[];
  /** The shop's own CSRF check, asked for every call of a page in addition to the built-in ones. */
  readonly csrf?: (request: Request) => Promise<boolean> | boolean;
  /**
   * Where all machines write down what they attempt, so that no order is charged twice and none is
   * forgotten: `postgresLedger(pool)`, `redisLedger(client)` or one of the shop's own. Only `simulated` may do
   * without; then, as with `memoryLedger()`, one process keeps it in its memory.
   */
  readonly ledger?: OrderLedger;
  /**
   * Klarna's server-to-server callback after an authorization. `place` (default): it places the order if
   * the browser did not. `notify`: it is only handed to `onNotification`, for shops that place orders elsewhere.
   */
  readonly authorizationCallback?: 'place' | 'notify';
  /**
   * Tells the shop of an order, and of everything new about it: at least once each, also after a crash, and
   * again with growing pauses while it throws. Store this `order`, not the cart of the moment, under its
   * `reference`, and ignore a `placed.revision` lower than the stored one. The first telling is waited for
   * before the shopper is answered; if it fails, the shopper still hears that the order is placed. Name and
   * address are not in it: the shop has them under the reference.
   */
  readonly onPlaced?: (
    order: RecordedOrder,
    placed: Placed,
    context: OrderContext,
  ) => Promise<void> | void;
  /**
   * Tells an operator of an attempt whose end nobody knows, after 5 minutes and then daily: search for it at
   * the payment system, then call the endpoint's `resolve`. Throwing brings it again.
   */
  readonly onUnresolved?: (attempt: UnresolvedAttempt) => Promise<void> | void;
  /**
   * Called for each authenticated notification of the upstream system, which repeats it until it gets an
   * answer: make it idempotent. Throwing makes the upstream system try again.
   */
  readonly onNotification?: (notification: Notification) => Promise<void> | void;
  /** Further hosts (with their subdomains) that a shopper may be sent to by the upstream system. */
  readonly redirectHosts?: readonly string[];
  /**
   * Default: one JSON line per message on the console. Lines about a request carry its `traceparent` and
   * `X-Request-Id`. When it throws, the line goes to the console.
   */
  readonly log?: Log;
  /** Called after each call, for tracing and metrics; {@link Observe}. */
  readonly observe?: Observe;
  /** Milliseconds since 1970; default `Date.now`. */
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
