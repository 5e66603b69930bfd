/** Lets a person end what no payment system can tell. */
import type { Endpoint } from '../context.js';
import type { Placement } from './ledger/record.js';
import { TOKEN_LIFE } from './ledger/schedule.js';
import { placed, refused } from './ledger/transitions.js';
import { logAttempt } from './order-log.js';
import { tellDue } from './tell.js';

/** What the person has found out at the payment system. */
export type Resolution =
  | {
      /** There is an order. */
      readonly placed: {
        /** Default `completed`. */
        readonly status?: 'completed' | 'pending';
        readonly order_id?: string;
        /** The system's ids, as the shop would have been told them. */
        readonly upstream?: Readonly<Record<string, string>>;
      };
    }
  /** There is no order, and none can come of it any more. */
  | { readonly refused: true };

/**
 * @throws RangeError when there is no such attempt, or it is refused while its token could still be used.
 * @throws GatewayProblem `ledger_unavailable`.
 */
export async function resolveAttempt(
  endpoint: Endpoint,
  reference: string,
  number: number,
  resolution: Resolution,
): Promise<void> {
  const { record } = await endpoint.records.change(reference, (known, now) => {
    const attempt = known?.attempts.find((one) => one.number === number);
    if (!known || !attempt) {
      throw new RangeError(`resolve: the ledger has no attempt ${number} of order ${reference}`);
    }
    if ('placed' in resolution) return placed(known, number, placementOf(resolution.placed), now);
    // A process that was only paused may still send the token while it lives.
    const minutes = Math.ceil((attempt.startedAt + TOKEN_LIFE - now) / 60_000);
    if (minutes > 0) {
      throw new RangeError(
        `resolve: the token of this attempt can still be used; try again in ${minutes} minutes`,
      );
    }
    return refused(known, number, { proof: 'resolved' }, now);
  });
  const attempt = record?.attempts.find((one) => one.number === number);
  if (attempt) logAttempt(endpoint, 'info', 'a person has ended an attempt', attempt);
  await tellDue(endpoint, reference);
}

const placementOf = ({
  status = 'completed',
  order_id,
  upstream = {},
}: Extract<Resolution, { placed: object }>['placed']): Placement => ({
  status,
  ...(order_id !== undefined && { orderId: order_id }),
  upstream,
});
