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
  let stop: (reason: unknown) => void = () => undefined;
  const stopped = new Promise<never>((_, reject) => {
    stop = (reason) => {
      reject(problem(call.otherwise, { detail: 'No answer in time', cause: reason }));
      late.abort(reason);
    };
  });
  const cancelLimit = call.endpoint.clock.after(call.milliseconds, () =>
    stop(new DOMException('Time limit', 'TimeoutError')),
  );
  const unwatch = call.visitor?.onGone(stop);
  try {
    // A gateway that ignores its signal still does not keep the shopper waiting.
    return await Promise.race([run(new Context(call, late)), stopped]);
  } catch (error) {
    if (error instanceof GatewayProblem) throw error;
    throw problem(call.otherwise, { detail: 'The call broke off', cause: error });
  } finally {
    leave?.();
    cancelLimit();
    unwatch?.();
    // Nobody awaits this one any more.
    stopped.catch(() => undefined);
  }
}

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

class Context implements GatewayContext {
  readonly #late: LateSignal;
  readonly idempotencyKey: string;
  readonly now: GatewayContext['now'];
  readonly pause: GatewayContext['pause'];
  readonly log: GatewayContext['log'];
  readonly trace?: Trace;
  readonly urls: GatewayContext['urls'];

  constructor(call: UpstreamCall, late: LateSignal) {
    const { endpoint, idempotencyKey } = call;
    this.#late = late;
    this.idempotencyKey = idempotencyKey;
    this.now = endpoint.now;
    this.pause = (milliseconds) => pause(endpoint.clock, milliseconds);
    this.log = endpoint.log;
    if (endpoint.trace) this.trace = endpoint.trace;
    this.urls = urlsOf(call);
  }

  get signal(): AbortSignal {
    return this.#late.signal;
  }
}

function urlsOf({
  endpoint: { gateway },
  address,
  webhookState,
  returnState,
}: UpstreamCall): GatewayContext['urls'] {
  const { system, sendsShoppersBack } = gateway;
  const returned = (kind: 'success' | 'failure' | 'cancel') => {
    if (sendsShoppersBack !== false) return `${address.url}/return/${kind}${below(returnState)}`;
    // Without its proof, such an address would be good for nothing.
    throw problem('internal', {
      detail: `The gateway "${system}" reads urls.${kind}, though it says sendsShoppersBack: false; leave that out`,
    });
  };
  return {
    get success() {
      return returned('success');
    },
    get failure() {
      return returned('failure');
    },
    get cancel() {
      return returned('cancel');
    },
    webhook: `${address.url}/hooks/${system}${below(webhookState)}`,
  };
}

const below = (state: string | undefined): string => (state === undefined ? '' : `/${state}`);
