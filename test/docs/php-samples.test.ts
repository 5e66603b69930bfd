/** The PHP that documents print, on a real PHP over the loopback Klarna: the session, and the order that takes the money. */
import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { samples } from '../harness/node/samples.js';
import { checkEndpoint } from '../../src/server/check/check-endpoint.js';
import { freePort, listening, missing } from '../server/support/databases.js';
import {
  type FakeKlarna,
  openKlarna,
  PASSWORD,
  refuse,
  USERNAME,
} from '../server/support/klarna.js';

/** What the samples leave to the shop: a cart, and the state of its order in a file. */
const SHOP = `<?php
function cart_of_this_visitor(string $locale): array {
  return ['purchase_country' => 'DE', 'purchase_currency' => 'EUR', 'locale' => $locale,
    'order_amount' => 4900, 'order_tax_amount' => 782, 'merchant_reference1' => 'order-1',
    'order_lines' => [['type' => 'physical', 'name' => 'Teapot', 'quantity' => 1, 'unit_price' => 4900,
      'tax_rate' => 1900, 'total_amount' => 4900, 'total_tax_amount' => 782]]];
}
function set_state(string $number, string $from, string $to): bool {
  $file = __DIR__ . "/$number.state";
  if (file_get_contents($file) !== $from) return false;
  return file_put_contents($file, $to) !== false;
}`;

describe('the PHP of the documents', { skip: missing('php') }, () => {
  const phpOf = (document: string): string | undefined =>
    samples().find(({ file, kind }) => file === document && kind === 'php')?.text;
  let folder: string;
  let klarna: FakeKlarna;
  let server: ChildProcess;
  let origin: string;
  let log = '';

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'klarna-samples-'));
    klarna = await openKlarna();
    const write = (name: string, text = ''): void =>
      writeFileSync(
        join(folder, name),
        text.replaceAll('https://api.playground.klarna.com', klarna.url),
      );
    write('shop.inc', SHOP);
    write('klarna.php', phpOf('README.md'));
    write('order.php', phpOf('demo/backends/README.md'));
    const port = await freePort();
    origin = `http://127.0.0.1:${port}`;
    server = spawn(
      'php',
      ['-d', `auto_prepend_file=${join(folder, 'shop.inc')}`, '-S', `127.0.0.1:${port}`],
      {
        cwd: folder,
        env: { ...process.env, KLARNA_USERNAME: USERNAME, KLARNA_PASSWORD: PASSWORD },
        stdio: ['ignore', 'ignore', 'pipe'],
      },
    );
    server.stderr?.on('data', (data: Buffer) => (log += String(data)));
    await listening(port, server);
  });
  after(async () => {
    const gone = once(server, 'exit');
    server.kill();
    await gone;
    await klarna[Symbol.asyncDispose]();
    rmSync(folder, { recursive: true });
  });

  const ask = (query: string, body: string): Promise<Response> =>
    fetch(`${origin}/klarna.php?${query}`, { method: 'POST', body });
  const stateOf = (): string => readFileSync(join(folder, 'order-1.state'), 'utf8');
  /** A session that the shopper has approved, and the form that arrives then. */
  const buy = async (token: string): Promise<Response> => {
    writeFileSync(join(folder, 'order-1.state'), 'open');
    await ask('call=session', '{"locale":"de-DE"}');
    klarna.authorize(token);
    return send(token);
  };
  const send = (token: string): Promise<Response> =>
    fetch(`${origin}/order.php`, {
      method: 'POST',
      body: new URLSearchParams({ klarna_authorization_token: token }),
      redirect: 'manual',
    });

  it('opens a session as the contract asks for', async () => {
    const findings = await checkEndpoint({ endpoint: `${origin}/klarna.php?call={call}` });
    assert.deepEqual(
      findings.filter(({ verdict }) => verdict === 'breaks'),
      [],
    );
    assert.equal(klarna.seen.at(-1)?.json?.['locale'], 'en-DE');
  });

  it('answers 404 to other calls and methods, and 400 to broken JSON', async () => {
    assert.equal((await ask('call=order', '{}')).status, 404);
    assert.equal((await fetch(`${origin}/klarna.php?call=session`)).status, 404);
    for (const body of ['{"locale":', '"de"', '{"locale":1}', '']) {
      assert.equal((await ask('call=session', body)).status, 400, body);
    }
  });

  it('logs what Klarna did not like', async () => {
    klarna.intercept(/sessions/, (_, outgoing) =>
      refuse(outgoing, 400, 'BAD_VALUE', 'order_lines'),
    );
    assert.equal((await ask('call=session', '{"locale":"de-DE"}')).status, 502);
    assert.match(log, /Klarna: 400 .*BAD_VALUE/);
  });

  it('places the order with the token, and once', async () => {
    const bought = await buy('token-1');
    assert.deepEqual([bought.status, bought.headers.get('Location')], [302, '/thanks']);
    assert.equal(stateOf(), 'ACCEPTED');
    assert.match(await (await send('token-1')).text(), /not sent to Klarna again/);
    assert.equal(klarna.orders.size, 1);
    assert.deepEqual(klarna.faults, []);
  });

  it('refuses a form without a token', async () => {
    assert.match(await (await buy('')).text(), /not sent/);
    assert.equal(stateOf(), 'open');
  });

  it('can be pressed again when Klarna refuses, and not when nobody knows', async () => {
    klarna.intercept(/\/order$/, (_, outgoing) => refuse(outgoing, 403, 'REJECTED', 'No'));
    assert.match(await (await buy('token-2')).text(), /Nothing was charged/);
    assert.equal(stateOf(), 'open');
    klarna.loseAnswer(/\/order$/);
    assert.match(await (await buy('token-3')).text(), /do not pay again/);
    assert.equal(stateOf(), 'sent');
    assert.match(await (await send('token-4')).text(), /not sent to Klarna again/);
  });
});
