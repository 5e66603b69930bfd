import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  COOKIE,
  makeOrder,
  openShop,
  TestBrowser,
  biggerOrder,
} from '../../../server/support/shop.js';
import { openBoth } from '../../../server/support/klarna-shop.js';
import { codeOf } from '../../../server/support/expect.js';

describe('personal data before consent', () => {
  const person = {
    customer: { date_of_birth: '1941-03-21' },
    billing_address: { given_name: 'Alice', email: 'alice@example.com' },
  };

  it('nothing is asked of anyone without consent', async () => {
    const { klarna, browser } = await openBoth({ resolveOrder: () => assert.fail('asked') });
    for (const consent of [undefined, null, false]) {
      assert.equal(await codeOf(await browser.session({ consent })), 'consent_required');
    }
    assert.equal(klarna.seen.length, 0);
  });

  it('no byte of it reaches Klarna in any call, whoever sends or stores it', async () => {
    const { klarna, shop, browser } = await openBoth();
    const stored = { billing: person.billing_address, customer: person.customer };
    shop.order = makeOrder(stored);
    await browser.session(person);
    shop.order = { ...biggerOrder(), ...stored };
    await browser.update(person);
    klarna.authorize('token-1');
    assert.equal((await browser.order()).status, 200);
    const wire = klarna.seen.map(({ path, text }) => path + text).join('\n');
    assert.equal(klarna.seen.length, 4);
    assert.doesNotMatch(wire, /Alice|alice|1941/);
  });

  it('a cookie holds none of it, even if it were opened', async () => {
    const shop = openShop();
    shop.order = makeOrder({ billing: person.billing_address });
    const short = new TestBrowser(shop.handler);
    await short.session();
    const length = short.cookies.get(COOKIE)!.length;
    shop.order = makeOrder({ billing: { given_name: 'A'.repeat(255) } });
    const long = new TestBrowser(shop.handler);
    await long.session();
    assert.ok(Math.abs(long.cookies.get(COOKIE)!.length - length) < 100);
  });
});
