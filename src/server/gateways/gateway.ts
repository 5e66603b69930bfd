/**
 * The interface of all gateways, with the types of its arguments and results.
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
  /** The shop's unique number for this purchase; idempotency keys of the payment system derive from it. */
  readonly reference: string;
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
  /** ISO 4217. */
  readonly currency: string;
  /** BCP 47. */
  readonly locale: string;
  /** Sum of the lines' totals, in minor units. */
  readonly amount: number;
  /** Sum of the lines' taxes; of a `sales_tax` line (United States) its total, its own tax being 0. */
  readonly taxAmount: number;
  readonly lines: readonly OrderLine[];
  readonly customerType?: CustomerType;
  readonly customer?: Customer;
  readonly billing?: Address;
  readonly shipping?: Address;
  /** Klarna's category that the shopper chose. Systems that open one session per category need it. */
  readonly category?: string;
  /** The shopper's connection as the shop's front server received it; some systems require it. */
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

/** What a gateway needs to find its session again. Keep it small: it is stored in a cookie. */
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

/** The status of a session at the payment system. */
export interface SessionStatus {
  readonly status: 'open' | 'placed' | 'gone';
  readonly clientToken?: string;
  readonly categories?: readonly PaymentMethodCategory[];
  readonly expiresAt?: string;
  /** The newest authorization of this session, where the system returns it: any other token is refused. */
  readonly authorizationToken?: string;
  /** The order reference that the session was made for, where the system returns it. */
  readonly orderReference?: string;
}

export interface PlacedOrder extends OrderAnswer {
  /** Upstream ids that the shop stores with its order. Never sent to the browser. */
  readonly upstream: Readonly<Record<string, string>>;
}

/** The context of each call of a gateway. */
export interface GatewayContext {
  /** Aborted when the time limit of the call is over. */
  readonly signal: AbortSignal;
  /** Derived from session and token: the same purchase has the same key on every machine and try. */
  readonly idempotencyKey: string;
  /** Returns the current time in milliseconds since 1970; tests inject their own clock. */
  readonly now: () => number;
  /** Resolves after so many milliseconds, by the same clock. */
  readonly pause: (milliseconds: number) => Promise<void>;
  readonly log: Log;
  /**
   * The trace headers of the request that led to this call, sent on as `traceparent` and `X-Request-Id`. Absent where
   * the request had none, and for work that the endpoint starts itself.
   */
  readonly trace?: Trace;
  /** URLs to which the payment system redirects the shopper and posts its notifications. */
  readonly urls: {
    readonly success: string;
    readonly failure: string;
    readonly cancel: string;
    readonly webhook: string;
  };
}

/** The context of `placeOrder`. */
export interface PlacingContext extends GatewayContext {
  readonly attempt: PlacingAttempt;
}

/** The attempt to place an order with one authorization token; already recorded in the ledger. */
export interface PlacingAttempt {
  /** 1 for the first of this order; each further authorization token has a number of its own. */
  readonly number: number;
  /** The result of {@link Gateway.attemptReference}: the same for each try of this attempt. */
  readonly reference: string;
  /** Values that an earlier, interrupted try of this attempt passed to `keep`. */
  readonly kept: Readonly<Record<string, string>>;
  /**
   * Stores the results of a step that must not be repeated, sealed, before it resolves. `onPlaced` receives them
   * with the upstream ids. When it rejects, nothing further may be sent.
   */
  keep(values: Readonly<Record<string, string>>): Promise<void>;
}

/** An attempt whose outcome is unknown or not final. */
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
 * The status of an attempt at the payment system.
 * `placed`: there is an order. `unconfirmed`: there is one, but the system does not tell which (Klarna).
 * `refused`: there is none, and there will be none. `none`: none so far; the token may still be used.
 * `unknown`: the system cannot tell.
 */
export type AttemptStatus =
  | { readonly status: 'placed'; readonly placed: PlacedOrder }
  | { readonly status: 'unconfirmed' | 'refused' | 'none' | 'unknown' };

/** Writes a line to the log. `fields` contain names, codes and upstream text only: no secret, token or personal data. */
export type Log = (
  level: 'info' | 'warn' | 'error',
  message: string,
  fields?: Readonly<Record<string, string | number | boolean>>,
) => void;

/** A notification that a payment system posted to the webhook. */
export type Notification =
  | { readonly type: 'authorized'; readonly sessionId: string; readonly authorizationToken: string }
  | {
      readonly type: 'decided';
      readonly orderId: string;
      readonly decision: 'accepted' | 'rejected' | 'stopped';
    }
  /** An order exists at the payment system. Used only after the order was read there. */
  | { readonly type: 'placed'; readonly orderId: string }
  | {
      readonly type: 'status';
      /** The attempt's reference. */
      readonly reference: string;
      readonly status: string;
      /** What the status means for the attempt; absent where it means nothing for it. */
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
  /** `true`: a session is for one of Klarna's categories, and another choice changes it. */
  readonly sessionsByCategory?: boolean;
  /**
   * `false`: this system never sends a shopper to `urls.success`, `urls.failure` or `urls.cancel` of its context.
   * They are not made then, and reading one is an error. Default `true`.
   */
  readonly sendsShoppersBack?: boolean;
  /**
   * Hosts, with their subdomains, that this system redirects shoppers to. Default: none besides the shop's own.
   */
  readonly redirectHosts?: readonly string[];
  createSession(order: Order, context: GatewayContext): Promise<CreatedSession>;
  updateSession(
    reference: SessionReference,
    order: Order,
    context: GatewayContext,
  ): Promise<SessionChange>;
  /**
   * Places the order.
   *
   * @throws GatewayProblem `outcome_unknown` after a time-out or a cut connection; `upstream_unavailable` only where
   * the system has certainly not read the request; `duplicate` where the system has received this attempt before:
   * the endpoint then reads its status.
   */
  placeOrder(
    reference: SessionReference,
    authorizationToken: string,
    order: Order,
    context: PlacingContext,
  ): Promise<PlacedOrder>;
  /**
   * The session of an order that is charged to a customer token, without a shopper: `placeOrder` is then called
   * with that token. Absent where the system has no customer tokens.
   */
  readonly customerTokenSession?: SessionReference;
  /** Returns the reference that the system receives for this attempt. Default: the order's own. */
  attemptReference?(orderReference: string, attempt: number): string;
  /**
   * `true`: the system accepts each token only once. An attempt of unknown outcome may then be sent again with the
   * same token after a look-up has found no order.
   */
  readonly tokensWorkOnce?: boolean;
  /** Reads the status of an attempt; absent where the system has no such query. */
  readAttempt?(attempt: OpenAttempt, context: GatewayContext): Promise<AttemptStatus>;
  /**
   * Reads one order upstream by the system's own id; `undefined` when there is none.
   * `orderReference` is the shop's, as the system has it.
   */
  readOrder?(
    orderId: string,
    context: GatewayContext,
  ): Promise<{ readonly orderReference: string; readonly placed: PlacedOrder } | undefined>;
  /** Releases an order that the shopper did not finish; `true` when the system has confirmed it. */
  releaseAttempt?(attempt: OpenAttempt, context: GatewayContext): Promise<boolean>;
  /**
   * Cancels an authorization. `true`: the system has confirmed that the token can no longer be used. `false`: the
   * system does not know the token, or no longer.
   */
  cancelAuthorization(
    reference: SessionReference,
    authorizationToken: string,
    context: GatewayContext,
  ): Promise<boolean>;
  /** Reads the status of the session; absent where the system has no such query. */
  readSession?(reference: SessionReference, context: GatewayContext): Promise<SessionStatus>;
  /** Reads and authenticates a notification of the payment system, and returns the response that it expects. */
  readNotification?(
    request: Request,
    context: GatewayContext,
  ): Promise<{ readonly notification: Notification; readonly answer: Response }>;
}

/** An error of a gateway, with the codes and members of the contract. */
export class GatewayProblem extends Error {
  override readonly name = 'GatewayProblem';
  readonly code: string;
  readonly action: ProblemAction;
  /** HTTP status of the problem answer. */
  readonly status: number;
  /** Klarna's dotted names. */
  readonly invalidFields: readonly string[];
  /** Text that may be shown to the shopper unchanged, such as PAYONE's `customermessage`. */
  readonly customerMessage: string | undefined;
  /** Reference for support, such as Klarna's correlation id. */
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
