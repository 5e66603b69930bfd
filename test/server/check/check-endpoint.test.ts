import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { describe, it } from 'node:test';
import { promisify } from 'node:util';
import { type Gateway, simulated, toNodeListener } from '../../../src/server/index.js';
import { checkEndpoint } from '../../../src/server/check/check-endpoint.js';
import { type Finding, formatFinding, hasBroken } from '../../../src/server/check/findings.js';
import { SAMPLES } from '../../../src/server/check/samples.js';
import { serve } from '../../harness/loopback.js';
import { makeOrder, openShop } from '../support/shop.js';

const TOKEN = 'eyJhbGciOiJSUzI1NiJ9.e30.c2ln';

type Handle = (call: string, body: Record<string, unknown>, outgoing: ServerResponse) => void;

/** A backend in ten lines, as somebody would write it in any language. */
const backend =
  (handle: Handle) =>
  (incoming: IncomingMessage, outgoing: ServerResponse): void => {
    let text = '';
    incoming.on('data', (chunk: Buffer) => (text += chunk.toString()));
    incoming.on('end', () => {
      const call = (incoming.url ?? '').replace('/klarna/', '');
      const isForeign = incoming.headers['sec-fetch-site'] !== 'same-origin';
      const isJson = incoming.headers['content-type'] === 'application/json';
      if (isForeign || !isJson) {
        send(outgoing, 403, { code: 'no', action: 'contact' });
        return;
      }
      try {
        handle(call, JSON.parse(text) as Record<string, unknown>, outgoing);
      } catch {
        send(outgoing, 400, { code: 'unreadable', action: 'contact' });
      }
    });
  };

function send(outgoing: ServerResponse, status: number, body: unknown): void {
  const type = status < 300 ? 'application/json' : 'application/problem+json';
  outgoing.writeHead(status, { 'Content-Type': type, 'Cache-Control': 'no-store' });
  outgoing.end(JSON.stringify(body));
}

async function check(handle: Handle): Promise<readonly Finding[]> {
  await using running = await serve(backend(handle));
  return await checkEndpoint({ endpoint: `${running.url}/klarna` });
}

const broken = (findings: readonly Finding[]): string[] =>
  findings
    .filter(({ verdict }) => verdict === 'breaks')
    .map(({ call, what }) => `${call}: ${what}`);
const session = (changes: object = {}) => ({ client_token: TOKEN, ...changes });

describe('the contract checker on a backend that keeps the contract', () => {
  it('finds nothing to change when a backend does the minimum', async () => {
    const findings = await check((_, __, outgoing) => send(outgoing, 201, session()));
    assert.deepEqual(broken(findings), []);
    assert.deepEqual(
      findings.filter(({ verdict }) => verdict === 'skipped').map(({ call }) => call),
      ['session/update', 'authorization/cancel', 'order'],
    );
    assert.deepEqual(
      findings.filter(({ verdict }) => verdict === 'advice'),
      [],
    );
  });

  const gateways: readonly [string, Partial<Gateway>][] = [
    ['the simulated gateway', {}],
    ['a gateway that needs a person', { personalData: 'session' }],
    [
      'one that only opens sessions',
      { capabilities: { update: 'none', order: false, cancel: false } },
    ],
    [
      'one that opens a new session for each cart',
      { capabilities: { update: 'new_session', order: true, cancel: false } },
    ],
  ];
  for (const [title, changes] of gateways) {
    it(`finds nothing to change when it calls createTokenEndpoint over ${title}`, async () => {
      const shop = openShop({
        endpoint: '/klarna',
        gateway: { ...simulated(), ...changes },
        resolveOrder: (_, { personalData }) =>
          makeOrder(personalData?.billing_address && { billing: personalData.billing_address }),
      });
      await using running = await serve(toNodeListener(shop.handler));
      const findings = await checkEndpoint({ endpoint: `${running.url}/klarna` });
      assert.deepEqual(
        findings.filter(({ verdict }) => verdict === 'breaks' || verdict === 'advice'),
        [],
      );
      assert.ok(findings.length > 6);
    });
  }

  it('gives advice when an optional member stands under another name', async () => {
    const findings = await check((_, __, out) =>
      send(out, 200, session({ paymentMethodCategories: [], capabilities: { order: false } })),
    );
    assert.deepEqual(
      findings.filter(({ verdict }) => verdict === 'advice').map(({ what }) => what),
      ['"payment_method_categories" is not there, but "paymentMethodCategories" is'],
    );
  });

  it('finds nothing to change when the endpoint is a {call} template', async () => {
    const seen = new Set<string>();
    await using running = await serve(
      backend((call, _, outgoing) => {
        seen.add(call);
        send(outgoing, 200, session({ capabilities: { update: 'in_place' }, reload: 'none' }));
      }),
    );
    const findings = await checkEndpoint({ endpoint: `${running.url}/?wc-ajax=klarna_{call}` });
    assert.deepEqual(broken(findings), []);
    assert.deepEqual([...seen], ['/?wc-ajax=klarna_session', '/?wc-ajax=klarna_session_update']);
  });
});

describe('the contract checker names where to look when there is no session', () => {
  const cureOf = async (status: number, code: string): Promise<string | undefined> => {
    const findings = await check((_, __, out) => send(out, status, { code, action: 'contact' }));
    return findings.find(({ what }) => what.startsWith('no session'))?.cure;
  };

  it("names the server's own credentials when the payment system refuses them", async () => {
    assert.match((await cureOf(502, 'misconfigured')) ?? '', /credentials/);
    assert.match((await cureOf(500, 'internal')) ?? '', /server's log/);
  });

  it('names the headers when the endpoint refuses the checker', async () => {
    assert.match((await cureOf(403, 'forbidden')) ?? '', /--header "X-CSRF-Token/);
  });

  it('names the cart when there is none', async () => {
    assert.match((await cureOf(409, 'no_order')) ?? '', /filled cart/);
  });
});

describe('the sample lines of the contract checker', () => {
  it('are lines of the samples in the documents', () => {
    for (const { file, line } of Object.values(SAMPLES)) {
      assert.ok(readFileSync(file, 'utf8').includes(line), `${file}: ${line}`);
    }
  });

  it('are shown below the cure when a backend breaks the rule', async () => {
    const findings = await check((_, __, out) => {
      out.writeHead(200, { 'Content-Type': 'application/json' }).end(JSON.stringify(session()));
    });
    const finding = findings.find(({ what }) => what === 'the answer may be cached');
    assert.ok(finding);
    assert.match(
      formatFinding(finding),
      /\n +→ .+\n +as demo\/.+: header\('Cache-Control: no-store'\);$/,
    );
  });
});

describe('the contract checker names what breaks, and its cure', () => {
  const rows: readonly [string, Handle, string][] = [
    [
      'no token',
      (_, __, out) => send(out, 200, {}),
      'session: "client_token" is missing or no token of Klarna',
    ],
    [
      'a token that is none',
      (_, __, out) => send(out, 200, { client_token: 'abc' }),
      'session: "client_token" is missing or no token of Klarna',
    ],
    [
      'a token in camel case',
      (_, __, out) => send(out, 200, { clientToken: TOKEN }),
      'session: "client_token" is not there, but "clientToken" is',
    ],
    [
      'a token in an object of its own',
      (_, __, out) => send(out, 200, { data: { client_token: TOKEN } }),
      'session: "client_token" is not there, but "data.client_token" is',
    ],
    ['a list', (_, __, out) => send(out, 200, []), 'session: the answer is no object'],
    [
      'HTML',
      (_, __, out) => out.writeHead(200, { 'Content-Type': 'text/html' }).end('<p>Hi'),
      'session: the answer is not JSON',
    ],
    [
      'a PHP notice',
      (_, __, out) => out.writeHead(200).end(`Notice: x{"client_token":"${TOKEN}"}`),
      'session: text stands before the JSON',
    ],
    [
      'a wrong address',
      (_, __, out) => out.writeHead(404).end('Not found'),
      'session: POST is answered 404',
    ],
    [
      'a bare error',
      (_, __, out) => out.writeHead(500).end('Oops'),
      'session: the 500 answer is no problem of the contract',
    ],
    [
      'a problem',
      (_, __, out) => send(out, 409, { code: 'no_order', action: 'other_method' }),
      'session: no session: 409 no_order, other_method',
    ],
    [
      'a session of yesterday',
      (_, __, out) => send(out, 200, session({ expires_at: '2020-01-01T00:00:00Z' })),
      'session: the session is already over',
    ],
    [
      'a capability of its own',
      (_, __, out) => send(out, 200, session({ capabilities: { update: 'sometimes' } })),
      'session: "capabilities.update" is none of in_place, new_session, none',
    ],
    [
      'strictness',
      (_, body, out) =>
        'of_a_later_version' in body
          ? send(out, 422, { code: 'x', action: 'fix' })
          : send(out, 200, session()),
      'session: an unknown member is answered 422',
    ],
    [
      'an update that is not there',
      (call, _, out) =>
        call === 'session'
          ? send(out, 200, session({ capabilities: { update: 'in_place' } }))
          : out.writeHead(404).end(),
      'session/update: claimed, but answered 404',
    ],
    [
      'an init without a token',
      (call, _, out) =>
        send(
          out,
          200,
          call === 'session'
            ? session({ capabilities: { update: 'new_session' } })
            : { reload: 'init' },
        ),
      'session/update: "client_token" is missing with reload "init"',
    ],
    [
      'an order for nothing',
      (_, __, out) =>
        send(out, 200, session({ capabilities: { order: true }, status: 'completed' })),
      'order: a request without a token is taken',
    ],
    [
      'an order of no status',
      (call, body, out) =>
        call === 'order' && !body['authorization_token']
          ? send(out, 400, { code: 'x', action: 'contact' })
          : send(out, 200, session({ capabilities: { order: true } })),
      'order: "status" is none of completed, pending, redirect',
    ],
    [
      'a cancel that minds',
      (call, _, out) =>
        call === 'session'
          ? send(out, 200, session({ capabilities: { cancel: true } }))
          : send(out, 404, { code: 'x', action: 'contact' }),
      'authorization/cancel: claimed, but answered 404',
    ],
  ];
  for (const [title, handle, expected] of rows) {
    it(title, async () => {
      const findings = await check(handle);
      assert.ok(broken(findings).includes(expected), JSON.stringify(findings));
      for (const { verdict, cure } of findings) {
        if (verdict === 'breaks' || verdict === 'advice') assert.ok(cure);
      }
    });
  }

  it('names the network when a server closes the connection', async () => {
    await using running = await serve((incoming) => incoming.socket.destroy());
    const findings = await checkEndpoint({ endpoint: `${running.url}/klarna` });
    assert.equal(hasBroken(findings), true);
    assert.match(broken(findings).join(), /^network: no answer came/);
  });

  it('advises against a backend that takes anything from anywhere', async () => {
    await using running = await serve((_, outgoing) => {
      outgoing.end(`\uFEFF${JSON.stringify(session())}`);
    });
    const findings = await checkEndpoint({ endpoint: `${running.url}/klarna` });
    assert.deepEqual(
      findings.filter(({ verdict }) => verdict === 'advice').map(({ what }) => what),
      [
        'the Content-Type is none',
        'the answer may be cached',
        'a byte order mark stands before the JSON',
        'a request from another site is taken',
        'a body that is not declared as JSON is taken',
        'a body that is not JSON is taken',
      ],
    );
    assert.equal(hasBroken(findings), false);
  });
});

describe('npx klarna-checkout-element check', () => {
  const cli = new URL('../../../src/server/check/cli.ts', import.meta.url).pathname;
  const run = async (...args: string[]): Promise<{ code: number; out: string }> => {
    try {
      const { stdout } = await promisify(execFile)(process.execPath, [
        '--import',
        'tsx',
        cli,
        ...args,
      ]);
      return { code: 0, out: stdout };
    } catch (error) {
      const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string };
      return { code, out: stdout + stderr };
    }
  };

  it('prints a line for each rule and ends with 0', async () => {
    let cookie: string | undefined;
    await using running = await serve(
      backend((_, __, outgoing) => {
        cookie = outgoing.req.headers.cookie;
        send(outgoing, 200, session());
      }),
    );
    const endpoint = `${running.url}/klarna`;
    const { code, out } = await run('check', endpoint, '--header', 'Cookie: cart=7');
    assert.equal(code, 0, out);
    assert.match(out, /^ok {5}session: the answer has what the element reads$/m);
    assert.match(out, /The endpoint conforms\.\n$/);
    assert.equal(cookie, 'cart=7');
  });

  it('ends with 1 and says how to mend what breaks', async () => {
    await using running = await serve(backend((_, __, outgoing) => send(outgoing, 200, {})));
    const { code, out } = await run('check', `${running.url}/klarna`);
    assert.equal(code, 1);
    assert.match(out, /^BREAKS session: "client_token" is missing.*\n +→ See the schema/m);
  });

  it('ends with 2 for arguments that mean nothing', async () => {
    for (const args of [[], ['check'], ['test', 'http://localhost'], ['check', 'x'], ['--what']]) {
      const { code, out } = await run(...args);
      assert.equal(code, 2);
      assert.match(out, /Usage: klarna-checkout-element check URL/);
    }
  });
});
