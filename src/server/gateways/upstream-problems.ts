/**
 * What can go wrong at an upstream system, in the contract's words: each code has its one HTTP status
 * and its one action, whichever system it comes from.
 */
import type { ProblemAction } from '../../endpoint/contract.js';
import type { Log } from '../gateway.js';
import { GatewayProblem } from '../gateway.js';
import { NoReply } from './exchange.js';

const CODES = {
  invalid_order: [422, 'fix'],
  invalid_customer: [422, 'fix'],
  customer_data_required: [422, 'fix'],
  locale_mismatch: [422, 'fix'],
  session_expired: [410, 'recreate'],
  authorization_expired: [410, 'reauthorize'],
  order_mismatch: [409, 'reauthorize'],
  declined: [422, 'other_method'],
  method_unavailable: [422, 'other_method'],
  duplicate: [409, 'contact'],
  misconfigured: [502, 'contact'],
  rate_limited: [503, 'retry'],
  upstream_unavailable: [503, 'retry'],
  outcome_unknown: [504, 'contact'],
  unsupported: [501, 'contact'],
  forbidden: [403, 'contact'],
} as const satisfies Record<string, readonly [number, ProblemAction]>;

export type UpstreamCode = keyof typeof CODES;

interface Extras {
  readonly invalidFields?: readonly string[];
  readonly customerMessage?: string;
  readonly supportReference?: string;
  readonly cause?: unknown;
}

/** `detail` is for developers: names of fields and options, never values, secrets or upstream text. */
export function problem(code: UpstreamCode, detail: string, extras: Extras = {}): GatewayProblem {
  const [status, action] = CODES[code];
  return new GatewayProblem({ code, status, action, detail, ...extras });
}

/**
 * How much depends on an answer. `harmless`: asking again costs nothing. `binding`: an order is placed
 * or money moves, so that without a readable answer nobody may pretend to know.
 */
export type Stakes = 'harmless' | 'binding';

/** No usable answer. Only where the request certainly never arrived is a binding call safe to repeat. */
export function unanswered(
  system: string,
  stakes: Stakes,
  cause: unknown,
  log: Log | undefined,
): GatewayProblem {
  const reached = !(cause instanceof NoReply) || cause.reached;
  const reason = cause instanceof Error ? cause.message : 'The answer could not be read.';
  log?.('warn', `${system}: no usable answer`, { reason, reached });
  return stakes === 'binding' && reached
    ? problem('outcome_unknown', `${system} gave no usable answer: the outcome is unknown.`, {
        cause,
      })
    : problem('upstream_unavailable', `${system} gave no usable answer.`, { cause });
}
