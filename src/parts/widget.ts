import { css, html, nothing, type TemplateResult } from 'lit';
import { WIDGET_SLOT } from '../shop-page/mount.js';
import type { CheckoutView } from './context.js';
import { CheckoutPart } from './part.js';
import { buttonStyles, sharedStyles } from './styles.js';

/**
 * Where Klarna's widget appears. Klarna's own frame stands in the light DOM of the page and is only
 * slotted in here: its SDK cannot see into shadow roots.
 *
 * @customElement klarna-checkout-widget
 * @csspart widget - The box around Klarna's widget.
 * @csspart withdraw - The link that takes the consent back.
 */
export class KlarnaCheckoutWidget extends CheckoutPart {
  static override readonly styles = [
    sharedStyles,
    buttonStyles,
    css`
      /* Klarna's frame is 230 px high until it says otherwise: the room is there before it is. */
      .widget.reserved {
        min-block-size: 230px;
      }
      /* In a grid Klarna's frame has no line of text around it, which would add to its height. */
      ::slotted(*) {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
      }
      .unusable {
        visibility: hidden;
      }
      ::slotted([hidden]) {
        display: none;
      }
      /* Takes what is missing to 280 px in equal parts from both sides. */
      .widget.wide {
        inline-size: 280px;
        margin-inline: calc((100% - 280px) / 2);
      }
    `,
  ];

  #width = '';

  protected override renderPart(view: CheckoutView): TemplateResult {
    const { content } = view.traits.view;
    this.setState('empty', content === 'none');
    this.setState('unseen', content === 'prompt');
    const height = content === 'prompt' || content === 'loading' ? 'reserved' : '';
    return html`
      <div class="widget ${height} ${this.#width}" part="widget">
        <slot name=${WIDGET_SLOT}></slot>
      </div>
      ${view.canWithdraw ? withdrawLink(view) : nothing}
    `;
  }

  /**
   * Widens or narrows at once: the flow measures in the same task, before the next drawing.
   * @internal
   */
  widen(isWider: boolean): void {
    this.setState('empty', false);
    this.#width = isWider ? 'wide' : '';
    this.renderRoot.querySelector('.widget')?.classList.toggle('wide', isWider);
  }
}

/** It keeps its line while it cannot be used. */
const withdrawLink = ({ text, language, actions, traits }: CheckoutView): TemplateResult =>
  html`<button
    class="link quiet ${traits.view.withdraw ? '' : 'unusable'}"
    part="withdraw"
    type="button"
    lang=${language}
    @click=${actions.withdraw}
  >
    ${text.consentWithdraw}
  </button>`;
