/** The endpoint behind a real HTTP/2 server. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { type ClientHttp2Session, connect, createServer } from 'node:http2';
import type { AddressInfo } from 'node:net';
import { describe, it } from 'node:test';
import { toNodeListener, type TokenEndpointOptions } from '../../../src/server/index.js';
import { openShop, SESSION_BODY } from '../support/shop.js';

interface Connected extends AsyncDisposable {
  readonly client: ClientHttp2Session;
  readonly authority: string;
}

async function open(options: Partial<TokenEndpointOptions> = {}): Promise<Connected> {
  const server = createServer(
    toNodeListener(openShop({ endpoint: '/klarna', ...options }).handler),
  );
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const authority = `localhost:${(server.address() as AddressInfo).port}`;
  const client = connect(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  return {
    client,
    authority,
    async [Symbol.asyncDispose]() {
      client.close();
      await new Promise((closed) => server.close(closed));
    },
  };
}

async function post(
  { client, authority }: Connected,
  body: string,
  headers: Record<string, string> = {},
): Promise<{ headers: Record<string, unknown>; text: string }> {
  const stream = client.request({
    ':method': 'POST',
    ':path': '/klarna/session',
    ':authority': authority,
    'content-type': 'application/json',
    'sec-fetch-site': 'same-origin',
    ...headers,
  });
  stream.on('error', () => undefined);
  stream.end(body);
  const [answered] = (await once(stream, 'response')) as [Record<string, unknown>];
  let text = '';
  for await (const chunk of stream.setEncoding('utf8')) text += String(chunk);
  return { headers: answered, text };
}

describe('over HTTP/2', () => {
  it('opens a session at a path on loopback, and keeps its cookie', async () => {
    await using connected = await open();
    const { headers, text } = await post(connected, JSON.stringify(SESSION_BODY));
    assert.equal(headers[':status'], 200);
    assert.match(String(headers['set-cookie']), /klarna_checkout/);
    assert.equal(typeof (JSON.parse(text) as Record<string, unknown>)['client_token'], 'string');
    assert.equal(headers['connection'], undefined);
  });

  it('takes no other host for loopback', async () => {
    await using connected = await open();
    const { headers, text } = await post(connected, JSON.stringify(SESSION_BODY), {
      ':authority': 'shop.example',
    });
    assert.equal(headers[':status'], 500);
    assert.match(text, /absolute URL/);
  });

  it('ends the stream of a body that is larger than the limit', async () => {
    await using connected = await open();
    const { headers } = await post(connected, 'x'.repeat(1_000_000));
    assert.equal(headers[':status'], 413);
  });
});
