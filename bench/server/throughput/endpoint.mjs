// The endpoint with the shop's cart and order.
import { createTokenEndpoint } from '../../../dist/server/index.js';
import { cookieIn, gateway, KEY, ledger, orderOf } from './shop.mjs';

export const endpoint = createTokenEndpoint({
  gateway,
  ledger,
  endpoint: '/klarna',
  keys: [KEY],
  identify: (request) => cookieIn(request.headers.get('Cookie'), 'cart'),
  resolveOrder: (request, { identity }) => orderOf(identity),
});
