/** The press, Klarna's decision, and every way in which it can end. */
import type { Operation, Purchase } from '../../klarna/types.js';
import { NOTHING_POSTPONED } from './model.js';
import type { Fault, Model, Outcome, RunningOperation, Step } from './model.js';
import type { OperationReading } from './outcome.js';
import { startOver, updateSession } from './session.js';
import { withdraw } from './start.js';
import { giveBack, isClosed, isDeciding, isPresent, release, stay, step, then } from './step.js';
import { asleep, loadSelected, ready } from './widget.js';

/** Whether Klarna may be asked now. The press itself is stopped, never queued. */
export function canPress(model: Model, kind: Operation): boolean {
  const { state, selected } = model;
  if (!isPresent(model) || selected === undefined) return false;
  if (kind === 'authorize') return state === 'ready';
  if (kind === 'finalize') return state === 'finalize-required';
  return state === 'ready' || state === 'authorized';
}

/** Asks Klarna in the task of the press, then locks the page. */
export function pressed(model: Model, kind: Operation, purchase: Purchase): Step {
  const { selected } = model;
  if (model.operation) return stay(model);
  if (!canPress(model, kind) || selected === undefined) {
    return step(model, { type: 'refuse', outcome: { type: 'not-ready', state: model.state } });
  }
  const id = model.serial + 1;
  return step(
    {
      ...model,
      state: kind === 'finalize' ? 'finalizing' : 'authorizing',
      serial: id,
      operation: { id, kind, category: selected, overdue: false },
      held: undefined,
      outcome: undefined,
      fault: undefined,
    },
    { type: 'drop-token' },
    { type: 'call-klarna', operation: id, kind, category: selected, purchase },
    { type: 'lock' },
    { type: 'watch', operation: id },
    { type: 'clear-fields' },
  );
}

export function operationSettled(model: Model, id: number, reading: OperationReading): Step {
  if (model.abandoned.includes(id)) return lateAnswer(model, id, reading);
  const { operation } = model;
  if (operation?.id !== id) return stay(model);
  // finalize and reauthorize move Klarna's frame away from our container.
  const loaded = operation.kind === 'authorize' ? model.loaded : [];
  const over = step(
    { ...model, operation: undefined, loaded },
    { type: 'unwatch' },
    { type: 'unlock' },
  );
  return then(
    then(over, (current) => conclude(current, operation, reading)),
    catchUp,
  );
}

function conclude(model: Model, operation: RunningOperation, reading: OperationReading): Step {
  const { category, kind } = operation;
  switch (reading.type) {
    case 'approved':
      return isMoot(model)
        ? cancelled(model, operation, giveBack(model, operation.id))
        : approved(model, operation);
    case 'finalize-required':
      if (isMoot(model)) return cancelled(model, operation);
      return settle(
        { ...model, state: 'finalize-required' },
        { type: 'finalize-required', category },
        [
          { type: 'save', stage: 'finalize-required' },
          { type: 'announce', what: { name: 'klarna-finalize-required', category } },
        ],
      );
    case 'invalid':
      return then(
        settle(model, { type: 'invalid', fields: reading.fields }, [
          { type: 'mark-fields', fields: reading.fields },
        ]),
        (current) => backToPaying(current, kind),
      );
    case 'cancelled':
      return then(
        settle(model, { type: 'cancelled', phase: kind }, [
          { type: 'announce', what: { name: 'klarna-cancelled', category, phase: kind } },
        ]),
        (current) => then(backToPaying(current, kind), focusPay),
      );
    case 'declined':
      return settle(
        { ...model, state: 'declined', loaded: [] },
        { type: 'declined', phase: kind },
        [
          { type: 'unload-widgets' },
          { type: 'forget' },
          { type: 'announce', what: { name: 'klarna-declined', category, phase: kind } },
          { type: 'leave-choice' },
        ],
      );
    case 'failed':
      return failed(model, reading.fault, kind);
  }
}

/** The answer is for a cart or session that is gone, or the shopper has changed their mind since. */
const isMoot = ({ postponed, chosen }: Model): boolean =>
  postponed.withdrawal !== undefined || postponed.cart || postponed.restart || !chosen;

function cancelled(
  model: Model,
  { category, kind }: RunningOperation,
  ...effects: Step['effects']
): Step {
  return then(
    settle(model, { type: 'cancelled', phase: kind }, [
      ...effects,
      { type: 'announce', what: { name: 'klarna-cancelled', category, phase: kind } },
    ]),
    asleep,
  );
}

function approved(model: Model, { id, category }: RunningOperation): Step {
  return settle(
    {
      ...model,
      state: 'authorized',
      held: { operation: id, category },
      resumeAt: undefined,
    },
    { type: 'approved', category },
    [
      // Whatever comes of the token now, the next purchase of this tab is asked for its own consent.
      { type: 'forget' },
      { type: 'hand-over', operation: id },
    ],
  );
}

function failed(model: Model, fault: Fault, kind: Operation): Step {
  const retryAt = kind === 'finalize' && model.resumeAt !== undefined ? 'start' : 'load';
  return settle({ ...model, state: 'failed', fault, retryAt }, { type: 'failed', fault }, [
    { type: 'report', fault },
  ]);
}

/** The shopper can press again: after finalize on the review step, otherwise with the widget in place. */
function backToPaying(model: Model, kind: Operation): Step {
  return kind === 'finalize' ? stay({ ...model, state: 'finalize-required' }) : rest(model);
}

/** Ready for the next press, unless what arrived during the operation comes first. */
export const rest = (model: Model): Step => (isMoot(model) ? asleep(model) : ready(model));

const focusPay = (model: Model): Step => step(model, { type: 'focus', on: 'pay' });

function settle(model: Model, outcome: Outcome, effects: Step['effects']): Step {
  return step({ ...model, outcome }, ...effects, { type: 'settle', outcome });
}

/** What arrived during the operation happens now. */
export function catchUp(model: Model): Step {
  const { postponed } = model;
  if (isDeciding(model)) return stay(model);
  const clean: Model = { ...model, postponed: NOTHING_POSTPONED };
  if (postponed.withdrawal !== undefined) return withdraw(clean, postponed.withdrawal);
  if (model.state === 'declined' || isClosed(model)) return stay(clean);
  if (postponed.restart) return startOver(clean);
  if (postponed.cart) return updateSession(clean);
  return model.held && !model.chosen ? then(release(clean), asleep) : stay(clean);
}

/** An approval after giving up: given back, or said aloud where nobody can give it back. */
function lateAnswer(model: Model, id: number, reading: OperationReading): Step {
  const next: Model = { ...model, abandoned: model.abandoned.filter((other) => other !== id) };
  if (reading.type !== 'approved') return stay(next);
  return step(next, { type: 'hand-over-late', operation: id });
}

/** Klarna stays silent: the shopper is offered a way out, nothing is decided yet. */
export function overdue(model: Model, id: number): Step {
  const { operation } = model;
  if (operation?.id !== id || operation.overdue) return stay(model);
  return step(
    { ...model, operation: { ...operation, overdue: true } },
    { type: 'focus', on: 'status' },
  );
}

export function givenUp(model: Model): Step {
  const { operation } = model;
  if (!operation) return stay(model);
  return abandon(model, operation, { code: 'no-answer', phase: operation.kind });
}

/** Ends an operation whose outcome nobody can know any more. */
export function abandon(model: Model, operation: RunningOperation, fault: Fault): Step {
  const outcome: Outcome = { type: 'unknown', phase: operation.kind };
  const next: Model = {
    ...model,
    state: 'unknown',
    operation: undefined,
    abandoned: [...model.abandoned, operation.id],
    fault,
    retryAt: 'nowhere',
    outcome,
  };
  return then(
    step(
      next,
      { type: 'unwatch' },
      { type: 'unlock' },
      { type: 'report', fault },
      { type: 'settle', outcome },
    ),
    catchUpWithdrawal,
  );
}

/** Of what was postponed only a withdrawal still counts: everything else needs a reload first. */
function catchUpWithdrawal(model: Model): Step {
  const clean: Model = { ...model, postponed: NOTHING_POSTPONED };
  const { withdrawal } = model.postponed;
  return withdrawal === undefined ? stay(clean) : withdraw(clean, withdrawal);
}

/** The token is no longer wanted: it is given back and the widget is there again. */
export function authorizationReturned(model: Model): Step {
  if (!model.held || model.state === 'placing') return stay(model);
  return then(release(model), ready);
}

/** 60 minutes of the token, or 48 hours of the session, are over. */
export function expired(model: Model, what: 'authorization' | 'session'): Step {
  if (isDeciding(model)) {
    return what === 'session'
      ? stay({ ...model, postponed: { ...model.postponed, restart: true } })
      : stay(model);
  }
  const announced = (current: Model): Step =>
    step(current, { type: 'announce', what: { name: 'klarna-expired', what } });
  if (what === 'authorization') {
    if (!model.held) return stay(model);
    const dropped = step({ ...model, held: undefined }, { type: 'drop-token' });
    return then(then(dropped, announced), loadSelected);
  }
  if (!model.session || isClosed(model)) return stay(model);
  const dropped = step({ ...model, held: undefined }, { type: 'drop-token' }, { type: 'forget' });
  return then(then(dropped, announced), (current) =>
    current.state === 'declined' ? stay({ ...current, session: undefined }) : startOver(current),
  );
}
