/** The playground offers what the element has. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ATTRIBUTES } from '../../demo/playground/attributes.js';
import { CURRENCIES, localesOf, MARKETS } from '../../demo/playground/markets.js';
import { manifest } from '../../tools/manifest/manifest.js';
import { elementsOf } from '../../tools/manifest/schema.js';

describe('the playground', () => {
  it('sets every attribute of the element, and no other', async () => {
    const checkout = elementsOf(await manifest()).find(
      ({ tagName }) => tagName === 'klarna-checkout',
    );
    const attributes = (checkout?.attributes ?? []).map(({ name }) => name);
    assert.deepEqual(Object.keys(ATTRIBUTES).sort(), attributes.sort());
  });

  it('sells in all 26 markets, each in its own languages first and in English', () => {
    assert.equal(MARKETS.length, 26);
    assert.ok(MARKETS.every((market) => CURRENCIES[market] !== undefined));
    assert.ok(MARKETS.every((market) => localesOf(market).includes(`en-${market}`)));
    assert.deepEqual(localesOf('CH'), ['de-CH', 'fr-CH', 'it-CH', 'en-CH']);
    assert.deepEqual(localesOf('US'), ['en-US', 'es-US']);
    assert.deepEqual(localesOf('NO'), ['nb-NO', 'en-NO']);
  });
});
