/** Session and SDK: requested in parallel, updated with the cart, started again. */
import type { OrderAnswer } from '../../endpoint/contract.js';
import type { Fault } from '../../errors.js';
import { NO_WIDGET, type EventOf, type Model } from './model.js';
import {
  push,
  enter,
  fail,
  enterIdle,
  isPresent,
  isUnsupported,
  nextNumber,
  postpone,
  release,
  unload,
  type Draft,
} from './draft.js';
import { loadSelected, unavailable } from './widget.js';

/** Goes as far as the page and the shopper allow. */
export function begin(draft: Draft): void {
  if (isUnsupported(draft)) {
    push(draft, { type: 'report', fault: draft.misconfiguration });
    unavailable(draft);
  } else if (!isPresent(draft)) enterIdle(draft);
  else if (draft.misconfiguration) fail(draft, draft.misconfiguration, 'nowhere');
  else if (!draft.consented) enter(draft, 'consent');
  else start(draft);
}

/** Requests session and SDK in parallel; what is already there is not requested again. */
function start(draft: Draft): void {
  enter(draft, 'starting');
  Object.assign(draft, NO_WIDGET);
  draft.run = nextNumber(draft);
  if (!draft.session) {
    // A new session is made for the cart of this moment.
    postpone(draft, { cart: false });
    push(draft, { type: 'abort-requests' }, { type: 'request-session', run: draft.run });
  }
  if (draft.sdk !== 'ready') {
    draft.sdk = 'requested';
    push(draft, { type: 'load-sdk' });
  }
  proceed(draft);
}

/** Starts with a new session: the old one no longer fits the page, or has come to its end. */
export function startOver(draft: Draft): void {
  release(draft);
  draft.session = undefined;
  draft.resumeAt = undefined;
  unload(draft);
  begin(draft);
}

/** Goes on once both session and SDK are here. */
function proceed(draft: Draft): void {
  const { session } = draft;
  if ((draft.state !== 'starting' && !isChecking(draft)) || !session) return;
  if (session.placed) {
    if (session.placed.status === 'unknown') mayBePlaced(draft);
    else placed(draft, session.placed);
    return;
  }
  if (draft.sdk !== 'ready') return;
  draft.offered = session.categories;
  if (draft.postponed.cart) updateSession(draft);
  else if (draft.resumeAt === undefined) loadSelected(draft);
  else {
    draft.selected = draft.resumeAt;
    enter(draft, 'finalize-required');
  }
}

/** How often the endpoint is asked again, within two minutes, before the shopper is offered to ask. */
const MOST_CHECKS = 13;

/** Whether the endpoint is being asked what became of an earlier attempt. */
const isChecking = ({ state, checks }: Model): boolean =>
  state === 'unknown' && checks !== undefined;

/** It is unknown whether an earlier attempt placed the order: nothing is sold again, and the endpoint is asked again. */
function mayBePlaced(draft: Draft): void {
  const checks = isChecking(draft) ? (draft.checks ?? 0) + 1 : 0;
  const fault: Fault = { code: 'order-unknown', phase: 'session' };
  if (checks === 0) push(draft, { type: 'report', fault });
  enter(draft, 'unknown');
  draft.fault = fault;
  draft.checks = checks;
  if (checks < MOST_CHECKS) push(draft, { type: 'check-later', checks });
  else draft.retryAt = 'check';
}

export function checkDue(draft: Draft): void {
  if (!isChecking(draft) || !draft.connected || draft.misconfiguration) return;
  draft.retryAt = 'nowhere';
  draft.run = nextNumber(draft);
  push(draft, { type: 'request-session', run: draft.run });
}

/** The shopper asks again after the element has stopped asking. */
export function checkAgain(draft: Draft): void {
  draft.checks = 0;
  checkDue(draft);
}

/** The element is in the page again. */
export function resumeChecks(draft: Draft): void {
  const { checks } = draft;
  if (isChecking(draft) && checks !== undefined && draft.retryAt !== 'check')
    push(draft, { type: 'check-later', checks });
}

/** The shop's backend has the order. */
export function placed(draft: Draft, answer: OrderAnswer): void {
  enter(draft, answer.status === 'completed' ? 'placed' : 'pending');
  push(draft, { type: 'forget' }, { type: 'follow-order', answer });
}

export function sessionAnswered(draft: Draft, { run, session }: EventOf<'session-answered'>): void {
  if (run !== draft.run || (draft.state !== 'starting' && !isChecking(draft))) return;
  draft.session = session;
  // The earlier attempt has ended without an order: the purchase begins.
  if (isChecking(draft) && !session.placed) {
    begin(draft);
    return;
  }
  push(draft, { type: 'save', stage: 'started' });
  proceed(draft);
}

export function sessionFailed(draft: Draft, { run, fault }: EventOf<'session-failed'>): void {
  if (run !== draft.run) return;
  if (draft.state === 'starting') fail(draft, fault, 'start');
  else if (isChecking(draft)) mayBePlaced(draft);
}

/** A late success is still a success: a start that had failed without the SDK goes on. */
export function sdkReady(draft: Draft): void {
  draft.sdk = 'ready';
  if (draft.state === 'failed' && draft.fault?.phase === 'sdk') begin(draft);
  else proceed(draft);
}

export function sdkFailed(draft: Draft, { fault }: EventOf<'sdk-failed'>): void {
  draft.sdk = 'absent';
  if (draft.state === 'starting') fail(draft, fault, 'start');
}

/** What was approved was approved for the cart of before: it is given back. */
export function updateSession(draft: Draft): void {
  release(draft);
  postpone(draft, { cart: true });
  if (!isPresent(draft) || draft.misconfiguration) begin(draft);
  else if (draft.session?.capabilities.update === 'none') startOver(draft);
  else {
    enter(draft, 'loading');
    postpone(draft, { cart: false });
    draft.load = undefined;
    draft.resumeAt = undefined;
    draft.update = nextNumber(draft);
    push(draft, { type: 'update-session', update: draft.update });
  }
}
