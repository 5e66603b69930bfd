/** The trace headers of a request: sent on to the payment system, and part of each log line. */
import type { IncomingRequest } from './types.js';

export interface Trace {
  /** W3C Trace Context. */
  readonly traceparent?: string;
  /** The header `X-Request-Id`. */
  readonly requestId?: string;
}

const TRACEPARENT = /^[\da-f]{2}-[\da-f]{32}-[\da-f]{16}-[\da-f]{2}$/;
/** Any client may send it, and it is written into logs and headers. */
const REQUEST_ID = /^[\w.:/+=@~-]{1,128}$/;

/** `undefined` when the request carries neither in a readable form. */
export function readTrace(request: Pick<IncomingRequest, 'header'>): Trace | undefined {
  const traceparent = request.header('traceparent');
  const requestId = request.header('X-Request-Id');
  const trace: Trace = {
    ...(traceparent !== null && TRACEPARENT.test(traceparent) && { traceparent }),
    ...(requestId !== null && REQUEST_ID.test(requestId) && { requestId }),
  };
  return trace.traceparent === undefined && trace.requestId === undefined ? undefined : trace;
}

/** The same as headers of a request to another system. */
export const traceHeaders = (trace: Trace | undefined): Readonly<Record<string, string>> => ({
  ...(trace?.traceparent !== undefined && { traceparent: trace.traceparent }),
  ...(trace?.requestId !== undefined && { 'X-Request-Id': trace.requestId }),
});
