/** The cart changed on the server: the session follows, then the widget. */
import type { Model, Step, UpdateResult } from './model.js';
import { startOver } from './start.js';
import { fail, isDeciding, stay, step, then } from './step.js';
import { loadSelected, ready } from './widget.js';

const AFFECTED: ReadonlySet<Model['state']> = new Set<Model['state']>([
  'loading',
  'ready',
  'authorized',
  'finalize-required',
  'unavailable',
]);

/** Changes are coalesced: while one update runs, all later ones are one more. */
export function cartChanged(model: Model): Step {
  const mustWait = isDeciding(model) || model.state === 'starting' || model.update !== undefined;
  if (mustWait) return stay({ ...model, postponed: { ...model.postponed, cart: true } });
  const isStuck = model.state === 'failed' && model.session !== undefined;
  return AFFECTED.has(model.state) || isStuck ? updateSession(model) : stay(model);
}

export function updateSession(model: Model): Step {
  const { session, held } = model;
  if (!session) return stay(model);
  // What was approved was approved for the cart of before.
  const dropped = held
    ? step({ ...model, held: undefined }, { type: 'give-back', operation: held.operation })
    : stay(model);
  if (session.capabilities.update === 'none') return then(dropped, startOver);
  return then(dropped, (current) => {
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

export function updateSettled(model: Model, id: number, result: UpdateResult): Step {
  if (id !== model.update) return stay(model);
  const current: Model = { ...model, update: undefined };
  if (result.type === 'recreate') return startOver(current);
  if (result.type === 'failed') return fail(current, result.fault, 'update');
  if (current.postponed.cart) return updateSession(current);
  if (result.reload === 'none') return ready(current);
  const categories = result.categories ?? current.session?.categories ?? [];
  const next: Model = { ...current, loaded: [], tried: [], offered: categories };
  const cleared = result.reload === 'init' ? step(next, { type: 'unload-widgets' }) : stay(next);
  return then(cleared, loadSelected);
}
