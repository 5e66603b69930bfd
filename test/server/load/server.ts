/**
 * A shop in a process of its own: the endpoint on Node, over the simulated system or a Klarna in another process.
 * Says its port when it is ready; told `memory`, it answers with its heap after a collection.
 */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Redis } from 'ioredis';
import pg from 'pg';
import {
  createTokenEndpoint,
  klarnaPayments,
  memoryLedger,
  type OrderLedger,
  postgresLedger,
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
  readonly postgresPort?: number;
  readonly orderMilliseconds?: number;
}

const { keys, klarnaUrl, upstreamCalls, redisPort, postgresPort, orderMilliseconds } = JSON.parse(
  process.argv[2] ?? '{}',
) as ShopSettings;

function ledger(): OrderLedger {
  const host = '127.0.0.1';
  if (redisPort !== undefined) return redisLedger(new Redis({ port: redisPort, host }));
  if (postgresPort === undefined) return memoryLedger();
  return postgresLedger(
    new pg.Pool({ host, port: postgresPort, user: 'shop', database: 'postgres' }),
  );
}

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
  ledger: ledger(),
  // One address for all processes, as a load balancer gives them; each listens on a port of its own.
  endpoint: 'http://127.0.0.1/klarna',
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
    ...(orderMilliseconds !== undefined && { orderMilliseconds }),
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
