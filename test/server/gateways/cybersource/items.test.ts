import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { GatewayProblem } from '../../../../src/server/gateways/gateway.js';
import { cartOf } from '../../../../src/server/gateways/cybersource/items.js';
import { carts, line, order } from '../shop.js';

describe('CyberSource carts', () => {
  it('obey the totals rule net + tax - coupons - discount = grand total to the cent', () => {
    fc.assert(
      fc.property(carts, (bought) => {
        const { items, discountAmount, taxAmount, grandTotalAmount } = cartOf(bought);
        const sum = items.reduce((total, item) => {
          const price = item.unitPrice * item.quantity;
          return item.productCode === 'coupon' ? total - price : total + price + item.taxAmount;
        }, taxAmount - discountAmount);
        assert.equal(sum, bought.amount);
        assert.equal(grandTotalAmount, bought.amount);
      }),
    );
  });

  it('hold whole, non-negative cents only, and each item adds up by itself', () => {
    fc.assert(
      fc.property(carts, (bought) => {
        for (const item of cartOf(bought).items) {
          for (const amount of [item.unitPrice, item.quantity, item.taxAmount, item.totalAmount])
            assert.ok(Number.isSafeInteger(amount) && amount >= 0);
          assert.equal(item.unitPrice * item.quantity + item.taxAmount, item.totalAmount);
        }
      }),
    );
  });

  it('send a line as one piece that names the count when its net price is no whole cent', () => {
    const [item] = cartOf(order([line({ name: 'Cup', unitPrice: 1000, quantity: 3 })])).items;
    assert.deepEqual(
      [item!.unitPrice, item!.quantity, item!.taxAmount, item!.totalAmount, item!.productName],
      [2521, 1, 479, 3000, '3 × Cup'],
    );
  });

  it('reduce the price of a line when the line has a discount', () => {
    const [item] = cartOf(
      order([line({ unitPrice: 1000, quantity: 2, discount: 500, taxRate: 0 })]),
    ).items;
    assert.deepEqual([item!.unitPrice, item!.quantity, item!.totalAmount], [750, 2, 1500]);
  });

  it('cut names at 255 characters, never through a character', () => {
    const [item] = cartOf(order([line({ name: '🧦'.repeat(300), unitPrice: 100 })])).items;
    assert.equal(item!.productName, '🧦'.repeat(255));
  });

  for (const [flaw, wrong] of [
    ['a total that is not quantity times price', { total: 101 }],
    ['half a piece', { quantity: 0.5 }],
    ['no piece', { quantity: 0, total: 0 }],
    ['a tax above the total', { taxAmount: 101 }],
    ['a negative tax', { taxAmount: -1 }],
    ['a rate above 100 %', { taxRate: 10_001 }],
    ['a negative price', { unitPrice: -100, total: -100, taxAmount: 0 }],
    ['a discount above the price', { discount: 101, total: -1, taxAmount: 0 }],
    ['a negative discount', { discount: -1, total: 101 }],
    ['money beyond whole numbers', { unitPrice: 2 ** 53, total: 2 ** 53 }],
    ['a voucher that costs money', { type: 'discount', unitPrice: 100, total: 100 }],
    [
      'a voucher that taxes the wrong way',
      { type: 'discount', unitPrice: -100, total: -100, taxAmount: 5 },
    ],
  ] as const)
    it(`are refused when they contain ${flaw}`, () => {
      const bought = order([line({ unitPrice: 100, taxRate: 0, ...wrong })]);
      assert.throws(
        () => cartOf(bought),
        (failure) => failure instanceof GatewayProblem && failure.code === 'invalid_order',
      );
    });
});
