import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  makeOrder,
  openShop,
  TestBrowser,
  SESSION_BODY,
  CONSENT,
} from '../../../server/support/shop.js';
import { openBoth } from '../../../server/support/klarna-shop.js';
import { codeOf } from '../../../server/support/expect.js';

describe('mass assignment', () => {
  it('members that the contract does not name reach neither the shop nor Klarna', async () => {
    let question: object = {};
    const { klarna, browser } = await openBoth({
      resolveOrder: (_, asked) => {
        question = asked;
        return makeOrder();
      },
    });
    const answer = await browser.post(
      'session',
      JSON.stringify({
        ...SESSION_BODY,
        merchant_urls: { confirmation: 'https://evil.example' },
        identity: 'cart-2',
        workorderid: '1',
        intent: 'tokenize',
      }).replace('{', '{"__proto__":{"identity":"cart-2"},'),
    );
    assert.equal(answer.status, 200);
    assert.deepEqual(question, {
      identity: 'cart-1',
      locale: 'de-DE',
      country: 'DE',
      currency: 'EUR',
    });
    assert.doesNotMatch(klarna.seen[0]!.text, /evil|tokenize|workorderid|cart-2/);
  });
});

describe('parameter injection', () => {
  it('a token with a path in it stays one segment of the URL', async () => {
    const { klarna, browser } = await openBoth();
    await browser.session();
    const token = '../sessions/x?y#z';
    klarna.authorize(token);
    assert.equal((await browser.order(token)).status, 200);
    assert.equal(
      klarna.seen.at(-1)?.path,
      `/payments/v1/authorizations/${encodeURIComponent(token)}/order`,
    );
  });

  it('control characters are refused where a page could send them', async () => {
    const browser = new TestBrowser(openShop().handler);
    for (const changes of [
      { locale: 'de\r\nX: y' },
      { category: 'a\u0000b' },
      { billing_address: { city: 'Bonn\r\nkey=1' } },
      { country: 'D' },
      { currency: 'EURO' },
      { customer_type: 'robot' },
      { billing_address: 'x' },
      { billing_address: { city: { $ne: 1 } } },
      { consent: 'yes' },
      { consent: { ...CONSENT, source: 'guess' } },
      { locale: '' },
    ]) {
      assert.equal(await codeOf(await browser.session(changes)), 'invalid_request');
    }
  });
});

describe('XML attacks in replies', () => {
  it('a reply that is XML with a DOCTYPE counts as no reply', async () => {
    const { klarna, browser } = await openBoth();
    for (let times = 0; times < 2; times += 1) {
      klarna.intercept(/POST/, (_, outgoing) =>
        outgoing
          .writeHead(200, { 'Content-Type': 'text/xml' })
          .end('<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>'),
      );
    }
    assert.equal(await codeOf(await browser.session()), 'upstream_unavailable');
  });
});
