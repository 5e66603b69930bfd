/** Each example is started as its README says, and held against the contract. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { describe, it } from 'node:test';
import vm from 'node:vm';
import { createInterface } from 'node:readline';
import { build } from 'esbuild';
import { gatewayFrom } from '../../demo/backends/gateway.js';
import { checkEndpoint } from '../../src/server/check/check-endpoint.js';
import * as gateways from '../../src/server/gateways/index.js';
import { toNodeListener } from '../../src/server/index.js';
import { identity } from './gateways/cybersource/certificate.js';
import { serve } from '../harness/loopback.js';

/** Takes a cart at `/` and checks the endpoint with it. */
async function shopAndCheck(origin: string): Promise<void> {
  const page = await fetch(origin);
  assert.match(await page.text(), /shoes/);
  const [cookie = ''] = page.headers.getSetCookie()[0]?.split(';', 1) ?? [];
  assert.match(cookie, /^cart=/);
  const findings = await checkEndpoint({
    endpoint: new URL('/klarna', origin).href,
    headers: { Cookie: cookie },
  });
  assert.deepEqual(
    findings.filter(({ verdict }) => verdict !== 'conforms'),
    [],
  );
  assert.equal(new Set(findings.map(({ call }) => call)).size, 4);
}

describe('the examples', () => {
  for (const name of ['node', 'express', 'hono']) {
    it(`${name} serves the contract`, async () => {
      const running = spawn(process.execPath, ['--import', 'tsx', `demo/backends/${name}.ts`], {
        env: { ...process.env, PORT: '0' },
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      try {
        const [origin] = (await once(createInterface(running.stdout), 'line')) as [string];
        await shopAndCheck(origin);
      } finally {
        running.kill();
        await once(running, 'exit');
      }
    });
  }

  it('worker serves the contract where there is nothing but the web platform', async () => {
    const {
      outputFiles: [bundle],
    } = await build({
      entryPoints: ['demo/backends/worker.ts'],
      bundle: true,
      write: false,
      format: 'iife',
      globalName: 'worker',
      platform: 'neutral',
      mainFields: ['module', 'main'],
      conditions: ['workerd', 'worker', 'browser'],
      // Only the gateways that hash and sign as their systems want it use Node's crypto, which worker
      // runtimes offer on request; the simulated one must not reach for it.
      external: ['node:crypto'],
      banner: { js: 'const require = () => new Proxy({}, { get: () => undefined });' },
    });
    const context = vm.createContext({
      ...{ AbortController, AbortSignal, crypto, console, DOMException, fetch, FormData },
      ...{ Headers, ReadableStream, Request, Response, setTimeout, clearTimeout },
      ...{ TextDecoder, TextEncoder, URL, URLSearchParams, Uint8Array, atob, btoa },
      ...{ structuredClone, CryptoKey },
    });
    vm.runInContext(`${bundle!.text}; globalThis.handler = worker.default`, context);
    const { handler } = context as {
      handler: { fetch(request: Request, env: object): Promise<Response> };
    };
    await using running = await serve(toNodeListener((request) => handler.fetch(request, {})));
    await shopAndCheck(running.url);
  });
});

describe('the payment system by environment variables', () => {
  const { privateKey, certificate } = identity('merchant');
  const environments: Readonly<Record<string, Record<string, string>>> = {
    simulated: {},
    klarna: {
      KLARNA_REGION: 'eu',
      KLARNA_ENVIRONMENT: 'playground',
      KLARNA_USERNAME: 'u',
      KLARNA_PASSWORD: 'p',
    },
    payone: {
      PAYONE_MID: '12345',
      PAYONE_PORTALID: '1234567',
      PAYONE_AID: '12345',
      PAYONE_KEY: 'secret',
      PAYONE_MODE: 'test',
      PAYONE_FINANCING_TYPE: 'KIV',
    },
    cybersource: {
      CYBERSOURCE_MERCHANT_ID: 'm',
      CYBERSOURCE_ENVIRONMENT: 'test',
      CYBERSOURCE_PRIVATE_KEY: privateKey,
      CYBERSOURCE_CERTIFICATE: certificate,
    },
    tulo: {
      TULO_CLIENT_ID: 'c',
      TULO_CLIENT_SECRET: 's',
      TULO_ENVIRONMENT: 'stage',
      TULO_PRODUCT: 'digital',
      TULO_PERIOD_TYPE: 'recurring',
    },
  };

  it('knows every gateway', () => {
    assert.equal(Object.keys(environments).length, Object.keys(gateways).length);
  });

  for (const [name, variables] of Object.entries(environments)) {
    it(`${name} needs its own and no others`, () => {
      const gateway = gatewayFrom({ KLARNA_GATEWAY: name, ...variables });
      assert.equal(gateway.system.replace(/-payway$/, ''), name);
      for (const missing of Object.keys(variables)) {
        assert.throws(
          () => gatewayFrom({ KLARNA_GATEWAY: name, ...variables, [missing]: undefined }),
          new RegExp(missing),
        );
      }
    });
  }
  it('is the simulated one by default, and never a guess', () => {
    assert.equal(gatewayFrom({}).system, 'simulated');
    assert.throws(() => gatewayFrom({ KLARNA_GATEWAY: 'paypal' }), RangeError);
  });
});
