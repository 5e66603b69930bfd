/** The endpoint within a real Hono, on Node. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { getRequestListener } from '@hono/node-server';
import { Hono } from 'hono';
import { compress } from 'hono/compress';
import { setCookie } from 'hono/cookie';
import { serve } from '../../harness/loopback.js';
import { cookieOf, json, openShop, TestBrowser } from '../support/shop.js';

describe('within Hono', () => {
  it('keeps its cookie, and that of the shop, behind middleware', async () => {
    const shop = openShop({ endpoint: '/klarna' });
    const app = new Hono()
      .use(compress({ threshold: 0 }))
      .use(async (context, next) => {
        await next();
        setCookie(context, 'shop', '1');
      })
      .all('/klarna/*', (context) => shop.handler(context.req.raw));
    await using running = await serve((incoming, outgoing) => {
      void getRequestListener(app.fetch)(incoming, outgoing);
    });
    const url = `${running.url}/klarna`;
    const browser = new TestBrowser((request) => fetch(request), url);
    const session = await json(await browser.session());
    assert.equal(typeof session['client_token'], 'string');
    assert.deepEqual([...browser.cookies.keys()].sort(), [cookieOf(url), 'shop']);
    assert.equal((await browser.order()).status, 200);
  });
});
