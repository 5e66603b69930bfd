/** What a Svelte page in a shop may write, by the sample of docs/frameworks.md. Compiled, never run. */
import type { SvelteHTMLElements } from 'svelte/elements';

type Attributes = SvelteHTMLElements['klarna-checkout'];

export const switched: readonly Attributes[] = [
  { 'place-order': false, 'auto-finalize': 'false', disabled: false },
  { placeOrder: false, autoFinalize: false },
  { 'onklarna-authorized': ({ detail }) => console.log(detail.authorizationToken.length) },
];

// @ts-expect-error not one of the two
export const refused: Attributes = { consent: 'yes' };
