import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  type Charge,
  createTokenEndpoint,
  type Gateway,
  memoryLedger,
  type Placed,
  simulated,
} from '../../../../src/server/index.js';
import { ENDPOINT, KEY, makeOrder } from '../../support/shop.js';
import { problemOf } from '../shop.js';
import { type Asked, orderManagements } from './order-management.js';

const serve = orderManagements();

const renewal = makeOrder({
  reference: 'renewal-2026-12',
  lines: [
    {
      ...makeOrder().lines[0]!,
      type: 'digital',
      subscription: { name: 'Paper', interval: 'MONTH', intervalCount: 1 },
    },
  ],
});
const charge: Charge = {
  customerToken: 'customer-token-1',
  order: renewal,
  identity: 'customer-1',
};

/** Two machines over one ledger, as a shop runs them. */
function shopOver(gateway: Gateway) {
  const ledger = memoryLedger();
  const told: { reference: string; placed: Placed; identity: string | undefined }[] = [];
  const machine = () =>
    createTokenEndpoint({
      gateway,
      ledger,
      endpoint: ENDPOINT,
      keys: [KEY],
      identify: () => undefined,
      resolveOrder: () => undefined,
      onPlaced: (order, placed, { identity }) =>
        void told.push({ reference: order.reference, placed, identity }),
      log: () => undefined,
    });
  return { told, one: machine(), other: machine() };
}

const charges = (asked: readonly Asked[]) => asked.filter(({ method }) => method === 'POST');

describe('charging a customer token of Klarna', () => {
  it('places an order under the number of the renewal, and tells the shop like any other', async () => {
    const { gateway, asked, charged, faults } = await serve();
    const { one, told } = shopOver(gateway);
    const placed = await one.chargeCustomerToken(charge);
    assert.equal(placed.status, 'completed');
    assert.equal(placed.order_id, charged.get('renewal-2026-12'));
    assert.deepEqual(told, [{ reference: 'renewal-2026-12', placed, identity: 'customer-1' }]);
    const [{ path, body }] = asked as [(typeof asked)[0]];
    assert.equal(path, '/customer-token/v1/tokens/customer-token-1/order');
    assert.equal(body['order_amount'], 11_900);
    const [sent] = body['order_lines'] as { subscription: object }[];
    assert.deepEqual(sent!.subscription, { name: 'Paper', interval: 'MONTH', interval_count: 1 });
    assert.deepEqual(faults, []);
  });

  it('charges a renewal once, whoever asks, however often, and with whichever token', async () => {
    const { gateway, asked, intercept, charged } = await serve();
    const { one, other, told } = shopOver(gateway);
    intercept(/POST/, 'cut after');
    const first = await one.chargeCustomerToken(charge);
    const again = await Promise.all([
      one.chargeCustomerToken(charge),
      other.chargeCustomerToken(charge),
      other.chargeCustomerToken({ ...charge, customerToken: 'customer-token-2' }),
    ]);
    assert.deepEqual([...new Set(again.map(({ order_id }) => order_id))], [first.order_id]);
    assert.equal(charged.size, 1);
    // The second one repeats the first under the same key.
    assert.equal(new Set(charges(asked).map((request) => JSON.stringify(request))).size, 1);
    assert.equal(told.length, 1);
  });

  it('leaves a charge open that was cut off twice, and learns of it from Klarna’s push', async () => {
    const { gateway, asked, intercept, orders } = await serve();
    const { one, told } = shopOver(gateway);
    intercept(/POST/, 'cut after');
    intercept(/POST/, 'cut after');
    assert.equal((await problemOf(one.chargeCustomerToken(charge))).code, 'outcome_unknown');
    assert.equal((await problemOf(one.chargeCustomerToken(charge))).code, 'outcome_unknown');
    assert.equal(charges(asked).length, 2, 'nothing is charged again while the end is unknown');

    const { push } = charges(asked).at(-1)!.body['merchant_urls'] as { push: string };
    orders.set('id-1', {
      ...{ status: 'AUTHORIZED', fraud_status: 'ACCEPTED', order_amount: 11_900 },
      ...{ merchant_reference1: 'renewal-2026-12', captures: [], refunds: [], released: false },
    });
    const hook = new Request(push.replace('{order.id}', 'id-1'), { method: 'POST' });
    assert.equal((await one(hook)).status, 200);
    assert.equal((await one.chargeCustomerToken(charge)).order_id, 'id-1');
    assert.deepEqual(
      told.map(({ placed }) => placed.order_id),
      ['id-1'],
    );
  });

  it('refuses another order under the same number', async () => {
    const { gateway } = await serve();
    const { one } = shopOver(gateway);
    await one.chargeCustomerToken(charge);
    const dearer = {
      ...renewal,
      amount: 23_800,
      taxAmount: 3_800,
      lines: [{ ...renewal.lines[0]!, quantity: 2, total: 23_800, taxAmount: 3_800 }],
    };
    const problem = await problemOf(one.chargeCustomerToken({ ...charge, order: dearer }));
    assert.equal(problem.code, 'reference_reused');
  });

  it('refuses an order that does not add up, an empty token, and a system without tokens', async () => {
    const { gateway, asked } = await serve();
    const { one } = shopOver(gateway);
    const wrong = { ...renewal, lines: [{ ...renewal.lines[0]!, taxAmount: 1 }] };
    for (const changes of [{ order: wrong }, { customerToken: '' }])
      assert.equal(
        (await problemOf(one.chargeCustomerToken({ ...charge, ...changes }))).code,
        'invalid_order',
      );
    assert.equal(asked.length, 0);
    const elsewhere = shopOver(simulated()).one.chargeCustomerToken(charge);
    assert.equal((await problemOf(elsewhere)).code, 'unsupported');
  });
});
