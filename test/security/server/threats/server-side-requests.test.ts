import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { klarnaPayments } from '../../../../src/server/index.js';
import { serve } from '../../../harness/loopback.js';
import { openShop, SESSION_BODY, TestBrowser } from '../../../server/support/shop.js';
import { openBoth } from '../../../server/support/klarna-shop.js';
import { codeOf } from '../../../server/support/expect.js';

describe('server-side request forgery', () => {
  it('no host that a browser names is ever called', async () => {
    const asked: string[] = [];
    const gateway = klarnaPayments({
      region: 'eu',
      environment: 'playground',
      username: 'u',
      password: 'p',
      fetch: (input) => {
        asked.push(new URL(new Request(input).url).host);
        return Promise.reject(new TypeError('no network here'));
      },
    });
    const browser = new TestBrowser(openShop({ gateway }).handler);
    await browser.post(
      'session',
      { ...SESSION_BODY, api_url: 'http://169.254.169.254/', category: 'http://evil.example' },
      { Host: 'evil.example', 'X-Forwarded-Host': 'evil.example', Origin: 'https://evil.example' },
    );
    assert.deepEqual([...new Set(asked)], ['api.playground.klarna.com']);
  });

  it('a redirect of the upstream system is not followed', async () => {
    let visited = false;
    await using inner = await serve((_, outgoing) => {
      visited = true;
      outgoing.end('{}');
    });
    const { klarna, browser } = await openBoth();
    klarna.intercept(/POST/, (__, outgoing) =>
      outgoing.writeHead(307, { Location: inner.url }).end(),
    );
    assert.equal(await codeOf(await browser.session()), 'misconfigured');
    assert.equal(visited, false);
  });

  it('a Host header does not decide where callbacks go', async () => {
    const { klarna, shop } = await openBoth();
    await shop.handler(
      new Request('https://evil.example/klarna/session', {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', 'Sec-Fetch-Site': 'same-origin' },
        body: JSON.stringify(SESSION_BODY),
      }),
    );
    const urls = klarna.seen[0]?.json?.['merchant_urls'] as { authorization: string };
    assert.equal(new URL(urls.authorization).host, 'shop.example');
  });
});
