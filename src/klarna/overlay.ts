/** Klarna's overlay over the whole page: when it opens and closes, and what it leaves behind. */
import { payments } from './sdk.js';

/** Klarna sets this class on `html` and `body` to keep the page from scrolling. */
const SCROLL_LOCK = 'klarna-payments-fso-open';

export interface OverlayHandlers {
  readonly shown: () => void;
  readonly hidden: () => void;
}

/**
 * Listens until the returned function is called. A hint only: in one of Klarna's modes neither event
 * comes. The handlers must not throw, since the SDK then skips the remaining ones.
 */
export function watchOverlay({ shown, hidden }: OverlayHandlers): () => void {
  const sdk = payments();
  if (typeof sdk?.on !== 'function' || typeof sdk.off !== 'function') return () => undefined;
  // Wrapped, since the SDK runs a handler as often as it was added.
  const onShown = (): void => shown();
  const onHidden = (): void => hidden();
  sdk.on('fullscreenOverlayShown', onShown);
  sdk.on('fullscreenOverlayHidden', onHidden);
  return () => {
    // Never without the handler: that would remove the listeners of the whole page.
    sdk.off('fullscreenOverlayShown', onShown);
    sdk.off('fullscreenOverlayHidden', onHidden);
  };
}

/** The frame in which Klarna's window opens, a child of `body`. */
const OVERLAY = 'body > [id^="klarna-"][id$="-fullscreen"]';

/** What keeps the frame from being used; its style may be rewritten as a whole. */
const OBSTACLES = ['inert', 'aria-hidden', 'style'];

/**
 * Keeps Klarna's window usable until the returned function is called: the modal dialogs of frameworks take pointer
 * events from `body`, and make everything beside them inert or hidden from assistive technology.
 */
export function keepOverlayUsable(): () => void {
  const pointerEvents = new Map<HTMLElement, string>();
  const observer = new MutationObserver(() => free());
  const free = (): void => {
    for (const frame of document.querySelectorAll<HTMLElement>(OVERLAY)) {
      const { style } = frame;
      if (!pointerEvents.has(frame)) {
        pointerEvents.set(frame, style.pointerEvents);
        observer.observe(frame, { attributeFilter: OBSTACLES });
      }
      frame.removeAttribute('inert');
      frame.removeAttribute('aria-hidden');
      style.pointerEvents = 'auto';
    }
  };
  free();
  observer.observe(document.body, { childList: true });
  return () => {
    observer.disconnect();
    for (const [frame, value] of pointerEvents) frame.style.pointerEvents = value;
  };
}

/** Klarna leaves its scroll lock on when its container goes away while the overlay is open. */
export function releaseScrollLock(): void {
  for (const node of [document.documentElement, document.body]) {
    node.classList.remove(SCROLL_LOCK);
  }
}
