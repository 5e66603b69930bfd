/** The `Request` that the shop's functions are given on Node's server: whatever takes one takes this one. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { toNodeListener } from '../../../src/server/index.js';
import { serve } from '../../harness/loopback.js';
import { openShop, TestBrowser } from '../support/shop.js';

/** Asks for a session with these headers, and returns what `look` makes of the request in `identify`. */
async function inIdentify<Seen>(look: (request: Request) => Promise<Seen> | Seen): Promise<Seen> {
  let seen: { readonly value: Seen } | undefined;
  const shop = openShop({
    endpoint: '/klarna',
    async identify(request) {
      seen = { value: await look(request) };
      return 'cart-1';
    },
  });
  await using running = await serve(toNodeListener(shop.handler));
  const browser = new TestBrowser((request) => {
    request.headers.set('X-Login', 'me');
    return fetch(request);
  }, `${running.url}/klarna`);
  assert.equal((await browser.session()).status, 200, shop.log.join('\n'));
  assert.ok(seen);
  return seen.value;
}

const inShort = ({ method, headers, url }: Request): string =>
  `${method} ${new URL(url).pathname} ${String(headers.get('X-Login'))}`;

describe('the request of identify', () => {
  it('has every member that a Request has', async () => {
    await inIdentify((request) => {
      const { url, method, headers } = request;
      const real = new Request(url, { method, headers });
      const members = Object.entries(Object.getOwnPropertyDescriptors(Request.prototype));
      for (const [name, descriptor] of members) {
        if (!('get' in descriptor) || name === 'signal' || name === 'headers') continue;
        assert.equal(Reflect.get(request, name), Reflect.get(real, name), name);
      }
      assert.deepEqual([...request.headers], [...real.headers]);
      assert.equal(request.signal.aborted, false);
      assert.equal(Object.prototype.toString.call(request), '[object Request]');
      assert.ok(request instanceof Request);
    });
  });

  for (const [title, copy] of Object.entries({
    'clone()': (request: Request) => request.clone(),
    'new Request(request)': (request: Request) => new Request(request),
    'new Request(url, request)': (request: Request) =>
      new Request('http://login.example/klarna/session', request),
  })) {
    it(`is copied by ${title}`, async () => {
      assert.equal(
        await inIdentify((request) => inShort(copy(request))),
        'POST /klarna/session me',
      );
    });
  }

  it('is copied with the headers that were changed before and after the first copy', async () => {
    const seen = await inIdentify((request) => {
      request.headers.set('X-Login', 'you');
      const before = inShort(request.clone());
      request.headers.set('X-Login', 'they');
      return [before, inShort(new Request(request))];
    });
    assert.deepEqual(seen, ['POST /klarna/session you', 'POST /klarna/session they']);
  });

  it('is copied with the headers that were taken before the first copy and changed after it', async () => {
    const seen = await inIdentify((request) => {
      const { headers } = request;
      const before = inShort(request.clone());
      headers.set('X-Login', 'you');
      return [before, inShort(request.clone()), inShort(request), request.headers === headers];
    });
    assert.deepEqual(seen, [
      'POST /klarna/session me',
      'POST /klarna/session you',
      'POST /klarna/session you',
      true,
    ]);
  });

  it('is sent on by fetch(request)', async () => {
    let heard = '';
    await using login = await serve((incoming, outgoing) => {
      heard = `${incoming.method} ${incoming.url} ${String(incoming.headers['x-login'])}`;
      outgoing.end('known');
    });
    const answer = await inIdentify(async (request) => {
      const there = new Request(new URL('/whoami', login.url), request);
      const [own, elsewhere] = await Promise.all([fetch(request), fetch(there)]);
      return [own.status, await elsewhere.text()];
    });
    assert.deepEqual(answer, [400, 'known']);
    assert.equal(heard, 'POST /whoami me');
  });

  it('has no body any more, since the endpoint has read it', async () => {
    assert.deepEqual(
      await inIdentify(async (request) => [request.body, request.bodyUsed, await request.text()]),
      [null, false, ''],
    );
  });
});
