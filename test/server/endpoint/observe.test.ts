/** What an operator sees: log lines and spans. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { propagation, SpanKind, trace } from '@opentelemetry/api';
import { W3CTraceContextPropagator } from '@opentelemetry/core';
import {
  BasicTracerProvider,
  InMemorySpanExporter,
  SimpleSpanProcessor,
} from '@opentelemetry/sdk-trace-base';
import { memoryLedger, type Observe, problem, type Span } from '../../../src/server/index.js';
import { codeOf, expectProblem } from '../support/expect.js';
import { gatewayWith, makeOrder, openShop, SESSION_BODY, TestBrowser } from '../support/shop.js';

const TRACEPARENT = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01';

describe('observe', () => {
  it('is told name, time and result of each call in and out', async () => {
    const spans: Span[] = [];
    const gateway = gatewayWith({
      placeOrder: () => Promise.reject(problem('declined', { detail: 'no' })),
    });
    const browser = new TestBrowser(
      openShop({ gateway, now: () => 1_000_000, observe: (span) => spans.push(span) }).handler,
    );
    await browser.post('session', SESSION_BODY, { traceparent: TRACEPARENT });
    await browser.order();
    await browser.send('return/success', { method: 'GET' });
    await browser.send('nothing', { method: 'GET' });
    assert.deepEqual(
      spans
        .filter(({ direction, name }) => direction !== 'shop' && !name.startsWith('ledger'))
        .map(({ direction, name, result }) => [direction, name, result]),
      [
        ['out', 'simulated createSession', 'ok'],
        ['in', 'POST session', 'ok'],
        ['out', 'simulated placeOrder', 'declined'],
        ['in', 'POST order', 'declined'],
        ['in', 'GET return', 'ok'],
        ['in', 'GET unknown', 'not_found'],
      ],
    );
    for (const { startedAt, milliseconds } of spans) {
      assert.equal(startedAt, 1_000_000);
      assert.ok(milliseconds >= 0);
    }
    const ofSession = spans.slice(0, spans.findIndex(({ name }) => name === 'POST session') + 1);
    assert.ok(ofSession.length > 3);
    for (const { traceparent } of ofSession) assert.equal(traceparent, TRACEPARENT);
    for (const { traceparent } of spans.slice(ofSession.length))
      assert.equal(traceparent, undefined);
  });

  it("is told of each call of the ledger and of the shop's own functions", async () => {
    const spans: Span[] = [];
    const memory = memoryLedger();
    let isAway = false;
    const shop = openShop({
      observe: (span) => spans.push(span),
      ledger: {
        ...memory,
        write: (change) => (isAway ? Promise.reject(new Error('away')) : memory.write(change)),
      },
      onPlaced: () => Promise.reject(new Error('database away')),
      csrf: () => true,
    });
    const browser = new TestBrowser(shop.handler);
    const seen = () =>
      spans.splice(0).map(({ direction, name, result }) => `${direction} ${name}: ${result}`);
    await browser.session();
    assert.deepEqual(seen(), [
      'shop csrf: ok',
      'shop identify: ok',
      'shop resolveOrder: ok',
      'out ledger read: ok',
      'out simulated createSession: ok',
      'in POST session: ok',
    ]);
    await browser.order();
    const placing = seen();
    assert.ok(placing.includes('out ledger write: ok'));
    assert.ok(placing.includes('shop onPlaced: internal'));
    isAway = true;
    shop.order = makeOrder({ reference: 'order-2' });
    await browser.session();
    seen();
    await browser.order();
    assert.ok(seen().includes('out ledger write: ledger_unavailable'));
  });

  it('becomes spans of OpenTelemetry by the bridge in docs/ledger.md', async () => {
    const text = readFileSync(new URL('../../../docs/ledger.md', import.meta.url), 'utf8');
    const [, code = ''] = /```js\n(import[^`]*@opentelemetry\/api[^`]*)```/.exec(text) ?? [];
    const folder = mkdtempSync(join(import.meta.dirname, 'bridge-'));
    const exporter = new InMemorySpanExporter();
    const provider = new BasicTracerProvider({
      spanProcessors: [new SimpleSpanProcessor(exporter)],
    });
    trace.setGlobalTracerProvider(provider);
    propagation.setGlobalPropagator(new W3CTraceContextPropagator());
    try {
      writeFileSync(join(folder, 'bridge.mjs'), code);
      const { observe } = (await import(join(folder, 'bridge.mjs'))) as { observe: Observe };
      const gateway = gatewayWith({
        createSession: () => Promise.reject(problem('upstream_unavailable', { detail: 'no' })),
      });
      const { handler } = openShop({ gateway, observe, now: () => 1_000_000 });
      await new TestBrowser(handler).post('session', SESSION_BODY, { traceparent: TRACEPARENT });
    } finally {
      trace.disable();
      propagation.disable();
      rmSync(folder, { recursive: true });
    }
    const spans = exporter.getFinishedSpans();
    const [, traceId, parent] = TRACEPARENT.split('-');
    for (const span of spans) {
      assert.equal(span.spanContext().traceId, traceId);
      assert.equal(span.parentSpanContext?.spanId, parent);
      assert.deepEqual(span.startTime, [1000, 0]);
    }
    assert.deepEqual(
      spans.map(({ name, kind, status }) => [name, kind, status.message]),
      [
        ['identify', SpanKind.INTERNAL, undefined],
        ['resolveOrder', SpanKind.INTERNAL, undefined],
        ['ledger read', SpanKind.CLIENT, undefined],
        ['simulated createSession', SpanKind.CLIENT, 'upstream_unavailable'],
        ['POST session', SpanKind.SERVER, 'upstream_unavailable'],
      ],
    );
  });

  it('cannot break a call when it throws', async () => {
    const shop = openShop({
      observe: () => {
        throw new Error('metrics are down');
      },
    });
    assert.equal((await new TestBrowser(shop.handler).session()).status, 200);
    assert.match(shop.log.join(), /observe threw.*metrics are down/);
  });
});

describe('log', () => {
  it('carries traceparent and X-Request-Id on each line about a request', async () => {
    const lines: unknown[][] = [];
    const { handler } = openShop({ log: (...line) => lines.push(line) });
    const headers = { traceparent: TRACEPARENT, 'X-Request-Id': 'req-1' };
    await new TestBrowser(handler).post('nothing', {}, headers);
    const [[, , fields]] = lines as [[string, string, object]];
    assert.deepEqual(
      { ...fields, instance: '' },
      {
        traceparent: TRACEPARENT,
        requestId: 'req-1',
        instance: '',
        status: 404,
        detail: 'No call of the contract has this path',
        method: 'POST',
      },
    );
  });

  it('leaves out a trace that is not readable', async () => {
    const shop = openShop();
    const headers = { traceparent: 'x', 'X-Request-Id': 'a b'.repeat(100) };
    await new TestBrowser(shop.handler).post('nothing', {}, headers);
    assert.doesNotMatch(shop.log.join(), /traceparent|requestId/);
  });

  const failing: readonly (readonly [string, () => unknown])[] = [
    ['throws', () => assert.fail('disk full')],
    ['rejects', () => Promise.reject(new Error('disk full'))],
  ];
  for (const [kind, log] of failing) {
    it(`cannot change an answer when it ${kind}`, async (test) => {
      const onConsole = test.mock.method(console, 'info', () => undefined);
      const browser = new TestBrowser(openShop({ log }).handler);
      await expectProblem(await browser.post('nothing', {}), 404, 'not_found', 'contact');
      assert.match(String(onConsole.mock.calls[0]?.arguments[0]), /not_found/);
    });
  }

  it("names an unforeseen error and its place in the shop's code, without personal data", async () => {
    const shop = openShop({
      resolveOrder: () => {
        throw new Error('no such shopper: jane@example.com\n    at +49 89 123456', {
          cause: new TypeError('born 1990-12-24'),
        });
      },
    });
    const response = await new TestBrowser(shop.handler).session();
    assert.equal(await codeOf(response), 'internal');
    const log = shop.log.join();
    assert.match(log, /no such shopper/);
    assert.match(log, /observe\.test\.ts:\d+/);
    assert.match(log, /caused by TypeError: born/);
    assert.doesNotMatch(log, /jane|example\.com|123456|1990/);
  });
});
