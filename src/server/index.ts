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
export type * from './order/ledger/ledger.js';
export type * from './order/ledger/record.js';
export { currencyExponent, fromDecimal, taxInside, toDecimal } from './money.js';
export { toNodeListener } from './node.js';
export * from './gateways/index.js';
