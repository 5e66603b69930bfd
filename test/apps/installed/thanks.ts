/** The thank-you page of apps in React: beside its heading an element with every switch off. */

/** @param disabled - as the app writes what is false: React 18 makes the attribute of `false` */
export const thanksInReact = (disabled: 'false' | 'undefined'): string => `
  import 'klarna-checkout-element/define.js';
  import type {} from 'klarna-checkout-element/react';
  export default function Thanks() {
    return <>
      <h1>Thank you</h1>
      <input id="other" type="radio" />
      <klarna-checkout id="switched-off" endpoint="/klarna" choice="#other"
        place-order={false} auto-finalize="false" disabled={${disabled}} />
    </>;
  }`;
