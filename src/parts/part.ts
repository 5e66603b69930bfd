import { ContextEvent } from '@lit/context';
import {
  LitElement,
  nothing,
  type CSSResultGroup,
  type CSSResultOrNative,
  type TemplateResult,
} from 'lit';
import { statesOf } from '../internals.js';
import { checkoutContext, type CheckoutView } from './context.js';
import { readable } from './styles.js';

/** Base class of the parts: receives the view of the checkout around it. */
export abstract class CheckoutPart extends LitElement {
  /** The checkout's present snapshot; undefined outside of a checkout. */
  protected view: CheckoutView | undefined;

  readonly #states = statesOf(this);
  #unsubscribe: (() => void) | undefined;

  protected static override finalizeStyles(styles?: CSSResultGroup): CSSResultOrNative[] {
    return readable(super.finalizeStyles(styles));
  }

  protected abstract renderPart(view: CheckoutView): TemplateResult | typeof nothing;

  override connectedCallback(): void {
    super.connectedCallback();
    const follow = (view: CheckoutView, unsubscribe?: () => void): void => {
      this.view = view;
      this.#unsubscribe = unsubscribe;
      this.requestUpdate();
    };
    /** @internal */
    this.dispatchEvent(new ContextEvent(checkoutContext, this, follow, true));
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#unsubscribe?.();
  }

  /** Moved by `moveBefore`, a part keeps its place in the checkout, and Klarna's frame its content. */
  connectedMoveCallback(): void {
    this.requestUpdate();
  }

  protected override render(): TemplateResult | typeof nothing {
    this.setState('empty', false);
    const content = this.view ? this.renderPart(this.view) : nothing;
    // A part without content takes no room, nor a gap.
    if (content === nothing) this.setState('empty', true);
    return content;
  }

  /** A custom state for the part's own styles, or an attribute where the browser has none. */
  protected setState(name: string, isOn: boolean): void {
    if (this.#states) this.#states[isOn ? 'add' : 'delete'](name);
    else this.toggleAttribute(`data-${name}`, isOn);
  }
}
