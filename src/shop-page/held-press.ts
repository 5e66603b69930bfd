/** The shopper's press, which is stopped until Klarna has decided and then repeated. */
import type { FormInternals } from '../internals.js';
import type { FormOwner } from './form-owner.js';
import { queryAll } from './query.js';
import { isPayingSubmitter, presentButton } from './submitter.js';

export class HeldPress {
  readonly #host: HTMLElement;
  readonly #internals: FormInternals;
  readonly #owner: FormOwner;
  /** Null: the press of a script, or of the Enter key in a field. */
  #button: HTMLElement | null = null;
  /** The button is no submit button of the form: its click is repeated. */
  #isOutside = false;
  /** The pressed button, while the form is sent without it: the page has taken it out, or disabled it. */
  #lost: HTMLElement | null = null;
  #isRepeating = false;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #done: (() => void) | undefined;

  constructor(host: HTMLElement, internals: FormInternals, owner: FormOwner) {
    this.#host = host;
    this.#internals = internals;
    this.#owner = owner;
  }

  /** The press is repeated in this very task. */
  get isRepeating(): boolean {
    return this.#isRepeating;
  }

  /** The submit button whose attributes say where the form goes. */
  get submitter(): HTMLElement | null {
    return this.#isOutside ? null : this.#button;
  }

  hold(button: HTMLElement | null, isOutside = false): void {
    this.#button = button;
    this.#isOutside = isOutside;
  }

  /**
   * Repeats the press in a task of its own.
   *
   * @param isSendable - whether the form still has something to send, asked in that task
   * @param done - called afterwards, also if there was nothing to send any more
   */
  repeat(isSendable: () => boolean, done: (() => void) | undefined): void {
    const { form } = this.#internals;
    const button = this.#button;
    const isOutside = this.#isOutside;
    this.hold(null);
    this.#done = done;
    this.#timer = setTimeout(() => {
      this.#isRepeating = true;
      try {
        // What the form carried went with the element: nothing may be sent without it.
        if (!this.#host.isConnected) this.#owner.unsent();
        else if (button && isOutside) this.#click(button);
        else if (form && this.#mayStillSend(form) && isSendable()) this.#submit(form, button);
      } finally {
        this.#isRepeating = false;
        this.#lost = null;
        this.#end();
      }
    });
  }

  /** The shopper was faster than the repetition, which is left out. */
  overtake(): void {
    clearTimeout(this.#timer);
    setTimeout(() => this.#end());
  }

  cancel(): void {
    clearTimeout(this.#timer);
    this.#done = undefined;
  }

  /** Adds the entry of a button that the form was sent without. */
  addLost(data: FormData): void {
    const { name, value } = (this.#lost ?? {}) as Partial<HTMLButtonElement>;
    if (name) data.append(name, value ?? '');
  }

  isPaying(button: HTMLElement | null): boolean {
    if (!button || button === this.#owner.ownButton()) return true;
    return isPayingSubmitter(button, this.#owner.submitter());
  }

  /** Taken out of the form or disabled meanwhile, the element has nothing to send with it. */
  #mayStillSend(form: HTMLFormElement): boolean {
    return this.#internals.form === form && this.#internals.willValidate;
  }

  #submit(form: HTMLFormElement, pressed: HTMLElement | null): void {
    const button = pressed && presentButton(form, pressed, (one) => this.isPaying(one));
    if (!button) this.#lost = pressed;
    form.requestSubmit(button);
  }

  /** A list or a footer that was redrawn has another button of the same meaning. */
  #click(pressed: HTMLElement): void {
    const selector = this.#owner.submitter() ?? '';
    const button = pressed.isConnected ? pressed : queryAll(selector, this.#host)[0];
    if (button instanceof HTMLElement) button.click();
  }

  #end(): void {
    this.#done?.();
    this.#done = undefined;
  }
}
