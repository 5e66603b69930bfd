/** The settings of an endpoint, and the context of one request. */
import type { Clock } from './clock.js';
import type { EndpointAddress } from './http/endpoint-url.js';
import type { Admission, Purpose } from './http/admission.js';
import type { IncomingRequest } from './http/request.js';
import type { Trace } from './http/trace.js';
import type { Order, SessionReference } from './gateways/gateway.js';
import type { Observe } from './observe.js';
import type { EndpointLimits, TokenEndpointOptions } from './options.js';
import type { Background, WaitUntil } from './order/background.js';
import type { Records } from './order/ledger/records.js';
import type { Seal } from './session/seal.js';
import type { Throttle } from './http/throttle.js';

type Defaulted = 'allowedOrigins' | 'authorizationCallback' | 'redirectHosts' | 'log' | 'now';

/** The options with their defaults, and the endpoint's own functions. */
export interface Endpoint
  extends
    Omit<TokenEndpointOptions, 'limits' | 'ledger' | 'observe' | Defaulted>,
    Required<Pick<TokenEndpointOptions, Defaulted>> {
  readonly addressOf: (request: Pick<IncomingRequest, 'url'>) => EndpointAddress;
  readonly observe: Observe | undefined;
  /** Of the current request. */
  readonly trace?: Trace;
  readonly limits: Required<EndpointLimits>;
  readonly clock: Clock;
  /** Returns a text that is unique on all machines. */
  readonly random: () => string;
  readonly sessions: Seal;
  readonly webhooks: Seal;
  readonly returns: Seal;
  /** Seals values for the ledger. */
  readonly secrets: Seal;
  readonly records: Records;
  readonly background: Background;
  readonly newSessions: Throttle;
  readonly failedOrders: Throttle;
  readonly admit: Admission;
}

/** One request, and what belongs to its answer. */
export interface PageCall {
  readonly request: IncomingRequest;
  readonly address: EndpointAddress;
  readonly endpoint: Endpoint;
  /** Headers of every reply, also of a problem. */
  readonly responseHeaders: Record<string, string>;
  /** Where the platform has it: keeps the process running until work that continues after the response is done. */
  readonly waitUntil?: WaitUntil;
}

export interface Placing {
  readonly endpoint: Endpoint;
  readonly address: EndpointAddress;
  readonly session: SessionReference;
  readonly authorizationToken: string;
  readonly purchase: Purchase;
  /** Key by which calls that wait for the payment system are counted per shopper. */
  readonly place: { readonly purpose: Purpose; readonly shopper?: string };
  /** The value that `identify` returned. */
  readonly identity: string;
  /** Sealed, for the URLs that the system calls back about this order. */
  readonly webhookState?: string;
  readonly waitUntil?: WaitUntil;
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
