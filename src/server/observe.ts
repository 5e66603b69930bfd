/** Tells the shop's own tracing or metrics of each call in and out. */
import { GatewayProblem } from './gateways/gateway.js';
import type { Trace } from './http/trace.js';

/** One call that has ended. It holds names, codes and times only. */
export interface Span extends Trace {
  /** `in`: a request that the endpoint answered. `out`: a call to the payment system. */
  readonly direction: 'in' | 'out';
  /** `POST session` and its like; of a call out the system and the gateway's function: `klarna createSession`. */
  readonly name: string;
  /** Milliseconds since 1970. */
  readonly startedAt: number;
  readonly milliseconds: number;
  /** `ok`, or the code of the problem. */
  readonly result: string;
}

/**
 * Hears of each call when it has ended. The bridge to OpenTelemetry, with `tracer` from `trace.getTracer`:
 *
 * ```js
 * observe({ direction, name, startedAt, milliseconds, result, traceparent }) {
 *   const parent = propagation.extract(ROOT_CONTEXT, { traceparent });
 *   const kind = direction === 'in' ? SpanKind.SERVER : SpanKind.CLIENT;
 *   const span = tracer.startSpan(name, { kind, startTime: startedAt }, parent);
 *   if (result !== 'ok') span.setStatus({ code: SpanStatusCode.ERROR, message: result });
 *   span.end(startedAt + milliseconds);
 * }
 * ```
 */
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

/** Runs a call and tells of it. Nothing is measured where nobody listens. */
export async function observed<T>(
  endpoint: {
    readonly observe: Observe | undefined;
    readonly trace?: Trace;
    readonly now: () => number;
  },
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
