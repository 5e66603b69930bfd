/** Calls a gateway within a time limit, so that no upstream system can hold a shopper forever. */
import type { EndpointAddress } from '../http/endpoint-url.js';
import type { IncomingRequest } from '../http/request.js';
import type { Endpoint } from '../context.js';
import type { Purpose } from '../http/admission.js';
import { pause } from '../clock.js';
import type { Trace } from '../http/trace.js';
import { observed } from '../observe.js';
import { type Gateway, GatewayProblem, type GatewayContext } from './gateway.js';
import { type ProblemCode, problem } from '../problems.js';

/** The gateway's function that is called; spans bear its name. */
export type Operation = Extract<
  keyof Gateway,
  | 'createSession'
  | 'updateSession'
  | 'placeOrder'
  | 'cancelAuthorization'
  | `read${string}`
  | `release${string}`
>;

export interface UpstreamCall {
  readonly endpoint: Endpoint;
  readonly address: EndpointAddress;
  readonly operation: Operation;
  readonly milliseconds: number;
  /** Ends the call early too; not given where an interrupted call would leave its outcome unknown. */
  readonly visitor?: Pick<IncomingRequest, 'onGone'>;
  readonly idempotencyKey: string;
  /** Sealed, for URLs that are called back. */
  readonly webhookState?: string;
  /** Proves that a shopper was sent back by the payment system. */
  readonly returnState?: string;
  /**
   * Whose place it takes among the calls that wait. `none`: it belongs to a call that was let in and sent
   * something; turned away now, its outcome would be lost.
   */
  readonly place: 'none' | { readonly purpose: Purpose; readonly shopper?: string };
  /** The problem when the time is over or an unexpected error is thrown. */
  readonly otherwise: ProblemCode;
}

/** @throws GatewayProblem and nothing else. */
export async function callUpstream<T>(
  call: UpstreamCall,
  run: (context: GatewayContext) => Promise<T>,
): Promise<T> {
  const { endpoint, operation } = call;
  return observed(endpoint, 'out', `${endpoint.gateway.system} ${operation}`, () =>
    callWithin(call, run),
  );
}

async function callWithin<T>(
  call: UpstreamCall,
  run: (context: GatewayContext) => Promise<T>,
): Promise<T> {
  const { place } = call;
  const leave = place === 'none' ? undefined : call.endpoint.admit(place.purpose, place.shopper);
  const late = new LateSignal();
  let cancelLimit = nothing;
  let unwatch = nothing;
  try {
    return await new Promise<T>((resolve, reject) => {
      const stop = (reason: unknown) => {
        reject(problem(call.otherwise, { detail: 'No answer in time', cause: reason }));
        late.abort(reason);
      };
      cancelLimit = call.endpoint.clock.after(call.milliseconds, () =>
        stop(new DOMException('Time limit', 'TimeoutError')),
      );
      unwatch = call.visitor?.onGone(stop) ?? nothing;
      // A gateway that ignores its signal still does not keep the shopper waiting.
      void Promise.resolve(run(new Context(call, late))).then(resolve, reject);
    });
  } catch (error) {
    if (error instanceof GatewayProblem) throw error;
    throw problem(call.otherwise, { detail: 'The call broke off', cause: error });
  } finally {
    leave?.();
    cancelLimit();
    unwatch();
  }
}

const nothing = (): void => undefined;

/** Creates the signal when a gateway reads it: not every gateway uses a network. */
class LateSignal {
  #made: AbortController | undefined;
  #ended: { readonly reason: unknown } | undefined;

  get signal(): AbortSignal {
    this.#made ??= new AbortController();
    if (this.#ended) this.#made.abort(this.#ended.reason);
    return this.#made.signal;
  }

  abort(reason: unknown): void {
    this.#ended ??= { reason };
    this.#made?.abort(reason);
  }
}

type ContextUrls = GatewayContext['urls'];

class Context implements GatewayContext {
  readonly #late: LateSignal;
  readonly idempotencyKey: string;
  readonly now: GatewayContext['now'];
  readonly pause: GatewayContext['pause'];
  readonly log: GatewayContext['log'];
  readonly trace?: Trace;
  readonly urls: ContextUrls;

  constructor(call: UpstreamCall, late: LateSignal) {
    const { endpoint, idempotencyKey } = call;
    this.#late = late;
    this.idempotencyKey = idempotencyKey;
    this.now = endpoint.now;
    this.pause = (milliseconds) => pause(endpoint.clock, milliseconds);
    this.log = endpoint.log;
    if (endpoint.trace) this.trace = endpoint.trace;
    this.urls = new Urls(call);
  }

  get signal(): AbortSignal {
    return this.#late.signal;
  }
}

/** Accessors of a class: own ones on each object take longer than all the rest of a context. */
class Urls implements ContextUrls {
  readonly webhook: string;
  readonly #call: UpstreamCall;

  constructor(call: UpstreamCall) {
    const { endpoint, address, webhookState } = call;
    this.#call = call;
    this.webhook = `${address.url}/hooks/${endpoint.gateway.system}${below(webhookState)}`;
  }

  get success(): string {
    return this.#returned('success');
  }

  get failure(): string {
    return this.#returned('failure');
  }

  get cancel(): string {
    return this.#returned('cancel');
  }

  #returned(kind: 'success' | 'failure' | 'cancel'): string {
    const { endpoint, address, returnState } = this.#call;
    const { system, sendsShoppersBack } = endpoint.gateway;
    if (sendsShoppersBack !== false) return `${address.url}/return/${kind}${below(returnState)}`;
    // Without its proof, such an address would be good for nothing.
    throw problem('internal', {
      detail: `The gateway "${system}" reads urls.${kind}, though it says sendsShoppersBack: false; leave that out`,
    });
  }
}

const below = (state: string | undefined): string => (state === undefined ? '' : `/${state}`);
