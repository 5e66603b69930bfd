/**
 * The backend kit: the whole token endpoint over one of five gateways. Web-standard, so it runs on Node
 * (through `toNodeListener`), Deno, Bun and workers.
 */
export { createTokenEndpoint } from './endpoint.js';
export type {
  EndpointLimits,
  OrderQuestion,
  PurchaseWishes,
  TokenEndpointOptions,
} from './options.js';
export type * from './gateway.js';
export type { Address, Customer, CustomerType, PersonalData } from '../endpoint/contract.js';
export { GatewayProblem } from './gateway.js';
export { problem, PROBLEM_KINDS, type ProblemCode, type ProblemDetails } from './problems.js';
export type { ReplayStore } from './store.js';
export { currencyExponent, fromDecimal, taxInside, toDecimal } from './money.js';
export { toNodeListener } from './node.js';
export { simulated, type SimulatedOptions } from './gateways/simulated.js';
export {
  type Intent,
  klarnaPayments,
  type KlarnaPaymentsGateway,
  type KlarnaPaymentsOptions,
} from './gateways/klarna-payments/index.js';
export { payone, type PayoneConfig, type PayoneGateway } from './gateways/payone/index.js';
export {
  cyberSource,
  type CyberSourceConfig,
  type CyberSourceGateway,
} from './gateways/cybersource/index.js';
export { tuloPayway, type TuloPaywayConfig } from './gateways/tulo-payway/index.js';
