/**
 * What Payway's refusals mean. Their form is documented nowhere, so that the HTTP status decides and the body
 * may add to it: `error`, `error_code`, `error_description`, `message`, `errors[]` are read where they are.
 */
import type { GatewayProblem, Log } from '../gateway.js';
import type { ProblemCode } from '../../problems.js';
import { problem } from '../../problems.js';
import type { UpstreamReply } from '../exchange.js';
import type { Stakes } from '../upstream-problems.js';
import { SYSTEM } from './config.js';
import { membersOf, objectOf, textOf } from './json.js';

/** Payway's names for the shopper's data, in Klarna's dotted names. */
const CUSTOMER_FIELDS: readonly (readonly [RegExp, string])[] = [
  [/\bemail\b/, 'billing_address.email'],
  [/\bfirst_name\b/, 'billing_address.given_name'],
  [/\blast_name\b/, 'billing_address.family_name'],
  [/\bmobile_phone\b/, 'billing_address.phone'],
  [/\b(street|delivery_address|zip_code|city)\b/, 'billing_address.street_address'],
  [/\bssn\b|ssn_already/, 'customer.national_identification_number'],
  [/\bbirthdate\b/, 'customer.date_of_birth'],
];

export function refusal(
  { status, headers, text }: UpstreamReply,
  stakes: Stakes,
  log: Log | undefined,
): GatewayProblem {
  const words = wordsOf(text);
  const invalidFields = CUSTOMER_FIELDS.flatMap(([pattern, field]) =>
    pattern.test(words) ? [field] : [],
  );
  const code = meaningOf(status, words, invalidFields.length > 0, stakes);
  // Only what looks like a code: a sentence might repeat what the shopper typed.
  const upstream = textOf(membersOf(text)['error_code']) ?? textOf(membersOf(text)['error']) ?? '';
  log?.('warn', `${SYSTEM}: request refused`, {
    status,
    upstream: /^[\w.-]{1,60}$/.test(upstream) ? upstream : '',
    meaning: code,
  });
  return problem(code, {
    detail: `Payway refused the request with HTTP ${status}.`,
    ...(code === 'invalid_customer' && { invalidFields }),
    ...retryAfterOf(headers),
  });
}

function meaningOf(
  status: number,
  words: string,
  aboutCustomer: boolean,
  stakes: Stakes,
): ProblemCode {
  const placing = stakes === 'binding';
  if (status === 429) return 'rate_limited';
  if (status === 401) return 'misconfigured';
  if (status === 403) return /\bscope\b/.test(words) ? 'method_unavailable' : 'misconfigured';
  if (status < 400 || status === 408 || status >= 500)
    return placing ? 'outcome_unknown' : 'upstream_unavailable';
  // Payway closes a session with the purchase: this may be the second try of one that went through.
  if (status === 404 || status === 410) return placing ? 'outcome_unknown' : 'misconfigured';
  if (/authorization.?token/.test(words)) return 'authorization_expired';
  if (/session/.test(words) && /expired|not.?found|invalid|unknown/.test(words))
    return 'session_expired';
  if (aboutCustomer) return 'invalid_customer';
  if (status === 400 || status === 422) return 'invalid_order';
  return placing ? 'declined' : 'invalid_order';
}

/** All that the body says about the error, in small letters. */
function wordsOf(text: string): string {
  const body = membersOf(text);
  const { error, error_code, error_description, message, errors } = body;
  const list: unknown[] = Array.isArray(errors) ? errors : Object.entries(objectOf(errors)).flat();
  return [error, error_code, error_description, message, ...list]
    .map((part) => (typeof part === 'string' ? part : JSON.stringify(part ?? '')))
    .join(' ')
    .toLowerCase();
}

/** The pause in whole seconds that Payway asks for, where it names one. */
export function retryAfterOf(headers: Headers): { readonly retryAfter?: number } {
  const text = headers.get('Retry-After') ?? '';
  return /^\d{1,5}$/.test(text) ? { retryAfter: Number(text) } : {};
}
