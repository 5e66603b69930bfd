/** An element that draws the same prompt as ours, with the same looks and words, and does nothing else. */
import { css, html, LitElement, type TemplateResult } from 'lit';
import { en } from '../../../src/messages/en.js';
import { buttonStyles, sharedStyles } from '../../../src/parts/styles.js';

class FloorPrompt extends LitElement {
  static override readonly styles = [
    sharedStyles,
    buttonStyles,
    css`
      .prompt {
        display: grid;
        gap: 0.375rem;
        padding: 0.75rem 1rem;
        border: 1px solid light-dark(#d4d4d9, #4a4a50);
        border-radius: 0.5rem;
      }
      .title {
        font-weight: 600;
      }
      .said {
        font-size: 0.875em;
        line-height: 1.4;
      }
      summary {
        inline-size: fit-content;
        padding-block: calc((2.75rem - 1lh) / 2);
        margin-block: -0.375rem;
        text-decoration: underline;
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
      }
    `,
  ];

  protected override render(): TemplateResult {
    return html`
      <div class="prompt" role="group" aria-labelledby="title" tabindex="-1" lang="en">
        <p class="title" id="title">${en.consentTitle}</p>
        <p class="said">${en.consentIntro}</p>
        <details class="said">
          <summary><span class="sentence">${en.consentMore}</span></summary>
          <div class="more">
            <p>${en.consentRecipient}</p>
            <p>${en.consentData} ${en.consentCustomer}</p>
            <p>${en.consentPurpose}</p>
            <ul>
              <li>
                <a href="https://www.klarna.com" target="_blank">${en.klarnaPrivacy}</a>
              </li>
            </ul>
          </div>
        </details>
        <div class="buttons">
          <button class="primary" type="button" @click=${() => this.remove()}>
            ${en.consentAgree}
          </button>
        </div>
      </div>
    `;
  }
}

customElements.define('floor-prompt', FloorPrompt);
