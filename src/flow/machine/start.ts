/** What the shopper and the page decide before anything is asked: consent, choice, the page's words. */
import {
  NOTHING_POSTPONED,
  type ConsentSource,
  type Fault,
  type Model,
  type Session,
  type Step,
} from './model.js';
import { begin, startOver } from './session.js';
import { fail, isClosed, isDeciding, isPresent, release, stay, step, then } from './step.js';
import { asleep } from './widget.js';

export function consented(model: Model, source: ConsentSource): Step {
  if (model.consented) return stay(model);
  const agreed = step(
    { ...model, consented: true },
    { type: 'announce', what: { name: 'klarna-consent', granted: true, source } },
  );
  if (model.state !== 'consent') return agreed;
  const begun = then(agreed, begin);
  return source === 'prompt' ? then(begun, focusStatus) : begun;
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
    return stay({ ...model, postponed: { ...model.postponed, withdrawal: source } });
  }
  return withdraw(model, source);
}

export function withdraw(model: Model, source: ConsentSource): Step {
  const cleared = then(release(model), (current) =>
    step(
      {
        ...current,
        consented: false,
        session: undefined,
        resumeAt: undefined,
        run: current.serial + 1,
        serial: current.serial + 1,
        offered: [],
        tried: [],
        loaded: [],
        load: undefined,
        update: undefined,
        postponed: NOTHING_POSTPONED,
        fault: undefined,
        retryAt: 'nowhere',
      },
      { type: 'abort-requests' },
      { type: 'unload-widgets' },
      { type: 'clear-fields' },
      { type: 'forget' },
      { type: 'announce', what: { name: 'klarna-consent', granted: false, source } },
    ),
  );
  return isClosed(model) ? cleared : then(cleared, begin);
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
  if (!model.held || model.state === 'placing') return stay(next);
  return then(release(next), asleep);
}

/** Noted at once; what Klarna or the shop is deciding, or has decided, goes on as it is. */
export function misconfigured(model: Model, fault: Fault): Step {
  const next: Model = { ...model, misconfiguration: fault };
  const goesOn =
    !isPresent(model) ||
    isDeciding(model) ||
    isClosed(model) ||
    model.state === 'declined' ||
    model.held !== undefined;
  return goesOn ? step(next, { type: 'report', fault }) : fail(next, fault, 'nowhere');
}

export function configured(model: Model): Step {
  const next: Model = { ...model, misconfiguration: undefined };
  const hadFailed =
    model.state === 'failed' &&
    model.fault?.phase === 'configuration' &&
    model.retryAt === 'nowhere';
  return hadFailed ? begin({ ...next, fault: undefined }) : stay(next);
}

/** The session no longer fits; during an operation the new one waits. */
export function reconfigured(model: Model): Step {
  if (isDeciding(model)) {
    return stay({ ...model, postponed: { ...model.postponed, restart: true } });
  }
  if (isClosed(model)) return stay(model);
  if (model.state === 'declined') return stay({ ...model, session: undefined });
  const isUnderWay =
    model.session !== undefined || model.state === 'starting' || model.state === 'failed';
  return isUnderWay ? startOver(model) : stay(model);
}
