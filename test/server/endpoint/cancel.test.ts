import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { openKlarna } from '../support/klarna.js';
import { openShop, TestBrowser } from '../support/shop.js';
import { overKlarna } from '../support/klarna-shop.js';
import { expectProblem } from '../support/expect.js';

describe('POST authorization/cancel', () => {
  it('gives the authorization back, however often', async () => {
    await using klarna = await openKlarna();
    const browser = new TestBrowser(openShop({ gateway: overKlarna(klarna) }).handler);
    await browser.session();
    klarna.authorize('token-1');
    for (let times = 0; times < 2; times += 1) {
      const response = await browser.cancel();
      assert.equal(response.status, 204);
      assert.equal(await response.text(), '');
    }
  });

  it('is refused once there is an order', async () => {
    const browser = new TestBrowser(openShop().handler);
    await browser.session();
    await browser.order();
    await expectProblem(await browser.cancel(), 409, 'duplicate', 'recreate');
  });
});
