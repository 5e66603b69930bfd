import { css, html, nothing, type TemplateResult } from 'lit';
import type { CheckoutView, StatusAction } from './context.js';
import { CheckoutPart } from './part.js';
import { buttonStyles, sharedStyles } from './styles.js';

/**
 * Shows the progress and the outcome of the purchase, and a button for the next step. It is the only live region of
 * the checkout: always rendered, so that a change of its text is announced.
 *
 * @customElement klarna-checkout-status
 * @csspart status - The line of text.
 * @csspart action - The button beside it: try again, reload, stop waiting.
 */
export class KlarnaCheckoutStatus extends CheckoutPart {
  static override readonly styles = [
    sharedStyles,
    buttonStyles,
    css`
      .box {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 0.75rem;
        min-block-size: 1.5em;
      }
      .box.problem,
      .box.notice {
        padding: 0.75rem 1rem;
        border: 1px solid var(--klarna-checkout-border, light-dark(#d4d4d9, #4a4a50));
        border-inline-start: 4px solid currentColor;
        border-radius: var(--klarna-checkout-radius, 0.5rem);
      }
      .box.problem {
        border-inline-start-color: var(--klarna-checkout-danger, light-dark(#b3261e, #f2b8b5));
      }
      .text {
        flex: 1 1 14rem;
        min-inline-size: 0;
      }
      /* It takes focus so that a screen reader goes on here; there is nothing to operate. */
      .text:focus {
        outline: none;
      }
      .spinner {
        display: none;
        flex: none;
        align-self: start;
        margin-block-start: 0.125em;
        inline-size: 1.25em;
        block-size: 1.25em;
        border: 2px solid currentColor;
        border-inline-end-color: transparent;
        border-radius: 50%;
        animation: turn 0.8s linear infinite;
      }
      .busy .spinner,
      .good .spinner {
        display: block;
      }
      /* A tick in its place, so that the words stay where they are when it goes. */
      .good .spinner {
        margin: 0;
        border-color: transparent;
        line-height: 1;
        animation: none;
      }
      .good .spinner::before {
        content: '\\2713';
      }
      @keyframes turn {
        to {
          transform: rotate(1turn);
        }
      }
      @media (prefers-reduced-motion: reduce) {
        .spinner {
          animation-duration: 4s;
        }
      }
      @media (forced-colors: active) {
        .spinner {
          border-inline-end-color: Canvas;
        }
      }
    `,
  ];

  override focus(options?: FocusOptions): void {
    this.renderRoot.querySelector<HTMLElement>('.text')?.focus(options);
  }

  protected override renderPart(view: CheckoutView): TemplateResult {
    const { traits, status, text, language, actions } = view;
    const { text: said, tone, action } = status;
    this.setState('aside', said !== '' && traits.view.content === 'prompt');
    const labels: Readonly<Record<StatusAction, string>> = {
      retry: text.retry,
      reload: text.reload,
      'give-up': text.giveUp,
    };
    return html`
      <div class="box ${said && tone}" lang=${language}>
        <span class="spinner" aria-hidden="true"></span>
        <p class="text" part="status" role="status" tabindex="-1">${said}</p>
        ${
          action
            ? html`<button
                class="secondary"
                part="action"
                type="button"
                @click=${() => actions.act(action)}
              >
                ${labels[action]}
              </button>`
            : nothing
        }
      </div>
    `;
  }
}
