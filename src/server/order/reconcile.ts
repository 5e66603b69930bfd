/** Does what is due about open orders: asks the payment system, tells the shop, tells an operator. */
import type { Endpoint } from '../context.js';
import type { EndpointAddress } from '../http/endpoint-url.js';
import { describeError } from '../log.js';
import { callShop } from './call-shop.js';
import type { Attempt } from './ledger/record.js';
import { reportAt } from './ledger/schedule.js';
import { standingOf } from './ledger/standing.js';
import { checked, isOpen } from './ledger/transitions.js';
import { lookUp } from './look-up.js';
import { logAttempt } from './order-log.js';
import { unresolvedFrom } from './placed.js';
import { tellDue } from './tell.js';

/** What a run of `reconcile` did. */
export interface Reconciled {
  /** News that the shop has taken. */
  readonly told: number;
  /** Attempts of unknown end that have one now. */
  readonly resolved: number;
  /** Attempts whose end is still unknown, of those that were due. */
  readonly unresolved: number;
  /** Orders that could not be looked at, since the ledger did not answer. */
  readonly failed: number;
}

/** Orders in one run. */
const MOST = 100;

/**
 * Goes through what is due, one order after the other.
 *
 * @throws GatewayProblem `ledger_unavailable` when the ledger cannot even say what is due.
 */
export async function reconcile(endpoint: Endpoint, address: EndpointAddress): Promise<Reconciled> {
  const sum = { told: 0, resolved: 0, unresolved: 0, failed: 0 };
  for (const reference of await endpoint.records.due(MOST)) {
    if (endpoint.background.isDraining) break;
    try {
      const attempts = await settleOpen(endpoint, address, reference);
      sum.resolved += attempts.resolved;
      sum.unresolved += attempts.unresolved;
      sum.told += (await tellDue(endpoint, reference)).taken;
    } catch {
      // Logged; the next order may fare better.
      sum.failed += 1;
    }
  }
  return sum;
}

async function settleOpen(
  endpoint: Endpoint,
  address: EndpointAddress,
  reference: string,
): Promise<{ readonly resolved: number; readonly unresolved: number }> {
  const before = await endpoint.records.read(reference);
  let resolved = 0;
  let unresolved = 0;
  for (const attempt of before.record?.attempts ?? []) {
    if (!isOpen(attempt) || standingOf(attempt, before.now) === 'running') continue;
    if ((attempt.check?.nextAt ?? 0) > before.now) continue;
    const { known } = await lookUp(endpoint, address, attempt, before.now, true);
    const after = known.record?.attempts[attempt.number - 1];
    if (!after) continue;
    if (reportAt(after) === Infinity) {
      resolved += reportAt(attempt) === Infinity ? 0 : 1;
      continue;
    }
    unresolved += 1;
    if (reportAt(after) <= known.now) await report(endpoint, after);
  }
  return { resolved, unresolved };
}

/** An operator hears of it; when that fails, the next run tries again. */
async function report(endpoint: Endpoint, attempt: Attempt): Promise<void> {
  const { onUnresolved, records } = endpoint;
  logAttempt(endpoint, 'error', 'nobody knows what became of an attempt', attempt, {
    cure: 'search for it at the payment system, then call resolve',
  });
  try {
    if (onUnresolved) {
      await callShop(endpoint, 'onUnresolved', () => onUnresolved(unresolvedFrom(attempt)));
    }
  } catch (error) {
    logAttempt(endpoint, 'error', 'onUnresolved failed', attempt, {
      cause: describeError(error),
    });
    return;
  }
  await records.change(
    attempt.order.reference,
    (record, now) => record && checked(record, attempt.number, now, true),
  );
}
