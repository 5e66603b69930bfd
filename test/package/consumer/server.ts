/** A shop's backend. Compiled against the packed package, never run. */
import { createServer } from 'node:http';
import {
  createTokenEndpoint,
  GatewayProblem,
  klarnaPayments,
  memoryLedger,
  toNodeListener,
  type Gateway,
  type Order,
} from 'klarna-checkout-element/server';

const order: Order = {
  reference: 'A-1',
  country: 'DE',
  currency: 'EUR',
  locale: 'de-DE',
  amount: 1000,
  taxAmount: 0,
  lines: [],
  urls: { confirmation: 'https://shop.example/thanks', back: 'https://shop.example/cart' },
};
const gateway: Gateway = klarnaPayments({
  region: 'eu',
  environment: 'playground',
  username: 'user',
  password: 'secret',
});
const endpoint: (request: Request) => Promise<Response> = createTokenEndpoint({
  gateway,
  ledger: memoryLedger(),
  endpoint: '/klarna',
  keys: ['0123456789abcdef0123456789abcdef'],
  identify: (request) => request.headers.get('cookie') ?? undefined,
  resolveOrder: (_request, { identity }) => (identity ? order : undefined),
});
createServer(toNodeListener(endpoint)).on('error', (error) => {
  if (error instanceof GatewayProblem) console.error(error.message);
});

// What must not compile.
// @ts-expect-error no such region
klarnaPayments({ region: 'mars', environment: 'playground', username: '', password: '' });
// @ts-expect-error without keys nothing can be sealed
createTokenEndpoint({
  gateway,
  endpoint: '/klarna',
  identify: () => '',
  resolveOrder: () => order,
});
