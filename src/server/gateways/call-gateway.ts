/** Calls a gateway within a time limit, so that no upstream system can hold a shopper forever. */
import type { EndpointAddress } from '../http/endpoint-url.js';
import type { IncomingRequest } from '../http/request.js';
import type { Endpoint } from '../context.js';
import { GatewayProblem, type GatewayContext } from './gateway.js';
import { type ProblemCode, problem } from '../problems.js';

export interface UpstreamCall {
  readonly endpoint: Endpoint;
  readonly address: EndpointAddress;
  readonly milliseconds: number;
  /** Ends the call early too; not given where an interrupted call would leave its outcome unknown. */
  readonly visitor?: Pick<IncomingRequest, 'onGone'>;
  readonly idempotencyKey: string;
  /** Sealed, for URLs that are called back. */
  readonly webhookState?: string;
  /** Belongs to a call that was let in and sent something: turned away now, its outcome would be lost. */
  readonly followsUp?: true;
  /** What it means when the time is over or something unforeseen is thrown. */
  readonly otherwise: ProblemCode;
}

/** @throws GatewayProblem and nothing else. */
export async function callUpstream<T>(
  call: UpstreamCall,
  run: (context: GatewayContext) => Promise<T>,
): Promise<T> {
  const leave = call.followsUp ? undefined : call.endpoint.admit();
  const late = new LateSignal();
  let stop: (reason: unknown) => void = () => undefined;
  const stopped = new Promise<never>((_, reject) => {
    stop = (reason) => {
      reject(problem(call.otherwise, { detail: 'No answer in time', cause: reason }));
      late.abort(reason);
    };
  });
  const timer = setTimeout(
    () => stop(new DOMException('Time limit', 'TimeoutError')),
    call.milliseconds,
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
    clearTimeout(timer);
    unwatch?.();
    // Nobody awaits this one any more.
    stopped.catch(() => undefined);
  }
}

/** A signal is made when a gateway asks for it: not every one speaks to a network. */
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
  readonly log: GatewayContext['log'];
  readonly urls: GatewayContext['urls'];

  constructor({ endpoint, address, idempotencyKey, webhookState }: UpstreamCall, late: LateSignal) {
    const webhook = `${address.url}/hooks/${endpoint.gateway.system}`;
    this.#late = late;
    this.idempotencyKey = idempotencyKey;
    this.now = endpoint.now;
    this.log = endpoint.log;
    this.urls = {
      success: `${address.url}/return/success`,
      failure: `${address.url}/return/failure`,
      cancel: `${address.url}/return/cancel`,
      webhook: webhookState === undefined ? webhook : `${webhook}/${webhookState}`,
    };
  }

  get signal(): AbortSignal {
    return this.#late.signal;
  }
}
