/** What a shop tells the endpoint, and what the endpoint makes of it. */
import type { CustomerType, PersonalData } from '../endpoint/contract.js';
import type { Gateway, Log, Notification, Order, PlacedOrder } from './gateways/gateway.js';
import type { NodeIncoming } from './http/request.js';
import type { Observe } from './observe.js';
import type { ReplayStore } from './order/replay-store.js';

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
  /** The payment system: `klarnaPayments`, `payone`, `cyberSource`, `tuloPayway` or `simulated`. */
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
   * can choose. The sealed session is bound to it. `undefined`: nobody who has a cart.
   */
  readonly identify: (
    request: Request,
    context: IdentifyContext,
  ) => Promise<string | undefined> | string | undefined;
  /**
   * Secrets of at least 32 bytes each, the same on every machine. The first seals; all of them open, so
   * that a key can be replaced: put the new one behind on every machine, then in front, and drop the old
   * one after 48 hours.
   */
  readonly keys: readonly (string | Uint8Array)[];
  /** Further origins of the same site whose pages may call, such as `https://www.shop.example`. */
  readonly allowedOrigins?: readonly string[];
  /** The shop's own CSRF check, asked for every call of a page in addition to the built-in ones. */
  readonly csrf?: (request: Request) => Promise<boolean> | boolean;
  /** Shared memory for true replay of `order`; without it safety rests on derived upstream keys. */
  readonly store?: ReplayStore;
  /**
   * Klarna's server-to-server callback after an authorization. `place` (default): it places the order if
   * the browser did not. `notify`: it is only handed to `onNotification`, for shops that place orders elsewhere.
   */
  readonly authorizationCallback?: 'place' | 'notify';
  /**
   * Called after an order was placed; the answer waits for it. Make it idempotent by `order.reference`:
   * it runs at least once for every order whose placing this server learns of, from the browser or from
   * the upstream callback, and can run again when both bring the same news (with a `store`: only when an
   * earlier run threw). A run that learned it second-hand may lack the ids in `placed.upstream`. If it
   * throws, the shopper still gets the truth, that the order is placed, and the log says so.
   */
  readonly onPlaced?: (order: Order, placed: PlacedOrder) => Promise<void> | void;
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
  /** Called after each call in and out, for tracing and metrics; the README has a bridge to OpenTelemetry. */
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
  upstreamCalls: 500,
  sessionsPerTenSeconds: 10,
  failedOrdersPerTenSeconds: 5,
};
