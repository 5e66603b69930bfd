/** The ten-minute guide, followed to the letter: the packed package, its two files, its command, to the thank-you page. */
import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { type Browser, chromium, type Page } from 'playwright-core';
import { installed } from '../harness/node/browser.js';
import { packed, type Packed } from '../harness/node/packed.js';
import { chromiumArguments } from '../../tools/browsers/find.js';

const GUIDE = readFileSync('docs/guides/ten-minutes.md', 'utf8');

/** What the guide says to save, under the names that it gives, after the page without a server. */
const FILES = Array.from(
  GUIDE.slice(GUIDE.indexOf('## 2.')).matchAll(/as `([\w.]+)`[^`]*?\n\n```\w+\n([^]+?)```/gi),
  ([, name = '', text = '']) => ({ name, text }),
);

/** The port of the guide; another program may have it on this machine. */
const PORT = 8080;
const isTaken = await new Promise<boolean>((resolve) => {
  const socket = connect(PORT, '127.0.0.1', () => {
    socket.destroy();
    resolve(true);
  }).on('error', () => resolve(false));
});

describe('the ten-minute guide', { skip: isTaken && `another program uses port ${PORT}` }, () => {
  let pack: Packed;
  let shop: ChildProcess;
  let browser: Browser;
  let printed = '';

  before(async () => {
    pack = await packed();
    for (const { name, text } of FILES) writeFileSync(join(pack.project, name), text);
    const [, program = ''] = /```sh\nnode ([\w.]+)\n```/.exec(GUIDE) ?? [];
    shop = spawn(process.execPath, [program], { cwd: pack.project, stdio: 'pipe' });
    for (const stream of [shop.stdout, shop.stderr])
      stream?.on('data', (data: Buffer) => (printed += String(data)));
    const { executablePath } = installed('chromium') ?? {};
    browser = await chromium.launch({
      ...(executablePath !== undefined && { executablePath }),
      args: [...chromiumArguments],
    });
  });

  after(async () => {
    shop.kill();
    await browser.close();
    pack.remove();
  });

  it('names every file that it makes', () => {
    const names = FILES.map(({ name }) => name);
    assert.ok(names.includes('shop.mjs') && names.includes('checkout.html'), names.join());
  });

  it('ends on a thank-you page, with an order in the console', async () => {
    const page = await press('anna@example.com');
    await page.waitForURL('**/thanks');
    await page.getByRole('heading', { name: 'Thank you' }).waitFor();
    assert.match(printed, /order-1 is placed/);
  });

  it('declines the test person that it names', async () => {
    const page = await press('anna+denied@example.com');
    await page.locator('klarna-checkout:state(declined)').waitFor();
  });

  /** Does what the guide says under “Buy”. */
  async function press(email: string): Promise<Page> {
    await answered();
    const page = await browser.newPage();
    await page.goto(`http://localhost:${PORT}/`);
    await page.getByRole('button', { name: 'Agree and continue' }).click();
    await page.locator('klarna-checkout:state(ready)').waitFor();
    await page.getByLabel('E-mail').fill(email);
    await page.getByRole('button', { name: 'Buy now' }).click();
    return page;
  }

  /** Until the shop listens; a shop that ends has said why. */
  async function answered(): Promise<void> {
    const ended = once(shop, 'exit').then(() => assert.fail(printed));
    const listens = (async () => {
      while (!(await fetch(`http://localhost:${PORT}/`).catch(() => undefined)));
    })();
    await Promise.race([ended, listens]);
  }
});
