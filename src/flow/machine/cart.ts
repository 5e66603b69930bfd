/** The cart changed on the server: the session follows, then the widget. */
import type { Model, Step, UpdateResult } from './model.js';
import { startOver, updateSession } from './session.js';
import { fail, isDeciding, stay, step, then } from './step.js';
import { loadSelected, ready } from './widget.js';

const AFFECTED: ReadonlySet<Model['state']> = new Set<Model['state']>([
  'loading',
  'ready',
  'authorized',
  'finalize-required',
  'unavailable',
  'failed',
]);

/** The session cannot be brought up to date now, but has to be once the start goes on. */
const isHeldUp = ({ state, retryAt }: Model): boolean =>
  state === 'idle' ||
  state === 'starting' ||
  (state === 'failed' && (retryAt === 'start' || retryAt === 'nowhere'));

/** Changes are coalesced: while one update runs, all later ones are one more. */
export function cartChanged(model: Model): Step {
  const mustWait = isDeciding(model) || isHeldUp(model) || model.update !== undefined;
  if (mustWait) return stay({ ...model, postponed: { ...model.postponed, cart: true } });
  return AFFECTED.has(model.state) ? updateSession(model) : stay(model);
}

export function updateSettled(model: Model, id: number, result: UpdateResult): Step {
  if (id !== model.update) return stay(model);
  if (result.type === 'failed') return fail(model, result.fault, 'update');
  const current: Model = { ...model, update: undefined };
  if (result.type === 'recreate') return startOver(current);
  if (current.postponed.cart) return updateSession(current);
  if (result.reload === 'none') return ready(current);
  const { session } = current;
  const categories = result.categories ?? session?.categories ?? [];
  const next: Model = {
    ...current,
    session: session && { ...session, categories },
    loaded: [],
    tried: [],
    offered: categories,
  };
  const cleared = result.reload === 'init' ? step(next, { type: 'unload-widgets' }) : stay(next);
  return then(cleared, loadSelected);
}
