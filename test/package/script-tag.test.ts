import assert from 'node:assert/strict';
import { existsSync, readdirSync } from 'node:fs';
import { SourceMap, type SourceMapPayload } from 'node:module';
import { after, before, describe, it } from 'node:test';
import { Script } from 'node:vm';
import { brotliCompressSync } from 'node:zlib';
import { createClientToken } from '../../src/simulator/sdk/client-token.js';
import { Browser, engines, installed, type Engine } from '../harness/node/browser.js';
import { built } from '../harness/node/built.js';
import { PageServer } from '../harness/node/page-server.js';

const ELEMENT = 'dist/cdn/klarna-checkout.js';
const SIMULATOR = 'dist/cdn/klarna-simulator.js';

/** A policy as strict as a shop may have; the nonce is the page's only way to a script. */
const POLICY = [
  "default-src 'none'",
  "script-src 'nonce-n0nce' 'strict-dynamic'",
  "style-src 'self'",
  "connect-src 'self'",
  "img-src 'self' data:",
  "frame-src 'self'",
  "base-uri 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types lit-html klarna-checkout 'allow-duplicates'",
].join('; ');

/** Runs before all else: what the page is without the element, and what goes wrong or happens on it. */
const RECORDER = `<script nonce="n0nce">
  var record = { violations: [], errors: [], events: [], logged: [], globals: undefined };
  var logError = console.error;
  console.error = (text) => (record.logged.push(String(text)), logError(text));
  document.addEventListener('securitypolicyviolation', (event) =>
    record.violations.push(event.effectiveDirective + ' ' + event.blockedURI + ' ' + event.sample));
  addEventListener('error', (event) => record.errors.push(event.message));
  addEventListener('unhandledrejection', (event) => record.errors.push(String(event.reason)));
  for (const type of ['klarna-consent', 'klarna-ready', 'klarna-authorized', 'klarna-error'])
    document.addEventListener(type, (event) =>
      record.events.push({ type, code: event.detail.code, token: event.detail.authorizationToken }));
  record.globals = Object.getOwnPropertyNames(window);
</script>`;

const configureWith = (settings: object): string => `<script nonce="n0nce">
  customElements.whenDefined('klarna-checkout').then((element) =>
    element.configure(${JSON.stringify({ sdkUrl: '/assets/klarna-simulator.js', ...settings })}));
</script>`;

const MODULE = '<script type="module" nonce="n0nce" src="/assets/klarna-checkout.js"></script>';
const CLASSIC = '<script nonce="n0nce" src="/assets/klarna-checkout.js"></script>';
const ASYNC = '<script async nonce="n0nce" src="/assets/klarna-checkout.js"></script>';

interface Way {
  readonly title: string;
  readonly head: string;
  readonly end?: string;
}

const WAYS: readonly Way[] = [
  { title: 'as a module', head: MODULE },
  { title: 'as a classic script', head: CLASSIC },
  { title: 'as an asynchronous script', head: ASYNC },
  { title: 'as a classic script at the end of the page', head: '', end: CLASSIC },
  { title: 'twice, as a classic script', head: CLASSIC, end: CLASSIC },
  { title: 'twice, as a classic script and as a module', head: CLASSIC, end: MODULE },
];

/** What optimizers make of the tag: the script does not know where it came from any more. */
const OPTIMIZED: readonly Way[] = [
  {
    title: 'merged with others into one file',
    head: '<script nonce="n0nce" src="/cache/combined.js"></script>',
  },
  {
    title: 'written into the page',
    head: `<script nonce="n0nce">${built(ELEMENT).replaceAll('</script', '<\\/script')}</script>`,
  },
  {
    title: 'turned into a data address',
    head: `<script nonce="n0nce" src="data:text/javascript;base64,${Buffer.from(built(ELEMENT)).toString('base64')}"></script>`,
  },
];

const page = ({ head, end = '' }: Way, settings: object = {}): string => `<!doctype html>
  <html lang="de"><head><meta charset="utf-8"><title>Kasse</title>${RECORDER}${head}</head>
  <body><klarna-checkout endpoint="/klarna" country="DE" currency="EUR"></klarna-checkout>
  ${end}${configureWith(settings)}</body></html>`;

/** The whole page of a person who tries the element: no backend, no script of their own. */
const WITHOUT_BACKEND = `<!doctype html>
  <html lang="de"><head><meta charset="utf-8"><title>Kasse</title>${RECORDER}
  <script nonce="n0nce" src="/assets/klarna-simulator.js" data-klarna-endpoint="/klarna-simulated"></script>
  <script nonce="n0nce" src="/assets/klarna-checkout.js"></script></head>
  <body><klarna-checkout endpoint="/klarna-simulated" country="DE" currency="EUR"></klarna-checkout></body></html>`;

/** What Klarna's SDK, and its stand-in, leave on the page. */
const KLARNAS_GLOBALS = ['Klarna', 'klarnaAsyncCallback', 'klarnaSimulator'];
/** By which copies of Lit on one page know each other, whoever brought them. */
const LITS_GLOBALS = [
  'litElementVersions',
  'litHtmlVersions',
  'litPropertyMetadata',
  'reactiveElementVersions',
];

interface Record {
  readonly violations: readonly string[];
  readonly errors: readonly string[];
  readonly events: readonly {
    readonly type: string;
    readonly code?: string;
    readonly token?: string;
  }[];
  /** Of the console, errors alone. */
  readonly logged: readonly string[];
}

/** Consent, ready, press, token: with the mouse, and in German. */
async function buy(browser: Browser): Promise<Record> {
  await browser.click('button', 'Zustimmen und fortfahren');
  await browser.until(`document.querySelector('klarna-checkout').state === 'ready'`);
  await browser.click('button', 'Zahlungspflichtig bestellen');
  await browser.until(`record.events.some(({ type }) => type === 'klarna-authorized')`);
  return browser.read<Record>('record');
}

function assertCleanPurchase({ violations, errors, events }: Record): void {
  assert.deepEqual(violations, []);
  assert.deepEqual(errors, []);
  assert.deepEqual(
    events.map(({ type }) => type),
    ['klarna-consent', 'klarna-ready', 'klarna-authorized'],
  );
  assert.match(events[2]?.token ?? '', /^[0-9a-f-]{36}$/);
}

async function assertNoNewGlobal(browser: Browser): Promise<void> {
  const added = await browser.read<readonly string[]>(
    // A page's frames are its numbered properties, and Playwright leaves a name of its own.
    `Object.getOwnPropertyNames(window).filter((name) =>
      !record.globals.includes(name) && !/^(\\d+|__pw_.*)$/.test(name))`,
  );
  assert.deepEqual(
    added.filter((name) => ![...KLARNAS_GLOBALS, ...LITS_GLOBALS].includes(name)),
    [],
  );
}

async function assertOwnHostOnly(browser: Browser, origin: string): Promise<void> {
  const urls = await browser.read<readonly string[]>(
    `performance.getEntriesByType('resource').map(({ name }) => name)`,
  );
  assert.ok(urls.length > 0);
  assert.deepEqual(
    urls.filter((url) => new URL(url).origin !== origin),
    [],
  );
}

function purchasesIn(engine: Engine): void {
  const server = new PageServer();
  const otherHost = new PageServer();
  let browser: Browser;

  before(async () => {
    const script = { 'content-type': 'text/javascript' };
    const html = { 'content-type': 'text/html', 'content-security-policy': POLICY };
    server.serve('/assets/klarna-checkout.js', { body: built(ELEMENT), headers: script });
    server.serve('/assets/klarna-simulator.js', { body: built(SIMULATOR), headers: script });
    server.serve('/assets/messages/de.js', {
      body: built('dist/cdn/messages/de.js'),
      headers: script,
    });
    server.serve('/klarna/session', () => ({
      body: JSON.stringify({
        client_token: createClientToken({ purchase_country: 'DE', language: 'de' }),
      }),
      headers: { 'content-type': 'application/json' },
    }));
    WAYS.forEach((way, index) => {
      server.serve(`/shop/checkout-${index}`, { body: page(way), headers: html });
    });
    const combined = `var theme = 1;\n${built(ELEMENT)}\n;var slider = 2;`;
    server.serve('/cache/combined.js', { body: combined, headers: script });
    OPTIMIZED.forEach((way, index) => {
      server.serve(`/shop/optimized-${index}`, {
        body: page(way, { messagesUrl: '/assets/messages' }),
        headers: html,
      });
      server.serve(`/shop/lost-${index}`, { body: page(way), headers: html });
    });
    const withoutNonce = page({ title: '', head: CLASSIC.replace(' nonce="n0nce"', '') });
    server.serve('/shop/no-nonce', { body: withoutNonce, headers: html });
    const clobbered = page({
      title: '',
      head: '',
      end: `<img name="currentScript" src="data:image/gif;base64,R0lGODlhAQABAAAAACw=">${CLASSIC}`,
    });
    server.serve('/shop/clobbered', { body: clobbered, headers: html });
    server.serve('/shop/no-backend', { body: WITHOUT_BACKEND, headers: html });
    await server.start();
    await otherHost.start();
    const cors = { ...script, 'access-control-allow-origin': '*' };
    otherHost.serve('/v1/klarna-checkout.js', { body: built(ELEMENT), headers: cors });
    otherHost.serve('/v1/messages/de.js', {
      body: built('dist/cdn/messages/de.js'),
      headers: cors,
    });
    const elsewhere = CLASSIC.replace('/assets/', `${otherHost.origin}/v1/`);
    server.serve('/shop/elsewhere', { body: page({ title: '', head: elsewhere }), headers: html });
    browser = await Browser.start(engine);
  });

  after(async () => {
    // Not there when it could not be started.
    await (browser as Browser | undefined)?.stop();
    await server.stop();
    await otherHost.stop();
  });

  WAYS.forEach((way, index) => {
    it(`buys ${way.title}`, async () => {
      server.requests.length = 0;
      await browser.goto(`${server.origin}/shop/checkout-${index}`);
      assertCleanPurchase(await buy(browser));
      await assertNoNewGlobal(browser);
      await assertOwnHostOnly(browser, server.origin);
      assert.deepEqual(
        [...new Set(server.requests)].toSorted(),
        [
          `GET /shop/checkout-${index}`,
          'GET /assets/klarna-checkout.js',
          'GET /assets/klarna-simulator.js',
          'GET /assets/messages/de.js',
          'POST /klarna/session',
        ].toSorted(),
      );
      // Every nonce is hidden from selectors; only a script of the page can read it.
      assert.deepEqual(
        await browser.read(
          `Array.from(document.scripts).filter(({ src }) => src.endsWith('/klarna-simulator.js')).map(({ nonce }) => nonce)`,
        ),
        ['n0nce'],
      );
    });
  });

  OPTIMIZED.forEach(({ title }, index) => {
    it(`buys in German when the script was ${title} and the page names the folder of the languages`, async () => {
      await browser.goto(`${server.origin}/shop/optimized-${index}`);
      assertCleanPurchase(await buy(browser));
    });

    it(`says that the order button is in English when the script was ${title} and no folder is named`, async () => {
      await browser.goto(`${server.origin}/shop/lost-${index}`);
      await browser.until(`find('button', 'Agree and continue')`);
      const { events, logged } = await browser.read<Record>('record');
      assert.deepEqual(
        events.map(({ type, code }) => [type, code]),
        [['klarna-error', 'language-missing']],
      );
      assert.equal(logged.length, 1);
      assert.match(logged[0]!, /messagesUrl/);
    });
  });

  it('runs nothing without the nonce when the policy is in force', async () => {
    await browser.goto(`${server.origin}/shop/no-nonce`);
    await browser.until('record.violations.length === 1');
    assert.match((await browser.read<Record>('record')).violations[0]!, /^script-src(-elem)? http/);
    assert.equal(await browser.read(`customElements.get('klarna-checkout')`), null);
  });

  it('asks for nothing before consent but its language', async () => {
    server.requests.length = 0;
    await browser.goto(`${server.origin}/shop/checkout-0`);
    await browser.until(`find('button', 'Zustimmen und fortfahren')`);
    assert.deepEqual(server.requests, [
      'GET /shop/checkout-0',
      'GET /assets/klarna-checkout.js',
      'GET /assets/messages/de.js',
    ]);
  });

  it('brings its language from another host without a further attribute', async () => {
    await browser.goto(`${server.origin}/shop/elsewhere`);
    assertCleanPurchase(await buy(browser));
    assert.deepEqual(otherHost.requests, ['GET /v1/klarna-checkout.js', 'GET /v1/messages/de.js']);
  });

  it('lets no markup say where its languages come from', async () => {
    await browser.goto(`${server.origin}/shop/clobbered`);
    assert.equal(await browser.read('document.currentScript.localName'), 'img');
    assertCleanPurchase(await buy(browser));
  });

  it('buys with two script tags and no backend at all', async () => {
    server.requests.length = 0;
    await browser.goto(`${server.origin}/shop/no-backend`);
    assertCleanPurchase(await buy(browser));
    await assertNoNewGlobal(browser);
    await assertOwnHostOnly(browser, server.origin);
    assert.deepEqual(
      server.requests.filter((request) => !request.startsWith('GET /assets/')),
      ['GET /shop/no-backend'],
    );
  });
}

describe('the built file for a script tag', () => {
  it('is one file that is neither a module nor needs to be one', (test) => {
    for (const path of [ELEMENT, SIMULATOR]) {
      const text = built(path);
      assert.doesNotMatch(text, /import\.meta/);
      // Parsed as a classic script a static import or export is a syntax error.
      assert.doesNotThrow(() => new Script(text), path);
      test.diagnostic(`${path}: ${brotliCompressSync(text).length} bytes with brotli`);
    }
  });

  it('reads the same in any encoding of the page', () => {
    for (const path of [ELEMENT, SIMULATOR]) {
      assert.equal(built(path).match(/[\u0080-\uffff]/g), null, path);
    }
  });

  it('has a source map that leads to the line of the source', () => {
    for (const [path, word] of [
      [ELEMENT, 'klarna-before-authorize'],
      [ELEMENT, 'data-klarna-unavailable'],
      [ELEMENT, 'klarnaAsyncCallback'],
      [SIMULATOR, 'klarnaAsyncCallback'],
      [SIMULATOR, 'show_form'],
    ] as const) {
      const payload = JSON.parse(built(`${path}.map`)) as SourceMapPayload;
      const map = new SourceMap(payload);
      built(path)
        .split('\n')
        .forEach((line, row) => {
          for (const { index } of line.matchAll(new RegExp(word, 'g'))) {
            const entry = map.findEntry(row, index);
            assert.ok('originalSource' in entry, `${path}: ${word}`);
            const source = payload.sourcesContent[payload.sources.indexOf(entry.originalSource)];
            // A long call is broken over lines.
            const near = source
              ?.split('\n')
              .slice(Math.max(0, entry.originalLine - 1), entry.originalLine + 2);
            assert.ok(near?.join('\n').includes(word), `${path}: ${word}`);
          }
        });
    }
  });

  it('has every language beside it', () => {
    const named = new Set(built(ELEMENT).match(/\.\/messages\/\w+\.js/g));
    const languages = readdirSync('src/messages').filter((name) => /^[a-z]{2,3}\.ts$/.test(name));
    // English is inside.
    assert.equal(named.size, languages.length - 1);
    for (const path of named) assert.ok(existsSync(`dist/cdn/${path}`), path);
  });

  for (const engine of engines) {
    // On a developer's machine an engine may be missing; where the project is proved it may not.
    const skip = installed(engine) === undefined && !process.env.CI;
    describe(`under a strict policy in ${engine}`, { skip }, () => purchasesIn(engine));
  }
});
