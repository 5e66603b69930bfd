/**
 * The little shop behind each example: one pair of shoes in every cart, and the token endpoint over it.
 * A real shop reads its cart from its database where this one has a Map.
 */
import { createTokenEndpoint, memoryLedger, type PersonalData } from '../../src/server/index.js';
import { type Environment, gatewayFrom } from './gateway.js';

interface Cart {
  readonly reference: string;
  paid: boolean;
  /** What the checkout form said, for systems that want it again with the order. */
  person: PersonalData;
}

export interface Shop {
  /** `GET /`: a visitor without a cart gets one. */
  visit(request: Request): Response;
  /** Everything below `/klarna`. */
  readonly endpoint: (request: Request) => Promise<Response>;
}

/**
 * @param env `ENDPOINT_URL` (default `/klarna`: loopback only), `ENDPOINT_KEYS` (secrets of 32 bytes or
 * more, separated by commas; without them sessions end with the process), and those of `gateway.ts`.
 */
export function openShop(env: Environment): Shop {
  const carts = new Map<string, Cart>();
  const cartId = (request: Request): string | undefined =>
    /(?:^|;\s*)cart=([\w-]+)/.exec(request.headers.get('Cookie') ?? '')?.[1];

  const endpoint = createTokenEndpoint({
    gateway: gatewayFrom(env),
    // This shop forgets its carts with the process; a real one gives postgresLedger(pool).
    ledger: memoryLedger(),
    endpoint: env['ENDPOINT_URL'] ?? '/klarna',
    keys: env['ENDPOINT_KEYS']?.split(',') ?? [crypto.getRandomValues(new Uint8Array(32))],
    identify: cartId,
    resolveOrder: (request, { identity, locale, personalData }) => {
      const cart = carts.get(identity);
      if (!cart || cart.paid) return undefined;
      cart.person = { ...cart.person, ...personalData };
      const { customer, billing_address: billing, shipping_address: shipping } = cart.person;
      const { origin } = new URL(env['ENDPOINT_URL'] ?? request.url, request.url);
      return {
        reference: cart.reference,
        country: 'DE',
        currency: 'EUR',
        locale,
        amount: 11_900,
        taxAmount: 1_900,
        lines: [
          {
            type: 'physical',
            name: 'Shoes',
            quantity: 1,
            unitPrice: 11_900,
            taxRate: 1_900,
            total: 11_900,
            taxAmount: 1_900,
          },
        ],
        ...(customer && { customer }),
        ...(billing && { billing }),
        ...(shipping && { shipping }),
        // Behind a front server this is what that server says; on a laptop everybody is here.
        shopper: { ip: '127.0.0.1' },
        urls: { confirmation: `${origin}/?thanks`, back: `${origin}/` },
      };
    },
    onPlaced: ({ reference }) => {
      for (const cart of carts.values()) if (cart.reference === reference) cart.paid = true;
    },
  });

  return {
    endpoint,
    visit(request) {
      const headers = new Headers({ 'Content-Type': 'text/plain; charset=utf-8' });
      if (!carts.has(cartId(request) ?? '')) {
        const id = crypto.randomUUID();
        carts.set(id, { reference: id.slice(0, 18), paid: false, person: {} });
        headers.append('Set-Cookie', `cart=${id}; Path=/; HttpOnly; SameSite=Lax`);
      }
      return new Response('A pair of shoes is in your cart.\n', { headers });
    },
  };
}
