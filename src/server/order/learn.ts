/** Records what a payment system reports about an order in notifications, and tells the shop. */
import type { Endpoint, PageCall } from '../context.js';
import { callUpstream } from '../gateways/call-gateway.js';
import type { Notification } from '../gateways/gateway.js';
import type { Attempt, OrderRecord, Placement } from './ledger/record.js';
import { placementOf } from './ledger/standing.js';
import { placed, refused } from './ledger/transitions.js';
import { placementFrom } from './placed.js';
import { tellDue } from './tell.js';

type Notified<Type extends Notification['type']> = Extract<Notification, { type: Type }>;
type Word = 'completed' | 'pending' | 'rejected';

/** Applies a status that the system reports for an attempt, found by the reference that was sent to the system. */
export async function learnStatus(
  call: PageCall,
  { reference, outcome, upstream }: Notified<'status'>,
): Promise<void> {
  const { endpoint } = call;
  const { system } = endpoint.gateway;
  if (!outcome) return;
  const isMeant = (attempt: Attempt) =>
    attempt.system === system &&
    attempt.reference === reference &&
    // Two orders may share such a reference; the ids tell them apart, where both are known.
    Object.entries(placementOf(attempt)?.upstream ?? {}).every(
      ([name, id]) => !isId(name) || (upstream[name] ?? id) === id,
    );
  const references = await endpoint.records.find(system, reference);
  const found: string[] = [];
  for (const orderReference of references) {
    const { record } = await endpoint.records.read(orderReference);
    if (record?.attempts.some(isMeant)) found.push(orderReference);
  }
  const [only, ...others] = found;
  if (only === undefined || others.length > 0) {
    logUnknown(call, { systemReference: reference, orders: found.length });
    return;
  }
  await learn(call, only, isMeant, outcome, { upstream: idsOf(upstream) });
}

/** The decision about a pending order. */
export async function learnDecision(
  call: PageCall,
  { orderId, decision }: Notified<'decided'>,
  orderReference: string,
): Promise<void> {
  const word = decision === 'accepted' ? 'completed' : 'rejected';
  const isMeant = (attempt: Attempt) => isFor(call, attempt, orderId);
  await learn(call, orderReference, isMeant, word, { orderId, upstream: { order_id: orderId } });
}

/** Applies an order whose answer may have been lost. The notification can be forged, so the order is read first. */
export async function learnOrder(
  call: PageCall,
  { orderId }: Notified<'placed'>,
  orderReference: string,
): Promise<void> {
  const { endpoint, address } = call;
  const { gateway, limits } = endpoint;
  const order = await callUpstream(
    {
      endpoint,
      address,
      milliseconds: limits.sessionMilliseconds,
      idempotencyKey: '',
      operation: 'readOrder',
      place: { purpose: 'webhook' },
      otherwise: 'upstream_unavailable',
    },
    (context) => gateway.readOrder?.(orderId, context) ?? Promise.resolve(undefined),
  );
  if (order?.orderReference !== orderReference) {
    logUnknown(call, { reference: orderReference, upstream_order_id: orderId });
    return;
  }
  const { status, ...placement } = placementFrom(order.placed);
  const isMeant = (attempt: Attempt) => isFor(call, attempt, orderId);
  await learn(
    call,
    orderReference,
    isMeant,
    status === 'completed' ? status : 'pending',
    placement,
  );
}

/** Applies a session with an order whose attempt counts as refused: the session is authoritative. */
export async function learnOfSession(
  endpoint: Endpoint,
  reference: string,
  sessionId: string,
): Promise<void> {
  await endpoint.records.change(reference, (record, now) => {
    const attempt = record?.attempts.findLast(({ session }) => session.id === sessionId);
    if (!record || !attempt) return undefined;
    return placed(record, attempt.number, { status: 'unconfirmed', upstream: {} }, now);
  });
  await tellDue(endpoint, reference);
}

/** An attempt of this system that has this order, or none yet. */
const isFor = ({ endpoint }: PageCall, attempt: Attempt, orderId: string): boolean =>
  attempt.system === endpoint.gateway.system &&
  (placementOf(attempt)?.orderId ?? orderId) === orderId;

async function learn(
  call: PageCall,
  orderReference: string,
  isMeant: (attempt: Attempt) => boolean,
  word: Word,
  known: Omit<Placement, 'status'>,
): Promise<void> {
  const { endpoint } = call;
  const meant = (record: OrderRecord | undefined) =>
    record && newest(record, isMeant, known.orderId);
  const { record: after } = await endpoint.records.change(orderReference, (record, now) => {
    const attempt = meant(record);
    if (!record || !attempt) return undefined;
    if (word !== 'rejected') return placed(record, attempt.number, { ...known, status: word }, now);
    return refused(record, attempt.number, { proof: 'reported' }, now);
  });
  if (meant(after)) await tellDue(endpoint, orderReference);
  else logUnknown(call, { reference: orderReference });
}

/** The one that has this very order; else the last that could. */
const newest = (
  { attempts }: OrderRecord,
  isMeant: (attempt: Attempt) => boolean,
  orderId: string | undefined,
): Attempt | undefined => {
  const meant = attempts.filter(isMeant);
  return (
    meant.find((attempt) => orderId !== undefined && placementOf(attempt)?.orderId === orderId) ??
    meant.at(-1)
  );
};

/** Logs an order without a record: one that the shop placed elsewhere, or one that was lost. */
function logUnknown(
  { endpoint }: PageCall,
  fields: Readonly<Record<string, string | number>>,
): void {
  endpoint.log('warn', 'klarna-checkout-element: a notification fits no order of the ledger', {
    system: endpoint.gateway.system,
    ...fields,
  });
}

const isId = (name: string): boolean => /(?:^|_)(?:id|txid)$/.test(name);

const idsOf = (upstream: Readonly<Record<string, string>>): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(upstream).filter(([name]) => isId(name)));
