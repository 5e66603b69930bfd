/** Which payment system the demo runs on: its own simulation, or a real one by environment variables. */
import { gatewayFrom, type Environment } from '../backends/gateway.js';
import { simulated, type Gateway } from '../../src/server/index.js';

/** Without logos: the real ones live at Klarna, and the simulated demo asks no foreign host for anything. */
const CATEGORIES = [
  { identifier: 'pay_later', name: 'Pay later', asset_urls: {} },
  { identifier: 'pay_over_time', name: 'Pay in parts', asset_urls: {} },
];

export interface DemoGateway {
  readonly gateway: Gateway;
  /** A real system needs Klarna's own SDK in the browser. */
  readonly isSimulated: boolean;
}

/**
 * `KLARNA_GATEWAY` and the variables of that system, as `demo/backends/README.md` lists them.
 *
 * @throws RangeError naming the variable that is missing or has an unknown value.
 */
export function demoGateway(env: Environment): DemoGateway {
  const isSimulated = (env['KLARNA_GATEWAY'] ?? 'simulated') === 'simulated';
  const gateway = isSimulated
    ? simulated({
        merchantName: 'Ebbe & Ton',
        categories: CATEGORIES,
        // The built demo runs under NODE_ENV=production, and sells nothing.
        allowInProduction: true,
      })
    : gatewayFrom(env);
  return { gateway, isSimulated };
}
