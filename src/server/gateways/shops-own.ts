/** Calls of the shop's own functions from within a gateway. */
import { GatewayProblem } from './gateway.js';
import { problem } from '../problems.js';

/**
 * What `call` returns. What it throws is named as the shop's own fault: nothing was sent, and nobody has to
 * wonder about the payment system.
 */
export function shopsOwn<Value>(option: string, call: () => Value): Value {
  try {
    return call();
  } catch (cause) {
    throw ownFault(option, cause);
  }
}

/** The same for a function that may take its time. */
export async function shopsOwnAnswer<Value>(
  option: string,
  call: () => Value | Promise<Value>,
): Promise<Value> {
  try {
    return await call();
  } catch (cause) {
    throw ownFault(option, cause);
  }
}

function ownFault(option: string, cause: unknown): GatewayProblem {
  if (cause instanceof GatewayProblem) return cause;
  return problem('internal', { detail: `The shop's function "${option}" threw`, cause });
}
