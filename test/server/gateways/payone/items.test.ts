import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { line, order } from '../shop.js';
import { cart, platforms, refused, started } from './platform.js';

const payone = platforms();

describe('PAYONE positions', () => {
  it('turns discounts, gift cards and store credit into vouchers', async () => {
    const sent = await started(
      payone,
      order([
        line({ unitPrice: 5000, quantity: 2, discount: 700 }),
        line({ type: 'surcharge', reference: 'fee', unitPrice: 100 }),
        line({ type: 'gift_card', reference: 'gift', unitPrice: -1000, taxRate: 0 }),
      ]),
    );
    const of = (n: number) => [
      sent[`it[${n}]`],
      sent[`pr[${n}]`],
      sent[`no[${n}]`],
      sent[`va[${n}]`],
    ];
    assert.deepEqual(of(1), ['goods', '5000', '2', '1900']);
    assert.deepEqual(of(2), ['voucher', '-700', '1', '1900']);
    assert.deepEqual(of(3), ['handling', '100', '1', '1900']);
    assert.deepEqual(of(4), ['voucher', '-1000', '1', '0']);
    assert.equal(sent['amount'], '8400');
  });

  it('takes 400 positions and refuses 401, a discount counted as one', async () => {
    const many = (count: number, last = {}) =>
      order([
        ...Array.from({ length: count - 1 }, (_, n) =>
          line({ reference: `s${n}`, unitPrice: 100 }),
        ),
        line({ unitPrice: 100, ...last }),
      ]);
    const sent = await started(payone, many(400));
    assert.equal(sent['id[400]'], 'socks1');
    assert.equal((await refused(payone, many(401))).code, 'invalid_order');
    assert.equal((await refused(payone, many(400, { discount: 10 }))).code, 'invalid_order');
  });

  it('refuses a sales tax line, an empty cart, and amounts above the limit', async () => {
    const tax = line({ type: 'sales_tax', unitPrice: 100, taxRate: 0 });
    assert.equal((await refused(payone, order([tax]))).code, 'invalid_order');
    assert.equal((await refused(payone, order([]))).code, 'invalid_order');
    assert.equal(
      (await refused(payone, order([line({ unitPrice: 2_000_000_000 })]))).code,
      'invalid_order',
    );
    assert.equal(
      (await refused(payone, order([line({ unitPrice: 1, quantity: 1_000_000 })]))).code,
      'invalid_order',
    );
  });

  it('keeps every value on one line', async () => {
    const sent = await started(
      payone,
      order([line({ name: 'Socks\r\nstatus=OK\u0000\u2028x', unitPrice: 100 })], {
        billing: { ...cart.billing, city: 'Ne\nuss' },
      }),
    );
    assert.equal(sent['de[1]'], 'Socks status=OK x');
    assert.equal(sent['city'], 'Ne uss');
  });
});
