/** Session and SDK: asked for side by side, brought up to date with the cart, started over. */
import type { OrderAnswer } from '../../endpoint/contract.js';
import { NO_WIDGET, type EventOf } from './model.js';
import {
  push,
  enter,
  fail,
  enterIdle,
  isPresent,
  nextNumber,
  postpone,
  release,
  unload,
  type Draft,
} from './draft.js';
import { loadSelected } from './widget.js';

/** Goes as far as the page and the shopper allow. */
export function begin(draft: Draft): void {
  if (!isPresent(draft)) enterIdle(draft);
  else if (draft.misconfiguration) fail(draft, draft.misconfiguration, 'nowhere');
  else if (!draft.consented) enter(draft, 'consent');
  else start(draft);
}

/** Session and SDK are asked for side by side; what is already there is not asked for again. */
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
  if (draft.state !== 'starting' || !session) return;
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

/** Nobody knows yet whether an earlier attempt placed it: nothing is sold again. */
function mayBePlaced(draft: Draft): void {
  enter(draft, 'unknown');
  draft.fault = { code: 'order-unknown', phase: 'session' };
  push(draft, { type: 'report', fault: draft.fault });
}

/** The shop's backend has the order. */
export function placed(draft: Draft, answer: OrderAnswer): void {
  enter(draft, answer.status === 'completed' ? 'placed' : 'pending');
  push(draft, { type: 'forget' }, { type: 'follow-order', answer });
}

export function sessionAnswered(draft: Draft, { run, session }: EventOf<'session-answered'>): void {
  if (run !== draft.run || draft.state !== 'starting') return;
  draft.session = session;
  push(draft, { type: 'save', stage: 'started' });
  proceed(draft);
}

export function sessionFailed(draft: Draft, { run, fault }: EventOf<'session-failed'>): void {
  if (run === draft.run && draft.state === 'starting') fail(draft, fault, 'start');
}

/** A late success is still a success: a start that had failed for want of the SDK goes on. */
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
  if (!isPresent(draft)) enterIdle(draft);
  else if (draft.misconfiguration) fail(draft, draft.misconfiguration, 'nowhere');
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
