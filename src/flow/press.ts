/** A press of the pay button or a call that stands for it: begins an operation, or says why it cannot. */
import { isLaneFree } from '../klarna/lane.js';
import type { Operation, Purchase } from '../klarna/types.js';
import type { FieldSource } from '../shop-page/fields/index.js';
import type { Effects } from './effects/index.js';
import type { PromisedOutcome } from './machine/model.js';
import { canPress, heldOutcome, nextOperation } from './machine/pay.js';
import { STATES } from './machine/states.js';
import type { EffectContext } from './ports.js';

export class Presses {
  readonly #context: EffectContext;
  readonly #effects: Effects;

  constructor(context: EffectContext, effects: Effects) {
    this.#context = context;
    this.#effects = effects;
  }

  /** Whether a press would reach Klarna. */
  canPress(kind: Operation = nextOperation(this.#context.model)): boolean {
    return canPress(this.#context.model, kind) && isLaneFree();
  }

  /**
   * Asks Klarna in the task of the call. A call during an operation gets the promise of that one; a call that comes
   * too early is stopped, and the status asks the shopper to wait.
   *
   * @param isCall - by the shop's script, which may have disabled the fieldset around the element meanwhile
   * @param seen - what has been seen of the form's fields in this task
   */
  press(kind: Operation, isCall: boolean, seen: FieldSource): Promise<PromisedOutcome> {
    const { page, element } = this.#context;
    const { state, chosen } = this.#context.model;
    const isActive = page.isActive || (isCall && !page.isDisabled && chosen);
    const { operations } = this.#effects;
    if (!isActive || !this.canPress(kind)) this.#explainEarlyPress();
    if (!isActive) return refused({ type: 'not-ready', state });
    if (operations.pending) return operations.pending;
    const held = heldOutcome(this.#context.model, kind, () => page.isCurrent);
    if (held) return refused(this.#effects.approvals.promise(held));
    if (operations.isBusyElsewhere) return refused({ type: 'busy' });
    if (!this.canPress(kind)) {
      // What was approved is not what the page holds now, and the widget to ask again is gone.
      if (kind === 'authorize' && this.#context.model.held)
        this.#context.dispatch({ type: 'authorization-returned' });
      return refused({ type: 'not-ready', state });
    }

    const purchase = page.data.read(seen);
    page.noteAsked(purchase);
    const category = this.#context.model.selected ?? '';
    if (!element.emit('klarna-before-authorize', { category, purchase })) {
      return refused({ type: 'vetoed' });
    }
    return this.#begin(kind, purchase);
  }

  /** A listener of `klarna-before-authorize` may have changed everything, or pressed itself. */
  #begin(kind: Operation, purchase: Purchase): Promise<PromisedOutcome> {
    const { operations } = this.#effects;
    if (operations.pending) return operations.pending;
    const settled = this.canPress(kind) ? operations.begin() : undefined;
    if (!settled) return refused({ type: 'not-ready', state: this.#context.model.state });
    this.#context.dispatch({ type: 'pressed', kind, purchase });
    return settled;
  }

  #explainEarlyPress(): void {
    const { page, element, model } = this.#context;
    const { earlyPress } = STATES[model.state].page;
    if (!earlyPress) return;
    element.pressedEarly();
    page.focus(earlyPress);
  }
}

/** Klarna was not asked. */
const refused = (outcome: PromisedOutcome): Promise<PromisedOutcome> => Promise.resolve(outcome);
