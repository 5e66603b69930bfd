/**
 * Many shoppers at once, over real HTTP: every request is answered, and the memory does not grow with them.
 *
 * `LOAD_REQUESTS` makes it longer: `npm run load:server`.
 */
import assert from 'node:assert/strict';
import { Agent, request as httpRequest } from 'node:http';
import { describe, it } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { serve } from '../../harness/loopback.js';
import { SESSION_BODY } from '../support/shop.js';
import { type ShopProcess, startShop } from './processes.js';

const KEYS = ['a-key-of-the-shop-with-more-than-32-bytes'];
const requests = Number(process.env['LOAD_REQUESTS'] ?? 2_000);
const MEGABYTE = 2 ** 20;

interface Answer {
  readonly status: number;
  readonly retryAfter: string | undefined;
  readonly body: Record<string, unknown>;
}

const body = JSON.stringify(SESSION_BODY);

function openSession({ url }: ShopProcess, agent: Agent, cart: number): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const headers = {
      'Content-Type': 'application/json',
      'Sec-Fetch-Site': 'same-origin',
      'X-Cart': `cart-${cart}`,
    };
    const asking = httpRequest(`${url}/session`, { method: 'POST', agent, headers }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on('data', (chunk: Buffer) => chunks.push(chunk));
      answer.once('error', reject);
      answer.once('end', () => {
        resolve({
          status: answer.statusCode ?? 0,
          retryAfter: answer.headers['retry-after'],
          body: JSON.parse(Buffer.concat(chunks).toString('utf8')) as Record<string, unknown>,
        });
      });
    });
    asking.once('error', reject);
    asking.end(body);
  });
}

/** Runs `task` for each number below `count`, `width` of them at a time. */
async function crowd(count: number, width: number, task: (index: number) => Promise<void>) {
  let next = 0;
  await Promise.all(
    Array.from({ length: width }, async () => {
      while (next < count) await task(next++);
    }),
  );
}

describe(`the endpoint under load, ${requests} requests`, () => {
  it('answers each of them, and keeps nothing of them', async (test) => {
    const shop = await startShop({ keys: KEYS });
    const agent = new Agent({ keepAlive: true, maxSockets: 100 });
    const sessions = new Set<unknown>();
    const round = (from: number) =>
      crowd(requests / 2, 100, async (index) => {
        const answer = await openSession(shop, agent, from + index);
        assert.equal(answer.status, 200);
        sessions.add(answer.body['session_id']);
      });
    // The first half warms up what is only made once.
    await round(0);
    const before = await shop.heap();
    await round(requests);
    const grown = (await shop.heap()) - before;
    assert.equal(sessions.size, requests, 'A session for each shopper');
    test.diagnostic(
      `heap ${(grown / MEGABYTE).toFixed(2)} MB larger after ${requests / 2} requests`,
    );
    assert.ok(grown < 4 * MEGABYTE, `${grown} bytes are kept`);
    agent.destroy();
    await shop.stop();
  });

  it('turns away what a slow payment system cannot take, and loses none of it', async (test) => {
    const places = 20;
    let inside = 0;
    let most = 0;
    let opened = 0;
    await using slow = await serve((incoming, outgoing) => {
      inside += 1;
      most = Math.max(most, inside);
      incoming.resume();
      setTimeout(() => {
        inside -= 1;
        opened += 1;
        outgoing.setHeader('Content-Type', 'application/json');
        outgoing.end(JSON.stringify({ session_id: `s-${opened}`, client_token: 'a.b.c' }));
      }, 40);
    });
    const shop = await startShop({ keys: KEYS, klarnaUrl: slow.url, upstreamCalls: places });
    const agent = new Agent({ keepAlive: true, maxSockets: 200 });
    const sessions = new Set<unknown>();
    const before = await shop.heap();
    let turnedAway = 0;
    await crowd(requests / 10, 60, async (cart) => {
      for (;;) {
        const answer = await openSession(shop, agent, cart);
        if (answer.status === 200) {
          sessions.add(answer.body['session_id']);
          return;
        }
        assert.deepEqual([answer.status, answer.body['code']], [503, 'rate_limited']);
        assert.equal(answer.retryAfter, '2');
        turnedAway += 1;
        // As the element does, only sooner.
        await pause(100 + Math.random() * 200);
      }
    });
    const grown = (await shop.heap()) - before;
    test.diagnostic(`${turnedAway} turned away, heap ${(grown / MEGABYTE).toFixed(2)} MB larger`);
    assert.equal(sessions.size, requests / 10);
    assert.equal(opened, requests / 10, 'What was turned away was not sent');
    assert.ok(turnedAway > 0);
    assert.ok(most <= places, `${most} calls at once`);
    assert.ok(grown < 16 * MEGABYTE, `${grown} bytes are kept`);
    agent.destroy();
    await shop.stop();
  });
});
