import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type Gateway, type GatewayContext, simulated } from '../../../src/server/index.js';
import { SYSTEMS } from '../gateways/systems.js';
import {
  ENDPOINT,
  gatewayWith,
  json,
  openShop,
  TestBrowser,
  type TestShop,
} from '../support/shop.js';

describe('GET return', () => {
  /** Redirects each order; `releases` says whether it gives back what was not finished. */
  const open = async (releases = true) => {
    let urls: GatewayContext['urls'] | undefined;
    const gateway = gatewayWith({
      redirectHosts: ['pay1.de'],
      sendsShoppersBack: true,
      placeOrder: (_, __, ___, context) => {
        ({ urls } = context);
        return Promise.resolve({
          status: 'redirect',
          redirect_url: 'https://secure.pay1.de/3ds',
          upstream: { txid: '1' },
        });
      },
      releaseAttempt: () => Promise.resolve(releases),
    });
    const shop = openShop({ gateway });
    const browser = new TestBrowser(shop.handler);
    const session = await json(await browser.session());
    const placed = await json(await browser.order());
    const back = (kind: 'success' | 'failure' | 'cancel') =>
      get(browser, urls![kind].slice(`${ENDPOINT}/return/`.length));
    return { shop, browser, session, placed, back };
  };
  const get = (browser: TestBrowser, path: string) =>
    browser.send(`return/${path}`, { method: 'GET' });
  const told = ({ placed }: TestShop) => placed.map((one) => one.placed.status);

  it('leads back to the shop after a redirect, and on to the confirmation from then on', async () => {
    const { shop, browser, placed, back } = await open();
    assert.deepEqual(placed, { status: 'redirect', redirect_url: 'https://secure.pay1.de/3ds' });
    const response = await back('success');
    assert.equal(response.status, 303);
    assert.equal(response.headers.get('Location'), 'https://shop.example/thanks');
    assert.deepEqual((await json(await browser.session()))['order'], {
      status: 'pending',
      redirect_url: 'https://shop.example/thanks',
    });
    assert.deepEqual(told(shop), ['pending']);
  });

  for (const kind of ['failure', 'cancel'] as const) {
    it(`lets the shopper start again after ${kind} when the system gave the order back`, async () => {
      const { shop, browser, session, back } = await open();
      const response = await back(kind);
      assert.equal(
        response.headers.get('Location'),
        `https://shop.example/checkout?klarna=${kind}`,
      );
      assert.deepEqual(told(shop), ['pending', 'rejected']);
      const again = await json(await browser.session());
      assert.equal(again['order'], undefined);
      assert.notEqual(again['session_id'], session['session_id']);
    });

    it(`sells nothing again after ${kind} while the system may still have the order`, async () => {
      const { browser, back } = await open(false);
      await back(kind);
      assert.deepEqual((await json(await browser.session()))['order'], { status: 'unknown' });
    });

    it(`believes no ${kind} whose address was not given out here`, async () => {
      const { browser, placed } = await open();
      for (const path of [kind, `${kind}/guessed`]) {
        const response = await get(browser, path);
        assert.equal(response.headers.get('Location'), 'https://shop.example/checkout');
      }
      assert.deepEqual((await json(await browser.session()))['order'], placed);
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

describe('the addresses to come back to', () => {
  for (const [name, open] of Object.entries(SYSTEMS)) {
    it(`are given to ${name} with their proof, or not at all, as the gateway declares`, async () => {
      const system = await open();
      try {
        const { gateway, order, seen } = system;
        const browser = new TestBrowser(openShop({ gateway, resolveOrder: () => order }).handler);
        assert.equal((await browser.session()).status, 200);
        // Klarna refuses the token, of which it knows nothing.
        assert.notEqual((await browser.order()).status, 500);
        const given =
          JSON.stringify(seen).match(/return(?:\/|%2F)\w+(?:(?:\/|%2F)[\w.-]+)?/gi) ?? [];
        assert.equal(given.length > 0, gateway.sendsShoppersBack);
        for (const address of given) assert.match(address, /(?:\/|%2F)[\w-]+\.\.[\w.-]+$/);
      } finally {
        await system.close();
      }
    });
  }

  it('are refused by name to a gateway that has declared that it needs none', async () => {
    const gateway = gatewayWith({
      sendsShoppersBack: false,
      createSession: (_, { urls }) => Promise.reject(new Error(urls.cancel)),
    });
    const shop = openShop({ gateway });
    const response = await new TestBrowser(shop.handler).session();
    assert.equal(response.status, 500);
    assert.match(
      shop.log.join('\n'),
      /reads urls\.cancel, though it says sendsShoppersBack: false/,
    );
  });

  it('have their proof where a gateway declares nothing', async () => {
    const given: string[] = [];
    const silent = gatewayWith({
      createSession(order, context) {
        given.push(context.urls.success);
        return simulated().createSession(order, context);
      },
    }) as { -readonly [Name in keyof Gateway]: Gateway[Name] };
    delete silent.sendsShoppersBack;
    await new TestBrowser(openShop({ gateway: silent }).handler).session();
    assert.match(given.join(), /\/return\/success\/[\w-]+\.\.[\w.-]+$/);
  });
});
