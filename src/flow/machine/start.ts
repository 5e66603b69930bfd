/** Transitions before the first request: consent, choice, and changed attributes. */
import { NO_SESSION, type ConsentSource, type EventOf } from './model.js';
import { begin, startOver } from './session.js';
import {
  push,
  fail,
  isClosed,
  isDeciding,
  isOver,
  isPresent,
  isUnsupported,
  nextNumber,
  postpone,
  release,
  type Draft,
} from './draft.js';
import { settleInactive } from './widget.js';

function announceConsent(draft: Draft, granted: boolean, source: ConsentSource): void {
  push(draft, { type: 'announce', what: { name: 'klarna-consent', granted, source } });
}

export function consented(draft: Draft, { source }: EventOf<'consented'>): void {
  if (draft.consented) return;
  draft.consented = true;
  draft.consentSource = source;
  announceConsent(draft, true, source);
  if (draft.state !== 'consent') return;
  begin(draft);
  // The prompt goes away with the button that was pressed: focus needs a new place.
  if (source === 'prompt') push(draft, { type: 'focus', on: 'content' });
}

/** Consent is withdrawn: no more requests are sent; during an operation this waits for its outcome. */
export function withdrawn(draft: Draft, { source }: EventOf<'withdrawn'>): void {
  if (!draft.consented) announceConsent(draft, false, source);
  else if (isDeciding(draft)) postpone(draft, { withdrawal: source });
  else withdraw(draft, source);
}

export function withdraw(draft: Draft, source: ConsentSource): void {
  dropSession(draft);
  draft.consented = false;
  announceConsent(draft, false, source);
  if (!isClosed(draft)) begin(draft);
}

/** The shopper agreed to less than the backend asks for, and is asked again; until then nothing more is sent. */
export function customerNeeded(draft: Draft): void {
  draft.needsCustomer = true;
  const isAsking = (draft.state === 'starting' && !draft.session) || draft.update !== undefined;
  if (!isAsking || draft.consentSource !== 'prompt') return;
  dropSession(draft);
  draft.consented = false;
  begin(draft);
}

/** Back to the beginning: for the next purchase, or after the shop has changed its mind. */
export function reset(draft: Draft): void {
  if (isDeciding(draft)) return;
  dropSession(draft);
  draft.consented &&= !isOver(draft);
  draft.selected = undefined;
  draft.outcome = undefined;
  begin(draft);
}

/** Nothing of the session is left, here or in the page. */
function dropSession(draft: Draft): void {
  release(draft);
  Object.assign(draft, NO_SESSION);
  draft.run = nextNumber(draft);
  push(
    draft,
    { type: 'abort-requests' },
    { type: 'unload-widgets' },
    { type: 'clear-fields' },
    { type: 'forget' },
  );
}

/** The page before this one ended with `finalize_required`; its session goes on here. */
export function resumed(draft: Draft, { session, category }: EventOf<'resumed'>): void {
  draft.session = session;
  draft.resumeAt = category;
  draft.consented = true;
}

/** The shopper chose Klarna in the shop's own list of payment methods. */
export function chosen(draft: Draft): void {
  draft.chosen = true;
  if (draft.state === 'idle') begin(draft);
}

/** Another method was chosen: what was loaded stays, but a live approval is given back. */
export function unchosen(draft: Draft): void {
  draft.chosen = false;
  if (draft.state === 'consent') begin(draft);
  if (!draft.held || draft.state === 'placing') return;
  release(draft);
  settleInactive(draft);
}

/** Noted at once; what Klarna or the shop is deciding, or has decided, goes on as it is. */
export function misconfigured(draft: Draft, { fault }: EventOf<'misconfigured'>): void {
  draft.misconfiguration = fault;
  if (isUnsupported(draft)) {
    begin(draft);
    return;
  }
  const goesOn =
    !isPresent(draft) ||
    isDeciding(draft) ||
    isClosed(draft) ||
    draft.state === 'declined' ||
    draft.held;
  if (goesOn) push(draft, { type: 'report', fault });
  else fail(draft, fault, 'nowhere');
}

export function configured(draft: Draft): void {
  draft.misconfiguration = undefined;
  if (draft.fault?.phase === 'configuration' && draft.retryAt === 'nowhere') begin(draft);
}

/**
 * Back from the browser's cache. A token that was sent may have been used: it is neither sent again nor given back,
 * and the endpoint is asked what became of the purchase.
 */
export function restored(draft: Draft, { hasSubmitted }: EventOf<'restored'>): void {
  if (hasSubmitted && draft.held && !isDeciding(draft)) {
    draft.held = undefined;
    push(draft, { type: 'drop-token' });
  }
  reconfigured(draft);
}

/** The session no longer fits; during an operation the new one waits. */
export function reconfigured(draft: Draft): void {
  const { state } = draft;
  if (isDeciding(draft)) postpone(draft, { restart: true });
  else if (state === 'declined') draft.session = undefined;
  else if (!isClosed(draft) && (draft.session || state === 'starting' || state === 'failed')) {
    startOver(draft);
  }
}
