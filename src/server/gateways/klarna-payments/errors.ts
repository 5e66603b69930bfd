/** Maps Klarna's errors to problems of the contract. Both shapes of its error body are read. */
import type { GatewayProblem, Log } from '../gateway.js';
import { problem, type ProblemCode } from '../../problems.js';
import { redact } from '../redact.js';
import type { Stakes } from '../upstream-problems.js';

/** Klarna's calls; the same answer means different things to different ones. */
export type Operation =
  | 'create'
  | 'read'
  | 'update'
  | 'order'
  | 'customer-token'
  | 'cancel'
  | 'charge'
  | 'read-order'
  | 'capture'
  | 'refund'
  | 'cancel-order'
  | 'release';

interface Asked {
  readonly operation: Operation;
  readonly stakes: Stakes;
}

interface ErrorReply {
  readonly status: number;
  readonly headers: Headers;
  readonly json: Readonly<Record<string, unknown>> | undefined;
  readonly correlationId: string | undefined;
}

/** Longest `Retry-After` that is passed on, in seconds. */
const LONGEST_WAIT = 3600;

/**
 * The problem behind an answer that is not 2xx. Klarna's text goes to the log, redacted; the problem
 * carries the names of fields only.
 */
export function problemOf(asked: Asked, reply: ErrorReply, log: Log | undefined): GatewayProblem {
  const { operation } = asked;
  const errorCode = text(reply.json?.['error_code']) ?? text(reply.json?.['error_type']) ?? '';
  const messages = readMessages(reply.json);
  const fields = messages.flatMap(fieldsIn);
  const correlationId = reply.correlationId ?? text(reply.json?.['correlation_id']);
  const code = codeOf(asked, reply.status, errorCode, messages.join(' '), fields);
  log?.('warn', 'klarna-payments: an error answer', {
    operation,
    status: reply.status,
    errorCode: redact(errorCode),
    messages: redact(messages.join('; ')),
    code,
    ...(correlationId !== undefined && { correlationId: redact(correlationId) }),
  });
  const retryAfter = code === 'rate_limited' ? readRetryAfter(reply.headers) : undefined;
  return problem(code, {
    detail: `Klarna answered ${reply.status}${codeWord(errorCode)} to ${operation}`,
    invalidFields: fields,
    ...(correlationId !== undefined && { supportReference: correlationId }),
    ...(retryAfter !== undefined && { retryAfter }),
  });
}

/** Klarna's own code, where it looks like one. */
const codeWord = (errorCode: string): string =>
  /^[A-Z_]{1,60}$/.test(errorCode) ? ` ${errorCode}` : '';

/** Calls about an order that was placed. */
const OF_AN_ORDER: readonly Operation[] = [
  'read-order',
  'capture',
  'refund',
  'cancel-order',
  'release',
];

function codeOf(
  { operation, stakes }: Asked,
  status: number,
  errorCode: string,
  messages: string,
  fields: readonly string[],
): ProblemCode {
  const usesToken = operation === 'order' || operation === 'customer-token';
  if (status === 429) return 'rate_limited';
  // A server fault while an order was being placed or money was moving leaves the outcome open.
  if (status >= 500) return stakes === 'binding' ? 'outcome_unknown' : 'upstream_unavailable';
  if (status === 401) return 'misconfigured';
  if (OF_AN_ORDER.includes(operation) && (status === 404 || errorCode.endsWith('NOT_ALLOWED')))
    return 'invalid_order';
  if (status === 403) {
    if (errorCode === 'REJECTED') return 'declined';
    return usesToken && /already consumed/i.test(messages) ? 'duplicate' : 'misconfigured';
  }
  if (status === 404) {
    if (errorCode === 'SESSION_COMPLETED') return 'duplicate';
    if (operation === 'charge') return 'authorization_expired';
    return usesToken || operation === 'cancel' ? 'authorization_expired' : 'session_expired';
  }
  if (status === 409) return /already completed/i.test(messages) ? 'duplicate' : 'order_mismatch';
  if (status === 400) return badValueCode(fields);
  // Klarna documents no other status: a proxy or a wrong address answered.
  return 'misconfigured';
}

/** One message may name fields of several kinds; what the shopper can mend comes after the order. */
function badValueCode(fields: readonly string[]): ProblemCode {
  const isMarket = (field: string) => /^(?:locale|purchase_country|purchase_currency)$/.test(field);
  const isPerson = (field: string) =>
    /^(?:billing_address|shipping_address|customer)\b/.test(field);
  if (fields.some((field) => !isMarket(field) && !isPerson(field))) return 'invalid_order';
  if (fields.some(isPerson)) return 'invalid_customer';
  return fields.some(isMarket) ? 'locale_mismatch' : 'invalid_order';
}

const text = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined;

function readMessages(json: Readonly<Record<string, unknown>> | undefined): readonly string[] {
  const several = json?.['error_messages'];
  const list: readonly unknown[] = Array.isArray(several) ? several : [json?.['error_message']];
  return list.filter((item): item is string => typeof item === 'string');
}

/**
 * `Bad value: a, b[0].c` and `Not matching fields: [a.b]` name the fields after the colon; a reason may
 * follow each in brackets.
 */
function fieldsIn(message: string): readonly string[] {
  const list = /^(?:bad value|not matching fields)\s*:\s*(.*)$/is.exec(message)?.[1] ?? '';
  return list
    .replace(/^\[(.*)\]$/s, '$1')
    .replace(/\([^()]*\)|\[(?!\d+\])[^[\]]*\]/g, '')
    .split(',')
    .map((name) => name.trim())
    .filter((name) => /^[a-z0-9_]+(?:\[\d+\])?(?:\.[a-z0-9_]+(?:\[\d+\])?)*$/.test(name));
}

function readRetryAfter(headers: Headers): number | undefined {
  const seconds = Number(headers.get('Retry-After') ?? headers.get('X-RateLimit-Reset') ?? NaN);
  return Number.isFinite(seconds) && seconds >= 0 && seconds <= LONGEST_WAIT
    ? Math.ceil(seconds)
    : undefined;
}
