/** Charges a customer token: an order without a shopper and without a session of its own. */
import type { Order, PlacedOrder, PlacingContext, SessionReference } from '../gateway.js';
import type { Api } from './api.js';
import { chargeBody } from './bodies.js';
import { CUSTOMER_TOKEN_SESSION } from './options.js';
import { idempotencyKey } from './idempotency-key.js';
import { readPlaced } from './replies.js';
import { checkKlarnaOrder } from './rules.js';

export const isCharge = ({ id }: SessionReference): boolean => id === CUSTOMER_TOKEN_SESSION.id;

export async function charge(
  api: Api,
  customerToken: string,
  order: Order,
  context: PlacingContext,
): Promise<PlacedOrder> {
  checkKlarnaOrder(order, 'buy');
  const { json } = await api(
    {
      operation: 'charge',
      api: 'tokens',
      method: 'POST',
      path: [customerToken, 'order'],
      body: chargeBody(order, context.urls),
      stakes: 'binding',
      // By the order alone: it is charged once, whichever token a second call would name.
      idempotencyKey: await idempotencyKey(`charge\n${order.reference}`),
    },
    context,
  );
  return readPlaced(json);
}
