import assert from 'node:assert/strict';
import { connect } from 'node:net';
import { once } from 'node:events';
import { describe, it } from 'node:test';
import { toNodeListener } from '../../../../src/server/index.js';
import { reply } from '../../../server/support/klarna.js';
import { serve } from '../../../harness/loopback.js';
import {
  ENDPOINT,
  makeOrder,
  openShop,
  SESSION_BODY,
  TestBrowser,
} from '../../../server/support/shop.js';
import { openBoth } from '../../../server/support/klarna-shop.js';
import { codeOf } from '../../../server/support/expect.js';

describe('resource exhaustion', () => {
  it('a body of ten megabytes is not read', async () => {
    const browser = new TestBrowser(openShop().handler);
    const big = JSON.stringify({ ...SESSION_BODY, padding: 'x'.repeat(10_000_000) });
    const response = await browser.post('session', big);
    assert.deepEqual([response.status, await codeOf(response)], [413, 'payload_too_large']);
  });

  it('deep nesting, other encodings and everything but an object is refused', async () => {
    const browser = new TestBrowser(openShop().handler);
    const nested = `${'{"a":'.repeat(50)}1${'}'.repeat(50)}`;
    const deep = JSON.stringify(SESSION_BODY).replace('{', `{"more":${nested},`);
    for (const body of [deep, '[]', 'null', '"x"', '{', '', '\uFEFF[]']) {
      assert.equal(await codeOf(await browser.post('session', body)), 'invalid_request');
    }
    const response = await browser.send('session', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', 'Sec-Fetch-Site': 'same-origin' },
      body: Buffer.from(JSON.stringify({ ...SESSION_BODY, category: 'für' }), 'latin1'),
    });
    assert.equal(await codeOf(response), 'invalid_request');
  });

  it('a body that trickles in is given up', async () => {
    const shop = openShop({ endpoint: '/klarna', limits: { bodyMilliseconds: 30 } });
    await using running = await serve(toNodeListener(shop.handler));
    const socket = connect(Number(new URL(running.url).port), '127.0.0.1');
    socket.write(
      'POST /klarna/session HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n' +
        'Sec-Fetch-Site: same-origin\r\nContent-Length: 100\r\n\r\n{"locale"',
    );
    const [first] = (await once(socket, 'data')) as [Buffer];
    assert.match(first.toString(), /^HTTP\/1\.1 408 /);
    socket.destroy();
  });

  it('a silent upstream system is given up', async () => {
    const { klarna, browser } = await openBoth({ limits: { sessionMilliseconds: 30 } });
    klarna.intercept(/POST/, () => undefined);
    const response = await browser.session();
    assert.deepEqual([response.status, await codeOf(response)], [503, 'upstream_unavailable']);
  });

  it('one visitor cannot use up the sessions of the whole shop', async () => {
    let time = 1_000_000;
    const shop = openShop({ now: () => time });
    const statuses: number[] = [];
    let last: Response | undefined;
    for (let visit = 0; visit < 12; visit += 1) {
      last = await new TestBrowser(shop.handler).session();
      statuses.push(last.status);
    }
    assert.deepEqual(statuses.slice(9), [200, 503, 503]);
    assert.equal(last?.headers.get('Retry-After'), '10');
    shop.identity = 'cart-2';
    assert.equal((await new TestBrowser(shop.handler).session()).status, 200);
    shop.identity = 'cart-1';
    time += 10_000;
    assert.equal((await new TestBrowser(shop.handler).session()).status, 200);
  });

  it('one visitor cannot have any number of tokens tried at the payment system', async () => {
    let time = 1_000_000;
    const { klarna, shop, browser } = await openBoth({ now: () => time });
    await browser.session();
    const statuses: number[] = [];
    for (let guess = 0; guess < 7; guess += 1) {
      statuses.push((await browser.order(`guess-${guess}`, `key-${guess}`)).status);
    }
    assert.deepEqual(statuses, [410, 410, 410, 410, 410, 503, 503]);
    assert.equal(klarna.seen.filter(({ path }) => path.includes('/guess-')).length, 5);

    shop.identity = 'cart-2';
    shop.order = makeOrder({ reference: 'order-2' });
    const other = new TestBrowser(shop.handler);
    await other.session();
    klarna.authorize('token-2');
    assert.equal((await other.order('token-2', 'key-of-another')).status, 200);

    shop.identity = 'cart-1';
    shop.order = makeOrder();
    time += 10_000;
    assert.equal((await browser.order('guess-8', 'key-8')).status, 410);
  });

  it('a notification of a megabyte is not read', async () => {
    const { shop } = await openBoth();
    const response = await shop.handler(
      new Request(`${ENDPOINT}/hooks/klarna/x`, { method: 'POST', body: 'x'.repeat(1_000_000) }),
    );
    assert.equal(response.status, 413);
  });

  it('an upstream system that is down is asked twice, not more', async () => {
    const { klarna, browser } = await openBoth();
    for (let times = 0; times < 5; times += 1) {
      klarna.intercept(/./, (__, outgoing) => reply(outgoing, 503, {}));
    }
    await browser.session();
    assert.equal(klarna.seen.length, 2);
  });
});
