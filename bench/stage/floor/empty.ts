/** An element that does nothing, with the libraries of ours and built by the same tool. */
import { ContextConsumer, ContextProvider, createContext } from '@lit/context';
import { css, html, LitElement, type TemplateResult } from 'lit';

const context = createContext<string>('floor');

class FloorElement extends LitElement {
  static override readonly styles = css`
    p {
      margin: 0;
    }
  `;

  readonly provider = new ContextProvider(this, { context, initialValue: 'Floor' });
  readonly consumer = new ContextConsumer(this, { context });

  protected override render(): TemplateResult {
    return html`<p>Floor</p>`;
  }
}

customElements.define('floor-element', FloorElement);
