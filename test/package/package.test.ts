/** What `npm publish` would hand to a shop, used in every way that a shop may use it. */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join, posix, resolve } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { promisify } from 'node:util';
import { publint } from 'publint';
import { build } from 'vite';
import { RECIPE_FILES } from '../apps/installed/recipes.js';
import { Browser } from '../harness/node/browser.js';
import { lend, packed, type Packed } from '../harness/node/packed.js';
import { PageServer } from '../harness/node/page-server.js';

const run = promisify(execFile);

interface Manifest {
  readonly version: string;
  readonly exports: Readonly<
    Record<string, string | { readonly [condition: string]: string } | null>
  >;
  readonly bin: Readonly<Record<string, string>>;
  readonly [field: string]: unknown;
}

/** What a program finds behind each way in; types alone leave nothing to find. */
const NAMES: Readonly<Record<string, readonly string[]>> = {
  'klarna-checkout-element': ['KlarnaCheckout', 'KlarnaCheckoutError', 'version'],
  'klarna-checkout-element/define.js': [],
  'klarna-checkout-element/messages/de.js': ['countries', 'messages'],
  'klarna-checkout-element/playwright': ['KlarnaStandIn', 'klarnaFixtures'],
  'klarna-checkout-element/puppeteer': ['KlarnaStandIn'],
  'klarna-checkout-element/react': [],
  'klarna-checkout-element/server': [
    'createTokenEndpoint',
    'klarnaPayments',
    'payone',
    'simulated',
  ],
  'klarna-checkout-element/server/carts': [
    'fromMagento',
    'fromMedusa',
    'fromShopware',
    'fromVendure',
    'fromWooCommerce',
    'orderFrom',
  ],
  'klarna-checkout-element/simulator': ['createClientToken', 'installKlarnaSimulator'],
  'klarna-checkout-element/vue': [],
  'klarna-checkout-element/webdriverio': ['KlarnaStandIn'],
};

/** How the simulator's own warning begins. */
const SIMULATED = 'The Klarna simulator is installed';

/** Files that are not one module of `src/` each. */
const BESIDE_MODULES = [
  'ARCHITECTURE.md',
  'CHANGELOG.md',
  'CONTRIBUTING.md',
  'CONVENTIONS.md',
  'LICENSE',
  'README.md',
  'SECURITY.md',
  'dist/cdn/LICENSES.txt',
  'dist/cdn/integrity.json',
  'dist/cdn/klarna-checkout.js',
  'dist/cdn/klarna-checkout.js.map',
  'dist/cdn/klarna-simulator.js',
  'dist/cdn/klarna-simulator.js.map',
  'dist/custom-elements.json',
  'dist/vscode.html-custom-data.json',
  'dist/web-types.json',
  'package.json',
  'src/endpoint/openapi.json',
  'src/server/README.md',
  'src/simulator/README.md',
];

/** Folders that are packed as they are: documents, and what they tell a shop to copy. */
const WHOLE = ['demo/backends', 'demo/frameworks', 'demo/integrations', 'docs'];

/** Relative links of a document, as paths of the package. */
const linksOf = (path: string, text: string): readonly string[] =>
  Array.from(text.matchAll(/\]\(([^)\s#]+)/g), ([, target = '']) => target)
    .filter((target) => !/^[a-z]+:/.test(target))
    .map((target) => posix.join(posix.dirname(path), target));

describe('the package', () => {
  let pack: Packed;
  let root: string;
  let manifest: Manifest;

  before(async () => {
    pack = await packed();
    root = join(pack.project, 'node_modules/klarna-checkout-element');
    manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Manifest;
  });
  after(() => (pack as Packed | undefined)?.remove());

  it('contains the modules of src with their types, the script-tag files, and no more', () => {
    const modules = readdirSync('src', { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts'))
      .flatMap((name) => ['.js', '.d.ts'].map((end) => `dist/${name.replace(/\.ts$/, end)}`));
    const languages = readdirSync('src/messages')
      .filter((name) => /^[a-z]{2,3}\.ts$/.test(name) && name !== 'en.ts')
      .flatMap((name) => ['.js', '.js.map'].map((end) => name.replace(/\.ts$/, end)))
      .map((name) => `dist/cdn/messages/${name}`);
    const whole = WHOLE.flatMap((folder) =>
      readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile() && !entry.parentPath.includes('node_modules'))
        .map(({ parentPath, name }) => join(parentPath, name).replaceAll('\\', '/')),
    );
    assert.deepEqual(pack.files, [...BESIDE_MODULES, ...modules, ...languages, ...whole].sort());
  });

  it('has every file that its documents link to', () => {
    const isThere = (target: string): boolean =>
      pack.files.some((path) => path === target || path.startsWith(target.replace(/\/?$/, '/')));
    const dead = pack.files
      // That one is about the repository.
      .filter((path) => path.endsWith('.md') && path !== 'CONTRIBUTING.md')
      .flatMap((path) =>
        linksOf(path, readFileSync(join(root, path), 'utf8'))
          .filter((target) => !isThere(target))
          .map((target) => `${path}: ${target}`),
      );
    assert.deepEqual(dead, []);
  });

  it('has every document that its messages name', () => {
    const named = pack.files
      .filter((path) => /^dist\/(?!cdn\/).*\.js$/.test(path))
      .flatMap((path) =>
        Array.from(
          readFileSync(join(root, path), 'utf8').matchAll(
            /klarna-checkout-element\/([\w/-]+\.md)/g,
          ),
          ([, target = '']) => target,
        ),
      );
    assert.ok(named.length >= 3);
    assert.deepEqual(
      named.filter((target) => !pack.files.includes(target)),
      [],
    );
  });

  it('has every file that it names', () => {
    const { exports, bin } = manifest;
    const fields = ['main', 'types', 'unpkg', 'jsdelivr', 'customElements', 'web-types'];
    const named = [
      ...fields.map((name) => manifest[name]),
      ...Object.values(exports)
        .flatMap((way) => (typeof way === 'string' ? way : Object.values(way ?? {})))
        .map((path) => path.replace('*', 'de')),
      ...Object.values(bin),
    ];
    const elements = JSON.parse(
      readFileSync(join(root, String(manifest['customElements'])), 'utf8'),
    ) as { modules: readonly { readonly path: string }[] };
    named.push(...elements.modules.map(({ path }) => path));
    assert.ok(named.length > 20);
    assert.deepEqual(
      named.filter((path) => !existsSync(join(root, String(path)))),
      [],
    );
  });

  it('leads a page to Lit and to no other package', () => {
    const packages = new Set<string>();
    const seen = new Set<string>();
    const follow = (path: string): void => {
      if (seen.has(path)) return;
      seen.add(path);
      const imports = readFileSync(join(root, path), 'utf8').matchAll(
        /\b(?:from |import ?\(?)['"]([^'"]+)['"]/g,
      );
      for (const [, name = ''] of imports) {
        if (name.startsWith('.')) follow(posix.join(posix.dirname(path), name));
        else packages.add(name.split('/', name.startsWith('@') ? 2 : 1).join('/'));
      }
    };
    follow('dist/define.js');
    follow('dist/simulator/index.js');
    assert.ok(seen.size > 100);
    assert.deepEqual([...packages].sort(), ['@lit/context', 'lit']);
  });

  it('tells editors what can be written into HTML', () => {
    const json = (name: string): unknown =>
      JSON.parse(readFileSync(join(root, 'dist', name), 'utf8'));
    const { tags } = json('vscode.html-custom-data.json') as {
      tags: { attributes: { name: string; values: { name: string }[] }[] }[];
    };
    const offered = new Map(
      tags[0]?.attributes.map(({ name, values }) => [name, values.map((each) => each.name)]),
    );
    assert.deepEqual(offered.get('form'), []);
    assert.deepEqual(offered.get('auto-finalize'), ['true', 'false']);
    assert.deepEqual(offered.get('place-order'), ['true', 'false']);
    const { contributions } = json('web-types.json') as {
      contributions: {
        html: { elements: { attributes: { name: string; value: { type: string } }[] }[] };
      };
    };
    const typed = new Map(
      contributions.html.elements[0]?.attributes.map(({ name, value }) => [name, value.type]),
    );
    assert.equal(typed.get('form'), 'string');
    assert.equal(typed.get('auto-finalize'), "'true' | 'false'");
  });

  it('is well-formed in the eyes of publint', async () => {
    const { messages } = await publint({ pkgDir: root, pack: false, strict: true });
    assert.deepEqual(messages, []);
  });

  it('has types that fit its code in the eyes of Are The Types Wrong', async () => {
    const cli = resolve('node_modules/@arethetypeswrong/cli/dist/index.js');
    const options = ['--profile', 'esm-only', '--exclude-entrypoints', 'simulator.js'];
    await assert.doesNotReject(run(process.execPath, [cli, pack.tarball, ...options]));
  });

  it('is imported by Node, each way in, and gives what it promises', async () => {
    const ways = Object.entries(manifest.exports)
      .filter(([way, target]) => target && !/\.json$|^\.\/simulator\.js$/.test(way))
      .map(([way]) => way.replace('.', 'klarna-checkout-element').replace('*', 'de'));
    assert.deepEqual(ways.sort(), Object.keys(NAMES));
    const program = `const found = {};
      for (const way of ${JSON.stringify(ways)}) found[way] = Object.keys(await import(way));
      console.log(JSON.stringify(found));`;
    const { stdout, stderr } = await run(
      process.execPath,
      ['--input-type=module', '--eval', program],
      { cwd: pack.project },
    );
    assert.equal(stderr, '');
    const found = JSON.parse(stdout) as Record<string, string[]>;
    for (const [way, names] of Object.entries(NAMES)) {
      if (names.length === 0) assert.deepEqual(found[way], [], way);
      for (const name of names) assert.ok(found[way]?.includes(name), `${way} lacks ${name}`);
    }
  });

  it(
    'can run the command of the built tree',
    { skip: process.platform === 'win32' && 'Windows has no run bit' },
    () => {
      const { mode } = statSync('dist/server/check/cli.js');
      assert.equal(mode & 0o111, 0o111);
    },
  );

  it('answers its command', async () => {
    const { stdout } = await run(
      process.execPath,
      [join(root, manifest.bin['klarna-checkout-element']!), '--help'],
      { cwd: pack.project },
    );
    assert.match(stdout, /^Usage: klarna-checkout-element check URL/);
  });

  it('says in its code which version it is', async () => {
    const { version } = (await import(join(root, 'dist/version.js'))) as Manifest;
    assert.equal(version, manifest.version);
  });

  describe('compiled by a strict shop', () => {
    before(() => {
      const types = ['@types/node', '@types/react', '@types/react-dom'];
      const frameworks = ['react', 'react-dom', 'svelte', 'vue', 'vite', '@vitejs/plugin-vue'];
      for (const name of [...types, ...frameworks]) {
        lend(pack.project, name);
      }
      cpSync('test/package/consumer', join(pack.project, 'consumer'), { recursive: true });
      cpSync('demo/frameworks', join(pack.project, 'frameworks'), { recursive: true });
      mkdirSync(join(pack.project, 'samples'));
      const samples = readFileSync('docs/frameworks.md', 'utf8').matchAll(
        /^```(tsx|vue)\n([^]*?)^```$/gm,
      );
      for (const [index, [, kind = '', text = '']] of [...samples].entries()) {
        // A file of an app is compiled by the tools of that app, in `npm run test:apps`.
        if (RECIPE_FILES.some((file) => file.text === text)) continue;
        writeFileSync(join(pack.project, `samples/sample-${index}.${kind}`), text);
      }
    });

    const compilerOptions = {
      strict: true,
      experimentalDecorators: true,
      exactOptionalPropertyTypes: true,
      noUncheckedIndexedAccess: true,
      verbatimModuleSyntax: true,
      target: 'es2022',
      lib: ['es2023', 'dom', 'dom.iterable'],
      types: ['node'],
      jsx: 'react-jsx',
      noEmit: true,
    };
    /** Compiles the pages; a compiler ends with 1 and its findings on stdout when it finds something. */
    async function compile(compiler: string, name: string, config: object): Promise<void> {
      const path = join(pack.project, name);
      writeFileSync(path, JSON.stringify(config));
      await run(process.execPath, [resolve(compiler), '-p', path]).catch((error: unknown) => {
        assert.fail((error as { stdout?: string }).stdout ?? String(error));
      });
    }

    it('as Node resolves modules, with the declarations themselves checked', () =>
      compile('node_modules/typescript/bin/tsc', 'tsconfig.node.json', {
        compilerOptions: { ...compilerOptions, module: 'nodenext', skipLibCheck: false },
        include: ['consumer/*.ts', 'consumer/*.tsx'],
      }));

    it('as a bundler resolves modules, in the examples and the samples of docs/frameworks.md', () =>
      compile('node_modules/vue-tsc/bin/vue-tsc.js', 'tsconfig.vue.json', {
        compilerOptions: {
          ...compilerOptions,
          module: 'esnext',
          moduleResolution: 'bundler',
          skipLibCheck: true,
        },
        include: ['consumer/*.vue', 'consumer/svelte/*', 'frameworks/*/*', 'samples/*'],
      }));
  });

  describe('in a browser', () => {
    const server = new PageServer();
    let browser: Browser;
    const html = { 'content-type': 'text/html' };
    const script = { 'content-type': 'text/javascript' };

    before(async () => {
      await server.start();
      browser = await Browser.start('chromium');
    });
    after(async () => {
      await (browser as Browser | undefined)?.stop();
      await server.stop();
    });

    const bytes = (path: string): string => readFileSync(join(root, path), 'utf8');
    const integrity = (name: string): string =>
      (JSON.parse(bytes('dist/cdn/integrity.json')) as { files: Record<string, string> }).files[
        name
      ]!;

    /** A page that says what the console warned of, with the simulator in the place of Klarna and of a backend. */
    const page = (scripts: string): string => `<!doctype html><html lang="en"><title>Till</title>
      <script>
        sessionStorage.clear();
        var warnings = [], errors = [], tokens = [];
        console.warn = (text) => warnings.push(text);
        addEventListener('error', (event) => errors.push(event.message ?? 'not loaded'), true);
        document.addEventListener('klarna-authorized', ({ detail }) => tokens.push(detail.authorizationToken));
      </script>
      <script src="/klarna-simulator.js" data-klarna-endpoint></script>${scripts}
      <klarna-checkout endpoint="/klarna-simulated" country="DE" currency="EUR"></klarna-checkout>`;

    async function open(path: string, scripts: string): Promise<void> {
      server.serve('/klarna-simulator.js', {
        body: bytes('dist/cdn/klarna-simulator.js'),
        headers: script,
      });
      server.serve(path, { body: page(scripts), headers: html });
      await browser.goto(server.origin + path);
    }

    async function buy(): Promise<void> {
      await browser.click('button', 'Agree and continue');
      await browser.until(`document.querySelector('klarna-checkout').state === 'ready'`);
      await browser.click('button', 'Buy now');
      await browser.until('tokens.length === 1');
      assert.deepEqual(await browser.read('errors'), []);
    }

    it('sells by a script tag that carries the hash which the build gave', async () => {
      server.serve('/klarna-checkout.js', {
        body: bytes('dist/cdn/klarna-checkout.js'),
        headers: script,
      });
      await open(
        '/tag',
        `<script src="/klarna-checkout.js" integrity="${integrity('klarna-checkout.js')}"></script>`,
      );
      await buy();
      const warnings = await browser.read<string[]>('warnings');
      assert.deepEqual(
        warnings.filter((text) => !text.startsWith(SIMULATED)),
        [],
      );
      assert.equal(
        await browser.read(`customElements.get('klarna-checkout').version`),
        manifest.version,
      );
    });

    it('is refused by the browser when a byte of it is another', async () => {
      server.serve('/altered.js', {
        body: bytes('dist/cdn/klarna-checkout.js').replace('klarna', 'klarnA'),
        headers: script,
      });
      await open(
        '/altered',
        `<script src="/altered.js" integrity="${integrity('klarna-checkout.js')}"></script>`,
      );
      await browser.until('errors.length === 1');
      assert.equal(await browser.read(`customElements.get('klarna-checkout')`), null);
    });

    it('sells with the first of two versions on the page, and the console names both', async () => {
      const text = bytes('dist/cdn/klarna-checkout.js');
      const other = text.replaceAll(manifest.version, '99.0.0');
      assert.notEqual(other, text);
      server.serve('/other.js', { body: other, headers: script });
      await open(
        '/two',
        '<script src="/klarna-checkout.js"></script><script src="/other.js"></script>',
      );
      await buy();
      const [warning = '', ...more] = (await browser.read<string[]>('warnings')).filter(
        (text) => !text.startsWith(SIMULATED),
      );
      assert.deepEqual(more, []);
      assert.ok(warning.includes(manifest.version) && warning.includes('99.0.0'), warning);
    });

    it('sells from a bundle', async () => {
      await bundle('page.js', `import 'klarna-checkout-element/define.js';`);
      for (const name of readdirSync(join(pack.project, 'bundle'), { recursive: true })) {
        if (!String(name).endsWith('.js')) continue;
        server.serve(`/bundle/${String(name)}`, {
          body: readFileSync(join(pack.project, 'bundle', String(name)), 'utf8'),
          headers: script,
        });
      }
      await open('/bundled', '<script type="module" src="/bundle/page.js"></script>');
      await buy();
    });

    it('leaves nothing in a bundle that only asks for its version', async () => {
      const text = await bundle(
        'small.js',
        `import { version } from 'klarna-checkout-element'; console.log(version);`,
      );
      assert.ok(text.includes(manifest.version));
      assert.ok(text.length < 200, text.slice(0, 500));
    });

    /** Bundles one file of the shop, without any configuration; gives the text of what came out. */
    async function bundle(name: string, source: string): Promise<string> {
      writeFileSync(join(pack.project, name), source);
      await build({
        root: pack.project,
        configFile: false,
        logLevel: 'warn',
        build: {
          outDir: 'bundle',
          emptyOutDir: true,
          rolldownOptions: {
            input: join(pack.project, name),
            output: { entryFileNames: '[name].js' },
          },
        },
      });
      return readFileSync(join(pack.project, 'bundle', name), 'utf8');
    }
  });
});
