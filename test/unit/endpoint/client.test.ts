import { expect } from '@open-wc/testing';
import type { Checked } from '../../../src/endpoint/checks.js';
import {
  callEndpoint,
  type CallOptions,
  type CallResult,
  callUrl,
  endpointFault,
} from '../../../src/endpoint/client.js';
import { CALL_PATHS, type Call } from '../../../src/endpoint/contract.js';

const BASE = 'https://shop.example/checkout/';
const CALLS = Object.keys(CALL_PATHS) as Call[];

const asIs = (body: unknown): Checked<unknown> => ({ ok: true, value: body });

/** A call of the endpoint that answers as the query says. */
function call(
  query: Record<string, string>,
  more: Partial<CallOptions<unknown>> = {},
  name: Call = 'session',
): Promise<CallResult<unknown>> {
  const url = new URL('/test-endpoint/call', location.href);
  url.search = new URLSearchParams(query).toString();
  return callEndpoint(url, name, {
    body: { locale: 'de-DE' },
    check: asIs,
    timeout: 8000,
    headers: {},
    signal: new AbortController().signal,
    ...more,
  });
}

interface Asked {
  readonly count: number;
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

const newKey = (): string => crypto.getRandomValues(new Uint32Array(2)).join('-');
const asked = async (key: string): Promise<Asked> =>
  (await (await fetch(`/test-endpoint/asked?key=${key}`)).json()) as Asked;

describe('the address of a call', () => {
  for (const name of CALLS) {
    it(`is below the endpoint for ${name}, however the endpoint ends`, () => {
      for (const endpoint of ['/klarna', '/klarna/', '/klarna//']) {
        expect(callUrl(endpoint, name, BASE).href).to.equal(
          `https://shop.example/klarna/${CALL_PATHS[name]}`,
        );
      }
      expect(callUrl('klarna', name, BASE).href).to.equal(
        `https://shop.example/checkout/klarna/${CALL_PATHS[name]}`,
      );
    });

    it(`contains ${name} in every place of a template`, () => {
      expect(callUrl('/?wc-ajax=klarna_{call}&again={call}', name, BASE).href).to.equal(
        `https://shop.example/?wc-ajax=klarna_${name}&again=${name}`,
      );
    });
  }

  const rows: readonly (readonly [string, readonly string[], string | undefined, string?])[] = [
    ['', [], 'endpoint-missing'],
    ['/klarna', ['https://shop.example'], undefined],
    ['/klarna', ['https://elsewhere.example'], 'endpoint-foreign', 'https://shop.example'],
    ['https://shop.example/klarna', ['https://shop.example'], undefined],
    ['https://api.example/klarna', [], 'endpoint-foreign', 'https://api.example'],
    ['https://api.example/klarna', ['https://api.example'], undefined],
    ['https://api.example/klarna', ['https://other.example'], 'endpoint-foreign'],
    ['http://shop.example/klarna', [], 'endpoint-foreign', 'http://shop.example'],
    ['//api.example/klarna', [], 'endpoint-foreign'],
    ['https://[', [], 'endpoint-invalid', 'https://['],
    ['javascript:alert(1)', [], 'endpoint-invalid', 'javascript:alert(1)'],
    ['data:application/json,', ['null'], 'endpoint-invalid'],
    ['file:///klarna', ['null'], 'endpoint-invalid'],
  ];
  for (const [endpoint, origins, code, about] of rows) {
    it(`is ${code ?? 'accepted'} when the endpoint is "${endpoint}" and the origins are [${origins.join()}]`, () => {
      const fault = endpointFault(endpoint, BASE, origins);
      expect(fault?.code).to.equal(code);
      if (fault) expect(fault.phase).to.equal('configuration');
      if (about) expect(fault?.about).to.equal(about);
    });
  }

  it('may be a file for a page that is a file', () => {
    const page = 'file:///home/anna/try.html';
    expect(endpointFault('/klarna-simulated', page, ['null'])).to.equal(undefined);
    expect(endpointFault('javascript:alert(1)', page, ['null'])?.code).to.equal('endpoint-invalid');
    expect(endpointFault('https://shop.example/klarna', page, ['null'])?.code).to.equal(
      'endpoint-foreign',
    );
  });
});

describe('a call', () => {
  it('is a POST of JSON with the headers of the shop, and no token in its URL', async () => {
    const key = newKey();
    const result = await call(
      { key, body: '{"client_token":"a.b.c"}' },
      { headers: { 'x-csrf': 'secret' } },
    );
    expect(result).to.deep.equal({ type: 'answered', value: { client_token: 'a.b.c' } });
    const { method, headers, body, count } = await asked(key);
    expect(count).to.equal(1);
    expect(method).to.equal('POST');
    expect(headers?.['content-type']).to.equal('application/json');
    expect(headers?.accept).to.equal('application/json');
    expect(headers?.['x-csrf']).to.equal('secret');
    expect(headers?.['cache-control']).to.equal('no-cache');
    expect(body).to.equal('{"locale":"de-DE"}');
  });

  it('is answered when the status is any 2xx', async () => {
    expect(await call({ status: '201', body: '{"a":1}' })).to.deep.equal({
      type: 'answered',
      value: { a: 1 },
    });
    expect(await call({ status: '204' })).to.deep.equal({ type: 'answered', value: undefined });
  });

  it('is answered when the body begins with a byte order mark', async () => {
    expect(await call({ body: '\uFEFF{"a":1}' })).to.deep.equal({
      type: 'answered',
      value: { a: 1 },
    });
  });

  for (const [body, about] of [
    ['', 'it is empty'],
    ['  \n', 'it is empty'],
    ['<html>', 'it is no JSON'],
    ['{"a":', 'it is no JSON'],
    ['Notice: undefined index {"a":', 'it is no JSON'],
    ['Notice: undefined index\n{"a":1}', 'text stands before the JSON (a PHP notice?)'],
    ['Notice: x\n[1]', 'text stands before the JSON (a PHP notice?)'],
  ] as const) {
    it(`names the fault when the body is ${JSON.stringify(body)}`, async () => {
      expect(await call({ body })).to.deep.equal({
        type: 'failed',
        fault: { code: 'endpoint-malformed', phase: 'session', about, cause: undefined },
      });
    });
  }

  it('is checked', async () => {
    const check = (): Checked<unknown> => ({ ok: false, fault: '"client_token" is missing' });
    expect(await call({ body: '{}' }, { check })).to.have.nested.property(
      'fault.about',
      '"client_token" is missing',
    );
    expect(await call({ status: '204' }, { check })).to.have.nested.property(
      'fault.code',
      'endpoint-malformed',
    );
  });

  it('fails with endpoint-timeout when its time is over', async () => {
    const result = await call({ delay: '3000', body: '{}' }, { timeout: 20 });
    expect(result).to.have.nested.property('fault.code', 'endpoint-timeout');
    expect(result).to.have.nested.property('fault.about', 'session');
  });

  it('ends as aborted when its signal is aborted', async () => {
    const stop = new AbortController();
    const result = call({ delay: '3000', body: '{}' }, { signal: stop.signal });
    stop.abort();
    expect(await result).to.deep.equal({ type: 'aborted' });
  });

  for (const [name, query] of [
    ['cut off in the middle', { cut: '1' }],
    ['sent elsewhere', { redirect: '/test-endpoint/elsewhere?body={}' }],
  ] as const) {
    it(`fails with endpoint-unreachable when it is ${name}`, async () => {
      const result = await call(query, {}, 'order');
      expect(result).to.have.nested.property('fault.code', 'endpoint-unreachable');
      expect(result).to.have.nested.property('fault.phase', 'order');
      expect(result).to.have.nested.property('fault.about', 'order');
    });
  }
});

describe('a problem', () => {
  const problem = (body: object, status = '422', name: Call = 'session') =>
    call({ status, body: JSON.stringify(body) }, {}, name);

  it('is reported with its code and detail', async () => {
    const result = await problem({ code: 'cart_empty', action: 'fix', detail: 'No lines' });
    expect(result).to.deep.equal({
      type: 'failed',
      problem: { status: 422, code: 'cart_empty', action: 'fix', detail: 'No lines' },
      fault: {
        code: 'endpoint-problem',
        phase: 'session',
        about: 'cart_empty: No lines',
        cause: { status: 422, code: 'cart_empty', action: 'fix', detail: 'No lines' },
        retryable: false,
        customerMessage: undefined,
        supportReference: undefined,
      },
    });
  });

  it('is reported by its title, or else its code, when it has no detail', async () => {
    expect(await problem({ code: 'a', title: 'T' })).to.have.nested.property('fault.about', 'a: T');
    expect(await problem({ code: 'a' })).to.have.nested.property('fault.about', 'a');
  });

  it('is reported as a status when it has no code', async () => {
    for (const [status, about] of [
      ['500', '500'],
      ['404', '404 (is the "endpoint" attribute right?)'],
    ] as const) {
      const result = await call({ status, body: '<h1>Sorry</h1>' });
      expect(result).to.have.nested.property('fault.code', 'endpoint-status');
      expect(result).to.have.nested.property('fault.about', about);
      expect(result).to.have.nested.property('fault.retryable', status === '500');
    }
  });

  for (const [name, phase] of [
    ['session', 'session'],
    ['session_update', 'session'],
    ['order', 'order'],
    ['authorization_cancel', 'cancel'],
  ] as const) {
    it(`belongs to the phase ${phase} when the call is ${name}`, async () => {
      expect(await problem({}, '400', name)).to.have.nested.property('fault.phase', phase);
    });
  }
});

describe('Retry-After', () => {
  const twice = async (name: Call, retryAfter: string, action = 'retry'): Promise<number> => {
    const key = newKey();
    const body = JSON.stringify({ code: 'busy', action });
    const then = new URLSearchParams({ body: '{"second":true}' }).toString();
    const result = await call(
      { key, status: '503', body, 'retry-after': retryAfter, then },
      {},
      name,
    );
    const { count } = await asked(key);
    expect(result.type).to.equal(count === 2 ? 'answered' : 'failed');
    return count;
  };

  for (const [name, retryAfter, count] of [
    ['session', '0', 2],
    ['session_update', '0', 2],
    ['order', '0', 1],
    ['authorization_cancel', '0', 1],
    ['session', '11', 1],
    ['session', '-1', 1],
    ['session', 'Sat, 21 Nov 2026 12:00:00 GMT', 1],
  ] as const) {
    it(`requests ${name} ${count === 2 ? 'twice' : 'once'} when the header is ${retryAfter}`, async () => {
      expect(await twice(name, retryAfter)).to.equal(count);
    });
  }

  it('is ignored when a retry would not help', async () => {
    expect(await twice('session', '0', 'contact')).to.equal(1);
  });

  it('is not waited for when the call was aborted', async () => {
    const key = newKey();
    const stop = new AbortController();
    const headers = new Promise<void>((resolve) => {
      const original = fetch;
      window.fetch = async (...args) => {
        const response = await original(...args);
        window.fetch = original;
        resolve();
        return response;
      };
    });
    const body = JSON.stringify({ code: 'busy', action: 'retry' });
    const result = call({ key, status: '503', body, 'retry-after': '10' }, { signal: stop.signal });
    await headers;
    stop.abort();
    expect(await result).to.deep.equal({ type: 'aborted' });
    expect((await asked(key)).count).to.equal(1);
  });
});
