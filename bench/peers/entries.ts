/** What others ask a page to load for the same job: pinned versions, and the least that leads to Klarna. */

export interface Peer {
  readonly name: string;
  readonly packages: Readonly<Record<string, string>>;
  /** The module that a shop would write. */
  readonly entry: string;
}

export const PEERS: readonly Peer[] = [
  {
    name: 'Adyen Web: core, Klarna and CSS',
    packages: { '@adyen/adyen-web': '6.45.2' },
    entry: `export { AdyenCheckout, Klarna } from '@adyen/adyen-web';
      import '@adyen/adyen-web/styles/adyen.css';`,
  },
  {
    name: 'Primer: loadPrimer',
    packages: { '@primer-io/primer-js': '1.9.2' },
    entry: `export { loadPrimer } from '@primer-io/primer-js';`,
  },
  {
    name: 'BigCommerce checkout-sdk: essential and Klarna',
    packages: { '@bigcommerce/checkout-sdk': '1.983.2' },
    entry: `export { createCheckoutService } from '@bigcommerce/checkout-sdk/essential';
      export * from '@bigcommerce/checkout-sdk/integrations/klarna';`,
  },
  {
    name: 'Power Elements stripe-elements (Lit; cards, no Klarna)',
    packages: { '@power-elements/stripe-elements': '3.3.0' },
    entry: `import '@power-elements/stripe-elements';`,
  },
  {
    name: 'Floor: an empty Lit element with @lit/context',
    packages: { lit: '3.3.3', '@lit/context': '1.1.6' },
    entry: `import { html, LitElement } from 'lit';
      import { ContextConsumer, ContextProvider, createContext } from '@lit/context';
      const context = createContext('floor');
      customElements.define('floor-element', class extends LitElement {
        provider = new ContextProvider(this, { context });
        consumer = new ContextConsumer(this, { context });
        render() { return html\`<p>Floor</p>\`; }
      });`,
  },
];
