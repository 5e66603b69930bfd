/**
 * The backend kit: the whole token endpoint over one of its gateways. Web-standard, so it runs on Node
 * (through `toNodeListener`), Deno, Bun and workers.
 */
export { createTokenEndpoint, type TokenEndpoint } from './endpoint.js';
export type { Platform, WebHandler } from './http/request.js';
export type {
  EndpointLimits,
  IdentifyContext,
  OrderContext,
  OrderQuestion,
  RequestedOptions,
  TokenEndpointOptions,
} from './options.js';
export type * from './gateways/gateway.js';
export type { Address, Customer, CustomerType, PersonalData } from '../endpoint/contract.js';
export { GatewayProblem } from './gateways/gateway.js';
export { problem, PROBLEM_KINDS, type ProblemCode, type ProblemDetails } from './problems.js';
export type { Trace } from './http/trace.js';
export type { Observe, Span } from './observe.js';
export type { Charge } from './order/charge.js';
export type { Placed, UnresolvedAttempt } from './order/placed.js';
export type { Reconciled } from './order/reconcile.js';
export type { Resolution } from './order/resolve-attempt.js';
export type * from './order/ledger/ledger.js';
export type * from './order/ledger/record.js';
export { memoryLedger } from './order/ledger/memory-ledger.js';
export {
  postgresLedger,
  postgresLedgerMigration,
  type PostgresLedgerOptions,
  type PostgresPool,
} from './order/ledger/postgres-ledger.js';
export {
  type IoRedisClient,
  type NodeRedisClient,
  redisLedger,
  type RedisLedgerOptions,
} from './order/ledger/redis-ledger.js';
export { checkLedger, type LedgerFinding } from './order/ledger/check-ledger.js';
export type {
  Cart,
  CartAmounts,
  CartCharge,
  CartDiscount,
  CartGiftCard,
  CartLine,
  Numeric,
  Taxed,
} from './carts/cart.js';
export { orderFrom } from './carts/order-from.js';
export { currencyExponent, fromDecimal, taxInside, toDecimal } from './order/money.js';
export type { NodeIncoming } from './http/request.js';
export { toNodeListener } from './http/node.js';
export * from './gateways/index.js';
