/** Derives the status of an order from the states of its attempts. */
import type { Attempt, OrderRecord, Placement } from './record.js';

/**
 * `running`: a process sends it. `unknown`: it may have been placed, and nobody may sell again.
 * `placed`: the order exists. `closed`: no order came of it, the next attempt may begin.
 */
export type Standing = 'running' | 'unknown' | 'placed' | 'closed';

/** @param now the ledger's time. */
export function standingOf({ outcome }: Attempt, now: number): Standing {
  switch (outcome.state) {
    case 'sending':
      // Silent, never free: a process that was only paused may still send it.
      return now < outcome.silentAt ? 'running' : 'unknown';
    case 'unknown':
      return 'unknown';
    case 'placed':
      return outcome.placement.status === 'rejected' ? 'closed' : 'placed';
    case 'refused':
      return 'closed';
  }
}

/** What the system has said of the order, where it has said something. */
export const placementOf = ({ outcome }: Pick<Attempt, 'outcome'>): Placement | undefined =>
  'placement' in outcome ? outcome.placement : undefined;

/** The attempt that holds the order, if one does: a placed one, else one whose end is open. */
export function holderOf(record: OrderRecord | undefined, now: number): Attempt | undefined {
  const attempts = record?.attempts ?? [];
  return (
    attempts.find((attempt) => standingOf(attempt, now) === 'placed') ??
    attempts.find((attempt) => standingOf(attempt, now) !== 'closed')
  );
}
