/** The examples for React, Vue and a server-rendered page, built and used as a shopper would. */
import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { build } from 'vite';
import { Browser } from '../harness/node/browser.js';
import { PageServer } from '../harness/node/page-server.js';

const TYPES: Readonly<Record<string, string>> = {
  html: 'text/html',
  js: 'text/javascript',
  css: 'text/css',
};

/** Runs before the page's own scripts: what was asked of Klarna, and what went wrong. */
const RECORDER = `<script>
  sessionStorage.clear();
  var purchases = [], faults = [];
  addEventListener('error', (event) => faults.push(event.message));
  console.error = (...words) => faults.push(words.join(' '));
  console.warn = (...words) => /^The Klarna simulator/.test(words[0]) || faults.push(words.join(' '));
  document.addEventListener('klarna-authorized', ({ detail }) => purchases.push(detail.purchase));
</script>`;

describe('the examples for frameworks', () => {
  const outDir = mkdtempSync(join(tmpdir(), 'klarna-checkout-frameworks-'));
  const server = new PageServer();
  let browser: Browser;

  before(async () => {
    await build({
      configFile: 'demo/frameworks/vite.config.ts',
      logLevel: 'warn',
      build: { outDir, emptyOutDir: true },
    });
    for (const name of readdirSync(outDir, { recursive: true, encoding: 'utf8' })) {
      const [, end = ''] = /\.(\w+)$/.exec(name) ?? [];
      if (!TYPES[end]) continue;
      const text = readFileSync(join(outDir, name), 'utf8');
      server.serve(`/${name.replaceAll('\\', '/')}`, {
        body: end === 'html' ? text.replace('<head>', `<head>${RECORDER}`) : text,
        headers: { 'content-type': TYPES[end] },
      });
    }
    await server.start();
    browser = await Browser.start('chromium');
  });
  after(async () => {
    await (browser as Browser | undefined)?.stop();
    await server.stop();
    rmSync(outDir, { recursive: true, force: true });
  });

  for (const name of ['react', 'vue', 'server-rendered']) {
    it(`sells in ${name}`, async () => {
      await browser.goto(`${server.origin}/${name}/index.html`);
      await browser.click('button', 'Agree and continue');
      await browser.until(`find('[role=status]', 'State: ready')`);
      await browser.click('button', 'Buy now');
      await browser.until(`find('[role=status]', 'Thank you. Your order is ')`);
      const [purchase, ...more] =
        await browser.read<{ order_amount: number; billing_address: { email: string } }[]>(
          'purchases',
        );
      assert.deepEqual(more, []);
      // The property reached the element, and so did what the form says.
      assert.equal(purchase?.order_amount, 2400);
      assert.equal(purchase.billing_address.email, 'ada@example.com');
      assert.deepEqual(await browser.read('faults'), []);
    });
  }

  it('has the element in the page before any script runs, where a server rendered it', () => {
    const html = readFileSync(join(outDir, 'server-rendered/index.html'), 'utf8');
    assert.match(html, /<div id="app"><form .*<klarna-checkout endpoint="[^"]+" country="DE"/s);
  });
});
