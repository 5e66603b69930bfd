/**
 * The state machine: `transition(model, event)` returns the next model and the effects to run.
 *
 * It is pure: no DOM, no clock, no network, so every pair of state and event can be tested. The handlers below
 * write to a draft of the next model, which never leaves this function.
 */
import { cartChanged, updateSettled } from './cart.js';
import type { EventOf, FlowEvent, Model, Transition } from './model.js';
import { orderSettled, orderWanted } from './order.js';
import {
  abandon,
  authorizationReturned,
  expired,
  operationSettled,
  overdue,
  pressed,
} from './pay.js';
import {
  begin,
  checkAgain,
  checkDue,
  resumeChecks,
  sdkFailed,
  sdkReady,
  sessionAnswered,
  sessionFailed,
  startOver,
} from './session.js';
import {
  chosen,
  configured,
  consented,
  customerNeeded,
  misconfigured,
  reconfigured,
  reset,
  resumed,
  restored,
  unchosen,
  withdrawn,
} from './start.js';
import { push, cancelPending, enterIdle, nextNumber, unload, type Draft } from './draft.js';
import { STATES } from './states.js';
import { loadSelected, loadSettled, mountLost, selected } from './widget.js';

/** The handler of each event; most are explained in the file that they are imported from. */
const HANDLERS: {
  readonly [Type in FlowEvent['type']]: (draft: Draft, event: EventOf<Type>) => void;
} = {
  connected,
  disconnected,
  moved,
  misconfigured,
  configured,
  reconfigured,
  resumed,
  chosen,
  unchosen,
  consented,
  withdrawn,
  'customer-needed': customerNeeded,
  'sdk-ready': sdkReady,
  'sdk-failed': sdkFailed,
  'session-answered': sessionAnswered,
  'session-failed': sessionFailed,
  'check-due': checkDue,
  'load-settled': loadSettled,
  'mount-lost': frameLost,
  selected,
  pressed,
  'operation-settled': operationSettled,
  overdue,
  'given-up': (draft) => abandon(draft, 'no-answer'),
  'cart-changed': cartChanged,
  'update-settled': updateSettled,
  'order-wanted': orderWanted,
  'order-settled': orderSettled,
  'authorization-returned': authorizationReturned,
  restored,
  expired,
  retried,
  reset,
};

export function transition(model: Model, event: FlowEvent): Transition {
  const { effects, ...next } = written({ ...model, effects: [] }, event);
  const names = Object.keys(model) as (keyof Model)[];
  const isSame = names.every((name) => next[name] === model[name]);
  return { model: isSame ? model : next, effects };
}

function written<Type extends FlowEvent['type']>(draft: Draft, event: EventOf<Type>): Draft {
  HANDLERS[event.type](draft, event);
  return draft;
}

function connected(draft: Draft): void {
  if (draft.connected) return;
  draft.connected = true;
  if (draft.state === 'placing') push(draft, { type: 'lock' });
  if (draft.state === 'idle') begin(draft);
  resumeChecks(draft);
}

/** Taken out of the page: a running operation can no longer be followed, all else starts anew. */
function disconnected(draft: Draft): void {
  if (!draft.connected) return;
  draft.connected = false;
  cancelPending(draft);
  draft.loaded = [];
  if (draft.operation) abandon(draft, 'removed');
  // The order continues, but the page is unlocked: the element is gone.
  else if (draft.state === 'placing') push(draft, { type: 'unlock' });
  else {
    if (!STATES[draft.state].purchase.isLasting && !draft.held) enterIdle(draft);
    draft.run = nextNumber(draft);
  }
  push(draft, { type: 'abort-requests' }, { type: 'unload-widgets' });
}

/** The frame in which Klarna was deciding is gone: an answer under way is lost, a widget is loaded again. */
function frameLost(draft: Draft): void {
  if (!draft.operation) {
    mountLost(draft);
    return;
  }
  abandon(draft, 'removed');
  // With the widgets goes what Klarna's overlay has left on the page.
  push(draft, { type: 'unload-widgets' });
}

/** A move reloads Klarna's frame, and a call made meanwhile is lost: it starts with a new mount. */
function moved(draft: Draft): void {
  if (!draft.operation) push(draft, { type: 'unload-widgets' });
  frameLost(draft);
}

function retried(draft: Draft): void {
  const { state } = draft;
  if (state === 'unknown' && draft.retryAt === 'check') checkAgain(draft);
  else if (state === 'unknown') push(draft, { type: 'reload-page' });
  if (state === 'unavailable') startOver(draft);
  if (state !== 'failed' || !draft.connected) return;
  switch (draft.retryAt) {
    case 'start':
      begin(draft);
      break;
    case 'load':
      unload(draft);
      loadSelected(draft);
      break;
    case 'update':
      cartChanged(draft);
      break;
    case 'order':
      orderWanted(draft);
      break;
    case 'check':
    case 'nowhere':
  }
}
