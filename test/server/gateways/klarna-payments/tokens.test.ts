import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import {
  type Intent,
  klarnaPayments,
  type Order,
  type PlacingAttempt,
} from '../../../../src/server/index.js';
import { firstAttempt } from '../../support/attempt.js';
import {
  type FakeKlarna,
  openKlarna,
  PASSWORD,
  refuse,
  reply,
  USERNAME,
} from '../../support/klarna.js';
import { makeOrder } from '../../support/shop.js';
import { context, problemOf } from '../shop.js';

let klarna: FakeKlarna;
beforeEach(async () => {
  klarna = await openKlarna();
});
afterEach(() => klarna[Symbol.asyncDispose]());

const gateway = (intent: Intent) =>
  klarnaPayments({
    region: 'eu',
    environment: 'playground',
    username: USERNAME,
    password: PASSWORD,
    apiUrl: klarna.url,
    intent,
  });

const paper: Order = makeOrder({
  lines: [
    {
      ...makeOrder().lines[0]!,
      type: 'digital',
      subscription: { name: 'Paper', interval: 'MONTH', intervalCount: 1 },
    },
  ],
});

const TOKEN = {
  token_id: 'customer-token-1',
  redirect_url: 'https://credit.klarna.com/v1/sessions/1/redirect',
  payment_method_reference: 'method-1',
  billing_address: { given_name: 'Alice' },
};
const NAMED = {
  customer_token: 'customer-token-1',
  customer_token_redirect_url: 'https://credit.klarna.com/v1/sessions/1/redirect',
  customer_token_payment_method: 'method-1',
};

/** The session is authorized; what was kept of earlier tries is known. */
async function authorized(intent: Intent, changes: Partial<PlacingAttempt> = {}) {
  const { reference } = await gateway(intent).createSession(paper, context());
  klarna.authorize('token-1');
  const kept: Readonly<Record<string, string>>[] = [];
  const attempt = firstAttempt('order-1', {
    keep: (values) => {
      kept.push(values);
      // Written down before the order is sent.
      assert.equal(calls('order').length, 0);
      return Promise.resolve();
    },
    ...changes,
  });
  const place = () => gateway(intent).placeOrder(reference, 'token-1', paper, context({ attempt }));
  return { reference, kept, place };
}
const calls = (last: string) => klarna.seen.filter(({ path }) => path.endsWith(`/${last}`));

describe('Klarna, tokenize', () => {
  it('makes a customer token instead of an order, and gives the shop what Klarna answers', async () => {
    const { place } = await authorized('tokenize');
    klarna.intercept(/customer-token/, (_, outgoing) => reply(outgoing, 200, TOKEN));
    assert.deepEqual(await place(), {
      status: 'completed',
      redirect_url: TOKEN.redirect_url,
      upstream: NAMED,
    });
    assert.equal(klarna.orders.size, 0);
  });

  it('describes the token by its subscriptions, as Klarna’s schema asks', async () => {
    const { place } = await authorized('tokenize');
    await place();
    assert.equal(calls('customer-token')[0]!.json?.['description'], 'Paper');
    assert.deepEqual(klarna.faults, []);
  });

  it('does not know the outcome when the answer is lost', async () => {
    const { place } = await authorized('tokenize');
    klarna.intercept(/customer-token/, (incoming) => incoming.socket.destroy());
    assert.equal((await problemOf(place())).code, 'outcome_unknown');
    klarna.intercept(/customer-token/, (_, outgoing) => reply(outgoing, 200, {}));
    assert.equal((await problemOf(place())).code, 'outcome_unknown');
  });
});

for (const intent of ['buy_and_tokenize', 'buy_and_default_tokenize'] as const)
  describe(`Klarna, ${intent}`, () => {
    it('makes the customer token before the order, keeps it, and gives the shop both', async () => {
      const { place, kept } = await authorized(intent);
      klarna.intercept(/customer-token/, (_, outgoing) => reply(outgoing, 200, TOKEN));
      const placed = await place();
      const order = klarna.seen.map(({ path }) => path.split('/').at(-1));
      assert.ok(order.indexOf('customer-token') < order.indexOf('order'));
      assert.deepEqual(kept, [NAMED]);
      assert.deepEqual(placed.upstream, {
        order_id: [...klarna.orders.keys()][0],
        fraud_status: 'ACCEPTED',
        ...NAMED,
      });
    });

    it('makes no second token when an earlier try has kept one', async () => {
      const { place, kept } = await authorized(intent, { kept: NAMED });
      const placed = await place();
      assert.equal(calls('customer-token').length, 0);
      assert.equal(kept.length, 0);
      assert.equal(placed.upstream['customer_token'], 'customer-token-1');
      assert.equal(klarna.orders.size, 1);
    });

    it('sends no order when the token cannot be kept', async () => {
      const { place } = await authorized(intent, {
        keep: () => Promise.reject(new Error('the ledger is away')),
      });
      await assert.rejects(place());
      assert.equal(calls('order').length, 0);
    });

    it('sends no order when Klarna makes no token, and says whether to try again', async () => {
      const { place } = await authorized(intent);
      klarna.intercept(/customer-token/, (_, outgoing) =>
        refuse(outgoing, 403, 'REJECTED', 'Not allowed'),
      );
      assert.equal((await problemOf(place())).code, 'declined');
      klarna.intercept(/customer-token/, (incoming) => incoming.socket.destroy());
      assert.equal((await problemOf(place())).code, 'upstream_unavailable');
      klarna.intercept(/customer-token/, (_, outgoing) => refuse(outgoing, 500, 'TIMEOUT'));
      assert.equal((await problemOf(place())).code, 'upstream_unavailable');
      assert.equal(calls('order').length, 0);
    });
  });
