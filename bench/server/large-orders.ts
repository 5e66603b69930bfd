/**
 * How long each gateway needs to check an order and write its request, for 10, 100 and 1,000 lines (PAYONE takes
 * 400 positions). The upstream system is a function that answers at once.
 */
import { identity } from '../../test/server/gateways/cybersource/certificate.js';
import { line, order } from '../../test/server/gateways/shop.js';
import type * as Gateways from '../../src/server/gateways/index.js';
import type * as Kit from '../../src/server/index.js';
import { type Beside, type Figure, giveFigures, spreadOf } from './figure.js';

const ROUNDS = 60;
const WARMING = 40;
const LIMIT = 10;

// What is shipped is measured, not its source.
const kit = (await import(
  new URL('../../dist/server/index.js', import.meta.url).href
)) as typeof Kit;

const orderOf = (count: number, changes: Partial<Kit.Order> = {}): Kit.Order =>
  order(
    Array.from({ length: count }, (_, index) =>
      line({ reference: `sku-${index}`, name: `Käse & Brot <${index}>`, unitPrice: 1_190 + index }),
    ),
    changes,
  );

const answering = (text: string) => () => Promise.resolve(new Response(text));
const merchant = identity('bench');

const KLARNA = JSON.stringify({ session_id: 'id', client_token: 'token' });
const PAYONE = 'status=OK\nadd_paydata[client_token]=token\nworkorderid=W1';
const CYBERSOURCE = `<soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/"><soap:Body><c:replyMessage xmlns:c="urn:schemas-cybersource-com:transaction-data-1.224"><c:merchantReferenceCode>${orderOf(1).reference}</c:merchantReferenceCode><c:requestID>1</c:requestID><c:decision>ACCEPT</c:decision><c:reasonCode>100</c:reasonCode><c:apSessionsReply><c:processorToken>token</c:processorToken></c:apSessionsReply></c:replyMessage></soap:Body></soap:Envelope>`;
const TULO = JSON.stringify({
  access_token: 'token',
  expires_in: 3600,
  item: { klarna_payments_session_id: 'id', klarna_client_token: 'token' },
});

interface Subject {
  readonly most: number;
  readonly gateway: Kit.Gateway;
  readonly market?: Partial<Kit.Order>;
}

const SUBJECTS: Readonly<Record<keyof typeof Gateways, Subject>> = {
  klarnaPayments: {
    most: 1_000,
    gateway: kit.klarnaPayments({
      region: 'eu',
      environment: 'playground',
      username: 'user',
      password: 'password',
      fetch: answering(KLARNA),
    }),
  },
  payone: {
    most: 400,
    gateway: kit.payone({
      mid: '12345',
      portalid: '1234567',
      aid: '12345',
      key: 'key',
      mode: 'test',
      financingType: 'KIV',
      fetch: answering(PAYONE),
    }),
  },
  cyberSource: {
    most: 1_000,
    gateway: kit.cyberSource({
      merchantId: 'bench',
      environment: 'test',
      privateKey: merchant.privateKey,
      certificate: merchant.certificate,
      fetch: answering(CYBERSOURCE),
    }),
  },
  tuloPayway: {
    most: 1_000,
    market: { country: 'SE', currency: 'SEK', locale: 'sv-SE' },
    gateway: kit.tuloPayway({
      clientId: 'id',
      clientSecret: 'secret',
      environment: 'stage',
      product: { code: 'digital', periodType: 'recurring' },
      fetch: answering(TULO),
    }),
  },
  simulated: { most: 1_000, gateway: kit.simulated({ allowInProduction: true }) },
};

const context: Kit.GatewayContext = {
  signal: new AbortController().signal,
  idempotencyKey: '0'.repeat(32),
  now: Date.now,
  pause: () => Promise.resolve(),
  log: () => undefined,
  urls: {
    success: 'https://shop.example/klarna/return/success',
    failure: 'https://shop.example/klarna/return/failure',
    cancel: 'https://shop.example/klarna/return/cancel',
    webhook: 'https://shop.example/klarna/hooks/klarna/state',
  },
};

interface Run {
  readonly wall: number;
  /** What the process itself computed: the same on a busy machine. */
  readonly processor: number;
}

async function run(gateway: Kit.Gateway, order: Kit.Order): Promise<Run> {
  const before = process.cpuUsage();
  const started = performance.now();
  await gateway.createSession(order, context);
  const wall = performance.now() - started;
  const { user, system } = process.cpuUsage(before);
  return { wall, processor: (user + system) / 1000 };
}

const figures: Figure[] = [];
for (const { most, gateway, market } of Object.values(SUBJECTS)) {
  const name = gateway.system;
  const sizes = [10, 100, most].map((count) => ({
    count,
    order: orderOf(count, market),
    runs: [] as Run[],
  }));
  for (let round = 0; round < WARMING + ROUNDS; round += 1) {
    for (const { order, runs } of sizes) {
      const once = await run(gateway, order);
      if (round >= WARMING) runs.push(once);
    }
  }
  const measured = sizes.map(({ count, runs }) => ({
    count,
    beside: {
      name: `${count} lines`,
      unit: 'ms',
      ...spreadOf(runs.map(({ wall }) => wall)),
    } satisfies Beside,
    processor: {
      name: `${count} lines, processor time`,
      unit: 'ms',
      ...spreadOf(runs.map(({ processor }) => processor)),
    } satisfies Beside,
  }));
  const largest = measured.at(-1);
  if (!largest) throw new Error('Nothing was measured.');
  figures.push({
    id: `server-large-order-${name}`,
    title: `An order of ${most} lines, checked and written: ${name}`,
    unit: 'ms',
    value: largest.beside.value,
    spread: largest.beside.spread,
    limit: { most: LIMIT },
    beside: [...measured.slice(0, -1).map(({ beside }) => beside), largest.processor],
  });
}
giveFigures(figures);
