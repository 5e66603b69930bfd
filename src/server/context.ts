/** What every part of the endpoint works with: its settings and tools, and the call at hand. */
import type { EndpointAddress } from './http/endpoint-url.js';
import type { Admission, Purpose } from './http/admission.js';
import type { IncomingRequest } from './http/request.js';
import type { Trace } from './http/trace.js';
import type { Order, PlacedOrder, SessionReference } from './gateways/gateway.js';
import type { Observe } from './observe.js';
import type { EndpointLimits, TokenEndpointOptions } from './options.js';
import type { Seal } from './session/seal.js';
import type { Throttle } from './http/throttle.js';

type Defaulted = 'allowedOrigins' | 'authorizationCallback' | 'redirectHosts' | 'log' | 'now';

/** Everything a route works with: the options with their defaults, and the endpoint's own tools. */
export interface Endpoint
  extends
    Omit<TokenEndpointOptions, 'limits' | 'observe' | Defaulted>,
    Required<Pick<TokenEndpointOptions, Defaulted>> {
  readonly addressOf: (request: Pick<IncomingRequest, 'url'>) => EndpointAddress;
  readonly observe: Observe | undefined;
  /** Of the request at hand. */
  readonly trace?: Trace;
  readonly limits: Required<EndpointLimits>;
  readonly sessions: Seal;
  readonly webhooks: Seal;
  readonly placer: Placer;
  readonly newSessions: Throttle;
  readonly failedOrders: Throttle;
  readonly admit: Admission;
}

/** One request, and what belongs to its answer. */
export interface PageCall {
  readonly request: IncomingRequest;
  readonly address: EndpointAddress;
  readonly endpoint: Endpoint;
  /** Sent with the reply, whatever it is: also with a problem. */
  readonly responseHeaders: Record<string, string>;
}

export interface Placing {
  readonly endpoint: Endpoint;
  readonly address: EndpointAddress;
  readonly session: SessionReference;
  readonly authorizationToken: string;
  readonly purchase: Purchase;
  /** Whose place the call takes among those that wait for the payment system. */
  readonly place: { readonly purpose: Purpose; readonly shopper?: string };
  /** The browser's `Idempotency-Key`; the callback has none. */
  readonly requestKey?: string;
}

export interface Placement {
  readonly placed: PlacedOrder;
  /** Whether `onPlaced` ran to its end. */
  readonly told: boolean;
}

export interface Placer {
  /** Runs the placing, or joins or repeats the one that already was. */
  place(placing: Placing): Promise<Placement>;
  /** What the store knows about this session. */
  recall(session: SessionReference): Promise<PlacedOrder | undefined>;
}

export interface Shopper {
  readonly identity: string;
  /** Hash of the identity, for the cookie. */
  readonly subject: string;
}

export interface Purchase {
  readonly order: Order;
  readonly digest: string;
}
