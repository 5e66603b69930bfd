/** Log lines about an order: each names what an operator searches for. */
import type { Endpoint } from '../context.js';
import type { Attempt } from './ledger/record.js';
import { placementOf } from './ledger/standing.js';

type Fields = Readonly<Record<string, string | number | boolean>>;

export function logAttempt(
  { log }: Pick<Endpoint, 'log'>,
  level: 'info' | 'warn' | 'error',
  message: string,
  attempt: Attempt,
  fields: Fields = {},
): void {
  log(level, `klarna-checkout-element: ${message}`, { ...attemptFields(attempt), ...fields });
}

function attemptFields(attempt: Attempt): Fields {
  const upstream = Object.entries(placementOf(attempt)?.upstream ?? {});
  return {
    reference: attempt.order.reference,
    system: attempt.system,
    attempt: attempt.number,
    systemReference: attempt.reference,
    session: attempt.session.id,
    ...Object.fromEntries(upstream.map(([name, id]) => [`upstream_${name}`, id])),
  };
}
