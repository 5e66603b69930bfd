/** Session and SDK: asked for side by side, brought up to date with the cart, started over. */
import type { Model, Session, Step } from './model.js';
import { fail, idle, isPresent, release, stay, step, then } from './step.js';
import { loadSelected } from './widget.js';

/** Goes as far as the page and the shopper allow. */
export function begin(model: Model): Step {
  if (!isPresent(model)) return idle(model);
  if (model.misconfiguration) return fail(model, model.misconfiguration, 'nowhere');
  if (!model.consented) return stay({ ...model, state: 'consent' });
  return start(model);
}

/** Session and SDK are asked for side by side; what is already there is not asked for again. */
function start(model: Model): Step {
  const run = model.serial + 1;
  const next: Model = {
    ...model,
    state: 'starting',
    serial: run,
    run,
    sdk: model.sdk === 'ready' ? 'ready' : 'requested',
    offered: [],
    tried: [],
    loaded: [],
    load: undefined,
    update: undefined,
    fault: undefined,
    retryAt: 'nowhere',
  };
  const session = model.session ? stay(next) : request(next);
  const sdk = then(session, (current) =>
    model.sdk === 'ready' ? stay(current) : step(current, { type: 'load-sdk' }),
  );
  return then(sdk, proceed);
}

/** A new session is made for the cart of this moment. */
const request = (model: Model): Step =>
  step(
    { ...model, postponed: { ...model.postponed, cart: false } },
    { type: 'abort-requests' },
    { type: 'request-session', run: model.run },
  );

/** Starts with a new session: the old one no longer fits the page, or has come to its end. */
export function startOver(model: Model): Step {
  return then(release(model), (current) => {
    const fresh: Model = { ...current, session: undefined, resumeAt: undefined, loaded: [] };
    return then(step(fresh, { type: 'unload-widgets' }), begin);
  });
}

/** Goes on once both session and SDK are here. */
export function proceed(model: Model): Step {
  const { session } = model;
  if (model.state !== 'starting' || !session) return stay(model);
  if (session.placed) {
    const state = session.placed.status === 'completed' ? 'placed' : 'pending';
    return step(
      { ...model, state },
      { type: 'forget' },
      { type: 'follow-order', answer: session.placed },
    );
  }
  if (model.sdk !== 'ready') return stay(model);
  const offering: Model = { ...model, offered: session.categories };
  if (model.postponed.cart) return updateSession(offering);
  if (model.resumeAt !== undefined) {
    return stay({ ...offering, state: 'finalize-required', selected: model.resumeAt });
  }
  return loadSelected(offering);
}

export function sessionAnswered(model: Model, run: number, session: Session): Step {
  if (run !== model.run || model.state !== 'starting') return stay(model);
  return then(step({ ...model, session }, { type: 'save', stage: 'started' }), proceed);
}

/** What was approved was approved for the cart of before: it is given back. */
export function updateSession(model: Model): Step {
  return then(release(model), (current) => {
    const stale: Model = { ...current, postponed: { ...current.postponed, cart: true } };
    if (!isPresent(current)) return idle(stale);
    if (current.misconfiguration) return fail(stale, current.misconfiguration, 'nowhere');
    if (current.session?.capabilities.update === 'none') return startOver(current);
    const update = current.serial + 1;
    return step(
      {
        ...current,
        state: 'loading',
        serial: update,
        update,
        load: undefined,
        resumeAt: undefined,
        postponed: { ...current.postponed, cart: false },
      },
      { type: 'update-session', update },
    );
  });
}
