import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { GatewayProblem } from '../../../../src/server/gateways/gateway.js';
import type { OrderLine } from '../../../../src/server/gateways/gateway.js';
import { itemsOf, totalOf } from '../../../../src/server/gateways/payone/items.js';
import {
  creditLines,
  distribute,
  voucherShares,
} from '../../../../src/server/gateways/payone/vouchers.js';
import { carts, line, order } from '../shop.js';

const toys = order([
  line({ reference: 'car', name: 'Red car', unitPrice: 2000 }),
  line({ reference: 'truck', name: 'Green truck', unitPrice: 3000 }),
  line({ type: 'discount', reference: 'WELCOME', name: 'Voucher', unitPrice: -1000 }),
]);
const car = [{ line: 0, quantity: 1 }];
const brief = (lines: readonly OrderLine[]) =>
  lines.map(({ type, unitPrice, quantity }) => [type, unitPrice, quantity]);
const sum = (lines: readonly OrderLine[]) => lines.reduce((all, { total }) => all + total, 0);

describe('PAYONE vouchers in the example of the documents, 20 and 30 less 10', () => {
  it('sends the full price and the share as a voucher in the first way', () => {
    const { lines, amount } = creditLines(toys, car);
    assert.deepEqual(brief(lines), [
      ['physical', 2000, 1],
      ['discount', -500, 1],
    ]);
    assert.equal(amount, 1500);
    assert.equal(lines[1]!.reference, 'WELCOME');
  });

  it('sends the reduced price in the second way', () => {
    const { lines, amount } = creditLines(toys, car, { way: 'reduced-price' });
    assert.deepEqual(brief(lines), [['physical', 1500, 1]]);
    assert.equal(amount, 1500);
  });

  it('lets the dearer line bear more where the shop spreads by value', () => {
    const spread = 'by-value';
    assert.equal(creditLines(toys, car, { spread }).amount, 1600);
    assert.equal(creditLines(toys, [{ line: 1, quantity: 1 }], { spread }).amount, 2400);
  });
});

const spreads = fc.constantFrom('by-value' as const, 'evenly' as const);
const ways = fc.constantFrom('voucher-line' as const, 'reduced-price' as const);

describe('PAYONE vouchers to the cent', () => {
  it('the positions of any cart add up to its amount', () => {
    fc.assert(fc.property(carts, (cart) => totalOf(itemsOf(cart)) === cart.amount));
  });

  it('the shares of a voucher add up to it, and no line bears more than it costs', () => {
    fc.assert(
      fc.property(carts, spreads, (cart, spread) => {
        const shares = voucherShares(cart, spread);
        const borne = shares.map((list) => list.reduce((sum, { amount }) => sum + amount, 0));
        cart.lines.forEach(({ quantity, unitPrice }, index) => {
          assert.ok(unitPrice < 0 || borne[index]! <= quantity * unitPrice);
        });
        const off = cart.lines.reduce(
          (sum, { unitPrice, quantity, discount = 0 }) =>
            sum + discount + Math.max(0, -unitPrice * quantity),
          0,
        );
        assert.equal(
          borne.reduce((sum, amount) => sum + amount, 0),
          off,
        );
      }),
    );
  });

  it('returns in any number of parts give back exactly what was paid', () => {
    fc.assert(
      fc.property(
        carts,
        spreads,
        ways,
        fc.infiniteStream(fc.nat({ max: 11 })),
        (cart, spread, way, cuts) => {
          let back = 0;
          cart.lines.forEach(({ quantity, unitPrice }, index) => {
            let returnedBefore = 0;
            while (unitPrice > 0 && returnedBefore < quantity) {
              const wish = 1 + Number(cuts.next().value);
              const part = Math.min(wish, quantity - returnedBefore);
              const credit = creditLines(cart, [{ line: index, quantity: part, returnedBefore }], {
                spread,
                way,
              });
              assert.ok(credit.amount >= 0);
              assert.equal(sum(credit.lines), credit.amount);
              assert.equal(totalOf(itemsOf(order(credit.lines))), credit.amount);
              assert.ok(credit.lines.every(({ quantity: pieces }) => pieces > 0));
              if (way === 'reduced-price')
                assert.ok(credit.lines.every(({ unitPrice: price }) => price >= 0));
              back += credit.amount;
              returnedBefore += part;
            }
          });
          assert.equal(back, cart.amount);
        },
      ),
    );
  });

  it('both ways give back the same', () => {
    fc.assert(
      fc.property(carts, spreads, (cart, spread) => {
        const all = cart.lines.flatMap(({ unitPrice, quantity }, index) =>
          unitPrice > 0 ? [{ line: index, quantity }] : [],
        );
        assert.equal(
          creditLines(cart, all, { spread, way: 'voucher-line' }).amount,
          creditLines(cart, all, { spread, way: 'reduced-price' }).amount,
        );
      }),
    );
  });

  it('parts follow their weights to the nearest cent, also near the largest amounts', () => {
    const weights = fc.array(fc.integer({ min: 1, max: 1_999_999_999 }), {
      minLength: 1,
      maxLength: 9,
    });
    fc.assert(
      fc.property(weights, fc.integer({ min: 0, max: 1_999_999_999 }), (list, wish) => {
        const total = list.reduce((sum, weight) => sum + weight, 0);
        const amount = Math.min(wish, total);
        const parts = distribute(amount, list, list);
        assert.equal(
          parts.reduce((sum, part) => sum + part, 0),
          amount,
        );
        parts.forEach((part, index) => {
          const distance = BigInt(part) * BigInt(total) - BigInt(amount) * BigInt(list[index]!);
          assert.ok(distance < BigInt(total) && distance > -BigInt(total));
        });
      }),
    );
  });
});

describe('refusals of PAYONE vouchers', () => {
  for (const [name, returned] of [
    ['more than was ordered', { line: 0, quantity: 2 }],
    ['more than is left', { line: 0, quantity: 1, returnedBefore: 1 }],
    ['nothing', { line: 0, quantity: 0 }],
    ['half a piece', { line: 0, quantity: 0.5 }],
    ['the voucher itself', { line: 2, quantity: 1 }],
    ['a line that is not there', { line: 9, quantity: 1 }],
  ] as const)
    it(`refuses to give back ${name}`, () => {
      assert.throws(
        () => creditLines(toys, [returned]),
        (failure) => failure instanceof GatewayProblem && failure.code === 'invalid_order',
      );
    });
});
