/** Calls the shop's own functions within a time limit, and says which one failed. */
import { within } from '../clock.js';
import type { Endpoint } from '../context.js';
import { GatewayProblem } from '../gateways/gateway.js';
import { observed } from '../observe.js';
import { problem } from '../problems.js';

/** @throws GatewayProblem `internal`, naming the function, when it throws or takes too long. */
export const callShop = <T>(
  endpoint: Pick<Endpoint, 'clock' | 'limits' | 'observe' | 'trace' | 'now'>,
  name: string,
  run: () => Promise<T> | T,
): Promise<T> => observed(endpoint, 'shop', name, () => callWithin(endpoint, name, run));

async function callWithin<T>(
  { clock, limits }: Pick<Endpoint, 'clock' | 'limits'>,
  name: string,
  run: () => Promise<T> | T,
): Promise<T> {
  try {
    return await within(clock, limits.shopMilliseconds, run);
  } catch (error) {
    // A shop may answer with a problem of its own.
    if (error instanceof GatewayProblem) throw error;
    throw problem('internal', { detail: `The shop's function ${name} failed`, cause: error });
  }
}
