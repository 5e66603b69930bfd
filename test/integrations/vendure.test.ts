/** `demo/integrations/vendure` on a real Vendure and PostgreSQL. */
import assert from 'node:assert/strict';
import type { Shopper } from './shopper.js';
import type { ShopProcess } from './shop-process.js';
import { type Administration, describeIntegration, type ShopOrder } from './suite.js';

const PASSWORD = 'superadmin';

interface AdminOrder {
  readonly id: string;
  readonly code: string;
  readonly payments: readonly {
    readonly id: string;
    readonly state: string;
    readonly amount: number;
    readonly transactionId: string | null;
  }[];
}

type Answer = Readonly<Record<string, unknown>>;

async function administrate(shop: ShopProcess): Promise<Administration> {
  let cookie = '';
  /** Vendure's Admin API. */
  async function ask<Result>(query: string, variables: object = {}): Promise<Result> {
    const response = await fetch(`${shop.origin}/admin-api`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', cookie },
      body: JSON.stringify({ query, variables }),
    });
    const cookies = response.headers.getSetCookie().map((one) => one.split(';', 1)[0]);
    if (cookies.length) cookie = cookies.join('; ');
    const { data, errors } = (await response.json()) as { data?: Result; errors?: unknown };
    assert.ok(data && !errors, JSON.stringify(errors));
    return data;
  }
  /** The Shop API, with the shopper's session. */
  const asShopper = async ({ page }: Shopper, query: string): Promise<Answer> => {
    const response = await page.request.post(`${shop.origin}/shop-api`, { data: { query } });
    const { data, errors } = (await response.json()) as { data?: Answer; errors?: unknown };
    assert.ok(data && !errors, JSON.stringify(errors));
    return data;
  };
  const orders = async (): Promise<readonly AdminOrder[]> => {
    const { orders: list } = await ask<{ orders: { items: readonly AdminOrder[] } }>(
      `{ orders(options: { sort: { orderPlacedAt: DESC }, filter: { active: { eq: false } } }) {
           items { id code state payments { id state amount transactionId } } } }`,
    );
    return list.items;
  };
  const sum = ({ payments }: AdminOrder, ...states: readonly string[]): number =>
    payments
      .filter(({ state }) => states.includes(state))
      .reduce((all, { amount }) => all + amount, 0);

  await ask(
    `mutation { login(username: "superadmin", password: "${PASSWORD}") { ... on CurrentUser { id } } }`,
  );
  return {
    table: 'payment',
    paid: async () =>
      (await orders()).map((order): ShopOrder => ({
        reference: order.code,
        authorized: sum(order, 'Authorized', 'Settled'),
        captured: sum(order, 'Settled'),
        klarnaOrders: order.payments.flatMap(({ transactionId }) => transactionId ?? []),
      })),
    async capture(reference) {
      const order = (await orders()).find(({ code }) => code === reference);
      const { settlePayment } = await ask<{ settlePayment: Answer }>(
        `mutation ($id: ID!) { settlePayment(id: $id) { ... on Payment { state } ... on ErrorResult { message } } }`,
        { id: order?.payments[0]?.id },
      );
      assert.deepEqual(settlePayment, { state: 'Settled' });
    },
    async shareCart(devices) {
      const [first] = devices;
      await asShopper(
        first,
        `mutation { registerCustomerAccount(input: { emailAddress: "twice@example.com", password: "a password" }) { __typename } }`,
      );
      for (const device of devices) {
        await asShopper(
          device,
          `mutation { login(username: "twice@example.com", password: "a password") { ... on CurrentUser { id } } }`,
        );
      }
    },
    async addOne(shopper) {
      await asShopper(
        shopper,
        'mutation { transitionOrderToState(state: "AddingItems") { __typename } }',
      );
      const { activeOrder } = (await asShopper(
        shopper,
        '{ activeOrder { lines { id quantity } } }',
      )) as {
        activeOrder: { lines: readonly [{ id: string; quantity: number }] };
      };
      const [{ id, quantity }] = activeOrder.lines;
      await asShopper(
        shopper,
        `mutation { adjustOrderLine(orderLineId: "${id}", quantity: ${quantity + 1}) { __typename } }`,
      );
      await asShopper(
        shopper,
        'mutation { transitionOrderToState(state: "ArrangingPayment") { __typename } }',
      );
    },
    async claimPaid(shopper) {
      const { addPaymentToOrder } = await asShopper(
        shopper,
        `mutation { addPaymentToOrder(input: { method: "klarna", metadata: {
           state: "Authorized", amount: 5390, orderId: "mine", upstream: {}, attempt: 1, revision: 9 } }) { __typename } }`,
      );
      assert.deepEqual(addPaymentToOrder, { __typename: 'PaymentDeclinedError' });
    },
  };
}

describeIntegration(
  'Klarna in Vendure',
  {
    folder: 'vendure',
    steps: ['build', 'prepare-database'],
    start: 'start',
    health: '/health',
    checkout: '/',
    env: {
      COOKIE_SECRET: 'a secret of the tests',
      SUPERADMIN_PASSWORD: PASSWORD,
      VENDURE_DISABLE_TELEMETRY: 'true',
    },
  },
  administrate,
);
