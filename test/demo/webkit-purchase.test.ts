import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { build, preview, type PreviewServer } from 'vite';
import { find } from '../../tools/browsers/find.js';
import { WebKitGtk } from '../../tools/browsers/webkit-gtk.js';

const miniBrowser = find('webkit')?.executablePath;

/** Pieces of script that run in the page: elements are found through open shadow roots. */
const IN_PAGE = `
  const all = (root) => [...root.querySelectorAll('*')].flatMap((node) =>
    node.shadowRoot ? [node, ...all(node.shadowRoot)] : [node]);
  const find = (selector, text) => all(document).find((node) =>
    node.matches(selector) && node.textContent.includes(text) && node.checkVisibility());
`;

/** Elsewhere a machine may lack WebKit; where everything is required, a missing one fails. */
const skip =
  miniBrowser === undefined &&
  !process.env['CI'] &&
  'no WebKitGTK on this machine: npm run setup:test';

/** The demo in WebKitGTK, which Playwright cannot drive: real clicks and keys over WebDriver. */
describe('a purchase in WebKit', { skip }, () => {
  let server: PreviewServer;
  let browser: WebKitGtk;
  let origin: string;
  const outDir = mkdtempSync(join(tmpdir(), 'klarna-checkout-webkit-'));

  before(async () => {
    await build({ logLevel: 'warn', build: { outDir } });
    server = await preview({
      logLevel: 'warn',
      build: { outDir },
      preview: { port: 0, strictPort: false },
    });
    origin = `http://127.0.0.1:${(server.httpServer.address() as AddressInfo).port}`;
    assert.ok(miniBrowser, 'no WebKitGTK on this machine: npm run setup:test');
    browser = await new WebKitGtk(miniBrowser).start();
  });

  after(async () => {
    await browser.stop();
    await server.close();
    rmSync(outDir, { recursive: true });
  });

  /** Waits until an expression in the page is true; WebDriver has no other way than asking again. */
  const until = async (expression: string): Promise<void> => {
    const ends = Date.now() + 20_000;
    while (!(await browser.eval<boolean>(`${IN_PAGE} return Boolean(${expression});`))) {
      if (Date.now() > ends) {
        const seen = await browser.eval<string>('return document.body.innerText');
        assert.fail(`never came true: ${expression}\n${seen}`);
      }
      await pause(50);
    }
  };

  /** A real click with the mouse in the middle of what a person would see. */
  const click = async (selector: string, text = ''): Promise<void> => {
    await until(`find(${JSON.stringify(selector)}, ${JSON.stringify(text)})`);
    const middle = () =>
      browser.eval<[number, number]>(
        `${IN_PAGE} const node = find(arguments[0], arguments[1]);
         node.scrollIntoView({ block: 'center', behavior: 'instant' });
         const box = node.getBoundingClientRect();
         return [Math.round(box.x + Math.min(box.width / 2, 200)), Math.round(box.y + box.height / 2)];`,
        selector,
        text,
      );
    // Klarna's frame sets its own height: nothing is pressed while the page still moves.
    let [x, y] = await middle();
    for (let last = NaN; last !== y; [x, y] = await middle()) {
      last = y;
      await pause(100);
    }
    await browser.mouse.click(x, y);
  };

  const picture = async (name: string) => {
    mkdirSync('artifacts/pictures', { recursive: true });
    writeFileSync(`artifacts/pictures/webkit-${name}.png`, await browser.screenshot());
  };

  const state = (name: string) =>
    until(`document.querySelector('#panel-state').textContent === '${name}'`);

  it('goes from consent to confirmation by mouse and keys', async () => {
    await browser.goto(`${origin}/demo/one-page/`);
    await click('#email');
    for (const value of ['anna.watt@example.com', 'Anna', 'Watt', 'Deichstrasse 7', '26506']) {
      await browser.keyboard.type(value);
      await browser.keyboard.press('Tab');
    }
    await browser.keyboard.type('Norden');
    await click('button', 'Agree and continue');
    await state('ready');
    await picture('ready');
    await click('input[name="terms"]');
    await browser.keyboard.press('Tab');
    await browser.keyboard.press('Enter');
    await state('authorizing');

    // Klarna's window has the focus on "Approve".
    await until(`document.activeElement?.id.endsWith('-fullscreen')`);
    await picture('authorizing');
    await browser.keyboard.press('Enter');
    await until(`location.pathname === '/demo/confirmation/'`);
    await until(`find('h1', 'Thank you for your order')`);
    assert.match(
      await browser.eval<string>(`return document.querySelector('#order-number').textContent`),
      /^ET-[A-Z2-9]{8}$/,
    );
    assert.ok(
      await browser.eval<boolean>(`${IN_PAGE} return Boolean(find('address', 'Anna Watt'))`),
    );
    await picture('confirmation');
  });

  it('is made on the playground, with what is set there', async () => {
    await browser.goto(`${origin}/demo/playground/#place=form&country=SE&locale=en-SE&theme=light`);
    await click('button', 'Agree and continue');
    await until(`document.querySelector('#state').value === 'ready'`);
    await picture('playground');
    await click('button', 'Buy now');
    await until(`document.activeElement?.id.endsWith('-fullscreen')`);
    await browser.keyboard.press('Enter');
    await until(`find('#network strong', 'POST /order')`);
    await until(`find('#network code', 'klarna_authorization_token')`);
    await until(`find('#code', 'country="SE"')`);
  });

  for (const page of ['plain-form', 'two-elements', 'shadow-roots', 'arranged-parts', 'themed']) {
    it(`is made on ${page}`, async () => {
      await browser.goto(`${origin}/demo/${page}/`);
      await click('button', 'Agree and continue');
      await until(`all(document).some((node) => node.state === 'ready')`);
      await click('input[name="terms"]');
      await click('button', 'Buy now');
      await until(`document.activeElement?.id.endsWith('-fullscreen')`);
      await browser.keyboard.press('Enter');
      await until(`location.pathname === '/demo/confirmation/'`);
      await until(`find('h1', 'Thank you for your order')`);
    });
  }
});
