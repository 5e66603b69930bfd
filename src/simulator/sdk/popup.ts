/** The popup flow: a window for the decision, or the overlay where no window can be had. */
import type { FrameCall } from '../frames/messenger.js';
import { OverlayFrame } from '../frames/overlay-frame.js';
import { banner, dress, make, TITLES } from '../frames/page.js';
import type { Widget } from '../frames/widget.js';
import { popupName } from './names.js';
import type { Simulation } from '../simulation.js';

const WIDTH = 500;
const HEIGHT = 700;
/** A popup that is not ready by then is closed, and the overlay takes over. */
const READY_LIMIT = 10_000;
const POLL = 100;

/** Calls that wait for a popup to be ready. Two of one task share a window; the later one goes first. */
const waiting = new WeakMap<Window, (() => void)[]>();

export function authorizeInPopup(
  simulation: Simulation,
  widget: Widget,
  name: string,
  call: FrameCall,
): void {
  const overlay = OverlayFrame.standing(simulation, name);
  const popup = overlay?.ready ? open(simulation, name) : null;
  if (!overlay || !popup) {
    widget.messenger.send(call);
    return;
  }
  simulation.telemetry.send('popup_window_opened', call.session);
  simulation.onClear(() => popup.close());
  overlay.showBackdrop();
  const condition = simulation.conditions.popup;
  let state: 'opening' | 'ready' | 'over' = 'opening';

  const end = (): void => {
    state = 'over';
    stopPolling();
    stopWaiting();
    popup.close();
    simulation.telemetry.send('popup_window_closed', call.session);
    overlay.hide();
  };
  const fallBack = (): void => {
    end();
    widget.messenger.send(call);
  };
  const stopPolling = simulation.timers.every(POLL, () => {
    if (!popup.closed) return;
    // Closed while the shopper was at it: only the frame is told. If it stays silent nothing ever comes.
    if (state === 'ready') end();
    else fallBack();
  });
  const stopWaiting = simulation.timers.after(READY_LIMIT, fallBack);

  const ready = (): void => {
    if (state !== 'opening' || popup.closed) return;
    state = 'ready';
    stopWaiting();
    simulation.telemetry.send('popup_window_ready', call.session);
    if (condition === 'closes-after-ready') {
      popup.close();
      return;
    }
    widget.messenger.send({
      ...call,
      popup,
      respond: (answer) => {
        call.respond(answer);
        simulation.timers.after(simulation.delay, () => state === 'over' || end());
      },
    });
  };
  const calls = waiting.get(popup) ?? [];
  waiting.set(popup, calls);
  calls.push(ready);
  simulation.timers.after(simulation.delay, () => {
    if (popup.closed) return;
    if (condition === 'closes-before-ready') popup.close();
    else if (condition !== 'never-ready') {
      draw(popup.document);
      simulation.timers.after(simulation.delay, () => {
        for (const go of calls.splice(0).reverse()) go();
      });
    }
  });
}

/** Opens the window in the middle of the page's own, or nothing where the browser refuses. */
function open(simulation: Simulation, name: string): Window | null {
  const left = Math.round(window.screenX + (window.outerWidth - WIDTH) / 2);
  const top = Math.round(window.screenY + (window.outerHeight - HEIGHT) / 2);
  const features = `scrollbars=yes, status=no, resizable=no, width=${WIDTH}, height=${HEIGHT}, top=${top}, left=${left}`;
  return simulation.conditions.popup === 'blocked'
    ? null
    : window.open('', popupName(name), features);
}

function draw(page: Document): void {
  dress(page);
  const text = make(page, 'h1', TITLES.authorize);
  page.body.replaceChildren(
    make(page, 'div', [banner(page), make(page, 'div', [text], { class: 'content' })]),
  );
}
