import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  biggerOrder,
  json,
  makeOrder,
  openShop,
  TestBrowser,
} from '../../../server/support/shop.js';
import { openBoth } from '../../../server/support/klarna-shop.js';

describe('amount tampering in the browser', () => {
  it('prices that a page sends are never read', async () => {
    const { klarna, browser } = await openBoth();
    await browser.session({
      order_amount: 1,
      amount: 1,
      order_lines: [{ name: 'Shoe', quantity: 1, unit_price: 1, total_amount: 1 }],
    });
    assert.equal(klarna.seen[0]?.json?.['order_amount'], 11_900);
  });

  it('a cart that changed after the authorization is not charged', async () => {
    const { klarna, shop, browser } = await openBoth();
    await browser.session();
    klarna.authorize('token-1');
    shop.order = biggerOrder();
    const response = await browser.order();
    assert.equal(response.status, 409);
    const problem = await json(response);
    assert.deepEqual([problem['code'], problem['action']], ['order_mismatch', 'reauthorize']);
    assert.equal(klarna.orders.size, 0);
  });

  it('a changed price with the same total is a changed cart', async () => {
    const shop = openShop();
    const browser = new TestBrowser(shop.handler);
    await browser.session();
    shop.order = makeOrder({ lines: [{ ...makeOrder().lines[0]!, name: 'Empty box' }] });
    assert.equal((await browser.order()).status, 409);
  });

  it('a changed picture or address is the same cart', async () => {
    const shop = openShop();
    const browser = new TestBrowser(shop.handler);
    await browser.session();
    shop.order = makeOrder({
      lines: [{ ...makeOrder().lines[0]!, imageUrl: 'https://cdn.shop.example/1?v=2' }],
      shipping: { city: 'Bonn' },
    });
    assert.equal((await browser.order()).status, 200);
  });
});
