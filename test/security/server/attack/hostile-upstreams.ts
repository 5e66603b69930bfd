/** Answers that a payment system, or whoever stands in its place, could send. */
import { AsyncLocalStorage } from 'node:async_hooks';
import fc from 'fast-check';
import { AUTHORIZATION_TOKEN } from './hostile-requests.js';

/** In every hostile reply: no answer to a browser may hold it. */
export const UPSTREAM_MARK = 'UPSTREAM-INTERNAL-4711';

export type Upstream =
  | { readonly kind: 'right' | 'echo' | 'refused-connection' | 'broken-line' }
  | { readonly kind: 'reply'; readonly status: number; readonly body: string };

const SOAP = 'http://schemas.xmlsoap.org/soap/envelope/';
const fault = (code: string, reason: string) =>
  `<soap:Envelope xmlns:soap="${SOAP}"><soap:Body><soap:Fault><faultcode>${code}</faultcode><faultstring>${reason}</faultstring></soap:Fault></soap:Body></soap:Envelope>`;
const message = (members: string) =>
  `<soap:Envelope xmlns:soap="${SOAP}"><soap:Body><c:replyMessage xmlns:c="urn:schemas-cybersource-com:transaction-data-1.224">${members}</c:replyMessage></soap:Body></soap:Envelope>`;
const LAUGHS = Array.from(
  { length: 12 },
  (_, index) => `<!ENTITY l${index + 1} "${`&l${index};`.repeat(10)}">`,
).join('');

const LEAK = `${UPSTREAM_MARK} token ${AUTHORIZATION_TOKEN} at Object.run (/srv/app.js:1:2)`;

const bodies = fc.constantFrom(
  '',
  '{}',
  'null',
  '[]',
  '"text"',
  '{"session_id":',
  `{"__proto__":{"session_id":"x"},"constructor":1,"x":"${UPSTREAM_MARK}"}`,
  '{"session_id":{},"client_token":[],"payment_method_categories":"x"}',
  '{"session_id":"","client_token":""}',
  `{"session_id":"${'s'.repeat(5_000)}","client_token":"a.b.c"}`,
  `status=OK\nadd_paydata[client_token]=a.b.c\nworkorderid=${'w'.repeat(5_000)}`,
  `{"session_id":"s","client_token":"t","payment_method_categories":[null,1,{"identifier":5},{"identifier":"a","name":"b","asset_urls":{"standard":"javascript:alert(1)"}}]}`,
  `{"order_id":"o","redirect_url":"https://evil.example/?${UPSTREAM_MARK}"}`,
  '{"order_id":"o","redirect_url":"javascript:alert(1)","fraud_status":"PENDING"}',
  `{"error_code":"BAD_VALUE","error_messages":["Bad value: billing_address.email ${LEAK}"],"correlation_id":"c-1"}`,
  `{"error_code":"${UPSTREAM_MARK}","error_messages":[{"a":1}],"correlation_id":["${UPSTREAM_MARK}"]}`,
  `{"error":"x","error_description":"${LEAK}"}`,
  `{"access_token":"","item":{"klarna_client_token":1}}`,
  `<html><body>${LEAK}</body></html>`,
  `status=ERROR\nerrorcode=1077\nerrormessage=${LEAK}`,
  `status=OK\nadd_paydata[client_token]=\nworkorderid=`,
  `status=${UPSTREAM_MARK}`,
  'status=REDIRECT\nredirecturl=https://evil.example/\ntxid=1',
  fault('soap:Server', LEAK),
  fault('wsse:InvalidSecurity', LEAK),
  `<!DOCTYPE a [<!ENTITY l0 "x">${LAUGHS}]><a>&l12;</a>`,
  `<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>${message('<c:decision>&x;</c:decision>')}`,
  message(`<c:decision>${UPSTREAM_MARK}</c:decision><c:reasonCode>x</c:reasonCode>`),
  message('<c:requestID>1</c:requestID><c:decision>ACCEPT</c:decision>'),
  message(
    `<c:requestID>1</c:requestID><c:decision>REJECT</c:decision><c:reasonCode>102</c:reasonCode><c:invalidField>c:billTo/c:${AUTHORIZATION_TOKEN}</c:invalidField>`,
  ),
  `${'<a>'.repeat(50_000)}${'</a>'.repeat(50_000)}`,
  `<?xml version="1.0" encoding="UTF-16"?>${message('')}`,
  message('<c:decision>ACC').slice(0, 150),
  'x'.repeat(1_100_000),
);

export const upstreams: fc.Arbitrary<Upstream> = fc.oneof(
  { weight: 6, arbitrary: fc.constant({ kind: 'right' as const }) },
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant('reply' as const),
      status: fc.constantFrom(200, 200, 204, 301, 400, 401, 403, 404, 409, 418, 429, 500, 503),
      body: bodies,
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constantFrom('echo', 'refused-connection', 'broken-line') }),
  },
);

const script = new AsyncLocalStorage<Upstream[]>();

/** Runs `call` while the system behaves like this, one reply after the other; after the last it is well-behaved. */
export const facing = <Result>(upstreams: readonly Upstream[], call: () => Result): Result =>
  script.run([...upstreams], call);

export function hostileFetch(right: (request: Request) => Promise<Response>): typeof fetch {
  return async (input, init) => {
    const request = new Request(input, init);
    const upstream = script.getStore()?.shift() ?? { kind: 'right' };
    switch (upstream.kind) {
      case 'right':
        return right(request);
      case 'reply':
        return new Response(upstream.status === 204 ? null : upstream.body, {
          status: upstream.status,
          headers: { 'Content-Type': 'text/html', 'Klarna-Correlation-Id': 'c-1' },
        });
      case 'echo':
        return echo(request);
      case 'refused-connection':
      case 'broken-line': {
        const code = upstream.kind === 'broken-line' ? 'ECONNRESET' : 'ECONNREFUSED';
        const cause = Object.assign(new Error(`${code} ${UPSTREAM_MARK}`), { code });
        throw new TypeError('fetch failed', { cause });
      }
    }
  };
}

/** A careless error page that shows what it was asked with, in the words of each system. */
async function echo(request: Request): Promise<Response> {
  const asked = [...request.headers].map((pair) => pair.join(': ')).join(' ');
  const text = `${UPSTREAM_MARK} ${asked} ${await request.text()}`.replaceAll(/[\r\n]+/g, ' ');
  const { hostname } = new URL(request.url);
  if (hostname.endsWith('pay1.de')) {
    return new Response(`status=ERROR\nerrorcode=1\nerrormessage=${text}`);
  }
  if (hostname.endsWith('ic3.com')) {
    const escaped = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
    return new Response(fault('soap:Server', escaped), { status: 500 });
  }
  const body = { error_code: 'BAD_VALUE', error_messages: [text], error_description: text };
  return Response.json(body, { status: 400 });
}
