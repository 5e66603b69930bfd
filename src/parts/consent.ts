import { css, html, nothing, type TemplateResult } from 'lit';
import type { CheckoutView } from './context.js';
import { CheckoutPart } from './part.js';
import { buttonStyles, sharedStyles } from './styles.js';

/**
 * The consent prompt: what will be shared with whom, before anything is.
 *
 * @customElement klarna-checkout-consent
 * @csspart prompt - The box around the prompt.
 * @csspart agree - The button that agrees.
 * @csspart other - The button that leads to another way to pay; only beside the shop's own choice.
 */
export class KlarnaCheckoutConsent extends CheckoutPart {
  static override readonly styles = [
    sharedStyles,
    buttonStyles,
    css`
      .prompt {
        display: grid;
        gap: 0.375rem;
        padding: 0.75rem 1rem;
        border: 1px solid var(--klarna-checkout-border, light-dark(#d4d4d9, #4a4a50));
        border-radius: var(--klarna-checkout-radius, 0.5rem);
        background: var(--klarna-checkout-surface, transparent);
      }
      .title {
        font-weight: 600;
      }
      .said {
        font-size: 0.875em;
        line-height: 1.4;
      }
      /* A target of 44 px; its room stands in for the gaps around it. */
      summary {
        inline-size: fit-content;
        padding-block: calc((2.75rem - 1lh) / 2);
        margin-block: -0.375rem;
        text-decoration: underline;
        text-underline-offset: 0.15em;
        cursor: pointer;
      }
      .more {
        display: grid;
        gap: 0.5rem;
        padding-block-end: 0.625rem;
      }
      .buttons {
        display: flex;
        flex-wrap: wrap;
        gap: 0.5rem 0.75rem;
      }
      .buttons button {
        flex: 1 1 13rem;
        padding: 0.125rem 0.75rem;
        line-height: 1.25;
      }
      .secondary {
        font-size: 0.875em;
        font-weight: 400;
      }
      .links {
        display: flex;
        flex-wrap: wrap;
        gap: 0 1.25rem;
        list-style: none;
      }
      .links a {
        display: block;
        padding-block: calc((2.75rem - 1lh) / 2);
      }
      .new-tab {
        position: absolute;
        inline-size: 1px;
        block-size: 1px;
        overflow: hidden;
        clip-path: inset(50%);
        white-space: nowrap;
      }
    `,
  ];

  override focus(options?: FocusOptions): void {
    this.performUpdate();
    this.renderRoot.querySelector<HTMLElement>('.prompt')?.focus(options);
  }

  protected override renderPart(view: CheckoutView): TemplateResult | typeof nothing {
    const { text, actions, traits, model } = view;
    if (traits.view.content !== 'prompt') return nothing;
    return html`
      <div
        class="prompt"
        part="prompt"
        role="group"
        aria-labelledby="title"
        tabindex="-1"
        lang=${view.language}
      >
        <p class="title" id="title">${text.consentTitle}</p>
        <p class="said">${model.needsCustomer ? text.consentCustomerEarly : text.consentIntro}</p>
        <details class="said">
          <summary><span class="sentence">${text.consentMore}</span></summary>
          <div class="more">
            <p>${text.consentRecipient.replace('{recipient}', () => view.recipient)}</p>
            <p>${text.consentData} ${model.needsCustomer ? nothing : text.consentCustomer}</p>
            <p>${text.consentPurpose}</p>
            <ul class="links">
              <li>${this.#link(view.klarnaPrivacyUrl, text.klarnaPrivacy, text.newTab)}</li>
              ${
                view.shopPrivacyUrl
                  ? html`<li>${this.#link(view.shopPrivacyUrl, text.shopPrivacy, text.newTab)}</li>`
                  : nothing
              }
            </ul>
          </div>
        </details>
        <div class="buttons">
          <button class="primary" part="agree" type="button" @click=${actions.agree}>
            ${text.consentAgree}
          </button>
          ${
            view.canChooseOther
              ? html`<button
                  class="secondary"
                  part="other"
                  type="button"
                  @click=${actions.chooseOther}
                >
                  ${text.consentOther}
                </button>`
              : nothing
          }
        </div>
      </div>
    `;
  }

  #link(url: string, text: string, newTab: string): TemplateResult {
    return html`<a href=${url} target="_blank" rel="noreferrer"
      >${text}<span class="new-tab"> (${newTab})</span></a
    >`;
  }
}
