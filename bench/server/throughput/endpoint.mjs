// The whole endpoint over the simulated gateway: each request opens a session for another shopper.
import { createServer } from 'node:http';
import { createTokenEndpoint, simulated, toNodeListener } from '../../../dist/server/index.js';
import { listen } from './listen.mjs';

let carts = 0;
const order = {
  reference: 'order-1',
  country: 'DE',
  currency: 'EUR',
  locale: 'de-DE',
  amount: 11_900,
  taxAmount: 1_900,
  lines: [
    {
      type: 'physical',
      reference: 'shoe-42',
      name: 'Shoe',
      quantity: 1,
      unitPrice: 11_900,
      taxRate: 1_900,
      total: 11_900,
      taxAmount: 1_900,
    },
  ],
  urls: { confirmation: 'https://shop.example/thanks', back: 'https://shop.example/cart' },
};

listen(
  createServer(
    toNodeListener(
      createTokenEndpoint({
        gateway: simulated(),
        endpoint: '/klarna',
        keys: ['a-key-of-more-than-32-bytes-for-a-benchmark'],
        identify: () => `cart-${(carts += 1)}`,
        resolveOrder: () => order,
      }),
    ),
  ),
);
