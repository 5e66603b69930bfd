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
        /* Klarna's frame becomes no narrower: what is missing sticks out in equal parts. */
        min-inline-size: 280px;
        margin-inline: min(0px, (100% - 280px) / 2);
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
    `,
  ];

  /**
   * Takes its room at once: Klarna is given a container in the same task, before the next drawing.
   * @internal
   */
  makeRoom(): void {
    this.performUpdate();
    this.setState('empty', false);
  }

  protected override renderPart(view: CheckoutView): TemplateResult {
    const { content } = view.traits.view;
    this.setState('empty', content === 'none' || content === 'prompt');
    return html`
      <div class="widget" part="widget">
        ${content === 'loading' ? skeleton : nothing}
        <slot name=${WIDGET_SLOT}></slot>
      </div>
    `;
  }
}

/** Stands in for Klarna's widget until it is there. */
const skeleton = html`<div class="skeleton" aria-hidden="true">
  <span></span><span></span><span></span>
</div>`;
