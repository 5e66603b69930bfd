/** The endpoint as a middleware of a real Express, behind what shops have in front of it. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import compression from 'compression';
import express, { type Request as ExpressRequest, type RequestHandler } from 'express';
import session from 'express-session';
import { payone, toNodeListener, type TokenEndpointOptions } from '../../../src/server/index.js';
import { serve } from '../../harness/loopback.js';
import { codeOf } from '../support/expect.js';
import {
  cookieOf,
  json,
  openShop,
  SESSION_BODY,
  TestBrowser,
  type TestShop,
} from '../support/shop.js';

declare module 'express-session' {
  interface SessionData {
    cart: string;
  }
}

interface Mounted extends AsyncDisposable {
  readonly browser: TestBrowser;
  readonly shop: TestShop;
  readonly url: string;
}

async function mount(
  before: readonly RequestHandler[],
  options: Partial<TokenEndpointOptions> = {},
): Promise<Mounted> {
  const shop = openShop({ endpoint: '/klarna', ...options });
  const app = express();
  for (const middleware of before) app.use(middleware);
  app.use('/klarna', toNodeListener(shop.handler));
  const running = await serve(app);
  const url = `${running.url}/klarna`;
  return {
    shop,
    url,
    browser: new TestBrowser((request) => fetch(request), url),
    [Symbol.asyncDispose]: () => running[Symbol.asyncDispose](),
  };
}

const sessions = (): RequestHandler =>
  session({ secret: 'a secret of the shop', resave: false, saveUninitialized: true });

describe('behind middleware of Express', () => {
  it('keeps its own cookie and that of express-session', async () => {
    await using mounted = await mount([sessions()]);
    assert.equal((await mounted.browser.session()).status, 200);
    assert.deepEqual([...mounted.browser.cookies.keys()].sort(), [
      'connect.sid',
      cookieOf(mounted.url),
    ]);
    assert.equal((await mounted.browser.order()).status, 200);
  });

  it('keeps its cookie, its length and its Vary behind compression', async () => {
    await using mounted = await mount([compression({ threshold: 0 })]);
    const response = await mounted.browser.post('session', SESSION_BODY, {
      'Accept-Encoding': 'gzip',
    });
    assert.equal(response.headers.get('Content-Encoding'), 'gzip');
    assert.equal(response.headers.get('Vary'), 'Origin, Cookie, Accept-Encoding');
    assert.equal(typeof (await json(response))['client_token'], 'string');
    assert.deepEqual([...mounted.browser.cookies.keys()], [cookieOf(mounted.url)]);
    assert.equal((await mounted.browser.order()).status, 200);
  });

  it('adds to the cookies and the Vary that the shop has set before', async () => {
    const setBefore: RequestHandler = (_, response, next) => {
      response.setHeader('Set-Cookie', ['a=1; Path=/', 'b=2; Path=/']);
      response.setHeader('Vary', 'cookie, X-Market');
      next();
    };
    await using mounted = await mount([setBefore]);
    const response = await mounted.browser.session();
    assert.equal(response.headers.get('Vary'), 'cookie, X-Market, Origin');
    assert.deepEqual([...mounted.browser.cookies.keys()], ['a', 'b', cookieOf(mounted.url)]);
  });

  it('shows identify what express-session has found', async () => {
    const putCart: RequestHandler = (request, _, next) => {
      request.session.cart = 'cart-7';
      next();
    };
    const seen: string[] = [];
    await using mounted = await mount([sessions(), putCart], {
      identify: (_, { incoming }) => {
        const { cart } = (incoming as ExpressRequest).session;
        seen.push(String(cart));
        return cart;
      },
    });
    assert.equal((await mounted.browser.session()).status, 200);
    assert.deepEqual(seen, ['cart-7']);
  });

  for (const [name, parser] of [
    ['express.json', express.json()],
    ['express.raw', express.raw({ type: () => true })],
    ['express.text', express.text({ type: () => true })],
  ] as const) {
    it(`takes the body that ${name} has read`, async () => {
      const checked: unknown[] = [];
      await using mounted = await mount([parser], {
        csrf: async (request) => checked.push(await request.clone().json()) > 0,
      });
      assert.equal((await mounted.browser.session()).status, 200);
      assert.equal((await mounted.browser.order()).status, 200);
      assert.deepEqual(checked[0], SESSION_BODY);
    });
  }

  it('holds the limit of a body that a parser has read', async () => {
    await using mounted = await mount([express.json()]);
    const response = await mounted.browser.session({ padding: 'x'.repeat(20_000) });
    assert.deepEqual([response.status, await codeOf(response)], [413, 'payload_too_large']);
  });

  it('says where to mount it when a parser has read the body and left nothing', async () => {
    const swallow: RequestHandler = (request, _, next) => {
      request.resume().once('end', next);
    };
    await using mounted = await mount([swallow]);
    const response = await mounted.browser.session();
    assert.equal(response.status, 500);
    assert.match(String((await json(response))['detail']), /mount toNodeListener before/);
    assert.match(mounted.shop.log.join(), /mount toNodeListener before/);
  });

  it('does not guess at a notification whose form a parser has decoded', async () => {
    const gateway = payone({
      mid: '12345',
      portalid: '1234567',
      aid: '12346',
      key: 'secret-portal-key',
      mode: 'test',
      financingType: 'KIV',
    });
    await using mounted = await mount([express.urlencoded()], { gateway });
    const response = await fetch(`${mounted.url}/hooks/payone`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
      body: 'reference=Stra%DFe&txaction=paid',
    });
    assert.equal(response.status, 500);
    assert.match(mounted.shop.log.join(), /mount toNodeListener before/);
  });

  it('leads a shopper back whatever has read the request before', async () => {
    const swallow: RequestHandler = (request, _, next) => {
      request.resume().once('end', next);
    };
    await using mounted = await mount([swallow]);
    const response = await mounted.browser.send('return/success', { method: 'GET' });
    assert.equal(response.status, 303);
  });

  it('leaves an answer alone that a middleware has given in its place', async () => {
    let isAnswered: () => void = () => undefined;
    const answered = new Promise<void>((resolve) => (isAnswered = resolve));
    const inItsPlace: RequestHandler = (_, response, next) => {
      next();
      response.status(503).send('busy');
      isAnswered();
    };
    await using mounted = await mount([inItsPlace], {
      identify: async () => {
        await answered;
        return 'cart-1';
      },
    });
    const response = await mounted.browser.session();
    assert.deepEqual([response.status, await response.text()], [503, 'busy']);
  });
});
