import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { cyberSource, payone } from '../../../../src/server/index.js';
import { CREATED, envelope, merchant } from '../../../server/gateways/cybersource/processor.js';
import { line, order } from '../../../server/gateways/shop.js';
import { codeOf } from '../../../server/support/expect.js';
import {
  COOKIE,
  gatewayWith,
  json,
  makeOrder,
  openShop,
  TestBrowser,
} from '../../../server/support/shop.js';

const TOKEN = 'b4bd3423-24e3-4fc3-8e0a-9d0c01fde5af';

const overCyberSource = (answer: (body: string) => string) =>
  openShop({
    gateway: cyberSource({
      merchantId: 'test_merchant',
      environment: 'test',
      privateKey: merchant.privateKey,
      certificate: merchant.certificate,
      fetch: (_url, init) => Promise.resolve(new Response(answer(init?.body as string))),
    }),
  });

describe('a payment system that says what it should not', () => {
  it('a client token that is none does not reach the page', async () => {
    const gateway = gatewayWith({
      createSession: () =>
        Promise.resolve({ reference: { id: 's', data: {} }, clientToken: '<script>' }),
    });
    const response = await new TestBrowser(openShop({ gateway }).handler).session();
    assert.deepEqual([response.status, await codeOf(response)], [503, 'upstream_unavailable']);
  });

  it('an id that no cookie can hold opens no session', async () => {
    const gateway = gatewayWith({
      createSession: () =>
        Promise.resolve({ reference: { id: 's'.repeat(5_000), data: {} }, clientToken: 'a.b.c' }),
    });
    const browser = new TestBrowser(openShop({ gateway }).handler);
    assert.equal(await codeOf(await browser.session()), 'upstream_unavailable');
    assert.equal(browser.cookies.has(COOKIE), false);
  });

  it('takes no order from a session of CyberSource that calls itself completed', async () => {
    const done = CREATED.service!.replace('INITIATED', 'COMPLETED');
    const shop = overCyberSource(() => envelope({ service: done }, 'order-1'));
    const answer = await json(await new TestBrowser(shop.handler).session());
    assert.equal(answer['order'], undefined);
    assert.equal(shop.placed.length, 0);
  });

  it('logs neither key nor name when PAYONE quotes the request', async () => {
    const key = 'Portal-Key-0123456789';
    let hash = '';
    const shop = openShop({
      gateway: payone({
        mid: '23456',
        portalid: '1234512',
        aid: '12345',
        key,
        mode: 'test',
        financingType: 'KIV',
        fetch: (_url, init) => {
          const asked = init?.body as string;
          hash = new URLSearchParams(asked).get('key') ?? '';
          const reply = `status=ERROR\nerrorcode=1\nerrormessage=Cannot read ${asked}`;
          return Promise.resolve(new Response(reply));
        },
      }),
    });
    const cart = order([line({ unitPrice: 2_340 })]);
    shop.order = { ...cart, billing: { ...cart.billing, given_name: 'Zacharias' } };
    await new TestBrowser(shop.handler).session();
    const log = shop.log.join('\n');
    assert.match(log, /Cannot read/);
    assert.match(hash, /^[0-9a-f]{96}$/);
    for (const secret of [hash, key, 'Zacharias']) assert.equal(log.includes(secret), false, log);
  });

  it('logs neither token nor name when CyberSource quotes the request', async () => {
    const shop = overCyberSource((body) => {
      if (!body.includes('apAuthService')) return envelope(CREATED, 'order-1');
      const quoted = body.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
      return `<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body><s:Fault><faultcode>s:Server ${TOKEN}</faultcode><faultstring>Cannot read ${quoted.slice(quoted.indexOf('&lt;requestMessage'))}</faultstring></s:Fault></s:Body></s:Envelope>`;
    });
    shop.order = makeOrder({
      billing: { given_name: 'Zacharias', family_name: 'Q', email: 'z@example.com' },
    });
    const browser = new TestBrowser(shop.handler);
    await browser.session();
    assert.equal(await codeOf(await browser.order(TOKEN)), 'outcome_unknown');
    const log = shop.log.join('\n');
    assert.match(log, /Cannot read/);
    for (const secret of [TOKEN, 'Zacharias']) assert.equal(log.includes(secret), false, log);
  });
});
