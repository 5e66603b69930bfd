/** The program inside Klarna's main frame: draws the widget, reports its height, answers calls. */
import { byChoice, byTestPerson, type Behaviour, type Choice } from '../script/outcomes.js';
import type { Session } from '../sdk/session.js';
import type { Simulation } from '../simulation.js';
import { askPerson } from './decision.js';
import type { FrameCall, FrameProgram } from './messenger.js';
import type { OverlayFrame } from './overlay-frame.js';
import { amountText, banner, dress, make, TITLES } from './page.js';
import { play, type Stage } from './play.js';

/** What the frame's program needs of the widget it runs in. */
export interface Host {
  readonly iframe: HTMLIFrameElement;
  readonly session: Session;
  setHeight(height: number | string): void;
  /** The overlay, created now if it is not there yet. */
  overlay(): OverlayFrame;
}

export class Program implements FrameProgram {
  readonly #simulation: Simulation;
  readonly #host: Host;
  /** A frame that is moved or removed gets another window, or none: this program is over then. */
  readonly #window: Window | null;
  #observer: ResizeObserver | undefined;

  constructor(simulation: Simulation, host: Host) {
    this.#simulation = simulation;
    this.#host = host;
    this.#window = host.iframe.contentWindow;
  }

  alive(): boolean {
    return this.#window !== null && this.#host.iframe.contentWindow === this.#window;
  }

  /** Draws the widget and begins to report its height. */
  start(): void {
    const page = this.#host.iframe.contentDocument;
    if (!page) return;
    dress(page);
    page.body.replaceChildren(make(page, 'div', ''));
    this.#draw(this.#host.session);
    if (this.#simulation.height !== undefined) {
      this.#host.setHeight(this.#simulation.height);
      return;
    }
    const widget = page.body.firstElementChild;
    const view = page.defaultView;
    if (!widget || !view) return;
    let reported = 0;
    this.#observer = new view.ResizeObserver(() => {
      const height = Math.ceil(widget.getBoundingClientRect().height);
      if (height === 0 || height === reported || !this.alive()) return;
      reported = height;
      this.#host.setHeight(height);
    });
    this.#observer.observe(widget);
  }

  receive(call: FrameCall): void {
    if (call.method === 'load') this.#draw(call.session);
    const scripted = this.#simulation.script.take(call.method);
    if (scripted) this.#play(call, scripted);
    else if (this.#simulation.mode === 'person' && !call.method.startsWith('load')) this.#ask(call);
    else this.#play(call, byTestPerson(call.method, call.session, call.options));
  }

  #draw(session: Session): void {
    const page = this.#host.iframe.contentDocument;
    if (!page) return;
    const content = [
      make(page, 'h1', TITLES.load),
      make(page, 'p', session.merchantName),
      make(page, 'p', amountText(session), { class: 'amount' }),
    ];
    const widget = make(page, 'div', content, { class: 'content' });
    page.body.firstElementChild?.replaceChildren(banner(page), widget);
  }

  #ask(call: FrameCall): void {
    const decide = (choice: Choice): void => {
      if (!this.alive()) return;
      this.#play(call, byChoice(choice, call.method, call.session, call.options));
    };
    if (call.popup) askInPopup(this.#simulation, call.popup, call, decide);
    else this.#host.overlay().ask(call.method, decide);
  }

  #play(call: FrameCall, behaviour: Behaviour): void {
    const stage: Stage = {
      alive: () => this.alive(),
      reportHeight: (height) => this.#host.setHeight(height),
      showOverlay: () => this.#host.overlay().show(),
      hideOverlay: () => this.#host.overlay().hide(),
      answer: (answer) => call.respond(answer),
    };
    play(this.#simulation, behaviour, stage);
  }
}

/** Closing the popup counts as closing Klarna's window. */
function askInPopup(
  simulation: Simulation,
  popup: Window,
  call: FrameCall,
  decide: (choice: Choice) => void,
): void {
  const stop = simulation.timers.every(100, () => {
    if (popup.closed) done('close');
  });
  const done = (choice: Choice): void => {
    stop();
    decide(choice);
  };
  askPerson(popup.document, call.method, call.session, done);
}
