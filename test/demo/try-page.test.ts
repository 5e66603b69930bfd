/** The page with which the ten-minute guide begins: two script tags, no backend. It is taken from the guide. */
import assert from 'node:assert/strict';
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { pathToFileURL } from 'node:url';
import { Browser, engines, installed, type Engine } from '../harness/node/browser.js';
import { built } from '../harness/node/built.js';
import { PageServer } from '../harness/node/page-server.js';

const GUIDE = readFileSync('docs/guides/ten-minutes.md', 'utf8');
const [, PAGE = ''] = /```html\n([^]+?)```/.exec(GUIDE) ?? [];
const SCRIPTS = ['klarna-simulator.js', 'klarna-checkout.js'];

/** Klarna's window: a frame of the page's own origin. */
const WINDOW = `document.querySelector('iframe[id$="-fullscreen"]')`;

/** Consent, ready, press, approval, order: by mouse, and by Enter in Klarna's window. */
async function buy(browser: Browser, url: string): Promise<void> {
  await browser.goto(url);
  await browser.click('button', 'Agree and continue');
  await browser.until(`document.querySelector('klarna-checkout').state === 'ready'`);
  const widget = `document.querySelector('#klarna-klarna-main').contentDocument.body.innerText`;
  assert.match(await browser.read<string>(widget), /TEST: this is a simulator/);
  await browser.click('button', 'Buy now');
  await browser.until(`document.activeElement === ${WINDOW}`);
  assert.match(
    await browser.read<string>(`${WINDOW}.contentDocument.body.innerText`),
    /TEST: this is a simulator/,
  );
  await browser.press('Enter');
  await browser.until(`document.querySelector('klarna-checkout').state === 'placed'`);
  assert.ok(await browser.read(`Boolean(find('*', 'Your order has been placed'))`));
}

function purchasesIn(engine: Engine): void {
  const server = new PageServer();
  const folder = mkdtempSync(join(tmpdir(), 'klarna-checkout-try-'));
  let browser: Browser;

  before(async () => {
    server.serve('/any/folder/try.html', { body: PAGE, headers: { 'content-type': 'text/html' } });
    writeFileSync(join(folder, 'try.html'), PAGE);
    for (const script of SCRIPTS) {
      const headers = { 'content-type': 'text/javascript' };
      server.serve(`/any/folder/${script}`, { body: built(`dist/cdn/${script}`), headers });
      copyFileSync(`dist/cdn/${script}`, join(folder, script));
    }
    await server.start();
    browser = await Browser.start(engine);
  });

  after(async () => {
    // Not there when it could not be started.
    await (browser as Browser | undefined)?.stop();
    await server.stop();
    rmSync(folder, { recursive: true });
  });

  it('buys from any web server, which is asked for three files and no more', async () => {
    await buy(browser, `${server.origin}/any/folder/try.html`);
    assert.deepEqual(
      server.requests.toSorted(),
      ['try.html', ...SCRIPTS].map((file) => `GET /any/folder/${file}`).toSorted(),
    );
  });

  it('buys right from the disk', async () => {
    await buy(browser, pathToFileURL(join(folder, 'try.html')).href);
  });
}

describe('the page to try', () => {
  it('is the one that the demo shows', () => {
    assert.equal(readFileSync('demo/try/index.html', 'utf8'), PAGE);
  });

  for (const engine of engines) {
    // On a developer's machine an engine may be missing; where the project is proved it may not.
    const skip = installed(engine) === undefined && !process.env['CI'];
    describe(`in ${engine}`, { skip }, () => purchasesIn(engine));
  }
});
