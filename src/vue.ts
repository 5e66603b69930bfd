/**
 * Types for Vue's templates: `import type {} from 'klarna-checkout-element/vue'` makes them know the elements, their
 * settings and their events (`@klarna-authorized`).
 */
import type { HTMLAttributes, PublicProps } from 'vue';
import type { KlarnaCheckoutEvent, KlarnaCheckoutSettings } from './attributes.js';
import type { KlarnaCheckoutEventMap } from './events.js';

/** The listener of `klarna-authorized` is `onKlarnaAuthorized`. */
type Camel<Name extends string> = Name extends `${infer First}-${infer Rest}`
  ? `${Capitalize<First>}${Camel<Rest>}`
  : Capitalize<Name>;

type Listeners = {
  [Name in keyof KlarnaCheckoutEventMap as `on${Camel<Name>}`]?:
    ((event: KlarnaCheckoutEvent<Name>) => void) | undefined;
};

/** What Vue's templates take for a component with these props. */
type Element<Props> = new () => { readonly $props: Props & HTMLAttributes & PublicProps };

/** In a template `auto-finalize="false"` is text, `:auto-finalize="false"` is not. */
type Settings = Omit<KlarnaCheckoutSettings, 'autoFinalize' | 'placeOrder'> & {
  autoFinalize?: boolean | 'true' | 'false' | undefined;
  placeOrder?: boolean | 'true' | 'false' | undefined;
  /** Id of the form. */
  form?: string | undefined;
};

declare module 'vue' {
  interface GlobalComponents {
    'klarna-checkout': Element<Settings & Listeners>;
    'klarna-checkout-consent': Element<object>;
    'klarna-checkout-methods': Element<object>;
    'klarna-checkout-pay-button': Element<object>;
    'klarna-checkout-status': Element<object>;
    'klarna-checkout-widget': Element<object>;
  }
}
