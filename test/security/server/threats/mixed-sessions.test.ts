import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { TestBrowser } from '../../../server/support/shop.js';
import { openBoth } from '../../../server/support/klarna-shop.js';
import { codeOf } from '../../../server/support/expect.js';

describe('mixing sessions and tokens of two customers', () => {
  it("one customer's cookie with another's token places nothing", async () => {
    const { klarna, shop, browser } = await openBoth();
    await browser.session();
    klarna.authorize('mine');
    shop.identity = 'cart-2';
    const other = new TestBrowser(shop.handler);
    await other.session();
    klarna.authorize('theirs');
    shop.identity = 'cart-1';
    const response = await browser.order('theirs');
    assert.equal(await codeOf(response), 'authorization_expired');
    assert.equal(klarna.orders.size, 0);
  });
});
