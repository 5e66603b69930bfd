/** The cookie of the session: its name, its size, and whose it is. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { expectProblem } from '../support/expect.js';
import { openBoth } from '../support/klarna-shop.js';
import { cookieOf, json, makeOrder, openShop, SESSION_BODY, TestBrowser } from '../support/shop.js';

const GERMAN = 'https://shop.example/de/klarna';
const SWEDISH = 'https://shop.example/se/klarna';

describe("the session's cookie", () => {
  it('leaves the session of another endpoint on the same host alone', async () => {
    const [german, swedish] = [GERMAN, SWEDISH].map(
      (endpoint) => new TestBrowser(openShop({ endpoint }).handler, endpoint),
    );
    const approved = await json(await german!.session());
    // One host, one jar.
    for (const [name, value] of german!.cookies) swedish!.cookies.set(name, value);
    const other = await json(await swedish!.session());
    assert.notEqual(other['session_id'], approved['session_id']);
    for (const [name, value] of swedish!.cookies) german!.cookies.set(name, value);
    assert.deepEqual([...german!.cookies.keys()].sort(), [cookieOf(GERMAN), cookieOf(SWEDISH)]);
    assert.equal((await german!.order()).status, 200);
    assert.equal((await swedish!.order('token-2', 'key-2')).status, 200);
  });

  it('has a name of its own for each port of loopback', async () => {
    const names: string[] = [];
    for (const origin of ['http://localhost:3000', 'http://localhost:4000']) {
      const endpoint = `${origin}/klarna`;
      const browser = new TestBrowser(openShop({ endpoint: '/klarna' }).handler, endpoint);
      await browser.session();
      names.push(...browser.cookies.keys());
    }
    assert.deepEqual(names, ['klarna_checkout_3000.klarna', 'klarna_checkout_4000.klarna']);
  });

  it('has a name that a cookie may have, whatever the path is', async () => {
    const endpoint = 'https://shop.example/kassa/köp;a=b/v1.2';
    const browser = new TestBrowser(openShop({ endpoint }).handler, endpoint);
    await browser.session();
    const [name] = [...browser.cookies.keys()];
    assert.match(name!, /^[\w!#$%&'*+.^`|~-]+$/);
    assert.equal((await browser.order()).status, 200);
  });

  it('is no session at another endpoint, even one with the same keys', async () => {
    const german = new TestBrowser(openShop({ endpoint: GERMAN }).handler, GERMAN);
    await german.session();
    const swedish = new TestBrowser(openShop({ endpoint: SWEDISH }).handler, SWEDISH);
    swedish.cookies.set(cookieOf(SWEDISH), german.cookies.get(cookieOf(GERMAN))!);
    await expectProblem(await swedish.order(), 410, 'session_expired', 'recreate');
  });

  it('says so when browsers would drop it for its length', async () => {
    const shop = openShop();
    const { urls } = makeOrder();
    shop.order = makeOrder({ urls: { ...urls, back: `https://shop.example/${'x'.repeat(4000)}` } });
    const response = await new TestBrowser(shop.handler).session();
    assert.deepEqual(response.headers.getSetCookie(), []);
    const { detail } = await expectProblem(response, 500, 'internal', 'contact');
    assert.match(String(detail), /4096: shorten order\.urls/);
    assert.match(shop.log.join(), /4096/);
  });

  it('has room for everything that may be long at once', async () => {
    const shop = openShop();
    shop.order = makeOrder({ reference: 'r'.repeat(255), locale: 'de-DE' });
    shop.identity = 'i'.repeat(255);
    const browser = new TestBrowser(shop.handler);
    const response = await browser.session({ category: 'c'.repeat(255) });
    assert.equal(response.status, 200);
    assert.ok(response.headers.getSetCookie().join().length <= 4096);
  });

  it('carries a session to a machine whose clock is an hour off', async () => {
    for (const hours of [-1, 1]) {
      const shop = openShop();
      const browser = new TestBrowser(shop.handler);
      const { session_id } = await json(await browser.session());
      const other = openShop({ now: () => Date.now() + hours * 3_600_000 });
      const elsewhere = new TestBrowser(other.handler);
      for (const [name, value] of browser.cookies) elsewhere.cookies.set(name, value);
      assert.equal((await json(await elsewhere.session()))['session_id'], session_id);
      assert.equal((await elsewhere.order()).status, 200);
    }
  });
});

describe('what a shop or a browser sends', () => {
  it('is refused when a locale is longer than any real one', async () => {
    const browser = new TestBrowser(openShop().handler);
    const locale = `de${'-abcdefgh'.repeat(100)}`;
    await expectProblem(
      await browser.post('session', { ...SESSION_BODY, locale }),
      400,
      'invalid_request',
      'contact',
    );
    const shop = openShop();
    shop.order = makeOrder({ locale });
    await expectProblem(
      await new TestBrowser(shop.handler).session(),
      422,
      'locale_mismatch',
      'other_method',
    );
  });

  it('is refused when an identity does not fit into the address of a webhook', async () => {
    const shop = openShop();
    shop.identity = 'x'.repeat(2000);
    const response = await new TestBrowser(shop.handler).session();
    const { detail } = await expectProblem(response, 500, 'internal', 'contact');
    assert.match(String(detail), /identify gave 2000 characters/);
  });

  it('is refused when it makes the address of a notification longer than Klarna takes', async () => {
    const { klarna, shop, browser } = await openBoth();
    // Each of them is of a length that may be.
    shop.identity = '身'.repeat(255);
    shop.order = makeOrder({ reference: '号'.repeat(255) });
    const response = await browser.session();
    const { detail } = await expectProblem(response, 502, 'misconfigured', 'contact');
    assert.match(String(detail), /notifications has \d+ characters, of which Klarna takes 2000/);
    assert.deepEqual(klarna.seen, []);
  });

  for (const url of ['https://', 'javascript:alert(1)', 'mailto:shop@shop.example']) {
    it(`is refused before an order is placed when ${url} is a page of it`, async () => {
      for (const name of ['confirmation', 'back']) {
        const shop = openShop();
        const { urls } = makeOrder();
        shop.order = makeOrder({ urls: { ...urls, [name]: url } });
        const response = await new TestBrowser(shop.handler).session();
        const { detail } = await expectProblem(response, 422, 'invalid_order', 'fix');
        assert.match(String(detail), new RegExp(`urls\\.${name}`));
      }
    });
  }
});
