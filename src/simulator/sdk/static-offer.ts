/** Static mode's widget: a block in the page instead of a frame. It shows an offer and assesses nothing. */
import type { CallArguments } from './arguments.js';
import { setStyles } from '../frames/iframe.js';
import { amountText, banner, LOOK, make, TITLES } from '../frames/page.js';
import { play } from '../frames/play.js';
import type { Place } from '../frames/widget.js';
import { mainFrameId, offerId } from './names.js';
import { deepMerge, type Session } from './session.js';
import type { Simulation } from '../simulation.js';

/** Time limits of the SDK: for the block's contents, then for its live part. */
const FETCH_LIMIT = 5000;
const LIVE_LIMIT = 15_000;

/** In static mode nothing is assessed: the answer is yes, whoever the shopper is. */
export const SHOWN = { answer: { show_form: true } };

const BLOCK: Readonly<Record<string, string>> = {
  display: 'inline-block',
  position: 'relative',
  overflow: 'hidden',
  'max-width': '600px',
  'min-width': '280px',
  width: '100%',
};

/** Puts the block into the container. The answer is always "show it", or "no" when the block cannot be had. */
export function loadOffer(
  simulation: Simulation,
  call: CallArguments,
  session: Session,
  place: Place,
  respond: (answer: unknown) => void,
): void {
  const { container, name } = place;
  const cid = offerId(call.options);
  session.pendingData = deepMerge(session.pendingData, call.data);
  const answer = (): void =>
    play(simulation, simulation.script.take('load') ?? SHOWN, {
      alive: () => true,
      reportHeight: (height) => {
        simulation.events.emit('heightChanged', Number.parseInt(String(height), 10), name);
      },
      showOverlay: () => undefined,
      hideOverlay: () => undefined,
      answer: respond,
    });
  const standing = [...container.children].some((one) => one.getAttribute('data-cid') === cid);
  if (standing) {
    answer();
    return;
  }
  for (const frame of container.querySelectorAll(`#${mainFrameId(name)}`)) frame.remove();
  const block = document.createElement('div');
  block.dataset['cid'] = cid;
  setStyles(block, BLOCK);
  container.append(block);
  simulation.onClear(() => block.remove());
  const fetched = (ms: number, then: () => void): void => void simulation.timers.after(ms, then);
  const giveUp = (): void => {
    block.remove();
    respond({ show_form: false });
  };
  const { offer } = simulation.conditions;
  if (offer === 'works') {
    fetched(simulation.delay, () => {
      const height = fill(block, session, simulation.height);
      if (session.dynamicOffer) block.append(livePart(height));
      simulation.events.emit('heightChanged', height, name);
      answer();
    });
    return;
  }
  fetched(offer === 'hangs' ? FETCH_LIMIT : simulation.delay, () => {
    if (!session.dynamicOffer) {
      giveUp();
      return;
    }
    block.append(make(document, 'div', ''), livePart(0));
    simulation.timers.after(LIVE_LIMIT, giveUp);
  });
}

/** A badge, and the offer in a closed shadow root, of its own height where none is given. Answers with that height. */
function fill(block: HTMLElement, session: Session, height: number | undefined): number {
  const badge = make(document, 'div', '');
  const host = document.createElement('div');
  setStyles(host, { width: '100%', 'text-align': 'left', 'margin-bottom': 'calc(12px)' });
  // As the SDK's: a page cannot style or read what is in it.
  // eslint-disable-next-line wc/no-closed-shadow-root
  const root = host.attachShadow({ mode: 'closed' });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(LOOK);
  root.adoptedStyleSheets = [sheet];
  const content = [
    make(document, 'h1', TITLES.load),
    make(document, 'p', session.merchantName),
    make(document, 'p', amountText(session), { class: 'amount' }),
  ];
  const page = make(
    document,
    'div',
    [banner(document), make(document, 'div', content, { class: 'content' })],
    { class: 'page' },
  );
  if (height !== undefined) setStyles(page, { height: `${height}px`, overflow: 'hidden' });
  root.append(page);
  block.append(badge, host);
  const measured = Math.ceil(host.getBoundingClientRect().height);
  if (measured > 0) {
    setStyles(host, { margin: '0px 0px calc(12px)', visibility: 'visible', padding: '0px' });
  }
  return measured;
}

/** The frame of the live part; here it stays unseen. */
function livePart(height: number): HTMLIFrameElement {
  const live = document.createElement('iframe');
  setStyles(live, {
    width: '100%',
    'text-align': 'left',
    height: `${height}px`,
    display: 'inline',
    border: '0px',
    'pointer-events': 'none',
    position: 'absolute',
    top: '0px',
    left: '0px',
    opacity: '0',
  });
  return live;
}

/** A token of another mode has come: the block gives way to a frame. */
export function removeOffers(container: Element): void {
  for (const block of [...container.children]) {
    if (block instanceof HTMLElement && block.dataset['cid']?.startsWith('klarna-')) block.remove();
  }
}
