/**
 * Every way a call can fail, in one table, and the RFC 9457 answer made from it.
 *
 * `action` tells the element what to do; `title` is for developers. Texts for shoppers belong to the
 * element, which knows their language; the one exception is `customer_message`, made upstream for them.
 */
import type { Problem, ProblemAction } from '../endpoint/contract.js';
import type { Reply } from './http/types.js';
import { GatewayProblem } from './gateways/gateway.js';

interface ProblemKind {
  readonly status: number;
  readonly action: ProblemAction;
  readonly title: string;
}

const kind = (status: number, action: ProblemAction, title: string): ProblemKind => ({
  status,
  action,
  title,
});

/** The closed list of codes that this server sends. */
export const PROBLEM_KINDS = {
  // What the request itself got wrong.
  invalid_request: kind(400, 'contact', 'The request is not what the contract asks for'),
  forbidden: kind(403, 'contact', 'The request does not come from a page of this shop'),
  not_found: kind(404, 'contact', 'No such call below this endpoint'),
  method_not_allowed: kind(405, 'contact', 'This call is made with another method'),
  request_timeout: kind(408, 'retry', 'The request body took too long to arrive'),
  payload_too_large: kind(413, 'contact', 'The request body is larger than this endpoint reads'),
  unsupported_media_type: kind(415, 'contact', 'Send application/json'),
  idempotency_key_reused: kind(422, 'contact', 'This Idempotency-Key belongs to another request'),
  // What is missing before anything can start.
  consent_required: kind(422, 'fix', 'The shopper has not agreed yet'),
  customer_data_required: kind(422, 'fix', 'This system needs name and address with this call'),
  no_order: kind(409, 'other_method', 'There is no cart to pay for'),
  // What the upstream system, or the check before it, did not like.
  invalid_order: kind(422, 'fix', 'The order breaks a rule of the payment system'),
  invalid_customer: kind(422, 'fix', 'Something in name or address was not accepted'),
  locale_mismatch: kind(422, 'other_method', 'Country, currency and locale do not fit together'),
  session_expired: kind(410, 'recreate', 'The payment session is over'),
  authorization_expired: kind(
    410,
    'reauthorize',
    'The authorization is over or not for this session',
  ),
  reference_reused: kind(
    409,
    'contact',
    'This order number belongs to an order with another cart, which is placed',
  ),
  order_mismatch: kind(409, 'reauthorize', 'The cart is not the one that was authorized'),
  declined: kind(422, 'other_method', 'The purchase was declined'),
  method_unavailable: kind(
    422,
    'other_method',
    'This payment method is not offered for this purchase',
  ),
  duplicate: kind(
    409,
    'recreate',
    'This purchase was already placed; POST session tells how it went',
  ),
  // What went wrong between the machines.
  misconfigured: kind(502, 'contact', 'The payment system refuses this shop'),
  ledger_unavailable: kind(503, 'retry', "The shop's ledger does not answer; nothing was sent"),
  rate_limited: kind(503, 'retry', 'Too many calls; try again shortly'),
  upstream_unavailable: kind(503, 'retry', 'The payment system cannot be reached'),
  outcome_unknown: kind(504, 'contact', 'Nobody knows yet whether the order was placed'),
  unsupported: kind(501, 'contact', 'The payment system has no such call'),
  internal: kind(500, 'contact', 'Something broke in the shop'),
} as const satisfies Record<string, ProblemKind>;

export type ProblemCode = keyof typeof PROBLEM_KINDS;

/** What a single problem adds to its row of the table. */
export interface ProblemDetails {
  /** For developers; never upstream text, secrets, tokens or field values. */
  readonly detail: string;
  readonly invalidFields?: readonly string[];
  readonly customerMessage?: string;
  readonly supportReference?: string;
  /** Seconds; sent as `Retry-After`. */
  readonly retryAfter?: number;
  readonly cause?: unknown;
}

/** A problem of the table, ready to be thrown by a gateway or by the endpoint itself. */
export function problem(code: ProblemCode, details: ProblemDetails): GatewayProblem {
  const { status, action } = PROBLEM_KINDS[code];
  return new GatewayProblem({ code, status, action, ...details });
}

export const isProblemCode = (code: string): code is ProblemCode =>
  Object.hasOwn(PROBLEM_KINDS, code);

/** The answer for a problem. `instance` is also the key under which it is logged. */
export function problemReply(error: GatewayProblem, instance: string): Reply {
  const body: Problem & { readonly type: string; readonly instance: string } = {
    type: `urn:klarna-checkout:problem:${error.code}`,
    title: isProblemCode(error.code) ? PROBLEM_KINDS[error.code].title : 'The call failed',
    status: error.status,
    detail: error.message,
    instance,
    code: error.code,
    action: error.action,
    ...(error.invalidFields.length > 0 && { invalid_fields: error.invalidFields }),
    ...(error.customerMessage !== undefined && { customer_message: error.customerMessage }),
    ...(error.supportReference !== undefined && { support_reference: error.supportReference }),
  };
  return {
    status: error.status,
    headers: {
      'Content-Type': 'application/problem+json',
      ...(error.retryAfter !== undefined && { 'Retry-After': String(error.retryAfter) }),
    },
    body: JSON.stringify(body),
  };
}
