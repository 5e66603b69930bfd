/** What it means when an upstream system gives no usable answer. */
import type { GatewayProblem, Log } from './gateway.js';
import { problem } from '../problems.js';
import { NoReply } from './exchange.js';

/**
 * How much depends on an answer. `harmless`: asking again costs nothing. `binding`: an order is placed
 * or money moves, so that without a readable answer nobody may pretend to know.
 */
export type Stakes = 'harmless' | 'binding';

/** Only where the request certainly never arrived is a binding call safe to repeat. */
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
    ? problem('outcome_unknown', { detail: `${system} gave no usable answer.`, cause })
    : problem('upstream_unavailable', { detail: `${system} gave no usable answer.`, cause });
}
