/**
 * A shop in a process of its own: the endpoint on Node, over the simulated system or a Klarna in another process.
 * Says its port when it is ready; told `memory`, it answers with its heap after a collection.
 */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Redis } from 'ioredis';
import {
  createTokenEndpoint,
  klarnaPayments,
  memoryLedger,
  redisLedger,
  simulated,
  toNodeListener,
} from '../../../src/server/index.js';
import { PASSWORD, USERNAME } from '../support/klarna.js';
import { biggerOrder, makeOrder } from '../support/shop.js';

/** What the parent process wants of the shop. */
export interface ShopSettings {
  readonly keys: readonly string[];
  readonly klarnaUrl?: string;
  readonly upstreamCalls?: number;
  /** The ledger of all processes; without it each has its own. */
  readonly redisPort?: number;
}

const { keys, klarnaUrl, upstreamCalls, redisPort } = JSON.parse(
  process.argv[2] ?? '{}',
) as ShopSettings;

/** The cart is in the request, as it would be in a database that both processes read. */
const endpoint = createTokenEndpoint({
  gateway:
    klarnaUrl === undefined
      ? simulated()
      : klarnaPayments({
          region: 'eu',
          environment: 'playground',
          username: USERNAME,
          password: PASSWORD,
          apiUrl: klarnaUrl,
        }),
  ledger:
    redisPort === undefined
      ? memoryLedger()
      : redisLedger(new Redis({ port: redisPort, host: '127.0.0.1' })),
  endpoint: '/klarna',
  keys,
  identify: (request) => request.headers.get('X-Cart') ?? undefined,
  resolveOrder: (request, { identity }) => ({
    ...(request.headers.get('X-Cart-Size') === 'big' ? biggerOrder() : makeOrder()),
    reference: `order-of-${identity}`,
  }),
  onPlaced: (order) => void process.send?.({ placed: order.reference }),
  log: () => undefined,
  limits: {
    sessionsPerTenSeconds: Infinity,
    ...(upstreamCalls !== undefined && { upstreamCalls }),
  },
});

const server = createServer(toNodeListener(endpoint)).listen(0, '127.0.0.1', () => {
  process.send?.({ port: (server.address() as AddressInfo).port });
});
process.on('message', () => {
  gc?.();
  process.send?.({ heap: process.memoryUsage().heapUsed });
});
process.on('disconnect', () => process.exit());
