import { css, html, nothing, type TemplateResult } from 'lit';
import type { Messages } from '../messages/en.js';
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
 * @csspart withdraw - The link that takes the consent back, where nothing happens.
 */
export class KlarnaCheckoutStatus extends CheckoutPart {
  static override readonly styles = [
    sharedStyles,
    buttonStyles,
    css`
      /* A line is kept while nothing is said, so that nothing moves when something is. */
      :host {
        display: grid;
        gap: 0.5rem;
        min-block-size: 1lh;
      }
      .box {
        display: flex;
        flex-wrap: wrap;
        gap: 0.75rem;
        align-items: center;
      }
      .box.silent {
        position: absolute;
      }
      /* A target of 44 px in a line of text. */
      .withdraw {
        display: flex;
        align-items: center;
        justify-self: start;
        block-size: 1lh;
      }
      .withdraw button {
        min-block-size: 2.75rem;
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
      /* Sign and text stay on one line; a longer text goes on beside the sign. */
      .line {
        display: flex;
        flex: 1 1 20rem;
        gap: 0.625rem;
        min-inline-size: 0;
      }
      .texts {
        display: grid;
        flex: 1;
        min-inline-size: 0;
      }
      .texts > * {
        grid-area: 1 / 1;
      }
      .text {
        align-self: start;
        border-radius: 2px;
      }
      /* Around the whole box, where there is one. */
      :is(.problem, .notice) .text {
        outline: none;
      }
      :is(.problem, .notice):has(.text:focus-visible) {
        outline: 2px solid var(--klarna-checkout-focus, light-dark(#0b57d0, #a8c7fa));
        outline-offset: 2px;
      }
      .later {
        visibility: hidden;
      }
      /* As high as a line of the text, which it stands in the middle of. */
      .sign {
        display: none;
        flex: none;
        place-content: center;
        inline-size: 1.25em;
        block-size: 1lh;
      }
      .busy .sign,
      .good .sign {
        display: grid;
      }
      .sign::before {
        content: '';
        box-sizing: border-box;
        grid-area: 1 / 1;
        inline-size: 1.25em;
        block-size: 1.25em;
        border: 2px solid transparent;
        /* A mask, since a colour of one side is lost where colours are forced. */
        mask: conic-gradient(#000 75%, transparent 75%);
        border-radius: 50%;
      }
      .busy .sign::before {
        border-color: currentColor;
        animation: turn 0.8s linear infinite;
      }
      .good .sign::before {
        visibility: hidden;
      }
      .good .sign::after {
        content: '';
        grid-area: 1 / 1;
        place-self: center;
        inline-size: 0.375em;
        block-size: 0.75em;
        border: solid;
        border-width: 0 2px 2px 0;
        transform: translateY(-0.125em) rotate(45deg);
      }
      @keyframes turn {
        to {
          transform: rotate(1turn);
        }
      }
      @media (prefers-reduced-motion: reduce) {
        .busy .sign::before {
          animation-duration: 4s;
        }
      }
    `,
  ];

  override focus(options?: FocusOptions): void {
    if (!this.hasUpdated) this.performUpdate();
    this.renderRoot.querySelector<HTMLElement>('.text')?.focus(options);
  }

  protected override renderPart(view: CheckoutView): TemplateResult {
    const { traits, status, text, language, canWithdraw, actions } = view;
    const { text: said, tone, action } = status;
    const isCalm = tone === 'busy' || tone === 'good';
    const hasRoom = said !== '' && isCalm && traits.view.content === 'widget';
    // Under the prompt there is no line to keep.
    this.setState('empty', said === '' && traits.view.content === 'prompt');
    const labels: Readonly<Record<StatusAction, string>> = {
      retry: text.retry,
      reload: text.reload,
      check: text.checkAgain,
      'give-up': text.giveUp,
    };
    return html`
      <div class="box ${said ? tone : 'silent'}" lang=${language}>
        <div class="line">
          <span class="sign" aria-hidden="true"></span>
          <div class="texts">
            <p class="text" part="status" role="status" tabindex="-1">${said}</p>
            ${hasRoom ? later(text) : nothing}
          </div>
        </div>
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
      ${
        canWithdraw && traits.view.withdraw
          ? html`<div class="withdraw" lang=${language}>
              <button class="link quiet" part="withdraw" type="button" @click=${actions.withdraw}>
                ${text.consentWithdraw}
              </button>
            </div>`
          : nothing
      }
    `;
  }
}

/** What may follow without a press has its room from the press on, however many lines each sentence takes. */
const later = ({ authorizing, authorized, placing }: Messages): readonly TemplateResult[] =>
  [authorizing, authorized, placing].map((text) => html`<p class="later">${text}</p>`);
