/** The press, Klarna's decision, and every way in which it can end. */
import type { Operation } from '../../klarna/types.js';
import { NOTHING_POSTPONED } from './model.js';
import type { ErrorCode, EventOf, Model, Outcome, RunningOperation, State } from './model.js';
import type { OperationReading } from './outcome.js';
import { startOver, updateSession } from './session.js';
import { reconfigured, withdraw } from './start.js';
import {
  ask,
  enter,
  fail,
  giveBack,
  isClosed,
  isDeciding,
  isPresent,
  nextNumber,
  release,
  type Draft,
} from './step.js';
import { asleep, loadSelected, ready } from './widget.js';

const PRESSED_IN: Readonly<Record<Operation, readonly State[]>> = {
  authorize: ['ready'],
  finalize: ['finalize-required'],
  reauthorize: ['ready', 'authorized'],
};

/** Whether Klarna may be asked now. The press itself is stopped, never queued. */
export const canPress = (model: Model, kind: Operation): boolean =>
  isPresent(model) && PRESSED_IN[kind].includes(model.state);

/** Asks Klarna in the task of the press, then locks the page. */
export function pressed(draft: Draft, { kind, purchase }: EventOf<'pressed'>): void {
  if (draft.operation) return;
  const { state, selected: category = '' } = draft;
  if (!canPress(draft, kind)) {
    ask(draft, { type: 'refuse', outcome: { type: 'not-ready', state } });
    return;
  }
  const id = nextNumber(draft);
  enter(draft, kind === 'finalize' ? 'finalizing' : 'authorizing');
  draft.operation = { id, kind, category, overdue: false };
  draft.held = undefined;
  draft.outcome = undefined;
  ask(
    draft,
    { type: 'drop-token' },
    { type: 'call-klarna', operation: id, kind, category, purchase },
    { type: 'lock' },
    { type: 'watch', operation: id },
    { type: 'clear-fields' },
  );
}

export function operationSettled(
  draft: Draft,
  { operation: id, reading }: EventOf<'operation-settled'>,
): void {
  const { operation, abandoned } = draft;
  if (abandoned.includes(id)) {
    draft.abandoned = abandoned.filter((other) => other !== id);
    // Given back, or said aloud where nobody can give it back.
    if (reading.type === 'approved') ask(draft, { type: 'hand-over-late', operation: id });
    return;
  }
  if (operation?.id !== id) return;
  endOperation(draft);
  // finalize and reauthorize move Klarna's frame away from our container.
  if (operation.kind !== 'authorize') draft.loaded = [];
  conclude(draft, operation, reading);
  catchUp(draft);
}

function endOperation(draft: Draft): void {
  draft.operation = undefined;
  ask(draft, { type: 'unwatch' }, { type: 'unlock' });
}

function conclude(draft: Draft, operation: RunningOperation, reading: OperationReading): void {
  const { id, category, kind } = operation;
  const isApproved = reading.type === 'approved';
  if (isMoot(draft) && (isApproved || reading.type === 'finalize-required')) {
    if (isApproved) giveBack(draft, id);
    cancelled(draft, operation);
    asleep(draft);
    return;
  }
  switch (reading.type) {
    case 'approved':
      enter(draft, 'authorized');
      draft.held = { operation: id, category };
      draft.resumeAt = undefined;
      // Whatever comes of the token now, the next purchase of this tab is asked for its own consent.
      ask(draft, { type: 'forget' }, { type: 'hand-over', operation: id });
      settle(draft, { type: 'approved', category });
      break;
    case 'finalize-required':
      enter(draft, 'finalize-required');
      ask(
        draft,
        { type: 'save', stage: 'finalize-required' },
        { type: 'announce', what: { name: 'klarna-finalize-required', category } },
      );
      settle(draft, { type: 'finalize-required', category });
      break;
    case 'invalid':
      ask(draft, { type: 'mark-fields', fields: reading.fields });
      settle(draft, reading);
      backToPaying(draft, kind);
      break;
    case 'cancelled':
      cancelled(draft, operation);
      backToPaying(draft, kind);
      ask(draft, { type: 'focus', on: 'pay' });
      break;
    case 'declined':
      decline(draft, category, kind);
      settle(draft, { type: 'declined', phase: kind });
      break;
    case 'failed':
      fail(
        draft,
        reading.fault,
        kind === 'finalize' && draft.resumeAt !== undefined ? 'start' : 'load',
      );
      settle(draft, reading);
  }
}

/** The answer is for a cart or session that is gone, or the shopper has changed their mind since. */
const isMoot = ({ postponed, chosen }: Model): boolean =>
  postponed.withdrawal !== undefined || postponed.cart || postponed.restart || !chosen;

function settle(draft: Draft, outcome: Outcome): void {
  draft.outcome = outcome;
  ask(draft, { type: 'settle', outcome });
}

function cancelled(draft: Draft, { category, kind: phase }: RunningOperation): void {
  ask(draft, { type: 'announce', what: { name: 'klarna-cancelled', category, phase } });
  settle(draft, { type: 'cancelled', phase });
}

/** Klarna is taken away politely. */
export function decline(draft: Draft, category: string, phase: Operation): void {
  enter(draft, 'declined');
  draft.loaded = [];
  ask(
    draft,
    { type: 'unload-widgets' },
    { type: 'forget' },
    { type: 'announce', what: { name: 'klarna-declined', category, phase } },
    { type: 'leave-choice' },
  );
}

/** The shopper can press again: after finalize on the review step, otherwise with the widget in place. */
function backToPaying(draft: Draft, kind: Operation): void {
  if (kind === 'finalize') enter(draft, 'finalize-required');
  else rest(draft);
}

/** Ready for the next press, unless what arrived during the operation comes first. */
export function rest(draft: Draft): void {
  if (isMoot(draft)) asleep(draft);
  else ready(draft);
}

/** What arrived during the operation happens now. */
export function catchUp(draft: Draft): void {
  const { withdrawal, restart, cart } = draft.postponed;
  draft.postponed = NOTHING_POSTPONED;
  if (withdrawal !== undefined) withdraw(draft, withdrawal);
  else if (draft.state === 'declined' || isClosed(draft)) return;
  else if (restart) startOver(draft);
  else if (cart) updateSession(draft);
  else if (draft.held && !draft.chosen) {
    release(draft);
    asleep(draft);
  }
}

/** Klarna stays silent: the shopper is offered a way out, nothing is decided yet. */
export function overdue(draft: Draft, { operation: id }: EventOf<'overdue'>): void {
  const { operation } = draft;
  if (operation?.id !== id || operation.overdue) return;
  draft.operation = { ...operation, overdue: true };
  ask(draft, { type: 'focus', on: 'status' });
}

/** Ends an operation whose outcome nobody can know any more. */
export function abandon(draft: Draft, code: ErrorCode): void {
  const { operation } = draft;
  if (!operation) return;
  const fault = { code, phase: operation.kind };
  endOperation(draft);
  enter(draft, 'unknown');
  draft.fault = fault;
  draft.abandoned = [...draft.abandoned, operation.id];
  ask(draft, { type: 'report', fault });
  settle(draft, { type: 'unknown', phase: operation.kind });
  catchUp(draft);
}

/** The token is no longer wanted: it is given back and the widget is there again. */
export function authorizationReturned(draft: Draft): void {
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
    ask(draft, { type: 'drop-token' });
    if (isSession) ask(draft, { type: 'forget' });
    ask(draft, { type: 'announce', what: { name: 'klarna-expired', what } });
    if (!isSession) loadSelected(draft);
  }
  if (isSession) reconfigured(draft);
}
