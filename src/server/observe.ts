/** Tells the shop's own tracing or metrics of each call. */
import { GatewayProblem } from './gateways/gateway.js';
import type { Trace } from './http/trace.js';

/** One call that has ended. It holds names, codes and times only. */
export interface Span extends Trace {
  /**
   * `in`: a request that the endpoint answered. `out`: a call to the payment system or to the ledger. `shop`: one of
   * the shop's own functions.
   */
  readonly direction: 'in' | 'out' | 'shop';
  /**
   * `POST session` and its like; the system and the gateway's function, `klarna createSession`; what the ledger does,
   * `ledger write`; the name of the shop's function, `resolveOrder`.
   */
  readonly name: string;
  /** Milliseconds since 1970. */
  readonly startedAt: number;
  readonly milliseconds: number;
  /** `ok`, or the code of the problem. */
  readonly result: string;
}

/** Hears of each call when it has ended. `docs/ledger.md` has the bridge to OpenTelemetry. */
export type Observe = (span: Span) => void;

/** The same observer, which never throws; `undefined` where there is none. */
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

/** Runs a call and reports it. Measures nothing without an observer. */
export async function observed<T>(
  endpoint: Observation,
  direction: Span['direction'],
  name: string,
  run: () => Promise<T>,
): Promise<T> {
  const { observe } = endpoint;
  if (!observe) return run();
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
