/**
 * Every gateway of this package. The values exported here are the gateways and nothing else: tests, attacks
 * and benchmarks take their lists from them.
 */
export type * from './orders.js';
export { simulated, type SimulatedOptions } from './simulated.js';
export {
  type Intent,
  klarnaPayments,
  type KlarnaPaymentsOptions,
} from './klarna-payments/index.js';
export { payone, type PayoneConfig } from './payone/index.js';
export type * from './klarna-payments/types.js';
export type * from './payone/types.js';
export type { PayoneRefusal } from './payone/errors.js';
export type {
  Credit,
  CreditOptions,
  ReturnedLine,
  VoucherSpread,
  VoucherWay,
} from './payone/vouchers.js';
export { cyberSource, type CyberSourceConfig } from './cybersource/index.js';
export type * from './cybersource/types.js';
export { tuloPayway, type TuloPaywayConfig } from './tulo-payway/index.js';
