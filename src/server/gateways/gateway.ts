/**
 * What every gateway speaks: the shop's order in, Klarna's session out.
 *
 * A gateway translates between these shapes and one upstream system. It keeps no state: what it must
 * remember between two calls goes into the {@link SessionReference}, which the handler seals into a cookie.
 */
import type {
  Address,
  Capabilities,
  Customer,
  CustomerType,
  OrderAnswer,
  PaymentMethodCategory,
  ProblemAction,
} from '../../endpoint/contract.js';
import type { Trace } from '../http/trace.js';

export type LineType =
  | 'physical'
  | 'digital'
  | 'shipping_fee'
  | 'discount'
  | 'gift_card'
  | 'store_credit'
  | 'surcharge'
  | 'sales_tax';

/** One row of the cart. All money is an integer in minor units (cents, öre). */
export interface OrderLine {
  readonly type: LineType;
  readonly reference?: string;
  readonly name: string;
  readonly quantity: number;
  /** Including tax, before discount; negative for `discount`, `gift_card` and `store_credit`. */
  readonly unitPrice: number;
  /** Basis points: 2500 is 25 %. */
  readonly taxRate: number;
  /** `quantity * unitPrice - discount`. */
  readonly total: number;
  /** The tax inside `total`. */
  readonly taxAmount: number;
  /** Taken off this line; positive. */
  readonly discount?: number;
  readonly imageUrl?: string;
  readonly productUrl?: string;
  /** Only for recurring payments. */
  readonly subscription?: {
    readonly name: string;
    readonly interval: 'DAY' | 'WEEK' | 'MONTH' | 'YEAR';
    readonly intervalCount: number;
  };
}

/** The shop's order, read from its own cart on the server. Never built from what a browser sent. */
export interface Order {
  /** The shop's unique number for this purchase; upstream idempotency keys derive from it. */
  readonly reference: string;
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
  /** ISO 4217. */
  readonly currency: string;
  /** BCP 47. */
  readonly locale: string;
  /** Sum of the lines' totals. */
  readonly amount: number;
  /** Sum of the lines' taxes; of a `sales_tax` line (United States) its total, its own tax being 0. */
  readonly taxAmount: number;
  readonly lines: readonly OrderLine[];
  readonly customerType?: CustomerType;
  readonly customer?: Customer;
  readonly billing?: Address;
  readonly shipping?: Address;
  /** Klarna's category that the shopper chose. Systems that open one session a category need it. */
  readonly category?: string;
  /** The shopper's own connection, as the shop's front server saw it: some systems ask for it. */
  readonly shopper?: {
    /** IPv4 or IPv6. */
    readonly ip?: string;
    readonly userAgent?: string;
    /** The browser's `Accept-Language`. */
    readonly language?: string;
  };
  readonly urls: {
    /** Where the shopper goes when the order is placed. */
    readonly confirmation: string;
    /** Where the shopper goes after a failure or a cancel at the upstream system. */
    readonly back: string;
  };
}

/** What a gateway needs to find its session again. Small: it travels in a cookie. */
export interface SessionReference {
  readonly id: string;
  /** The gateway's own keys, such as PAYONE's `workorderid`. */
  readonly data: Readonly<Record<string, string>>;
}

export interface CreatedSession {
  readonly reference: SessionReference;
  readonly clientToken: string;
  readonly categories?: readonly PaymentMethodCategory[];
  /** ISO 8601; default 48 hours from now. */
  readonly expiresAt?: string;
}

export interface SessionChange {
  readonly reload: 'load' | 'init' | 'none';
  /** Present when the reference changed with the session. */
  readonly reference?: SessionReference;
  readonly clientToken?: string;
  readonly categories?: readonly PaymentMethodCategory[];
  readonly expiresAt?: string;
}

/** What the upstream system says about a session. */
export interface SessionStatus {
  readonly status: 'open' | 'placed' | 'gone';
  readonly clientToken?: string;
  readonly categories?: readonly PaymentMethodCategory[];
  readonly expiresAt?: string;
  /** The newest authorization of this session, where the system tells it: any other token is not ours. */
  readonly authorizationToken?: string;
  /** The order reference that the session was made for, where the system tells it. */
  readonly orderReference?: string;
}

export interface PlacedOrder extends OrderAnswer {
  /** Upstream ids that the shop stores with its order. Never sent to the browser. */
  readonly upstream: Readonly<Record<string, string>>;
}

/** What the handler gives a gateway with each call. */
export interface GatewayContext {
  /** Aborted when the time limit of the call is over. */
  readonly signal: AbortSignal;
  /** Derived from session and token: the same purchase has the same key on every machine and try. */
  readonly idempotencyKey: string;
  /** Now, in milliseconds since 1970; injected so that tests own the clock. */
  readonly now: () => number;
  /** Resolves after so many milliseconds, by the same clock. */
  readonly pause: (milliseconds: number) => Promise<void>;
  readonly log: Log;
  /**
   * What the request that led to this call is named by: sent on as `traceparent` and `X-Request-Id`. Absent where
   * it named nothing, and for what the endpoint does by itself.
   */
  readonly trace?: Trace;
  /** Where the upstream system sends the shopper back to and posts its notifications. */
  readonly urls: {
    readonly success: string;
    readonly failure: string;
    readonly cancel: string;
    readonly webhook: string;
  };
}

/** What the handler gives a gateway when an order is placed. */
export interface PlacingContext extends GatewayContext {
  readonly attempt: PlacingAttempt;
}

/** One authorization token; it has been written down by now. */
export interface PlacingAttempt {
  /** 1 for the first of this order; each further authorization token has a number of its own. */
  readonly number: number;
  /** What {@link Gateway.attemptReference} gave: the same for each try of this attempt. */
  readonly reference: string;
  /** What an earlier try of this attempt, which was broken off, has kept. */
  readonly kept: Readonly<Record<string, string>>;
  /**
   * Writes the results of a step that must not be repeated, sealed, before it resolves. The shop is told
   * them with the upstream ids. When it rejects, nothing further may be sent.
   */
  keep(values: Readonly<Record<string, string>>): Promise<void>;
}

/** An attempt whose end is not known, or not final. */
export interface OpenAttempt {
  readonly session: SessionReference;
  /** As in {@link PlacingAttempt.reference}. */
  readonly reference: string;
  /** `order.reference` of the shop. */
  readonly orderReference: string;
  readonly amount: number;
  readonly currency: string;
  /** The system's ids that are known: none when its answer was lost. */
  readonly upstream: Readonly<Record<string, string>>;
}

/**
 * What a payment system says of an attempt.
 * `placed`: there is an order. `unconfirmed`: there is one, but the system does not tell which (Klarna).
 * `refused`: there is none, and there will be none. `none`: none so far; the token may still be used.
 * `unknown`: the system cannot tell.
 */
export type AttemptStatus =
  | { readonly status: 'placed'; readonly placed: PlacedOrder }
  | { readonly status: 'unconfirmed' | 'refused' | 'none' | 'unknown' };

/** Field names, codes and upstream text only: never a secret, a token or personal data. */
export type Log = (
  level: 'info' | 'warn' | 'error',
  message: string,
  fields?: Readonly<Record<string, string | number | boolean>>,
) => void;

/** What an upstream system told us out of band. */
export type Notification =
  | { readonly type: 'authorized'; readonly sessionId: string; readonly authorizationToken: string }
  | {
      readonly type: 'decided';
      readonly orderId: string;
      readonly decision: 'accepted' | 'rejected' | 'stopped';
    }
  /** There is an order, whoever was told so. Believed only after it was read upstream. */
  | { readonly type: 'placed'; readonly orderId: string }
  | {
      readonly type: 'status';
      /** The attempt's reference. */
      readonly reference: string;
      readonly status: string;
      /** What the status means for the attempt; absent where it says nothing about that. */
      readonly outcome?: 'completed' | 'pending' | 'rejected';
      readonly upstream: Readonly<Record<string, string>>;
    };

export interface Gateway {
  /** Short name, in logs and in the sealed cookie. */
  readonly system: string;
  readonly capabilities: Capabilities;
  /**
   * When this system needs name and address.
   * `never`: the browser gives them to Klarna itself. `session`, `order`: with that call.
   */
  readonly personalData: 'never' | 'session' | 'order';
  /** A session stands for one of Klarna's categories: another choice changes it. */
  readonly sessionsByCategory?: boolean;
  /**
   * Hosts, with their subdomains, that this system sends shoppers to. Default: none besides the shop's own.
   */
  readonly redirectHosts?: readonly string[];
  createSession(order: Order, context: GatewayContext): Promise<CreatedSession>;
  updateSession(
    reference: SessionReference,
    order: Order,
    context: GatewayContext,
  ): Promise<SessionChange>;
  /**
   * Sends the order. A time-out or a cut connection is `outcome_unknown`, never a failure;
   * `upstream_unavailable` only where certainly nothing was read upstream. `duplicate`: the system has
   * seen this attempt before, and the endpoint looks up what became of it.
   */
  placeOrder(
    reference: SessionReference,
    authorizationToken: string,
    order: Order,
    context: PlacingContext,
  ): Promise<PlacedOrder>;
  /**
   * Stands for the session of an order that is charged to a customer token, without a shopper: `placeOrder`
   * is then given that token. Absent where the system has none.
   */
  readonly customerTokenSession?: SessionReference;
  /** The reference that the system receives for this attempt; default the order's own for all of them. */
  attemptReference?(orderReference: string, attempt: number): string;
  /**
   * The system itself takes a token only once: an attempt of unknown end may be sent again, with the same
   * token, when it was looked up and found no order.
   */
  readonly tokensWorkOnce?: boolean;
  /** Asks the system what became of an attempt; absent where it can never tell. */
  readAttempt?(attempt: OpenAttempt, context: GatewayContext): Promise<AttemptStatus>;
  /**
   * Reads one order upstream by the system's own id; `undefined` when there is none.
   * `orderReference` is the shop's, as the system has it.
   */
  readOrder?(
    orderId: string,
    context: GatewayContext,
  ): Promise<{ readonly orderReference: string; readonly placed: PlacedOrder } | undefined>;
  /** Gives back an order that the shopper did not finish; `true` when the system has confirmed that. */
  releaseAttempt?(attempt: OpenAttempt, context: GatewayContext): Promise<boolean>;
  /**
   * Gives a token back. `true`: the system has confirmed that it can no longer be used. `false`: the
   * system does not know it, or no longer.
   */
  cancelAuthorization(
    reference: SessionReference,
    authorizationToken: string,
    context: GatewayContext,
  ): Promise<boolean>;
  /** Reads the session's status upstream, where the system can say it. */
  readSession?(reference: SessionReference, context: GatewayContext): Promise<SessionStatus>;
  /** Reads and authenticates a notification that the upstream system posted; the answer is what it expects. */
  readNotification?(
    request: Request,
    context: GatewayContext,
  ): Promise<{ readonly notification: Notification; readonly answer: Response }>;
}

/** Everything a gateway can say went wrong, already in the contract's words. */
export class GatewayProblem extends Error {
  override readonly name = 'GatewayProblem';
  readonly code: string;
  readonly action: ProblemAction;
  /** HTTP status of the problem answer. */
  readonly status: number;
  /** Klarna's dotted names. */
  readonly invalidFields: readonly string[];
  /** May be shown to the shopper as it is (PAYONE's `customermessage`). */
  readonly customerMessage: string | undefined;
  /** Klarna's correlation id and its like. */
  readonly supportReference: string | undefined;
  /** Seconds after which the same call may succeed; sent as `Retry-After`. */
  readonly retryAfter: number | undefined;

  constructor(options: {
    code: string;
    action: ProblemAction;
    status: number;
    /** For developers; never upstream text, secrets, tokens or field values. */
    detail: string;
    invalidFields?: readonly string[];
    customerMessage?: string;
    supportReference?: string;
    retryAfter?: number;
    cause?: unknown;
  }) {
    super(options.detail, options.cause === undefined ? undefined : { cause: options.cause });
    this.code = options.code;
    this.action = options.action;
    this.status = options.status;
    this.invalidFields = options.invalidFields ?? [];
    this.customerMessage = options.customerMessage;
    this.supportReference = options.supportReference;
    this.retryAfter = options.retryAfter;
  }
}
