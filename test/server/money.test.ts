import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { currencyExponent, fromDecimal, taxInside, toDecimal } from '../../src/server/index.js';

const CURRENCIES = ['EUR', 'SEK', 'JPY', 'KRW', 'KWD', 'TND'] as const;
const amount = fc.maxSafeInteger();
const currency = fc.constantFrom(...CURRENCIES);

describe('money', () => {
  it('has the decimals of its currency', () => {
    assert.deepEqual(CURRENCIES.map(currencyExponent), [2, 2, 0, 0, 3, 3]);
  });

  it('is written as people write it', () => {
    assert.equal(toDecimal(2_099, 'EUR'), '20.99');
    assert.equal(toDecimal(5, 'EUR'), '0.05');
    assert.equal(toDecimal(-5, 'EUR'), '-0.05');
    assert.equal(toDecimal(2_099, 'JPY'), '2099');
    assert.equal(toDecimal(2_099, 'KWD'), '2.099');
    assert.equal(toDecimal(0, 'EUR'), '0.00');
  });

  it('comes back from a decimal as it went, to the last cent', () => {
    fc.assert(
      fc.property(amount, currency, (minor, code) => {
        assert.equal(fromDecimal(toDecimal(minor, code), code), minor);
      }),
    );
  });

  it('keeps its sum through decimals, in any split', () => {
    fc.assert(
      fc.property(fc.array(fc.integer(), { maxLength: 50 }), currency, (lines, code) => {
        const sum = (list: readonly number[]) => list.reduce((total, line) => total + line, 0);
        const back = lines.map((line) => fromDecimal(toDecimal(line, code), code));
        assert.equal(sum(back), sum(lines));
      }),
    );
  });

  it('is never half a cent, nor more than a number holds', () => {
    for (const bad of [0.5, NaN, Infinity, 2 ** 53]) {
      assert.throws(() => toDecimal(bad, 'EUR'), RangeError);
      assert.throws(() => taxInside(bad, 1_900), RangeError);
    }
    for (const bad of ['1.999', '1,00', '1e3', '', '.5', '1.', ' 1', '+1', '90071992547409.93']) {
      assert.throws(() => fromDecimal(bad, 'EUR'), RangeError);
    }
    assert.throws(() => fromDecimal('1.0', 'JPY'), RangeError);
  });
});

describe('the tax inside a total', () => {
  it('is known from the price list', () => {
    assert.equal(taxInside(11_900, 1_900), 1_900);
    assert.equal(taxInside(-11_900, 1_900), -1_900);
    assert.equal(taxInside(10_000, 0), 0);
  });

  it('is within half a unit of the fraction, and of the sign of its total', () => {
    fc.assert(
      fc.property(amount, fc.integer({ min: 0, max: 10_000 }), (total, rate) => {
        const tax = taxInside(total, rate);
        // Exactly, in integers: |tax * (10000 + rate) - total * rate| * 2 <= 10000 + rate.
        const divisor = 10_000n + BigInt(rate);
        const error = BigInt(tax) * divisor - BigInt(total) * BigInt(rate);
        assert.ok((error < 0n ? -error : error) * 2n <= divisor);
        assert.ok(tax === 0 || Math.sign(tax) === Math.sign(total));
        assert.equal(taxInside(-total, rate), tax === 0 ? 0 : -tax);
      }),
    );
  });
});
