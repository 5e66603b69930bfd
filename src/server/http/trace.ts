/** By what the shop's front server or its tracing names a request: passed on, and part of each log line. */
import type { IncomingRequest } from './types.js';

export interface Trace {
  /** W3C Trace Context. */
  readonly traceparent?: string;
  /** The header `X-Request-Id`. */
  readonly requestId?: string;
}

const TRACEPARENT = /^[\da-f]{2}-[\da-f]{32}-[\da-f]{16}-[\da-f]{2}$/;
/** It is written into logs and headers, and anybody may send it. */
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

/** The same for a request to somebody else. */
export const traceHeaders = (trace: Trace | undefined): Readonly<Record<string, string>> => ({
  ...(trace?.traceparent !== undefined && { traceparent: trace.traceparent }),
  ...(trace?.requestId !== undefined && { 'X-Request-Id': trace.requestId }),
});
