import { ContextConsumer } from '@lit/context';
import { LitElement, nothing, type TemplateResult } from 'lit';
import { checkoutContext, type CheckoutView, type PartName } from './context.js';

/** What all parts have in common: they follow the checkout around them, and tell it that they are there. */
export abstract class CheckoutPart extends LitElement {
  /** Which part this is. */
  protected abstract readonly partName: PartName;

  readonly #consumer = new ContextConsumer(this, {
    context: checkoutContext,
    subscribe: true,
    callback: (view) => this.#follow(view),
  });
  readonly #internals = this.attachInternals();
  #detach: (() => void) | undefined;

  /** The checkout's present snapshot; undefined outside of a checkout. */
  protected get view(): CheckoutView | undefined {
    return this.#consumer.value;
  }

  protected abstract renderPart(view: CheckoutView): TemplateResult | typeof nothing;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#detach?.();
    this.#detach = undefined;
  }

  /** Moved by `moveBefore`, a part keeps its place in the checkout, and Klarna's frame its content. */
  connectedMoveCallback(): void {
    this.requestUpdate();
  }

  protected override render(): TemplateResult | typeof nothing {
    const content = this.view ? this.renderPart(this.view) : nothing;
    // A part without content takes no room, nor the gap beside it.
    this.setState(
      'empty',
      content === nothing || !this.view || this.hasContent?.(this.view) === false,
    );
    return content;
  }

  /** Whether there is anything to see of what was rendered. */
  protected hasContent?(view: CheckoutView): boolean;

  /** A custom state, for the part's own styles. */
  protected setState(name: string, isOn: boolean): void {
    if (isOn) this.#internals.states.add(name);
    else this.#internals.states.delete(name);
  }

  #follow(view: CheckoutView | undefined): void {
    this.#detach ??= view?.actions.attach(this.partName, this);
  }
}
