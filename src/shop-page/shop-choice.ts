/** The attribute `choice`: whether Klarna is chosen in the shop's own payment list, and disabling it there. */
import { disableChoice, findChoice, focusGroup, isChosen, onChoice, unchoose } from './choice.js';

export class ShopChoice {
  readonly #element: HTMLElement & { readonly choice: string };
  /** Controls that are disabled because Klarna cannot be used. */
  readonly #disabled = new Map<Element, () => void>();
  #isDisabled = false;
  #wasFound = false;

  constructor(element: HTMLElement & { readonly choice: string }) {
    this.#element = element;
  }

  /** Always true without the attribute; a control that is not there is not chosen. */
  get isChosen(): boolean {
    return !this.#element.choice || this.#controls.some(isChosen);
  }

  /** Whether there ever was such a control. */
  get wasFound(): boolean {
    return !this.#element.choice || this.#wasFound || this.#controls.length > 0;
  }

  /** Follows the controls that the attribute names now; where Klarna cannot be chosen, that holds for these. */
  connect(changed: () => void, signal: AbortSignal): void {
    const isDisabled = this.#isDisabled;
    this.enable();
    if (!this.#element.choice) return;
    this.#isDisabled = isDisabled;
    if (isDisabled) this.#disableAll();
    const look = (): void => {
      if (this.#isDisabled) this.#disableAll();
      changed();
    };
    onChoice(this.#element, look, signal);
  }

  /** Klarna cannot be chosen until {@link enable} is called, also in a list that is drawn again. */
  disable(): void {
    const [control] = this.#controls;
    this.#isDisabled = true;
    this.#disableAll();
    if (control) focusGroup(control);
  }

  enable(): void {
    this.#isDisabled = false;
    for (const enable of this.#disabled.values()) enable();
    this.#disabled.clear();
  }

  /** Leaves Klarna unchosen, with focus on the other methods. */
  leave(): void {
    const controls = this.#controls;
    for (const control of controls) unchoose(control);
    if (controls[0]) focusGroup(controls[0]);
  }

  #disableAll(): void {
    for (const control of this.#controls) {
      if (this.#disabled.has(control)) continue;
      // The change that follows leads here again.
      this.#disabled.set(control, () => undefined);
      this.#disabled.set(control, disableChoice(control));
    }
  }

  get #controls(): readonly Element[] {
    const { choice } = this.#element;
    const controls = choice ? findChoice(choice, this.#element) : [];
    this.#wasFound ||= controls.length > 0;
    return controls;
  }
}
