/** From the empty page to a session and an SDK: consent, the choice of the shop, starting over. */
import type { ConsentSource, Model, Session, Step } from './model.js';
import { loadSelected } from './widget.js';
import { isDeciding, isOver, stay, step, then } from './step.js';

/** Goes as far as the page and the shopper allow. */
export function begin(model: Model): Step {
  const ready = model.connected && model.chosen;
  if (!ready) return stay({ ...model, state: 'idle' });
  if (!model.consented) return stay({ ...model, state: 'consent' });
  return start(model);
}

/** Session and SDK are asked for side by side; what is already there is not asked for again. */
export function start(model: Model): Step {
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
  const session = model.session
    ? stay(next)
    : step(next, { type: 'abort-requests' }, { type: 'request-session', run });
  const sdk = then(session, (current) =>
    model.sdk === 'ready' ? stay(current) : step(current, { type: 'load-sdk' }),
  );
  return then(sdk, proceed);
}

/** Starts with a new session: the old one no longer fits the page, or has come to its end. */
export function startOver(model: Model): Step {
  const fresh: Model = { ...model, session: undefined, resumeAt: undefined };
  return then(step(fresh, { type: 'unload-widgets' }), start);
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
  if (model.resumeAt !== undefined) {
    return stay({
      ...model,
      state: 'finalize-required',
      selected: model.resumeAt,
      offered: session.categories,
    });
  }
  return loadSelected({ ...model, offered: session.categories });
}

export function consented(model: Model, source: ConsentSource): Step {
  if (model.consented) return stay(model);
  const agreed = step(
    { ...model, consented: true },
    { type: 'announce', what: { name: 'klarna-consent', granted: true, source } },
  );
  return model.state === 'consent' ? then(then(agreed, begin), focusStatus) : agreed;
}

/** The prompt goes away with the button that was pressed: focus needs a new place. */
const focusStatus = (model: Model): Step => step(model, { type: 'focus', on: 'status' });

/** Nothing more leaves; during an operation this waits for its outcome. */
export function withdrawn(model: Model, source: ConsentSource): Step {
  if (!model.consented) {
    return step(model, {
      type: 'announce',
      what: { name: 'klarna-consent', granted: false, source },
    });
  }
  if (isDeciding(model)) {
    return stay({ ...model, postponed: { ...model.postponed, withdrawal: true } });
  }
  return withdraw(model, source);
}

export function withdraw(model: Model, source: ConsentSource): Step {
  const { held } = model;
  const given = held
    ? step({ ...model, held: undefined }, { type: 'give-back', operation: held.operation })
    : stay(model);
  const cleared = then(given, (current) =>
    step(
      {
        ...current,
        consented: false,
        session: undefined,
        resumeAt: undefined,
        run: current.serial + 1,
        serial: current.serial + 1,
        offered: [],
        loaded: [],
        load: undefined,
        update: undefined,
        postponed: { cart: false, restart: false, withdrawal: false },
      },
      { type: 'abort-requests' },
      { type: 'unload-widgets' },
      { type: 'clear-fields' },
      { type: 'forget' },
      { type: 'announce', what: { name: 'klarna-consent', granted: false, source } },
    ),
  );
  return isOver(model) ? cleared : then(cleared, begin);
}

export function sessionAnswered(model: Model, run: number, session: Session): Step {
  if (run !== model.run || model.state !== 'starting') return stay(model);
  return then(step({ ...model, session }, { type: 'save', stage: 'started' }), (current) =>
    proceed(current),
  );
}

/** The page before this one ended with `finalize_required`; its session goes on here. */
export function resumed(model: Model, session: Session, category: string): Step {
  return stay({ ...model, session, resumeAt: category, consented: true });
}

/** The shopper chose Klarna in the shop's own list of payment methods. */
export function chosen(model: Model): Step {
  const next = { ...model, chosen: true };
  return model.state === 'idle' ? begin(next) : stay(next);
}

/** Another method was chosen: what was loaded stays, but a live approval is given back. */
export function unchosen(model: Model): Step {
  const next = { ...model, chosen: false };
  if (model.state === 'consent') return begin(next);
  if (model.state !== 'authorized' || !model.held) return stay(next);
  return step(
    { ...next, state: 'ready', held: undefined },
    { type: 'give-back', operation: model.held.operation },
  );
}

/** The session no longer fits; during an operation the new one waits. */
export function reconfigured(model: Model): Step {
  if (!model.session && model.state !== 'starting' && model.state !== 'failed') return stay(model);
  if (isOver(model)) return stay(model);
  if (isDeciding(model)) {
    return stay({ ...model, postponed: { ...model.postponed, restart: true } });
  }
  const { held } = model;
  const dropped = held
    ? step({ ...model, held: undefined }, { type: 'give-back', operation: held.operation })
    : stay(model);
  return then(dropped, model.connected ? startOver : begin);
}
