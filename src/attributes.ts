/** The attributes and properties of `<klarna-checkout>` in templates; the types for React and Vue use them. */
import type { KlarnaCheckoutEventMap } from './events.js';
import type { KlarnaCheckout } from './klarna-checkout.js';

/** Properties whose attribute is spelt the same. */
type OneWord =
  | 'category'
  | 'choice'
  | 'consent'
  | 'country'
  | 'currency'
  | 'disabled'
  | 'endpoint'
  | 'fields'
  | 'locale'
  | 'lock'
  | 'submitter';

/** Attributes of several words, each with its property. */
interface SeveralWords {
  'cart-version': 'cartVersion';
  'csrf-header': 'csrfHeader';
  'csrf-token': 'csrfToken';
  'customer-type': 'customerType';
  'pay-amount': 'payAmount';
  'pay-button': 'payButton';
  'privacy-url': 'privacyUrl';
  'token-name': 'tokenName';
}

/** Properties without an attribute. */
type PropertyOnly = 'headers' | 'messages' | 'purchase' | 'session';

/** Some properties of the element, each of which may be left out. */
type Settings<Name extends keyof KlarnaCheckout> = {
  [Each in Name]?: KlarnaCheckout[Each] | undefined;
};

/** The attributes of `<klarna-checkout>`, spelt as in HTML, and the properties that have no attribute. */
export type KlarnaCheckoutAttributes = Settings<OneWord | PropertyOnly> & {
  [Name in keyof SeveralWords]?: KlarnaCheckout[SeveralWords[Name]] | undefined;
} & {
  /** Default `true`, so HTML needs the text `false`. */
  'auto-finalize'?: 'true' | 'false' | undefined;
  /** `''` is the value of the attribute alone in HTML. */
  'place-order'?: boolean | 'true' | 'false' | '' | undefined;
};

/** The properties of `<klarna-checkout>` that a page may set. */
export type KlarnaCheckoutSettings = Settings<
  OneWord | PropertyOnly | SeveralWords[keyof SeveralWords] | 'autoFinalize' | 'placeOrder'
>;

/** An event as a listener on the element itself receives it, with `currentTarget`. */
export type KlarnaCheckoutEvent<Name extends keyof KlarnaCheckoutEventMap> =
  KlarnaCheckoutEventMap[Name] & { readonly currentTarget: KlarnaCheckout };
