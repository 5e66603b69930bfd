/** Reports each call to the shop's own tracing or metrics. */
import { GatewayProblem } from './gateways/gateway.js';
import type { Trace } from './http/trace.js';

/** One call that has ended. Contains names, codes and times only. */
export interface Span extends Trace {
  /**
   * `in`: a request that the endpoint answered. `out`: a call to the payment system or to the ledger. `shop`: one of
   * the shop's own functions.
   */
  readonly direction: 'in' | 'out' | 'shop';
  /**
   * For `in` method and call, such as `POST session`; for `out` the system and the gateway's function, such as
   * `klarna createSession`, or the ledger's, such as `ledger write`; for `shop` the function, such as `resolveOrder`.
   */
  readonly name: string;
  /** Milliseconds since 1970. */
  readonly startedAt: number;
  readonly milliseconds: number;
  /** `ok`, or the code of the problem. */
  readonly result: string;
}

/** Called with each call when it has ended. `docs/ledger.md` shows the bridge to OpenTelemetry. */
export type Observe = (span: Span) => void;

/** Wraps an observer so that it never throws; `undefined` where there is none. */
export function safeObserve(
  observe: Observe | undefined,
  onError: (error: unknown) => void,
): Observe | undefined {
  if (!observe) return undefined;
  return (span) => {
    try {
      observe(span);
    } catch (error) {
      onError(error);
    }
  };
}

export interface Observation {
  readonly observe: Observe | undefined;
  /** Of the request at hand. */
  readonly trace?: Trace;
  readonly now: () => number;
}

/** Runs a call and reports it. Measures nothing, and adds no promise, without an observer. */
export function observed<T>(
  endpoint: Observation,
  direction: Span['direction'],
  name: string,
  run: () => Promise<T>,
): Promise<T> {
  const { observe } = endpoint;
  return observe ? measured(endpoint, observe, direction, name, run) : run();
}

async function measured<T>(
  endpoint: Observation,
  observe: Observe,
  direction: Span['direction'],
  name: string,
  run: () => Promise<T>,
): Promise<T> {
  const startedAt = endpoint.now();
  const started = performance.now();
  const tell = (result: string) => {
    const milliseconds = performance.now() - started;
    observe({ direction, name, startedAt, milliseconds, result, ...endpoint.trace });
  };
  try {
    const answer = await run();
    tell('ok');
    return answer;
  } catch (error) {
    tell(error instanceof GatewayProblem ? error.code : 'internal');
    throw error;
  }
}
