/** Transitions of a press: Klarna's decision and each of its outcomes. */
import type { ErrorCode } from '../../errors.js';
import type { Operation } from '../../klarna/types.js';
import { NOTHING_POSTPONED } from './model.js';
import type { EventOf, Model, Outcome, RunningOperation } from './model.js';
import type { OperationResult } from './outcome.js';
import { startOver, updateSession } from './session.js';
import { reconfigured, withdraw } from './start.js';
import {
  push,
  enter,
  fail,
  giveBack,
  isClosed,
  isDeciding,
  isPresent,
  nextNumber,
  postpone,
  release,
  type Draft,
} from './draft.js';
import { STATES } from './states.js';
import { isShown, loadSelected, ready, settleInactive } from './widget.js';

/** Whether Klarna may be asked now; a press that comes earlier is stopped, never queued. */
export const canPress = (model: Model, kind: Operation): boolean =>
  isPresent(model) &&
  STATES[model.state].purchase.operations.includes(kind) &&
  // authorize needs the widget, which finalize and reauthorize remove.
  (kind !== 'authorize' || isShown(model));

/** What a press starts in this state. */
export const nextOperation = ({ state }: Model): Operation =>
  STATES[state].purchase.operations.includes('finalize') ? 'finalize' : 'authorize';

/**
 * What a call returns where Klarna has approved already.
 *
 * @param isCurrent - whether Klarna was asked with what the page holds now
 */
export const heldOutcome = (
  { state, outcome }: Model,
  kind: Operation,
  isCurrent: () => boolean,
): Outcome | undefined => {
  if (state !== 'authorized') return undefined;
  const isAsked = kind === 'finalize' || (kind === 'authorize' && isCurrent());
  return isAsked ? outcome : undefined;
};

/** Asks Klarna in the task of the press, then locks the page. */
export function pressed(draft: Draft, { kind, purchase }: EventOf<'pressed'>): void {
  if (draft.operation) return;
  const { state, selected: category = '' } = draft;
  if (!canPress(draft, kind)) {
    push(draft, { type: 'refuse', outcome: { type: 'not-ready', state } });
    return;
  }
  const id = nextNumber(draft);
  enter(draft, kind === 'finalize' ? 'finalizing' : 'authorizing');
  draft.operation = { id, kind, category, overdue: false };
  draft.replaced = draft.held?.operation;
  draft.held = undefined;
  draft.outcome = undefined;
  push(
    draft,
    { type: draft.replaced === undefined ? 'drop-token' : 'withhold-token' },
    { type: 'call-klarna', operation: id, kind, category, purchase },
    { type: 'lock' },
    { type: 'watch', operation: id },
    { type: 'clear-fields' },
  );
}

export function operationSettled(
  draft: Draft,
  { operation: id, result }: EventOf<'operation-settled'>,
): void {
  const { operation, abandoned } = draft;
  if (abandoned.includes(id)) {
    draft.abandoned = abandoned.filter((other) => other !== id);
    // It is cancelled, or announced where it cannot be cancelled.
    if (result.type === 'approved') push(draft, { type: 'hand-over-late', operation: id });
    return;
  }
  if (operation?.id !== id) return;
  endOperation(draft);
  // finalize and reauthorize move Klarna's frame away from our container.
  if (operation.kind !== 'authorize') draft.loaded = [];
  endReplaced(draft, result.type === 'approved' && !isSuperseded(draft));
  conclude(draft, operation, result);
  applyPostponed(draft);
}

/** Klarna keeps one approval of a session: a new one takes the place of the old one. */
function endReplaced(draft: Draft, isApproved: boolean): void {
  const { replaced: operation } = draft;
  if (operation === undefined) return;
  draft.replaced = undefined;
  if (isApproved) push(draft, { type: 'forget-token', operation });
  else giveBack(draft, operation);
}

function endOperation(draft: Draft): void {
  draft.operation = undefined;
  push(draft, { type: 'unwatch' }, { type: 'unlock' });
}

function conclude(draft: Draft, operation: RunningOperation, result: OperationResult): void {
  const { id, category, kind } = operation;
  const isApproved = result.type === 'approved';
  if (isSuperseded(draft) && (isApproved || result.type === 'finalize-required')) {
    if (isApproved) giveBack(draft, id);
    cancelled(draft, operation);
    settleInactive(draft);
    return;
  }
  switch (result.type) {
    case 'approved':
      enter(draft, 'authorized');
      draft.held = { operation: id, category };
      draft.resumeAt = undefined;
      // Whatever comes of the token now, the next purchase of this tab is asked for its own consent.
      push(draft, { type: 'forget' }, { type: 'hand-over', operation: id });
      settle(draft, { type: 'approved', category });
      break;
    case 'finalize-required':
      enter(draft, 'finalize-required');
      push(
        draft,
        { type: 'save', stage: 'finalize-required' },
        { type: 'announce', what: { name: 'klarna-finalize-required', category } },
      );
      settle(draft, { type: 'finalize-required', category });
      break;
    case 'invalid':
      push(draft, { type: 'mark-fields', fields: result.fields });
      settle(draft, result);
      backToPaying(draft, kind);
      break;
    case 'cancelled':
      cancelled(draft, operation);
      backToPaying(draft, kind);
      push(draft, { type: 'focus', on: 'pay' });
      break;
    case 'declined':
      decline(draft, category, kind);
      settle(draft, { type: 'declined', phase: kind });
      break;
    case 'failed':
      fail(
        draft,
        result.fault,
        // The page that only finalizes has no widget to load again.
        draft.resumeAt === undefined ? 'load' : 'start',
      );
      settle(draft, result);
  }
}

/** The answer is for a cart or session that is gone, or the shopper has changed their mind since. */
const isSuperseded = ({ postponed, chosen }: Model): boolean =>
  postponed.withdrawal !== undefined ||
  postponed.cancellation ||
  postponed.cart ||
  postponed.restart ||
  !chosen;

function settle(draft: Draft, outcome: Outcome): void {
  draft.outcome = outcome;
  push(draft, { type: 'settle', outcome });
}

function cancelled(draft: Draft, { category, kind: phase }: RunningOperation): void {
  push(draft, { type: 'announce', what: { name: 'klarna-cancelled', category, phase } });
  settle(draft, { type: 'cancelled', phase });
}

/** Removes Klarna from the page and disables it in the shop's own list. */
export function decline(draft: Draft, category: string, phase: Operation): void {
  enter(draft, 'declined');
  draft.loaded = [];
  push(
    draft,
    { type: 'unload-widgets' },
    { type: 'forget' },
    { type: 'announce', what: { name: 'klarna-declined', category, phase } },
    { type: 'disable-choice' },
  );
}

/** The shopper can press again: after finalize on the review step, otherwise with the widget in place. */
function backToPaying(draft: Draft, kind: Operation): void {
  if (kind === 'finalize') enter(draft, 'finalize-required');
  else readyAgain(draft);
}

/** Ready for the next press, unless what arrived during the operation comes first. */
export function readyAgain(draft: Draft): void {
  if (isSuperseded(draft)) settleInactive(draft);
  else ready(draft);
}

/** Applies what arrived during the operation. */
export function applyPostponed(draft: Draft): void {
  const { withdrawal, restart, cart, cancellation } = draft.postponed;
  draft.postponed = NOTHING_POSTPONED;
  if (withdrawal !== undefined) withdraw(draft, withdrawal);
  else if (draft.state === 'declined' || isClosed(draft)) return;
  else if (restart) startOver(draft);
  else if (cart) updateSession(draft);
  else if (cancellation) backToStart(draft);
  else if (draft.held && !draft.chosen) {
    release(draft);
    settleInactive(draft);
  }
}

/** An approval was given back as soon as it came: the shopper can pay again. */
function backToStart(draft: Draft): void {
  if (draft.state === 'idle' && draft.resumeAt !== undefined) startOver(draft);
  else if (draft.state === 'idle' || draft.state === 'ready') ready(draft);
}

/** Klarna has not answered in time: the shopper is offered a way out, nothing is decided yet. */
export function overdue(draft: Draft, { operation: id }: EventOf<'overdue'>): void {
  const { operation } = draft;
  if (operation?.id !== id || operation.overdue) return;
  draft.operation = { ...operation, overdue: true };
  push(draft, { type: 'focus', on: 'status' });
}

/** Ends an operation whose outcome can no longer be known. */
export function abandon(draft: Draft, code: ErrorCode): void {
  const { operation } = draft;
  if (!operation) return;
  const fault = { code, phase: operation.kind };
  endOperation(draft);
  endReplaced(draft, false);
  enter(draft, 'unknown');
  draft.fault = fault;
  draft.abandoned = [...draft.abandoned, operation.id];
  push(draft, { type: 'report', fault });
  settle(draft, { type: 'unknown', phase: operation.kind });
  applyPostponed(draft);
}

/** The token is no longer wanted: it is given back and the widget is there again. */
export function authorizationReturned(draft: Draft): void {
  if (draft.operation) postpone(draft, { cancellation: true });
  if (!draft.held || draft.state === 'placing') return;
  release(draft);
  ready(draft);
}

/** 60 minutes of the token, or 48 hours of the session, are over. */
export function expired(draft: Draft, { what }: EventOf<'expired'>): void {
  const isSession = what === 'session';
  if (isSession ? !draft.session || isClosed(draft) : !draft.held) return;
  if (!isDeciding(draft)) {
    draft.held = undefined;
    push(draft, { type: 'drop-token' });
    if (isSession) push(draft, { type: 'forget' });
    push(draft, { type: 'announce', what: { name: 'klarna-expired', what } });
    if (!isSession) loadSelected(draft);
  }
  if (isSession) reconfigured(draft);
}
