/** The token endpoint of the demo: simulated, in memory, over the cart of the visitor's session. */
import { confirmationPath, keepOrder } from './orders.js';
import type { ShopSession } from './sessions.js';

const base64url = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

function clientToken(session: ShopSession): string {
  return `${base64url({ alg: 'none', typ: 'JWT' })}.${base64url({ session_id: session.id, base_url: '/', design: 'klarna', language: session.language, purchase_country: session.address.country })}.c2ln`;
}

function answer(body: unknown): Response {
  return Response.json(body, { headers: { 'cache-control': 'no-store' } });
}

export function createPayments() {
  const handle = async (request: Request, session: ShopSession): Promise<Response> => {
    const { pathname, origin } = new URL(request.url);
    const token = clientToken(session);
    switch (pathname) {
      case '/klarna/session':
        return answer({
          client_token: token,
          session_id: session.id,
          payment_method_categories: [
            { identifier: 'pay_later', name: 'Pay later', asset_urls: {} },
            { identifier: 'pay_over_time', name: 'Pay in parts', asset_urls: {} },
          ],
          capabilities: { update: 'in_place', order: true, cancel: true },
        });
      case '/klarna/session/update':
        return answer({ reload: 'load' });
      case '/klarna/order': {
        await request.json();
        const order = keepOrder(session, 'klarna', 'completed');
        return answer({
          status: 'completed',
          order_id: order.reference,
          redirect_url: `${origin}${confirmationPath(order.reference)}`,
        });
      }
      case '/klarna/authorization/cancel':
        return new Response(null, { status: 204 });
      default:
        return new Response(null, { status: 404 });
    }
  };
  return {
    handle,
    async place(
      request: Request,
      session: ShopSession,
      token: string,
    ): Promise<string | undefined> {
      const placed = await handle(
        new Request(new URL('/klarna/order', request.url), {
          method: 'POST',
          headers: {
            cookie: request.headers.get('cookie') ?? '',
            'content-type': 'application/json',
          },
          body: JSON.stringify({ authorization_token: token }),
        }),
        session,
      );
      if (!placed.ok) return undefined;
      const { order_id } = (await placed.json()) as { order_id: string };
      return confirmationPath(order_id);
    },
  };
}
