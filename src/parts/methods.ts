import { css, html, nothing, type TemplateResult } from 'lit';
import type { PaymentMethodCategory } from '../endpoint/contract.js';
import type { CheckoutView } from './context.js';
import { CheckoutPart } from './part.js';
import { sharedStyles } from './styles.js';

/**
 * The choice between Klarna's payment method categories; nothing is shown where there is only one.
 *
 * @customElement klarna-checkout-methods
 * @csspart methods - The group of choices.
 * @csspart method - One choice: radio, logo and name.
 */
export class KlarnaCheckoutMethods extends CheckoutPart {
  static override readonly styles = [
    sharedStyles,
    css`
      legend {
        padding: 0;
        margin-block-end: 0.5rem;
        font-weight: 600;
      }
      .methods {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        min-inline-size: 0;
      }
      label {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 0 0.75rem;
        min-block-size: 3rem;
        padding: 0.5rem 1rem;
        border: 1px solid var(--klarna-checkout-border, light-dark(#d4d4d9, #4a4a50));
        margin-block-end: -1px;
        cursor: pointer;
      }
      label:first-of-type {
        border-start-start-radius: var(--klarna-checkout-radius, 0.5rem);
        border-start-end-radius: var(--klarna-checkout-radius, 0.5rem);
      }
      label:last-of-type {
        border-end-start-radius: var(--klarna-checkout-radius, 0.5rem);
        border-end-end-radius: var(--klarna-checkout-radius, 0.5rem);
      }
      label:has(:checked) {
        position: relative;
        border-color: var(--klarna-checkout-accent, light-dark(#1d1d1f, #f2f2f4));
      }
      label:has(:disabled) {
        cursor: default;
      }
      input {
        inline-size: 1.25rem;
        block-size: 1.25rem;
        margin: 0;
        flex: none;
        accent-color: var(--klarna-checkout-accent, light-dark(#1d1d1f, #f2f2f4));
      }
      /* Where the text is large, the logo goes below the name. */
      .name {
        flex: 1 3rem;
        unicode-bidi: plaintext;
        min-inline-size: 0;
      }
      img {
        block-size: 1.5rem;
        inline-size: 3.375rem;
        object-fit: contain;
        object-position: right center;
        flex: none;
      }
    `,
  ];

  protected override renderPart(view: CheckoutView): TemplateResult | typeof nothing {
    const { model, traits, wanted } = view;
    const { offered } = model;
    const isRoom = traits.view.methods === 'room' && wanted > 1;
    if (isRoom) return room(view);
    if (traits.view.methods !== 'shown' || offered.length < 2) return nothing;
    return html`
      <fieldset class="methods" part="methods" ?disabled=${view.isDeciding} lang=${view.language}>
        <legend>${view.text.methodsLegend}</legend>
        ${offered.map((category) => this.#method(view, category))}
      </fieldset>
    `;
  }

  #method(
    view: CheckoutView,
    { identifier, name, asset_urls }: PaymentMethodCategory,
  ): TemplateResult {
    const logo = asset_urls.standard ?? asset_urls.descriptive;
    return html`
      <label part="method">
        <input
          type="radio"
          name="category"
          .value=${identifier}
          .checked=${identifier === view.model.selected}
          @change=${() => view.actions.select(identifier)}
        />
        <span class="name">${name}</span>
        ${logo ? html`<img src=${logo} alt="" loading="lazy" />` : nothing}
      </label>
    `;
  }
}

/** Keeps the place of what the session will most likely offer, so that nothing moves when it does. */
const room = ({ text, wanted, language }: CheckoutView): TemplateResult =>
  html`<fieldset class="methods" aria-hidden="true" lang=${language}>
    <legend>${text.methodsLegend}</legend>
    ${Array.from({ length: wanted }, () => html`<label></label>`)}
  </fieldset>`;
