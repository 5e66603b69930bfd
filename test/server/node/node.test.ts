import assert from 'node:assert/strict';
import { EventEmitter, once } from 'node:events';
import { type IncomingMessage, request as httpRequest } from 'node:http';
import { connect } from 'node:net';
import { describe, it } from 'node:test';
import { toNodeListener } from '../../../src/server/index.js';
import { serve } from '../../harness/loopback.js';
import { cookieOf, json, openShop, SESSION_BODY, TestBrowser } from '../support/shop.js';

describe('the Node adapter', () => {
  it('carries the whole way of a purchase over real HTTP', async () => {
    const shop = openShop({ endpoint: '/klarna' });
    await using running = await serve(toNodeListener(shop.handler));
    const browser = new TestBrowser((request) => fetch(request), `${running.url}/klarna`);

    const session = await json(await browser.session());
    assert.equal(typeof session['client_token'], 'string');
    assert.deepEqual([...browser.cookies.keys()], [cookieOf(`${running.url}/klarna`)]);

    const placed = await browser.order();
    assert.equal(placed.status, 200);
    assert.equal((await json(placed))['redirect_url'], 'https://shop.example/thanks');
    assert.equal(shop.placed.length, 1);
  });

  it('stops reading a body that is larger than the limit', async () => {
    const shop = openShop({ endpoint: '/klarna' });
    await using running = await serve(toNodeListener(shop.handler));
    const sending = httpRequest(`${running.url}/klarna/session`, {
      method: 'POST',
      headers: {
        'Content-Type': 'application/json',
        'Sec-Fetch-Site': 'same-origin',
        'Transfer-Encoding': 'chunked',
      },
    });
    sending.on('error', () => undefined);
    // Ten megabytes are promised; the answer comes long before they have been sent.
    sending.write('{"locale":"');
    sending.write('x'.repeat(64_000));
    const [answer] = (await once(sending, 'response')) as [IncomingMessage];
    assert.equal(answer.statusCode, 413);
    assert.equal(answer.headers.connection, 'close');
    sending.destroy();
  });

  it('aborts the request when the visitor goes away', async () => {
    const arrivals = new EventEmitter();
    await using running = await serve(
      toNodeListener((request) => {
        arrivals.emit('request', request);
        return new Promise(() => undefined);
      }),
    );
    const socket = connect(Number(new URL(running.url).port), '127.0.0.1');
    socket.write('GET /klarna/return/success HTTP/1.1\r\nHost: localhost\r\n\r\n');
    const [{ signal }] = (await once(arrivals, 'request')) as [Request];
    assert.equal(signal.aborted, false);
    const aborted = once(signal, 'abort');
    socket.destroy();
    await aborted;
  });

  it("gives the shop's functions a true Request, whose body csrf may look at first", async () => {
    let seen: Request | undefined;
    let checked: unknown;
    for (const csrf of [undefined, (request: Request) => request.clone().json()]) {
      const shop = openShop({
        endpoint: '/klarna',
        identify: (request) => {
          seen = request;
          return 'cart-1';
        },
        ...(csrf && {
          csrf: async (request) => {
            checked = await csrf(request);
            return true;
          },
        }),
      });
      await using running = await serve(toNodeListener(shop.handler));
      const browser = new TestBrowser((request) => fetch(request), `${running.url}/klarna`);
      assert.equal((await browser.session()).status, 200);
      assert.ok(seen instanceof Request);
      const copy = new Request(seen.url, { method: seen.method, headers: seen.headers });
      assert.deepEqual(
        [copy.url, copy.method, copy.headers.get('Sec-Fetch-Site')],
        [`${running.url}/klarna/session`, 'POST', 'same-origin'],
      );
      assert.equal(seen.signal.aborted, false);
    }
    assert.deepEqual(checked, SESSION_BODY);
  });

  it('keeps several Set-Cookie headers apart, and the whole path under a mount', async () => {
    let seen = '';
    const listener = toNodeListener((request) => {
      seen = request.url;
      const headers = new Headers([
        ['Set-Cookie', 'a=1'],
        ['Set-Cookie', 'b=2'],
      ]);
      return Promise.resolve(new Response('hello', { headers }));
    });
    await using running = await serve((incoming, outgoing) => {
      // As Express does for app.use('/klarna', …).
      listener(Object.assign(incoming, { originalUrl: incoming.url, url: '/session' }), outgoing);
    });
    const response = await fetch(`${running.url}/klarna/session?x=1`);
    assert.deepEqual(response.headers.getSetCookie(), ['a=1', 'b=2']);
    assert.equal(await response.text(), 'hello');
    assert.equal(seen, `${running.url}/klarna/session?x=1`);
  });

  it('reads a header that is sent twice as both of its values', async () => {
    await using running = await serve(toNodeListener(openShop({ endpoint: '/klarna' }).handler));
    const statusOf = async (...headers: string[]): Promise<string> => {
      const socket = connect(Number(new URL(running.url).port), '127.0.0.1');
      const body = JSON.stringify(SESSION_BODY);
      const head = ['POST /klarna/session HTTP/1.1', 'Host: localhost', 'Connection: close'];
      socket.write([...head, ...headers, `Content-Length: ${body.length}`, '', body].join('\r\n'));
      const [first] = (await once(socket, 'data')) as [Buffer];
      return first.toString().slice(9, 12);
    };
    const type = 'content-TYPE: application/json';
    const site = 'SEC-fetch-site: same-origin';
    assert.equal(await statusOf(type, site), '200');
    assert.equal(await statusOf(type, 'Content-Type: text/plain', site), '415');
    assert.equal(await statusOf(type, site, 'Sec-Fetch-Site: cross-site'), '403');
  });

  it('answers 400 to a Host header that is no host', async () => {
    await using running = await serve(toNodeListener(openShop().handler));
    const socket = connect(Number(new URL(running.url).port), '127.0.0.1');
    socket.end('GET /klarna HTTP/1.1\r\nHost: a b\r\nConnection: close\r\n\r\n');
    const [first] = (await once(socket, 'data')) as [Buffer];
    assert.match(first.toString(), /^HTTP\/1\.1 400 /);
  });
});
