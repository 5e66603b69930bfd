/** The public exports of the package. Importing this has no side effect; `define.js` registers the elements. */
export type {
  KlarnaCheckoutAttributes,
  KlarnaCheckoutEvent,
  KlarnaCheckoutSettings,
} from './attributes.js';
export type { Configuration, ConfigurationOptions, Timeouts } from './configuration.js';
export type {
  Address,
  Capabilities,
  Customer,
  CustomerType,
  GivenSession,
  OrderAnswer,
  PaymentMethodCategory,
  SessionAnswer,
} from './endpoint/contract.js';
export { KlarnaCheckoutError, type CheckoutError, type ErrorCode, type Phase } from './errors.js';
export type * from './events.js';
export type { Outcome, PromisedOutcome } from './flow/machine/model.js';
export type { State } from './flow/machine/states.js';
export { KlarnaCheckout } from './klarna-checkout.js';
export type { OrderLine, Purchase } from './klarna/types.js';
export type { Messages } from './messages/en.js';
export { KlarnaCheckoutConsent } from './parts/consent.js';
export { KlarnaCheckoutMethods } from './parts/methods.js';
export { KlarnaCheckoutPayButton } from './parts/pay-button.js';
export { KlarnaCheckoutStatus } from './parts/status.js';
export { KlarnaCheckoutWidget } from './parts/widget.js';
export type { FieldPreset, FieldSelectors } from './shop-page/fields/index.js';
export { version } from './version.js';
