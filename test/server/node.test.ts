import assert from 'node:assert/strict';
import { once } from 'node:events';
import { request as httpRequest } from 'node:http';
import { connect } from 'node:net';
import { describe, it } from 'node:test';
import { toNodeListener } from '../../src/server/index.js';
import { json, openShop, serve, TestBrowser } from './support/shop.js';

describe('the Node adapter', () => {
  it('carries the whole way of a purchase over real HTTP', async () => {
    const shop = openShop({ endpoint: '/klarna' });
    await using running = await serve(toNodeListener(shop.handler));
    const browser = new TestBrowser((request) => fetch(request), `${running.url}/klarna`);

    const session = await json(await browser.session());
    assert.equal(typeof session['client_token'], 'string');
    assert.deepEqual([...browser.cookies.keys()], ['klarna_checkout']);

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
    const [answer] = (await once(sending, 'response')) as [import('node:http').IncomingMessage];
    assert.equal(answer.statusCode, 413);
    assert.equal(answer.headers.connection, 'close');
    sending.destroy();
  });

  it('aborts the request when the visitor goes away', async () => {
    let gone: Promise<unknown> | undefined;
    const arrived = new Promise<void>((resolve) => {
      void serve(
        toNodeListener((request) => {
          gone = once(request.signal, 'abort');
          resolve();
          return new Promise(() => undefined);
        }),
      ).then((running) => {
        const socket = connect(Number(new URL(running.url).port), '127.0.0.1');
        socket.write('GET /klarna/return/success HTTP/1.1\r\nHost: localhost\r\n\r\n');
        void arrived.then(async () => {
          socket.destroy();
          await gone;
          await running[Symbol.asyncDispose]();
        });
      });
    });
    await arrived;
    await gone;
  });

  it('answers 400 to a Host header that is no host', async () => {
    await using running = await serve(toNodeListener(openShop().handler));
    const socket = connect(Number(new URL(running.url).port), '127.0.0.1');
    socket.end('GET /klarna HTTP/1.1\r\nHost: a b\r\nConnection: close\r\n\r\n');
    const [first] = (await once(socket, 'data')) as [Buffer];
    assert.match(first.toString(), /^HTTP\/1\.1 400 /);
  });
});
