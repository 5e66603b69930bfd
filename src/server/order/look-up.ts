/** Asks the payment system what became of an attempt, and writes down what it says. */
import type { Endpoint } from '../context.js';
import { callUpstream } from '../gateways/call-gateway.js';
import type { AttemptStatus, OpenAttempt } from '../gateways/gateway.js';
import type { EndpointAddress } from '../http/endpoint-url.js';
import type { Known } from './ledger/records.js';
import type { Attempt, OrderRecord } from './ledger/record.js';
import { TOKEN_LIFE } from './ledger/schedule.js';
import { placementOf } from './ledger/standing.js';
import { checked, fellSilent, placed, refused } from './ledger/transitions.js';
import { logAttempt } from './order-log.js';
import { placementFrom } from './placed.js';

export interface LookUp {
  readonly status: AttemptStatus['status'];
  /** What the ledger has afterwards. */
  readonly known: Known;
}

/**
 * @param askedAt The ledger's time, read before this question.
 * @param schedules Whether this look-up was a scheduled one: then the next is noted.
 */
export async function lookUp(
  endpoint: Endpoint,
  address: EndpointAddress,
  attempt: Attempt,
  askedAt: number,
  schedules = false,
): Promise<LookUp> {
  const answer = await ask(endpoint, address, attempt);
  const known = await endpoint.records.change(attempt.order.reference, (record, now) => {
    if (!record) return undefined;
    const next = learn(fellSilent(record, attempt.number, now), attempt, answer, askedAt, now);
    return schedules ? checked(next, attempt.number, now, false) : next;
  });
  return { status: answer.status, known };
}

function learn(
  record: OrderRecord,
  { number, startedAt }: Attempt,
  answer: AttemptStatus,
  askedAt: number,
  now: number,
): OrderRecord {
  switch (answer.status) {
    case 'placed':
      return placed(record, number, placementFrom(answer.placed), now);
    case 'unconfirmed':
      return placed(record, number, { status: 'unconfirmed', upstream: {} }, now);
    case 'refused':
      return refused(record, number, { proof: 'reported' }, now);
    case 'none':
      // The token was over before the system was asked: nothing can come after this answer.
      return askedAt - startedAt >= TOKEN_LIFE
        ? refused(record, number, { proof: 'expired' }, now)
        : record;
    case 'unknown':
      return record;
  }
}

async function ask(
  endpoint: Endpoint,
  address: EndpointAddress,
  attempt: Attempt,
): Promise<AttemptStatus> {
  const { gateway, limits } = endpoint;
  if (!gateway.readAttempt || gateway.system !== attempt.system) return { status: 'unknown' };
  try {
    return await callUpstream(
      {
        endpoint,
        address,
        milliseconds: limits.sessionMilliseconds,
        // Reading changes nothing, so that it needs no key.
        idempotencyKey: '',
        otherwise: 'upstream_unavailable',
        operation: 'readAttempt',
        place: 'none',
      },
      (context) =>
        gateway.readAttempt?.(openAttempt(attempt), context) ??
        Promise.resolve({ status: 'unknown' }),
    );
  } catch {
    logAttempt(endpoint, 'warn', 'an attempt of unknown end could not be looked up', attempt);
    return { status: 'unknown' };
  }
}

export const openAttempt = (attempt: Attempt): OpenAttempt => ({
  session: attempt.session,
  reference: attempt.reference,
  orderReference: attempt.order.reference,
  amount: attempt.order.amount,
  currency: attempt.order.currency,
  upstream: placementOf(attempt)?.upstream ?? {},
});
