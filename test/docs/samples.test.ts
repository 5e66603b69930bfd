/**
 * Each code sample of the documents is run, in the way of its kind. A fence of a kind that is not known here
 * fails: there is no sample that nobody runs.
 */
import assert from 'node:assert/strict';
import { execFile, spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createServer, type AddressInfo } from 'node:net';
import { after, before, describe, it } from 'node:test';
import { promisify } from 'node:util';
import { build, transform } from 'esbuild';
import { Engine as PhpParser } from 'php-parser';
import { chromium, type Browser, type BrowserContext } from 'playwright-core';
import { compile } from 'svelte/compiler';
import { INSTALLED_APPS } from '../apps/installed/trials.js';
import { RECIPE_FILES } from '../apps/installed/recipes.js';
import { installed } from '../harness/node/browser.js';
import { NONCE, pageAround, pageWith, SampleShop, Shopper } from '../harness/node/sample-pages.js';
import { TOOLS, type Tool } from '../harness/node/sample-tools.js';
import { nameOf, samples, type Sample } from '../harness/node/samples.js';

const run = promisify(execFile);

const FRAMEWORKS = 'docs/frameworks.md';

/** Inside the package, so that a sample finds it by its name, as it is built. */
const WORK = 'artifacts/samples';
/** What is a file of an app, `npm run test:apps` builds and uses. */
const ofApps = new Set(RECIPE_FILES.map(({ text }) => text.trimEnd()));
const ALL = samples().filter(({ file, text }) => file !== FRAMEWORKS || !ofApps.has(text));
const of = (...kinds: readonly string[]): readonly Sample[] =>
  ALL.filter(({ kind }) => kinds.includes(kind));

/** Credentials as a shop keeps them; of the right form, and good for nothing. */
const CREDENTIALS = {
  ENDPOINT_KEY: 'k'.repeat(44),
  KLARNA_USERNAME: 'K123456_abcd',
  KLARNA_PASSWORD: 'secret',
  PAYONE_MID: '12345',
  PAYONE_PORTALID: '1234567',
  PAYONE_AID: '12345',
  PAYONE_KEY: 'portal-key',
  CYBERSOURCE_MERCHANT_ID: 'teapot_house',
  TULO_CLIENT_ID: 'client',
  TULO_CLIENT_SECRET: 'secret',
};

const PACKAGE = JSON.parse(readFileSync('package.json', 'utf8')) as {
  readonly scripts: Readonly<Record<string, string>>;
  readonly bin: Readonly<Record<string, string>>;
};

/** A program with `import`s of Node's own, of the server's, of its tracing or of Playwright; the rest belongs into a page. */
const isForNode = ({ text }: Sample): boolean =>
  /from '(node:|klarna-checkout-element\/server|@opentelemetry\/)/.test(text) ||
  /^(\w+)\(\{/.test(text);
const isForPlaywright = ({ text }: Sample): boolean => text.includes("from '@playwright/test'");
/** Cypress is a program that is not installed here. */
const isForCypress = ({ text }: Sample): boolean => /\bcy\.visit/.test(text);
const toolOf = ({ text }: Sample): Tool | undefined =>
  text.includes('KlarnaStandIn.install')
    ? TOOLS.find(({ entry }) => text.includes(`from '${entry}'`))
    : undefined;

const CHECKOUT = `<form method="post" action="/order">
  <klarna-checkout endpoint="/klarna" country="DE" currency="EUR"></klarna-checkout>
  <button>Buy now</button></form>`;

/** What a typed sample finds around it; of Cypress no more than the samples call. */
function typesFor(sample: Sample): string {
  if (isForCypress(sample))
    return "import { cy, expect } from '../../test/harness/node/cypress.js';\n";
  return toolOf(sample)?.types ?? '';
}

let shopNames: readonly string[] = [];

/** Imports what a sample leaves to the shop. */
function withShop(text: string, from: string): string {
  const code = text.replaceAll(/\/\/.*$|'[^'\n]*'/gm, '');
  const missing = shopNames.filter(
    (name) =>
      new RegExp(`(?<![.\\w])${name}(?!\\w|: )`).test(code) &&
      !new RegExp(`(?:const|let|function)[^=;]*\\b${name}\\b|import[^;]*\\b${name}\\b`).test(text),
  );
  return missing.length ? `import { ${missing.join(', ')} } from '${from}';\n${text}` : text;
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((started) => server.listen(0, '127.0.0.1', started));
  const { port } = server.address() as AddressInfo;
  await new Promise((stopped) => server.close(stopped));
  return port;
}

/** A sample that loads the file from another host, with its hash, gets it from here, with its hash. */
function fromHere(text: string): string {
  const { files } = JSON.parse(readFileSync('dist/cdn/integrity.json', 'utf8')) as {
    readonly files: Readonly<Record<string, string>>;
  };
  return text
    .replace(/https:\/\/cdn\.example\/[^"]*\/dist\/cdn\//g, '/')
    .replace('"HASH"', `"${files['klarna-checkout.js'] ?? ''}"`);
}

/** What Klarna answers to the one request that a sample makes to it. */
const KLARNA = `globalThis.fetch = async () => Response.json({ client_token: 'e30.eyJ4IjoxfQ.x',
  payment_method_categories: [{ identifier: 'klarna', name: 'Klarna', asset_urls: {} }] });\n`;

describe('the samples of the documents', { timeout: 300_000 }, () => {
  const shop = new SampleShop();
  let browser: Browser;
  let context: BrowserContext;
  /** Where the first half of a purchase was made; the next sample of that document goes on there. */
  let halfway: { readonly file: string; readonly shopper: Shopper } | undefined;

  before(async () => {
    rmSync(WORK, { recursive: true, force: true });
    mkdirSync(WORK, { recursive: true });
    await build({
      entryPoints: ['test/harness/node/sample-shop.ts'],
      outfile: `${WORK}/shop.mjs`,
      bundle: true,
      packages: 'external',
      format: 'esm',
      platform: 'node',
    });
    const names = (await import(
      `../../${WORK}/shop.mjs`
    )) as typeof import('../harness/node/sample-shop.js');
    shopNames = Object.keys(names);
    Object.assign(process.env, CREDENTIALS, {
      CYBERSOURCE_PRIVATE_KEY: names.privateKey,
      CYBERSOURCE_CERTIFICATE: names.certificate,
    });
    await shop.start();
    const { executablePath } = installed('chromium') ?? {};
    browser = await chromium.launch({
      ...(executablePath ? { executablePath } : {}),
      args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
    });
    context = await browser.newContext();
  });

  after(async () => {
    // Not there when it could not be started.
    await (browser as Browser | undefined)?.close();
    await shop.stop();
  });

  it('are many, and each is of a kind that is run here', () => {
    assert.ok(ALL.length > 40);
    const known = ['text', 'sh', 'json', 'css', 'csp', 'php', 'html', 'js', 'ts', 'svelte'];
    const isRun = ({ file, kind }: Sample): boolean =>
      known.includes(kind) ||
      // Those are type-checked against the packed package, in test/package/package.test.ts.
      (file === FRAMEWORKS && ['tsx', 'vue'].includes(kind));
    assert.deepEqual(ALL.filter((sample) => !isRun(sample)).map(nameOf), []);
  });

  it('that are files of an app are in one which is built', () => {
    const recipes = new Set(RECIPE_FILES.map(({ recipe }) => recipe));
    assert.ok(recipes.size > 5);
    for (const { path, text } of RECIPE_FILES) {
      assert.ok(
        INSTALLED_APPS.some(({ files }) => files[path] === text),
        path,
      );
    }
  });

  for (const sample of of('text')) {
    it(`${nameOf(sample)} is a drawing and no code`, () => {
      assert.doesNotMatch(sample.text, /[;{}]\s*$|<\/?\w+[\s>]/m);
    });
  }

  for (const sample of of('sh')) {
    it(nameOf(sample), () => {
      const { status, stderr } = spawnSync('bash', ['-n'], { input: sample.text });
      assert.equal(status, 0, String(stderr));
      const words = sample.text.split(/\n|&&|\|/).map((command) =>
        command
          .trim()
          .replace(/^(\w+=\S+ )+/, '')
          .split(/\s+/),
      );
      const scripts = scriptsAt(sample.file);
      for (const command of words) assert.ok(isCommand(command, scripts), command.join(' '));
      for (const [path] of sample.text.matchAll(/\b(src|test|tools|demo)\/[\w./-]+/g)) {
        assert.ok(existsSync(path), path);
      }
    });
  }

  for (const sample of of('json')) {
    it(nameOf(sample), () => {
      assert.doesNotThrow(() => JSON.parse(sample.text));
    });
  }

  for (const sample of of('php')) {
    it(nameOf(sample), () => {
      new PhpParser({ parser: { php7: true } }).parseCode(sample.text, 'sample.php');
    });
  }

  for (const sample of of('svelte')) {
    it(`${nameOf(sample)} can be compiled`, () => {
      const { js, warnings } = compile(sample.text, { generate: 'client' });
      assert.match(js.code, /klarna-checkout/);
      assert.deepEqual(warnings, []);
    });
  }

  for (const sample of of('css')) {
    it(`${nameOf(sample)} is understood to the last word, and names what is there`, async () => {
      const page = await context.newPage();
      const lost = await page.evaluate((css) => {
        const sheet = new CSSStyleSheet();
        sheet.replaceSync(css);
        const rules = [...sheet.cssRules].filter((rule) => rule instanceof CSSStyleRule);
        const names = [...css.matchAll(/([\w-]+):\s[^;{}]+;/g)].map(([, name = '']) => name);
        return {
          rules: css.split('{').length - 1 - rules.length,
          names: names.filter((name) => !rules.some(({ style }) => style.getPropertyValue(name))),
        };
      }, sample.text);
      assert.deepEqual(lost, { rules: 0, names: [] });
      const sources = [
        'klarna-checkout',
        'parts/consent',
        'parts/methods',
        'parts/widget',
        'parts/status',
      ];
      const known = sources.map((name) => readFileSync(`src/${name}.ts`, 'utf8')).join('\n');
      for (const [, name] of sample.text.matchAll(/(--klarna-checkout-[\w-]+)/g)) {
        assert.ok(known.includes(`@cssprop ${name}`), name);
      }
      for (const [, name] of sample.text.matchAll(/::part\((\w+)\)/g)) {
        assert.ok(known.includes(`@csspart ${name}`), name);
      }
      for (const [, name] of sample.text.matchAll(/:state\(([\w-]+)\)/g)) {
        assert.match(known, new RegExp(`@cssstate.*\\b${name}\\b`));
      }
    });
  }

  /** A shopper with a page of their own. */
  const newShopper = async (): Promise<Shopper> => Shopper.on(await context.newPage());

  of('csp').forEach((sample, index) => {
    it(`${nameOf(sample)} is a policy under which the element buys`, async () => {
      const policy = sample.text.replaceAll('\n', ' ').replace('nonce-…', `nonce-${NONCE}`);
      const element =
        '<klarna-checkout endpoint="/klarna" country="DE" currency="EUR"></klarna-checkout>';
      const body = pageAround(element, { attributes: `nonce="${NONCE}"` });
      shop.serve(`/policy/${index}`, { body, policy });
      const shopper = await newShopper();
      await shopper.open(`${shop.origin}/policy/${index}`);
      assert.equal(await shopper.buy(), 'klarna-authorized');
      shopper.leave();
    });
  });

  of('html').forEach((sample, index) => {
    it(nameOf(sample), async () => {
      const isSecondHalf = halfway?.file === sample.file;
      const shopper = (isSecondHalf && halfway?.shopper) || (await newShopper());
      shop.serve(`/html/${index}`, { body: pageAround(fromHere(sample.text)) });
      if (await shopper.open(`${shop.origin}/html/${index}`)) {
        const isHalf = sample.text.includes('auto-finalize="false"') && !isSecondHalf;
        const expected = isHalf ? 'klarna-finalize-required' : 'klarna-authorized';
        assert.equal(await shopper.buy(), expected);
        if (isHalf) {
          await shopper.thanked();
          halfway = { file: sample.file, shopper };
          return;
        }
      }
      shopper.leave();
    });
  });

  of('js', 'ts')
    .filter(
      (sample) =>
        !isForNode(sample) && !isForPlaywright(sample) && !isForCypress(sample) && !toolOf(sample),
    )
    .forEach((sample, index) => {
      it(`${nameOf(sample)} in a page`, async () => {
        shop.serve(`/js/${index}`, { body: pageWith(sample.text) });
        const shopper = await newShopper();
        await shopper.open(`${shop.origin}/js/${index}`);
        // What takes the simulator away again leaves nothing to buy with.
        if (!sample.text.includes('uninstall')) {
          assert.equal(await shopper.buy(), 'klarna-authorized');
        }
        shopper.leave();
      });
    });

  of('js', 'ts')
    .filter((sample) => isForNode(sample) && !toolOf(sample))
    .forEach((sample, index) => {
      it(`${nameOf(sample)} in Node`, async () => {
        const folder = `${WORK}/node-${index}`;
        mkdirSync(folder);
        const port = await freePort();
        const isAsking = sample.text.includes('api.playground.klarna.com');
        const text = withShop(sample.text, '../shop.mjs').replaceAll('8080', String(port));
        const { code } = await transform(isAsking ? `${text}\n${KLARNA}` : text, { loader: 'ts' });
        writeFileSync(`${folder}/sample.mjs`, code);
        if (!text.includes('.listen(')) {
          await import(`../../${folder}/sample.mjs`);
          return;
        }
        // The pages that the server reads beside itself stand in the same document.
        const pages = { 'checkout.html': '<form', 'thanks.html': '<h1>Thank you' };
        for (const [name, mark] of Object.entries(pages)) {
          const page = of('html').find(
            ({ file, text }) => file === sample.file && text.includes(mark),
          );
          if (page) writeFileSync(`${folder}/${name}`, page.text);
        }
        const server = spawn(process.execPath, ['sample.mjs'], { cwd: folder });
        let said = '';
        server.stderr.on('data', (data: Buffer) => (said += String(data)));
        try {
          const origin = `http://localhost:${port}`;
          await answers(`${origin}/`, () => said);
          // Ends with another code, and so throws, where something does not conform.
          await run(process.execPath, [
            PACKAGE.bin['klarna-checkout-element'] ?? '',
            'check',
            `${origin}/klarna`,
          ]);
          if (text.includes('checkout.html')) {
            const shopper = await newShopper();
            await shopper.open(`${origin}/`);
            assert.equal(await shopper.buy(), 'klarna-authorized');
            if (text.includes('thanks.html')) await shopper.thanked();
            shopper.leave();
          }
        } finally {
          server.kill();
        }
      });
    });

  it('have right types, all those in TypeScript', async () => {
    of('ts').forEach((sample, index) => {
      writeFileSync(
        `${WORK}/typed-${index}.ts`,
        `${typesFor(sample)}${withShop(sample.text, './shop.mjs')}\nexport {};\n`,
      );
    });
    writeFileSync(
      `${WORK}/shop.d.mts`,
      `export * from '../../test/harness/node/sample-shop.js';\n`,
    );
    writeFileSync(
      `${WORK}/tsconfig.json`,
      JSON.stringify({
        extends: '../../tsconfig.json',
        compilerOptions: { noUnusedLocals: false, noUnusedParameters: false },
        include: ['typed-*.ts'],
      }),
    );
    const { stdout } = await run(process.execPath, [
      'node_modules/typescript/bin/tsc',
      '-p',
      WORK,
    ]).catch((error: unknown) => error as { readonly stdout: string });
    assert.equal(stdout, '');
  });

  for (const sample of of('js', 'ts')) {
    const tool = toolOf(sample);
    if (!tool) continue;
    it(`${nameOf(sample)} with ${tool.name}`, { skip: tool.missing() ?? false }, async () => {
      const path = `${WORK}/${tool.name}.mts`;
      const text = sample.text.replaceAll('https://shop.example', shop.origin);
      writeFileSync(path, `${tool.before}\n${text}\n${tool.after}\n`);
      shop.serve('/checkout', { body: pageAround(CHECKOUT, { simulator: '' }) });
      await run(process.execPath, ['--import', 'tsx', path], { timeout: 60_000 });
    });
  }

  it('for Playwright pass', async () => {
    const tests = ALL.filter(isForPlaywright);
    assert.ok(tests.length > 0);
    tests.forEach(({ text }, index) => {
      writeFileSync(`${WORK}/sample-${index}.spec.ts`, text);
    });
    const body = pageAround(CHECKOUT, { simulator: '' });
    shop.serve('/checkout', { body });
    const { executablePath } = installed('chromium') ?? {};
    const launchOptions = {
      ...(executablePath ? { executablePath } : {}),
      args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
    };
    writeFileSync(
      `${WORK}/playwright.config.ts`,
      `export default ${JSON.stringify({
        testMatch: '*.spec.ts',
        reporter: 'line',
        outputDir: 'results',
        use: { baseURL: shop.origin, launchOptions },
      })};`,
    );
    const args = ['node_modules/@playwright/test/cli.js', 'test', '-c', WORK];
    const { stdout } = await run(process.execPath, args).catch(
      (error: unknown) => error as { readonly stdout: string },
    );
    assert.match(stdout, /\d+ passed/);
    assert.doesNotMatch(stdout, /failed/, stdout);
  });
});

/** The page's own word that it is there. */
async function answers(url: string, said: () => string): Promise<void> {
  for (const ends = Date.now() + 10_000; Date.now() < ends;) {
    if (
      await fetch(url).then(
        () => true,
        () => false,
      )
    )
      return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  assert.fail(`Nobody answers at ${url}: ${said()}`);
}

/** Of the root, and of a project that has the document as its README. */
function scriptsAt(file: string): Readonly<Record<string, string>> {
  const own = join(dirname(file), 'package.json');
  if (!existsSync(own)) return PACKAGE.scripts;
  return {
    ...PACKAGE.scripts,
    ...(JSON.parse(readFileSync(own, 'utf8')) as typeof PACKAGE).scripts,
  };
}

/** A command that is there: of npm, of this package, or of one that it has. */
function isCommand(
  [program = '', first = '', second = '']: readonly string[],
  scripts: Readonly<Record<string, string>>,
): boolean {
  switch (program) {
    case 'npm':
      return first === 'run'
        ? second in scripts
        : first in scripts || ['ci', 'test', 'init', 'install', 'pack', 'version'].includes(first);
    case 'npx':
      return first in PACKAGE.bin || existsSync(`node_modules/.bin/${first}`);
    case 'git':
    case 'node':
    case 'openssl':
    case 'php':
    case 'bash':
      return true;
    default:
      return program.startsWith('#') || program === '';
  }
}
