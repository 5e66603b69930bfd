/** Calls a gateway within a time limit, so that no upstream system can hold a shopper forever. */
import type { EndpointAddress } from './address.js';
import type { Arrival } from './arrival.js';
import type { Endpoint } from './call.js';
import { GatewayProblem, type GatewayContext } from './gateway.js';
import { type ProblemCode, problem } from './problems.js';

export interface UpstreamCall {
  readonly endpoint: Endpoint;
  readonly address: EndpointAddress;
  readonly milliseconds: number;
  /** Ends the call early too; not given where an interrupted call would leave its outcome unknown. */
  readonly visitor?: Pick<Arrival, 'onGone'>;
  readonly idempotencyKey: string;
  /** Sealed, for URLs that are called back. */
  readonly hookState?: string;
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
  const signal = lateSignal();
  let stop: (reason: unknown) => void = () => undefined;
  const stopped = new Promise<never>((_, reject) => {
    stop = (reason) => {
      reject(problem(call.otherwise, { detail: 'No answer in time', cause: reason }));
      signal.abort(reason);
    };
  });
  const timer = setTimeout(
    () => stop(new DOMException('Time limit', 'TimeoutError')),
    call.milliseconds,
  );
  const unwatch = call.visitor?.onGone(stop);
  try {
    // A gateway that ignores its signal still does not keep the shopper waiting.
    return await Promise.race([run(contextOf(call, signal)), stopped]);
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
function lateSignal() {
  let made: AbortController | undefined;
  let ended: { readonly reason: unknown } | undefined;
  return {
    get: (): AbortSignal => {
      made ??= new AbortController();
      if (ended) made.abort(ended.reason);
      return made.signal;
    },
    abort: (reason: unknown): void => {
      ended ??= { reason };
      made?.abort(reason);
    },
  };
}

function contextOf(call: UpstreamCall, late: ReturnType<typeof lateSignal>): GatewayContext {
  const { endpoint, address } = call;
  const hook = `${address.url}/hooks/${endpoint.gateway.system}`;
  return {
    get signal() {
      return late.get();
    },
    idempotencyKey: call.idempotencyKey,
    now: endpoint.now,
    log: endpoint.log,
    urls: {
      success: `${address.url}/return/success`,
      failure: `${address.url}/return/failure`,
      cancel: `${address.url}/return/cancel`,
      hook: call.hookState === undefined ? hook : `${hook}/${call.hookState}`,
    },
  };
}
