import { css, html, nothing, type TemplateResult } from 'lit';
import { WIDGET_SLOT } from '../slots.js';
import type { CheckoutView } from './context.js';
import { CheckoutPart } from './part.js';
import { sharedStyles } from './styles.js';

/**
 * Where Klarna's widget appears. Klarna's own frame stands in the light DOM of the page and is only
 * slotted in here: its SDK cannot see into shadow roots.
 *
 * @customElement klarna-checkout-widget
 * @csspart widget - The box around Klarna's widget.
 */
export class KlarnaCheckoutWidget extends CheckoutPart {
  static override readonly styles = [
    sharedStyles,
    css`
      .widget {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
      }
      /* Klarna's frame is 230 px high until it says otherwise: the room is there before it is. */
      .skeleton {
        display: grid;
        gap: 0.75rem;
        align-content: start;
        block-size: 230px;
        padding: 1rem;
        border: 1px solid var(--klarna-checkout-border, light-dark(#d4d4d9, #4a4a50));
        border-radius: var(--klarna-checkout-radius, 0.5rem);
      }
      /* Colours and no opacity, which would lift it above Klarna's frame. */
      .skeleton span {
        block-size: 0.875rem;
        border-radius: 0.25rem;
        background: var(--klarna-checkout-border, light-dark(#d4d4d9, #4a4a50));
        animation: wait 1.6s ease-in-out infinite alternate;
      }
      .skeleton span:first-child {
        inline-size: 40%;
        block-size: 1.5rem;
      }
      .skeleton span:last-child {
        inline-size: 70%;
      }
      @keyframes wait {
        to {
          background: light-dark(#ececef, #333338);
        }
      }
      @media (prefers-reduced-motion: reduce) {
        .skeleton span {
          animation: none;
        }
      }
      /* In a grid Klarna's frame has no line of text around it, which would add to its height. */
      ::slotted(*) {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        align-content: start;
      }
      /* One over the other. */
      .skeleton,
      ::slotted(*) {
        grid-area: 1 / 1;
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
    this.setState('empty', content === 'none' || content === 'prompt');
    return html`
      <div class="widget ${this.#width}" part="widget">
        ${content === 'loading' ? skeleton : nothing}
        <slot name=${WIDGET_SLOT}></slot>
      </div>
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

/** Stands in for Klarna's widget until it is there. */
const skeleton = html`<div class="skeleton" aria-hidden="true">
  <span></span><span></span><span></span>
</div>`;
