import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';

const CLI = fileURLToPath(new URL('../../../src/server/check/cli.ts', import.meta.url));
const SUPPORT = new URL('../support/shop.ts', import.meta.url).href;

/** A shop of which one order has no known end; its token is over. */
const MODULE = `
import { gatewayWith, openShop, TestBrowser } from '${SUPPORT}';
import { memoryLedger, problem } from '${new URL('../../../src/server/index.ts', import.meta.url).href}';
let ahead = 0;
const gateway = gatewayWith({
  placeOrder: () => Promise.reject(problem('outcome_unknown', { detail: 'cut' })),
});
const shop = openShop({
  gateway,
  ledger: memoryLedger({ now: () => Date.now() + ahead }),
  onPlaced: (order, placed) => console.log('told', order.reference, placed.status, placed.order_id),
  onUnresolved: ({ reference, attempt }) => console.log('unresolved', reference, attempt),
});
const browser = new TestBrowser(shop.handler);
await browser.session();
await browser.order();
ahead = 3_600_000 * 2;
export const endpoint = shop.handler;
// As an open pool of a database does.
setInterval(() => undefined, 1000);
`;

describe('npx klarna-checkout-element reconcile and resolve', () => {
  const folder = mkdtempSync(join(tmpdir(), 'commands-'));
  const file = join(folder, 'shop.mjs');
  before(() => writeFileSync(file, MODULE));
  after(() => rmSync(folder, { recursive: true }));

  const run = (...args: string[]): Promise<{ code: number; out: string }> =>
    new Promise((resolve) => {
      execFile(process.execPath, ['--import', 'tsx', CLI, ...args], (error, stdout, stderr) => {
        resolve({ code: error ? Number(error.code) : 0, out: stdout + stderr });
      });
    });

  it('does what is due and says how much it was', async () => {
    const { code, out } = await run('reconcile', file);
    assert.equal(code, 0, out);
    assert.match(out, /unresolved order-1 1\n/);
    assert.match(out, /still unknown: 1\n/);
  });

  it('ends an attempt as placed, and the shop is told', async () => {
    const { code, out } = await run(
      'resolve',
      file,
      'order-1',
      '1',
      '--placed',
      '--order-id',
      'K-1',
    );
    assert.equal(code, 0, out);
    assert.match(out, /told order-1 completed K-1\n/);
    assert.match(out, /Attempt 1 of order order-1 is placed\.\n/);
  });

  it('ends an attempt as refused', async () => {
    const { code, out } = await run('resolve', file, 'order-1', '1', '--refused');
    assert.equal(code, 0, out);
    assert.match(out, /Attempt 1 of order order-1 is refused\.\n/);
  });

  it('says what is wrong about an attempt or a module that is not there', async () => {
    const attempt = await run('resolve', file, 'order-1', '2', '--refused');
    assert.deepEqual([attempt.code, /no attempt 2/.test(attempt.out)], [1, true]);
    writeFileSync(join(folder, 'empty.mjs'), 'export const nothing = 1;');
    const module = await run('reconcile', join(folder, 'empty.mjs'));
    assert.deepEqual([module.code, /exports no endpoint/.test(module.out)], [1, true]);
  });

  it('ends with 2 for arguments that mean nothing', async () => {
    for (const args of [
      ['reconcile'],
      ['resolve', file, 'order-1', '1'],
      ['resolve', file, 'order-1', '1', '--placed', '--refused'],
      ['resolve', file, 'order-1', 'first', '--placed'],
      ['resolve', file, 'order-1', '1', '--refused', '--order-id', 'K-1'],
    ]) {
      assert.equal((await run(...args)).code, 2, args.join(' '));
    }
  });
});
