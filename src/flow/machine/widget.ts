/** Klarna's widget: which category is loaded, what its answers mean, when it is loaded again. */
import type { EventOf, Model } from './model.js';
import {
  push,
  enter,
  fail,
  isDeciding,
  enterIdle,
  isPresent,
  nextNumber,
  release,
  unload,
  type Draft,
} from './draft.js';
import { STATES } from './states.js';

/** Loads the selected category, or the first that is offered. */
export function loadSelected(draft: Draft): void {
  const [first] = draft.offered;
  if (!first) unavailable(draft);
  else load(draft, isOffered(draft, draft.selected) ? draft.selected : first.identifier);
}

function isOffered({ offered }: Model, category: string | undefined): category is string {
  return offered.some(({ identifier }) => identifier === category);
}

/** The widget of the selected category shows the present cart. */
export const isShown = ({ loaded, selected }: Model): boolean =>
  loaded.some((name) => name === selected);

function load(draft: Draft, category: string): void {
  if (!isPresent(draft)) {
    enterIdle(draft);
    return;
  }
  enter(draft, 'loading');
  draft.selected = category;
  draft.loaded = draft.loaded.filter((other) => other !== category);
  draft.load = nextNumber(draft);
  push(
    draft,
    { type: 'show-widget', category },
    { type: 'load-widget', load: draft.load, category },
    // A page that is loaded anew begins here, not at a review step of before.
    { type: 'save', stage: 'started' },
  );
}

export function unavailable(draft: Draft): void {
  enter(draft, 'unavailable');
  draft.selected = undefined;
  draft.load = undefined;
  push(
    draft,
    { type: 'unload-widgets' },
    { type: 'announce', what: { name: 'klarna-unavailable', tried: draft.tried } },
    { type: 'disable-choice' },
  );
}

export function loadSettled(draft: Draft, { load, result }: EventOf<'load-settled'>): void {
  const { selected } = draft;
  if (load !== draft.load || selected === undefined) return;
  draft.load = undefined;
  switch (result.type) {
    case 'shown':
      draft.loaded = [...draft.loaded, selected];
      ready(draft);
      if (result.invalidFields.length > 0) {
        push(draft, { type: 'mark-fields', fields: result.invalidFields });
      }
      break;
    case 'refused':
      draft.tried = [...draft.tried, selected];
      draft.offered = draft.offered.filter(({ identifier }) => identifier !== selected);
      loadSelected(draft);
      break;
    case 'failed':
      unload(draft);
      fail(draft, result.fault, 'load');
  }
}

/** Ready for the press as soon as the widget shows the present cart. */
export function ready(draft: Draft): void {
  if (!isShown(draft)) {
    loadSelected(draft);
    return;
  }
  enter(draft, 'ready');
  push(draft, { type: 'announce', what: { name: 'klarna-ready', category: draft.selected ?? '' } });
}

export function selected(draft: Draft, { category }: EventOf<'selected'>): void {
  const canSwitch = STATES[draft.state].view.methods === 'shown' && !isDeciding(draft);
  if (!canSwitch || category === draft.selected || !isOffered(draft, category)) return;
  release(draft);
  draft.selected = category;
  // What an update says decides what is loaded: it is waited for.
  const isWaiting = draft.update !== undefined;
  if (!isWaiting && !isShown(draft)) {
    load(draft, category);
    return;
  }
  push(draft, { type: 'show-widget', category });
  if (isWaiting) return;
  draft.load = undefined;
  ready(draft);
}

/** Back behind the shop's other methods; a widget that shows the present cart stays. */
export function settleInactive(draft: Draft): void {
  if (isShown(draft)) enter(draft, 'ready');
  else enterIdle(draft);
}

/** The page deleted Klarna's container, as morphing libraries do. */
export function mountLost(draft: Draft): void {
  const { state } = draft;
  draft.loaded = [];
  if (state !== 'ready' && (state !== 'loading' || draft.update !== undefined)) return;
  draft.load = undefined;
  loadSelected(draft);
}
