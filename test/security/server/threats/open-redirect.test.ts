import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { simulated, type TokenEndpointOptions } from '../../../../src/server/index.js';
import { json, openShop, TestBrowser } from '../../../server/support/shop.js';
import { openBoth } from '../../../server/support/klarna-shop.js';
import { codeOf } from '../../../server/support/expect.js';

describe('open redirect', () => {
  const placing = async (redirectUrl: string, options: Partial<TokenEndpointOptions> = {}) => {
    const { klarna, browser } = await openBoth(options, { redirectUrl });
    await browser.session();
    klarna.authorize('token-1');
    return (await json(await browser.order()))['redirect_url'];
  };

  for (const evil of [
    'https://evil.example/',
    'https://klarna.com.evil.example/',
    'https://evilklarna.com/',
    'http://www.klarna.com/',
    'javascript:alert(1)',
    '//evil.example',
    'https://klarna.com@evil.example/',
  ]) {
    it(`${evil} gives way to the confirmation page`, async () => {
      assert.equal(await placing(evil), 'https://shop.example/thanks');
    });
  }
  it('Klarna, the shop and the hosts that the shop named are fine', async () => {
    const own = 'https://shop.example/thanks?order=1';
    assert.equal(await placing(own), own);
    const named = 'https://pay.bank.example/x';
    assert.equal(await placing(named, { redirectHosts: ['bank.example'] }), named);
  });

  it('a redirect that must be followed to an unknown host leaves the outcome open', async () => {
    const browser = new TestBrowser(
      openShop({
        gateway: {
          ...simulated(),
          placeOrder: () =>
            Promise.resolve({
              status: 'redirect',
              redirect_url: 'https://evil.example',
              upstream: {},
            }),
        },
      }).handler,
    );
    await browser.session();
    assert.equal(await codeOf(await browser.order()), 'outcome_unknown');
  });

  it('pictures come from Klarna or not at all', async () => {
    const asset_urls = {
      descriptive: 'https://evil.example/track.gif',
      standard: 'https://x.klarnacdn.net/badge.svg',
    };
    const { handler } = openShop({
      gateway: simulated({ categories: [{ identifier: 'klarna', name: 'Klarna', asset_urls }] }),
    });
    const answer = await json(await new TestBrowser(handler).session());
    assert.deepEqual(answer['payment_method_categories'], [
      { identifier: 'klarna', name: 'Klarna', asset_urls: { standard: asset_urls.standard } },
    ]);
  });
});
