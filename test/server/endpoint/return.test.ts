import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { gatewayWith, json, openShop, TestBrowser } from '../support/shop.js';

describe('GET return', () => {
  const redirecting = gatewayWith({
    redirectHosts: ['pay1.de'],
    placeOrder: () =>
      Promise.resolve({
        status: 'redirect',
        redirect_url: 'https://secure.pay1.de/3ds',
        upstream: { txid: '1' },
      }),
  });
  const get = (browser: TestBrowser, kind: string) =>
    browser.send(`return/${kind}`, { method: 'GET' });

  it('leads back to the shop after a redirect, and on to the confirmation from then on', async () => {
    const browser = new TestBrowser(openShop({ gateway: redirecting }).handler);
    await browser.session();
    const placed = await json(await browser.order());
    assert.deepEqual(placed, { status: 'redirect', redirect_url: 'https://secure.pay1.de/3ds' });
    const back = await get(browser, 'success');
    assert.equal(back.status, 303);
    assert.equal(back.headers.get('Location'), 'https://shop.example/thanks');
    assert.deepEqual((await json(await browser.session()))['order'], {
      status: 'pending',
      redirect_url: 'https://shop.example/thanks',
    });
  });

  for (const kind of ['failure', 'cancel']) {
    it(`says ${kind} to the shop's page and lets the shopper start again`, async () => {
      const browser = new TestBrowser(openShop({ gateway: redirecting }).handler);
      const first = await json(await browser.session());
      await browser.order();
      const back = await get(browser, kind);
      assert.equal(back.headers.get('Location'), `https://shop.example/checkout?klarna=${kind}`);
      const again = await json(await browser.session());
      assert.equal(again['order'], undefined);
      assert.notEqual(again['session_id'], first['session_id']);
    });
  }

  it('does not let a guessed address undo a placed order', async () => {
    const browser = new TestBrowser(openShop().handler);
    await browser.session();
    await browser.order();
    await get(browser, 'failure');
    assert.ok((await json(await browser.session()))['order']);
  });

  it('leads to the front page when nothing is known', async () => {
    const response = await get(new TestBrowser(openShop().handler), 'success');
    assert.equal(response.headers.get('Location'), 'https://shop.example/');
  });
});
