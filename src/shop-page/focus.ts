/** Moves focus to a part of the view, and back to where it was when the page was locked. */
import type { FocusTarget, ViewPort } from './ports.js';

export class Focus {
  readonly #view: ViewPort;
  #beforeLock: HTMLElement | undefined;

  constructor(view: ViewPort) {
    this.#view = view;
  }

  /** Notes what has focus now, for a later `move('pay')`. */
  note(): void {
    this.#beforeLock = deepActiveElement();
  }

  move(on: FocusTarget): void {
    const back = on === 'pay' && this.#beforeLock;
    const isThere = back && back.isConnected && back !== document.body;
    const target = isThere ? back : this.#view[on === 'pay' ? 'payButton' : on];
    target?.focus();
  }
}

function deepActiveElement(): HTMLElement | undefined {
  let active = document.activeElement;
  while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
  return active instanceof HTMLElement ? active : undefined;
}
