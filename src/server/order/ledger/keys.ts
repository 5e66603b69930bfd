/** The second keys of a record: what a payment system names in its notifications. */
import type { Attempt, OrderRecord } from './record.js';
import { placementOf } from './standing.js';

/** Key of a reference or id that this system gave or was given. */
export const secondKey = (system: string, id: string): string => `${system}:${id}`;

/** All second keys of a record. */
export function secondKeys({ attempts }: OrderRecord): readonly string[] {
  return [...new Set(attempts.flatMap(keysOf))];
}

function keysOf(attempt: Attempt): readonly string[] {
  const { system, reference } = attempt;
  const placement = placementOf(attempt);
  const ids = Object.entries(placement?.upstream ?? {})
    .filter(([name]) => /(?:^|_)(?:id|txid)$/.test(name))
    .map(([, id]) => id);
  return [reference, ...(placement?.orderId === undefined ? [] : [placement.orderId]), ...ids].map(
    (id) => secondKey(system, id),
  );
}
