/** The cart changed on the server: the session follows, then the widget. */
import type { EventOf, Model } from './model.js';
import { startOver, updateSession } from './session.js';
import { push, fail, postpone, type Draft } from './draft.js';
import { STATES } from './states.js';
import { loadSelected, ready } from './widget.js';

/** The session cannot be brought up to date now, but has to be once the purchase goes on. */
const isHeldUp = ({ state, update, retryAt }: Model): boolean =>
  update !== undefined ||
  STATES[state].purchase.cart === 'later' ||
  (state === 'failed' && (retryAt === 'start' || retryAt === 'nowhere'));

/** Changes are coalesced: while one update runs, all later ones are one more. */
export function cartChanged(draft: Draft): void {
  if (STATES[draft.state].purchase.cart === 'never') return;
  if (isHeldUp(draft)) postpone(draft, { cart: true });
  else updateSession(draft);
}

export function updateSettled(draft: Draft, { update, result }: EventOf<'update-settled'>): void {
  if (update !== draft.update) return;
  if (result.type === 'failed') {
    fail(draft, result.fault, 'update');
    return;
  }
  draft.update = undefined;
  if (result.type === 'recreate') startOver(draft);
  else if (draft.postponed.cart) updateSession(draft);
  else if (result.reload === 'none') ready(draft);
  else {
    const { session } = draft;
    const categories = result.categories ?? session?.categories ?? [];
    draft.session = session && { ...session, categories };
    draft.offered = categories;
    draft.tried = [];
    draft.loaded = [];
    if (result.reload === 'init') push(draft, { type: 'unload-widgets' });
    loadSelected(draft);
  }
}
