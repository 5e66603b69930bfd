/**
 * What happens next: `transition(model, event)` gives the next model and what has to be done.
 *
 * Pure. It knows no DOM, no clock and no network, so every pair of state and event can be tried.
 * Each event is explained in the file that its line points to.
 */
import { cartChanged, updateSettled } from './cart.js';
import { NOTHING_POSTPONED } from './model.js';
import type { FlowEvent, Model, Step } from './model.js';
import { orderSettled, orderWanted } from './order.js';
import {
  abandon,
  authorizationReturned,
  expired,
  givenUp,
  operationSettled,
  overdue,
  pressed,
} from './pay.js';
import { begin, proceed, sessionAnswered, startOver } from './session.js';
import {
  chosen,
  configured,
  consented,
  misconfigured,
  reconfigured,
  resumed,
  unchosen,
  withdrawn,
} from './start.js';
import { fail, halted, isDeciding, isOver, release, stay, step, then } from './step.js';
import { load, loadSelected, loadSettled, mountLost, selected } from './widget.js';

export function transition(model: Model, event: FlowEvent): Step {
  switch (event.type) {
    case 'connected':
      return model.connected ? stay(model) : connected({ ...model, connected: true });
    case 'disconnected':
      return model.connected ? disconnected({ ...model, connected: false }) : stay(model);
    case 'moved':
      return moved(model);
    case 'misconfigured':
      return misconfigured(model, event.fault);
    case 'configured':
      return configured(model);
    case 'reconfigured':
      return reconfigured(model);
    case 'resumed':
      return resumed(model, event.session, event.category);
    case 'chosen':
      return chosen(model);
    case 'unchosen':
      return unchosen(model);
    case 'consented':
      return consented(model, event.source);
    case 'withdrawn':
      return withdrawn(model, event.source);
    case 'sdk-ready':
      return sdkReady({ ...model, sdk: 'ready' });
    case 'sdk-failed':
      return model.state === 'starting'
        ? fail({ ...model, sdk: 'absent' }, event.fault, 'start')
        : stay({ ...model, sdk: 'absent' });
    case 'session-answered':
      return sessionAnswered(model, event.run, event.session);
    case 'session-failed':
      return event.run === model.run && model.state === 'starting'
        ? fail(model, event.fault, 'start')
        : stay(model);
    case 'load-settled':
      return loadSettled(model, event.load, event.reading);
    case 'mount-lost':
      return frameLost(model);
    case 'selected':
      return selected(model, event.category);
    case 'pressed':
      return pressed(model, event.kind, event.purchase);
    case 'operation-settled':
      return operationSettled(model, event.operation, event.reading);
    case 'overdue':
      return overdue(model, event.operation);
    case 'given-up':
      return givenUp(model);
    case 'cart-changed':
      return cartChanged(model);
    case 'update-settled':
      return updateSettled(model, event.update, event.result);
    case 'order-wanted':
      return orderWanted(model);
    case 'order-settled':
      return orderSettled(model, event.order, event.result);
    case 'authorization-returned':
      return authorizationReturned(model);
    case 'expired':
      return expired(model, event.what);
    case 'retried':
      return retried(model);
    case 'reset':
      return reset(model);
  }
}

/** States that survive the element's absence: nothing of theirs hangs on Klarna's frame. */
const SETTLED: ReadonlySet<Model['state']> = new Set<Model['state']>([
  'authorized',
  'finalize-required',
  'placed',
  'pending',
  'unavailable',
  'declined',
  'unknown',
]);

function connected(model: Model): Step {
  if (model.state === 'placing') return step(model, { type: 'lock' });
  return model.state === 'idle' ? begin(model) : stay(model);
}

/** Taken out of the page: a running operation can no longer be followed, all else starts anew. */
function disconnected(model: Model): Step {
  const { operation } = model;
  const alone: Model = { ...halted(model), loaded: [] };
  if (operation) {
    return then(abandon(alone, operation, { code: 'removed', phase: operation.kind }), (current) =>
      step(current, { type: 'abort-requests' }, { type: 'unload-widgets' }),
    );
  }
  // The order goes its way, but no page stays locked for an element that is gone.
  if (model.state === 'placing') {
    return step(alone, { type: 'unlock' }, { type: 'abort-requests' }, { type: 'unload-widgets' });
  }
  const isSettled = SETTLED.has(model.state) || model.held !== undefined;
  const parked = isSettled ? alone : { ...alone, state: 'idle' as const };
  return step(
    { ...parked, run: model.serial + 1, serial: model.serial + 1 },
    { type: 'abort-requests' },
    { type: 'unload-widgets' },
  );
}

/** The frame in which Klarna was deciding is gone: an answer under way is lost, a widget is loaded again. */
function frameLost(model: Model): Step {
  const { operation } = model;
  if (!operation) return mountLost(model);
  return then(
    abandon(model, operation, { code: 'removed', phase: operation.kind }),
    // With the widgets goes what Klarna's overlay has left on the page.
    (current) => step(current, { type: 'unload-widgets' }),
  );
}

/** A move reloads Klarna's frame, and a call made meanwhile is lost: it starts with a new mount. */
const moved = (model: Model): Step =>
  model.operation ? frameLost(model) : then(step(model, { type: 'unload-widgets' }), frameLost);

/** A late success is still a success: a start that had failed for want of the SDK goes on. */
function sdkReady(model: Model): Step {
  if (model.state === 'failed' && model.fault?.phase === 'sdk') return begin(model);
  return proceed(model);
}

function retried(model: Model): Step {
  if (model.state === 'unknown') return step(model, { type: 'reload-page' });
  if (model.state === 'unavailable') return startOver(model);
  if (model.state !== 'failed' || !model.connected) return stay(model);
  switch (model.retryAt) {
    case 'start':
      return begin(model);
    case 'load': {
      const emptied = step({ ...model, loaded: [] }, { type: 'unload-widgets' });
      return then(emptied, (current) =>
        current.selected === undefined ? loadSelected(current) : load(current, current.selected),
      );
    }
    case 'update':
      return cartChanged(model);
    case 'order':
      return orderWanted(model);
    case 'nowhere':
      return stay(model);
  }
}

/** Back to the beginning: for the next purchase, or after the shop has changed its mind. */
function reset(model: Model): Step {
  if (isDeciding(model)) return stay(model);
  return then(release(model), (current) => {
    const fresh: Model = {
      ...current,
      state: 'idle',
      consented: current.consented && !isOver(current),
      session: undefined,
      resumeAt: undefined,
      offered: [],
      tried: [],
      selected: undefined,
      loaded: [],
      load: undefined,
      update: undefined,
      postponed: NOTHING_POSTPONED,
      fault: undefined,
      outcome: undefined,
      retryAt: 'nowhere',
      run: current.serial + 1,
      serial: current.serial + 1,
    };
    const emptied = step(
      fresh,
      { type: 'abort-requests' },
      { type: 'unload-widgets' },
      { type: 'clear-fields' },
      { type: 'forget' },
    );
    return then(emptied, begin);
  });
}
