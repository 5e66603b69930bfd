/** What the ledger tells, on its way to the payment provider: Medusa asks that by the id of a payment session. */
import type { Placed, RecordedOrder } from 'klarna-checkout-element/server';

export interface Told {
  readonly order: RecordedOrder;
  readonly placed: Placed;
}

const bySession = new Map<string, Told>();

/** While `work` runs, this session is what the ledger says. A browser has no way in here. */
export async function whileTold<Result>(
  session: string,
  told: Told,
  work: () => Promise<Result>,
): Promise<Result> {
  bySession.set(session, told);
  try {
    return await work();
  } finally {
    bySession.delete(session);
  }
}

export const toldOf = (session: string | undefined): Told | undefined =>
  session === undefined ? undefined : bySession.get(session);

/** Whether Medusa is taking this order right now. */
export const isBeingTold = (reference: unknown): boolean =>
  [...bySession.values()].some(({ order }) => order.reference === reference);
