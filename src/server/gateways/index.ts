/** Every gateway of this package; tests, attacks and benchmarks take their lists from here. */
export { simulated, type SimulatedOptions } from './simulated.js';
export {
  type Intent,
  klarnaPayments,
  type KlarnaPaymentsGateway,
  type KlarnaPaymentsOptions,
} from './klarna-payments/index.js';
export { payone, type PayoneConfig, type PayoneGateway } from './payone/index.js';
export {
  cyberSource,
  type CyberSourceConfig,
  type CyberSourceGateway,
} from './cybersource/index.js';
export { tuloPayway, type TuloPaywayConfig } from './tulo-payway/index.js';
