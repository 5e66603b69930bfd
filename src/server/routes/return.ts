/**
 * `GET return/{success|failure|cancel}`: the shopper comes back from a page of the payment system. It proves
 * nothing about the payment: it leads on to the shop's own page, which asks the shop's own data. Where the
 * shopper did not finish, nobody knows what became of the order, until the system gives it back.
 */
import type { Reply } from '../http/request.js';
import type { PageCall } from '../context.js';
import { callUpstream } from '../gateways/call-gateway.js';
import type { Attempt } from '../order/ledger/record.js';
import { placementOf } from '../order/ledger/standing.js';
import { refused, returned } from '../order/ledger/transitions.js';
import { openAttempt } from '../order/look-up.js';
import { tellDue } from '../order/tell.js';
import { openSession, type SealedSession } from '../session/cookie.js';
import { provesReturn } from '../session/return-state.js';

export type ReturnKind = 'success' | 'failure' | 'cancel';

export async function handleReturn(
  call: PageCall,
  kind: ReturnKind,
  sealedState: string | undefined,
): Promise<Reply> {
  const { request, address, endpoint } = call;
  const session = await openSession(request, address, endpoint.sessions, endpoint.now());
  // Without a cookie nothing says where the shopper came from: the shop's front page is never wrong.
  if (!session) return seeOther(new URL('/', address.origin));
  const isProven =
    sealedState !== undefined &&
    session.system === endpoint.gateway.system &&
    (await provesReturn(sealedState, session.orderReference, endpoint.returns));
  try {
    if (isProven) await noteReturn(call, session, kind);
  } catch {
    // The ledger has been logged. The shopper goes on; the attempt stays as it was.
  }
  if (kind === 'success') return seeOther(new URL(session.urls.confirmation, address.origin));
  const back = new URL(session.urls.back, address.origin);
  // The one thing that the shop's page cannot know by itself; any site may call a guessed address.
  if (isProven) back.searchParams.set('klarna', kind);
  return seeOther(back);
}

async function noteReturn(
  call: PageCall,
  { system, orderReference }: SealedSession,
  kind: ReturnKind,
): Promise<void> {
  const { endpoint } = call;
  let open: Attempt | undefined;
  await endpoint.records.change(orderReference, (record, now) => {
    open = record?.attempts.find(
      (attempt) =>
        attempt.system === system &&
        attempt.outcome.state === 'placed' &&
        placementOf(attempt)?.status === 'redirect',
    );
    return record && open && returned(record, open.number, kind === 'success', now);
  });
  if (!open || kind === 'success' || !(await isReleased(call, open))) return;
  const { number } = open;
  await endpoint.records.change(
    orderReference,
    (record, now) => record && refused(record, number, { proof: 'released' }, now),
  );
  await tellDue(endpoint, orderReference);
}

/** Whether the system has given back what the shopper did not finish. */
async function isReleased({ endpoint, address }: PageCall, attempt: Attempt): Promise<boolean> {
  const { gateway, limits } = endpoint;
  if (!gateway.releaseAttempt) return false;
  try {
    return await callUpstream(
      {
        endpoint,
        address,
        milliseconds: limits.sessionMilliseconds,
        idempotencyKey: '',
        otherwise: 'upstream_unavailable',
        operation: 'releaseAttempt',
        place: 'none',
      },
      (context) =>
        gateway.releaseAttempt?.(openAttempt(attempt), context) ?? Promise.resolve(false),
    );
  } catch {
    // It stays unknown, and is looked up later.
    return false;
  }
}

const seeOther = (url: URL): Reply => ({ status: 303, headers: { Location: url.href } });
