/** One widget: Klarna's main frame in the page's container, with all that grows around it. */
import { mainFrameId } from '../sdk/names.js';
import type { Session } from '../sdk/session.js';
import type { Simulation } from '../simulation.js';
import { createIframe, setStyles } from './iframe.js';
import { createLoader, FRAME_SIZE } from './loader.js';
import { Messenger } from './messenger.js';
import { OverlayFrame } from './overlay-frame.js';
import { dress, make } from './page.js';
import { Program, type Host } from './program.js';

/** The SDK gives up on a frame that has not loaded after this. */
const BOOTSTRAP_LIMIT = 30_000;
const OVERLAY_AFTER = 500;
const POLL = 100;

export interface Place {
  readonly name: string;
  readonly container: Element;
  /** `finalize` and `reauthorize` work in a frame that nobody sees. */
  readonly hidden?: boolean;
  /** The payment review has no overlay, and a title of its own. */
  readonly review?: boolean;
}

/** The widgets of each simulator, by name. */
const widgets = new WeakMap<Simulation, Map<string, Widget>>();

export class Widget implements Host {
  readonly iframe: HTMLIFrameElement;
  readonly messenger = new Messenger();
  readonly session: Session;
  readonly #simulation: Simulation;
  readonly #place: Place;
  readonly #condition: Simulation['conditions']['frame'];
  readonly #stopBootstrap: () => void;
  #loader: readonly Element[] = [];
  #loaded = false;

  private constructor(simulation: Simulation, session: Session, place: Place) {
    this.#simulation = simulation;
    this.session = session;
    this.#place = place;
    this.#condition = simulation.conditions.frame;
    const title = place.review ? 'Klarna Payment Review' : 'Klarna';
    this.iframe = createIframe(mainFrameId(place.name), title, session);
    if (place.hidden) {
      setStyles(this.iframe, { display: 'none' });
    } else {
      this.#loader = createLoader(this.iframe.id, session);
      setStyles(this.iframe, FRAME_SIZE);
      if (this.#loader.length > 0) setStyles(this.iframe, { display: 'none' });
    }
    this.iframe.addEventListener('load', () => this.#onLoad());
    this.#stopBootstrap = simulation.timers.after(BOOTSTRAP_LIMIT, () => this.messenger.fail());
    simulation.telemetry.send('main_iframe_created', session, { name: place.name });
    place.container.append(...this.#loader, this.iframe);
    if (this.#condition === 'blocked') reportBlocked();
  }

  /**
   * The widget of this name in this container: the one that stands there already (even when it is past hearing), else
   * a new one. Looks in the document only, so one in a shadow root is never found again.
   */
  static at(simulation: Simulation, session: Session, place: Place): Widget {
    const standing = document.getElementById(mainFrameId(place.name));
    const known = widgets.get(simulation)?.get(place.name);
    if (known && standing === known.iframe && standing.parentNode === place.container) {
      if (known.#loaded) known.#growOverlay();
      return known;
    }
    standing?.remove();
    const widget = new Widget(simulation, session, place);
    const all = widgets.get(simulation) ?? new Map<string, Widget>();
    widgets.set(simulation, all.set(place.name, widget));
    simulation.onClear(() => widget.#remove());
    return widget;
  }

  /** The widget of this name, if its frame can be found in the document. */
  static find(simulation: Simulation, name: string): Widget | undefined {
    return document.getElementById(mainFrameId(name))
      ? widgets.get(simulation)?.get(name)
      : undefined;
  }

  setHeight(height: number | string): void {
    const pixels = Number.parseInt(String(height), 10);
    this.iframe.style.height = `${pixels}px`;
    this.#simulation.events.emit('heightChanged', pixels, this.#place.name);
  }

  overlay(): OverlayFrame {
    return OverlayFrame.of(this.#simulation, this.#place.name, this.session);
  }

  #remove(): void {
    this.iframe.remove();
    for (const node of this.#loader) node.remove();
  }

  /** Each time the frame has loaded: at first, and again whenever it was moved. */
  #onLoad(): void {
    if (this.#condition === 'hangs') return;
    this.messenger.disconnect();
    const { timers, delay } = this.#simulation;
    timers.after(delay, () => {
      if (!this.iframe.contentWindow) return;
      if (!this.#loaded) this.#firstLoad();
      this.#boot();
    });
  }

  #firstLoad(): void {
    this.#loaded = true;
    this.#stopBootstrap();
    // A skeleton stays until the program in the frame has drawn itself.
    if (this.session.experiments.get('loader_type') !== 'skeleton') this.#removeLoader();
    this.#simulation.telemetry.send('main_iframe_loaded', this.session);
    if (!this.#place.review) this.#growOverlay();
  }

  #removeLoader(): void {
    const nodes = [...this.#loader].reverse();
    this.#loader = [];
    for (const node of nodes) node.remove();
    if (nodes.length > 0) this.iframe.style.display = 'inline';
  }

  #boot(): void {
    if (this.#condition === 'http-error') showError(this.iframe);
    if (this.#condition !== 'works') return;
    const program = new Program(this.#simulation, this);
    program.start();
    this.#removeLoader();
    this.messenger.connect(program);
  }

  /** Half a second after a load the overlay frame stands on `body`, and the watch for a removed frame begins. */
  #growOverlay(): void {
    const { timers, scrollLock } = this.#simulation;
    timers.after(OVERLAY_AFTER, () => {
      scrollLock.markContainer(this.#place.container);
      this.overlay();
      const stop = timers.every(POLL, () => {
        if (document.getElementById(this.iframe.id)) return;
        stop();
        this.messenger.destroy();
        this.#simulation.telemetry.send('main_iframe_removed', this.session);
        OverlayFrame.standing(this.#simulation, this.#place.name)?.remove();
      });
    });
  }
}

/** As an HTTP error page in the frame: something is seen there, and nobody answers. */
function showError(iframe: HTMLIFrameElement): void {
  const page = iframe.contentDocument;
  if (!page) return;
  dress(page);
  page.body.replaceChildren(make(page, 'p', '500'));
}

/** The event that a page gets when its CSP refuses Klarna's frame. */
function reportBlocked(): void {
  queueMicrotask(() => {
    document.dispatchEvent(
      new SecurityPolicyViolationEvent('securitypolicyviolation', {
        bubbles: true,
        composed: true,
        blockedURI: 'https://js.playground.klarna.com',
        documentURI: location.href,
        violatedDirective: 'frame-src',
        effectiveDirective: 'frame-src',
        originalPolicy: "frame-src 'none'",
        disposition: 'enforce',
        statusCode: 200,
      }),
    );
  });
}
