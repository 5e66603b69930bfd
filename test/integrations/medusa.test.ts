/** `demo/integrations/medusa` on a real Medusa and PostgreSQL. */
import assert from 'node:assert/strict';
import type { Shopper } from './shopper.js';
import type { ShopProcess } from './shop-process.js';
import { type Administration, describeIntegration } from './suite.js';

const ADMIN = { email: 'admin@example.com', password: 'a password of an administrator' };

interface AdminPayment {
  readonly id: string;
  readonly amount: number;
  readonly captured_at: string | null;
  readonly canceled_at: string | null;
  readonly data: { readonly reference: string; readonly upstream: { readonly order_id: string } };
}

interface AdminOrder {
  readonly payment_collections: readonly { readonly payments?: readonly AdminPayment[] }[];
}

const FIELDS = '*payment_collections.payments';

async function administrate(shop: ShopProcess): Promise<Administration> {
  let token = '';
  /** Medusa's Admin API. */
  async function ask<Result>(path: string, body?: object): Promise<Result> {
    const response = await fetch(shop.origin + path, {
      ...(body && { method: 'POST', body: JSON.stringify(body) }),
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    });
    const answer = await response.text();
    assert.ok(response.ok, `${path}: ${response.status} ${answer}`);
    return JSON.parse(answer) as Result;
  }
  const payments = async (): Promise<readonly AdminPayment[]> => {
    const path = `/admin/orders?order=-created_at&fields=${FIELDS}`;
    const { orders } = await ask<{ orders: readonly AdminOrder[] }>(path);
    return orders
      .flatMap((order) => order.payment_collections.flatMap((one) => one.payments ?? []))
      .filter(({ canceled_at }) => !canceled_at);
  };
  /** Runs in the checkout page, with `shop` of its own script: the Store API as a browser sees it. */
  const inPage = async <Result>({ page }: Shopper, work: string): Promise<Result> =>
    page.evaluate(`(async () => {
      const key = document.querySelector('[name=publishable-key]').content;
      const id = /cart=(\\w+)/.exec(document.cookie)[1];
      const shop = async (path, body) => (await fetch('/store/' + path, {
        method: body ? 'POST' : 'GET',
        headers: { 'content-type': 'application/json', 'x-publishable-api-key': key },
        body: body && JSON.stringify(body),
      })).json();
      ${work}
    })()`);

  ({ token } = await ask<{ token: string }>('/auth/user/emailpass', ADMIN));
  return {
    table: 'payment_collection',
    paid: async () =>
      (await payments()).map(({ amount, captured_at, data }) => ({
        reference: data.reference,
        authorized: Math.round(amount * 100),
        captured: captured_at ? Math.round(amount * 100) : 0,
        klarnaOrders: [data.upstream.order_id],
      })),
    async capture(reference) {
      const payment = (await payments()).find(({ data }) => data.reference === reference);
      await ask(`/admin/payments/${payment?.id}/capture`, {});
    },
    async shareCart([first, second]) {
      await first.page.goto(shop.checkout);
      await first.page.getByText('To pay: €').waitFor();
      const cookies = await first.page.context().cookies();
      await second.page.context().addCookies(cookies.filter(({ name }) => name === 'cart'));
    },
    addOne: (shopper) =>
      inPage(
        shopper,
        `const { cart } = await shop('carts/' + id);
         const [item] = cart.items;
         await shop('carts/' + id + '/line-items/' + item.id, { quantity: item.quantity + 1 });`,
      ),
    async claimPaid(shopper) {
      const answer = await inPage<{ type?: string }>(
        shopper,
        `const { payment_collection } = await shop('payment-collections', { cart_id: id });
         await shop('payment-collections/' + payment_collection.id + '/payment-sessions', {
           provider_id: 'pp_klarna_klarna',
           data: { reference: id, amount: 5390, currency: 'EUR', upstream: { order_id: 'mine' } },
         });
         return shop('carts/' + id + '/complete', {});`,
      );
      assert.notEqual(answer.type, 'order');
    },
  };
}

describeIntegration(
  'Klarna in Medusa',
  {
    folder: 'medusa',
    steps: ['build', 'prepare-database', 'create-admin'],
    start: 'start',
    health: '/health',
    checkout: '/checkout',
    env: {
      JWT_SECRET: 'a secret of the tests',
      COOKIE_SECRET: 'another secret of the tests',
      ADMIN_EMAIL: ADMIN.email,
      ADMIN_PASSWORD: ADMIN.password,
      MEDUSA_DISABLE_TELEMETRY: 'true',
    },
  },
  administrate,
);
