/** Klarna's full-screen frame: on `body`, invisible until it is shown, above everything. */
import type { Choice, Method } from '../script/outcomes.js';
import { overlayFrameId } from '../sdk/names.js';
import type { Session } from '../sdk/session.js';
import type { Simulation } from '../simulation.js';
import { askPerson } from './decision.js';
import { createIframe, setStyles } from './iframe.js';
import { banner, dress, make } from './page.js';

/** The overlays of each simulator, by widget name. */
const overlays = new WeakMap<Simulation, Map<string, OverlayFrame>>();

export class OverlayFrame {
  readonly #simulation: Simulation;
  readonly #name: string;
  readonly #session: Session;
  readonly #iframe: HTMLIFrameElement;
  #waiting: (() => void)[] = [];
  #shown = false;
  /** The frame has loaded and answered the handshake; the popup flow needs that. */
  ready = false;

  private constructor(simulation: Simulation, name: string, session: Session) {
    this.#simulation = simulation;
    this.#name = name;
    this.#session = session;
    this.#iframe = createIframe(overlayFrameId(name), 'Klarna', session);
    setStyles(this.#iframe, {
      border: '0px',
      display: 'block',
      height: '0px',
      left: '0px',
      'max-height': '100%',
      'max-width': '100%',
      position: 'fixed',
      opacity: '0',
      top: '0px',
      width: '100%',
      transition: 'opacity 0.3s',
      'z-index': '2147483647',
    });
    this.#iframe.addEventListener('load', () =>
      simulation.timers.after(simulation.delay, () => this.#loaded()),
    );
    document.body.append(this.#iframe);
  }

  /** The overlay of this name, if it stands in the page. */
  static standing(simulation: Simulation, name: string): OverlayFrame | undefined {
    const overlay = overlays.get(simulation)?.get(name);
    return overlay?.present ? overlay : undefined;
  }

  /** The overlay of this name, created if need be. */
  static of(simulation: Simulation, name: string, session: Session): OverlayFrame {
    const standing = OverlayFrame.standing(simulation, name);
    if (standing) return standing;
    simulation.telemetry.send('fullscreen_iframe_created', session);
    const overlay = new OverlayFrame(simulation, name, session);
    const known = overlays.get(simulation) ?? new Map<string, OverlayFrame>();
    overlays.set(simulation, known.set(name, overlay));
    simulation.onClear(() => overlay.remove());
    return overlay;
  }

  get present(): boolean {
    return this.#iframe.isConnected;
  }

  show(): void {
    if (this.#shown || !this.present) return;
    this.#shown = true;
    this.#simulation.telemetry.send('show_fullscreen', this.#session);
    setStyles(this.#iframe, { height: '100%', opacity: '1' });
    this.#simulation.events.emit('fullscreenOverlayShown', this.#name);
    this.#simulation.timers.after(10, () => this.#shown && this.#simulation.scrollLock.lock());
  }

  hide(): void {
    if (!this.#shown) return;
    this.#shown = false;
    this.#simulation.telemetry.send('hide_fullscreen', this.#session);
    setStyles(this.#iframe, { height: '0px', opacity: '0' });
    this.#simulation.events.emit('fullscreenOverlayHidden', this.#name);
    this.#simulation.timers.after(10, () => this.#shown || this.#simulation.scrollLock.unlock());
  }

  /** Opens and lets a person decide; closes again before the answer. */
  ask(method: Method, answer: (choice: Choice) => void): void {
    this.#whenReady((page) => {
      const before = document.activeElement;
      this.show();
      askPerson(page, method, this.#session, (choice) => {
        page.body.replaceChildren();
        this.hide();
        if (before instanceof HTMLElement) before.focus();
        answer(choice);
      });
    });
  }

  /** Darkens the page while the popup is open. */
  showBackdrop(): void {
    this.#whenReady((page) => {
      dress(page);
      page.body.className = 'backdrop';
      const text = make(page, 'p', 'Go on in the window that has opened.', { class: 'content' });
      page.body.replaceChildren(make(page, 'div', [banner(page), text], { class: 'dialog' }));
    });
    this.show();
  }

  /** The widget it belongs to is gone. An open overlay leaves its class behind, as the SDK's does. */
  remove(): void {
    this.ready = false;
    this.#iframe.remove();
    if (this.#shown) this.#simulation.scrollLock.abandon();
    this.#shown = false;
  }

  #whenReady(use: (page: Document) => void): void {
    const go = (): void => {
      const page = this.#iframe.contentDocument;
      if (page) use(page);
    };
    if (this.ready) go();
    else this.#waiting.push(go);
  }

  #loaded(): void {
    if (!this.present) return;
    this.#simulation.telemetry.send('fullscreen_iframe_loaded', this.#session);
    if (this.#simulation.conditions.frame !== 'works') return;
    this.ready = true;
    for (const go of this.#waiting.splice(0)) go();
  }
}
