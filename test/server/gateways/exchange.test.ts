import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { askUpstream, NoReply } from '../../../src/server/gateways/exchange.js';
import type { Behaviour, Loopback } from './loopback.js';
import { CUT, loopback, SILENT } from './loopback.js';

const open: Loopback[] = [];
after(() => Promise.all(open.map((server) => server.close())));

async function serve(behaviour: Behaviour): Promise<Loopback> {
  const server = await loopback(() => behaviour);
  open.push(server);
  return server;
}

const send = (url: string, signal = new AbortController().signal) =>
  askUpstream({ fetch: globalThis.fetch, url, headers: {}, body: 'secret', signal });

async function failure(call: Promise<unknown>): Promise<NoReply> {
  const outcome: unknown = await call.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  assert.ok(outcome instanceof NoReply);
  return outcome;
}

describe('an exchange with an upstream system', () => {
  it('reads the reply as UTF-8', async () => {
    const server = await serve({ status: 418, headers: { 'X-Note': 'tea' }, body: 'Grüße €' });
    const reply = await send(server.url);
    assert.deepEqual(
      [reply.status, reply.headers.get('x-note'), reply.text],
      [418, 'tea', 'Grüße €'],
    );
  });

  it('follows no redirect, so that the credentials stay where the configuration sends them', async () => {
    const elsewhere = await serve({ body: 'caught' });
    const server = await serve({ status: 307, headers: { Location: elsewhere.url }, body: '' });
    const reply = await send(server.url).catch(() => undefined);
    assert.equal(elsewhere.received.length, 0);
    assert.notEqual(reply?.status, 200);
  });

  it('stops reading above 1 MiB', async () => {
    const at = await send((await serve({ body: 'x'.repeat(1024 * 1024) })).url);
    assert.equal(at.text.length, 1024 * 1024);
    const server = await serve({ body: 'x'.repeat(1024 * 1024 + 1) });
    const thrown = await failure(send(server.url));
    assert.equal(thrown.reached, true);
    assert.match(thrown.message, /too large/);
  });

  it('knows what certainly never arrived from what may have', async () => {
    assert.equal((await failure(send((await serve(CUT)).url))).reached, true);
    const gone = await serve({ body: '' });
    await gone.close();
    assert.equal((await failure(send(gone.url))).reached, false);
    assert.equal((await failure(send(gone.url, AbortSignal.abort()))).reached, false);
    const silent = await serve(SILENT);
    const limit = new AbortController();
    const call = failure(send(silent.url, limit.signal));
    await silent.next();
    limit.abort();
    assert.equal((await call).reached, true);
  });
});
