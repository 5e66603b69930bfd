/** Where an order stands now: what `POST session`, an update and a cancel look at before they do anything. */
import type { PageCall } from '../context.js';
import type { Attempt } from './ledger/record.js';
import { holderOf, type Standing, standingOf } from './ledger/standing.js';
import { lookUp } from './look-up.js';
import { tellDue } from './tell.js';

export interface Holder {
  readonly attempt: Attempt;
  readonly standing: Exclude<Standing, 'closed'>;
}

export interface OrderNow {
  /** The attempt that holds this order; absent when it may be sold. */
  readonly holder?: Holder;
  readonly attempts: readonly Attempt[];
}

/** @throws GatewayProblem `ledger_unavailable`. */
export const holderNow = async (
  ...question: Parameters<typeof orderNow>
): Promise<Holder | undefined> => (await orderNow(...question)).holder;

/**
 * Where this order stands. What is unknown is looked up first, and what the shop has not taken is told again.
 *
 * @throws GatewayProblem `ledger_unavailable`.
 */
export async function orderNow(
  call: Pick<PageCall, 'endpoint' | 'address' | 'waitUntil'>,
  reference: string,
): Promise<OrderNow> {
  const { endpoint, address, waitUntil } = call;
  let known = await endpoint.records.read(reference);
  const open = holderOf(known.record, known.now);
  if (open && standingOf(open, known.now) === 'unknown') {
    ({ known } = await lookUp(endpoint, address, open, known.now));
  }
  const { record, now } = known;
  const isTellingDue = record?.attempts.some(
    ({ telling }) => telling && !telling.told && telling.nextAt <= now,
  );
  if (isTellingDue) {
    void endpoint.background.keep(tellDue(endpoint, reference), waitUntil).catch(() => undefined);
  }
  const attempt = holderOf(record, now);
  const standing = attempt && standingOf(attempt, now);
  return {
    attempts: record?.attempts ?? [],
    ...(standing && standing !== 'closed' && { holder: { attempt, standing } }),
  };
}
