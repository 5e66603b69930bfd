/** The texts say what the code says: names are read from the sources and looked for in the documents. */
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { before, describe, it } from 'node:test';
import { STATES } from '../../src/flow/machine/states.js';
import * as gateways from '../../src/server/gateways/index.js';
import { RECIPE_FILES } from '../apps/installed/recipes.js';
import { documents, type GeneratedDocument } from '../../tools/docs/docs.js';
import { manifest } from '../../tools/manifest/manifest.js';
import { type CustomElement, elementsOf } from '../../tools/manifest/schema.js';

const read = (path: string): string =>
  readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');

const README = read('README.md');
const ELEMENT = read('src/klarna-checkout.ts');

/** First group of every match. */
const all = (text: string, pattern: RegExp): readonly string[] =>
  Array.from(text.matchAll(pattern), ([, found = '']) => found);

/** What stands between two marks; a source that is written otherwise has to be read otherwise. */
function between(text: string, start: string, end: string): string {
  const from = text.indexOf(start);
  const to = text.indexOf(end, from + start.length);
  assert.ok(from >= 0 && to > from, `"${start}" … "${end}" is not there`);
  return text.slice(from + start.length, to);
}

function assertSame(documented: readonly string[], real: readonly string[]): void {
  assert.ok(real.length > 3, 'the sources are written otherwise than this test reads them');
  assert.deepEqual([...documented].sort(), [...real].sort());
}

describe('what is generated', () => {
  let made: readonly GeneratedDocument[];
  let elements: readonly CustomElement[];

  before(async () => {
    made = await documents();
    elements = elementsOf(await manifest());
  });

  it('is up to date in every document', () => {
    for (const { path, before: committed, text } of made) {
      assert.equal(committed, text, `${path} is out of date: run "npm run docs"`);
    }
  });

  it('stands in the documents, each section in one at least', () => {
    const used = new Set(made.flatMap(({ names }) => names));
    assertSame([...used], made[0]?.all ?? []);
  });

  it('says of everything what it means', () => {
    for (const element of elements) {
      assert.ok(element.description, element.tagName);
      const { attributes, members, events, slots, cssParts, cssProperties, cssStates } = element;
      const all = [attributes, members, events, slots, cssParts, cssProperties, cssStates];
      const silent = all.flatMap((list = []) => list.filter(({ description }) => !description));
      // The platform says what `focus` means.
      assert.deepEqual(
        silent.filter(({ name }) => name !== 'focus'),
        [],
      );
    }
    const tables = made.flatMap(({ text }) => text.split('\n'));
    assert.deepEqual(
      tables.filter((row) => /\| +\|$/.test(row)),
      [],
    );
  });

  it('knows every state, in the order of a purchase', () => {
    const documented = elements[0]?.cssStates?.map(({ name }) => name);
    assert.deepEqual(documented, [...Object.keys(STATES), 'busy']);
  });

  it('knows every event, with the detail that listeners get', () => {
    const map = between(read('src/events.ts'), 'interface KlarnaCheckoutEventMap {', '\n}');
    const typed = all(map, /^ {2}('[\w-]+': .*);$/gm);
    const documented = elements[0]?.events?.map(
      ({ name, type }) => `'${name}': ${type?.text ?? ''}`,
    );
    assertSame(documented ?? [], typed);
  });

  it('knows every custom property that the styles read, and every part that they show', () => {
    const sources = readdirSync('src/parts').map((name) => read(`src/parts/${name}`));
    const drawing = read('src/element/drawing.ts');
    const text = [ELEMENT, drawing, ...sources].join('\n');
    const properties = new Set(all(text, /var\(\s*(--[\w-]+)/g));
    assertSame(elements[0]?.cssProperties?.map(({ name }) => name) ?? [], [...properties]);
    const exported = all(drawing, /exportparts="([^"]+)"/g).flatMap((names) => names.split(', '));
    const parts = new Set([...all(text, /\spart="([\w-]+)"/g)]);
    assertSame(exported.concat('base'), [...parts]);
    assertSame(elements[0]?.cssParts?.map(({ name }) => name) ?? [], [...parts]);
  });

  it('contains a reactive property for every field that a page may set', () => {
    const declared = all(
      between(ELEMENT, 'properties: PropertyDeclarations = {', '\n  };'),
      /^ {4}(\w+):/gm,
    );
    const fields = (elements[0]?.members ?? []).filter(
      ({ kind, readonly, static: isStatic, inheritedFrom }) =>
        kind === 'field' && !readonly && !isStatic && !inheritedFrom,
    );
    assertSame(
      fields.map(({ name }) => name),
      declared,
    );
  });

  it('gives templates every attribute', () => {
    const types = between(read('src/attributes.ts'), 'type OneWord =', 'type PropertyOnly');
    const typed = new Set([...all(types, /\| '([\w-]+)'/g), ...all(types, /^ {2}'([\w-]+)':/gm)]);
    const documented = elements[0]?.attributes?.map(({ name }) => name) ?? [];
    // React sets `form` as a property, which is read-only, so the types leave it out.
    assertSame([...typed, 'auto-finalize', 'place-order', 'form'], documented);
  });

  it('offers editors the texts of every attribute that the types limit', () => {
    const types = between(read('src/attributes.ts'), 'export type KlarnaCheckoutAttributes', '};');
    const limited = Array.from(
      types.matchAll(/'([\w-]+)'\?: (.*) \| undefined;/g),
      ([, name = '', type = '']) => [name, type.replace(" | ''", '')],
    ).filter(([, type = '']) => type.includes("'true'"));
    assert.equal(limited.length, 2);
    for (const [name, type] of limited) {
      const attribute = elements[0]?.attributes?.find((each) => each.name === name);
      assert.equal(attribute?.type?.text, type);
    }
  });

  it('says where each detail of an event is imported from', () => {
    const exported = read('src/events.ts') + read('src/errors.ts');
    for (const { name, type } of elements[0]?.events ?? []) {
      const [reference, ...more] = type?.references ?? [];
      assert.deepEqual(more, [], name);
      assert.ok(type && reference, name);
      assert.equal(type.text.slice(reference.start, reference.end), reference.name);
      assert.ok(exported.includes(`export interface ${reference.name} `), reference.name);
    }
  });

  it('has what a script calls on the class', () => {
    const statics = elements[0]?.members?.filter((member) => member.static) ?? [];
    assert.deepEqual(statics.map(({ name }) => name).sort(), ['configure', 'version']);
  });

  it('names every outcome in the reference', () => {
    const outcomes = between(read('src/flow/machine/model.ts'), 'export type Outcome =', ';\n\n');
    const named = between(read('docs/reference.md'), '\n## Outcomes\n', '\n## ');
    for (const name of all(outcomes, /type: '([\w-]+)'/g)) {
      assert.ok(named.includes(`\`${name}\``), name);
    }
  });
});

describe('README', () => {
  it('does all the set-up in two commands, before anything else', () => {
    const commands = all(README, /^```sh\n([^`]+)\n```$/gm);
    assert.deepEqual(commands.slice(0, 2), [
      'npm ci && npm run demo',
      'npm ci && npm run setup:test && npm test',
    ]);
  });

  it('is read in a few minutes', () => {
    assert.ok(README.split(/\s+/).length < 1200);
  });

  it('names the command that CI runs', () => {
    assert.ok(read('.ci/run').includes('\nnpm ci && npm run setup:test && npm test\n'));
  });
});

describe('.github/workflows/ci.yml', () => {
  it('installs the packages that `npm run setup:test` installs, where browsers are Playwright’s', () => {
    const list = between(read('tools/debian/setup-test.ts'), 'const PACKAGES = [', ' //');
    const [line = ''] = all(read('.github/workflows/ci.yml'), /--no-install-recommends (.+)/g);
    assertSame(line.split(' '), all(list, /'([\w-]+)'/g));
  });
});

describe('src/simulator/README.md', () => {
  it('names every word of a script', () => {
    const source = read('src/simulator/script/outcomes.ts');
    const page = read('src/simulator/README.md');
    for (const [list, row] of [
      ['LOAD_WORDS', '| `load`, `loadPaymentReview` '],
      ['PAY_WORDS', '| `authorize`, `finalize`, `reauthorize` '],
    ] as const) {
      const words = all(
        between(source, `const ${list} = {`, '} satisfies'),
        /^ {2}'?([\w-]+)'?:/gm,
      );
      assertSame(all(between(page, row, '\n'), /`([\w-]+)`/g), words);
      const explained = all(read('docs/simulator.md'), /`([\w-]+)`/g);
      assert.deepEqual(
        words.filter((word) => !explained.includes(word)),
        [],
      );
    }
  });
});

/** Every test but those of the documents. */
const TESTS = readdirSync('test', { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts') && !name.startsWith('docs'))
  .map((name) => read(`test/${name}`))
  .join('\n');

describe('docs/errors.md', () => {
  const page = read('docs/errors.md');
  const texts = between(read('src/errors.ts'), 'const RETRYABLE = {', 'const TEXTS =');
  const codes = all(texts, /^ {2}'?([\w-]+)'?:/gm);

  it('has one section for every code, and none for another', () => {
    assertSame(all(page, /^## (\S+)$/gm), codes);
  });

  it('has no code that no test names', () => {
    assert.deepEqual(
      codes.filter((code) => !new RegExp(`['"\`]${code}\\b`).test(TESTS)),
      [],
    );
  });

  it('names a cure in every section', () => {
    for (const section of page.split(/^## /m).slice(1)) {
      const [name = ''] = section.split('\n');
      assert.match(section, /\*\*Cure:\*\* \S/, name);
    }
  });
});

describe('the gateways in the documents', () => {
  const chapter = between(read('src/server/README.md'), '\n## The gateways\n', '\n## ');
  const sections = chapter.split(/^### /m).slice(1);
  const names = Object.keys(gateways);

  it('have one section each in src/server/README.md, which calls the function', () => {
    const called = sections.map((section) => names.find((name) => section.includes(`${name}(`)));
    assert.deepEqual(called.sort(), names.sort());
  });

  /** Where each system that a shop has a contract with is told apart from the others. */
  const places = {
    'docs/guides/going-live.md': /^## (\w+)/gm,
    'docs/ledger.md': /^\| (\w+)/gm,
    'docs/guides/after-the-order.md': /\| (\w+)/g,
  } as const;
  const systems = all(chapter, /^### (\w+)/gm).filter((name) => name !== 'Simulated');
  for (const [path, named] of Object.entries(places))
    it(`are all named in ${path}`, () => {
      const found = all(read(path), named);
      assert.deepEqual(
        systems.filter((name) => !found.includes(name)),
        [],
      );
    });
});

const DOCS = readdirSync('docs', { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.md'))
  .map((name) => `docs/${name}`);

describe('the documents', () => {
  for (const path of [
    'README.md',
    'CONTRIBUTING.md',
    'CONVENTIONS.md',
    'ARCHITECTURE.md',
    'SECURITY.md',
    'test/README.md',
    'tools/README.md',
    'bench/README.md',
    ...DOCS,
  ]) {
    it(`${path} names only files and scripts that are there`, () => {
      const text = read(path);
      const named = all(text, /[`(]((?:src|test|demo|docs|tools)\/[\w./-]*\w\/?)[`)]/g);
      const missing = named.filter(
        (file) =>
          !existsSync(new URL(`../../${file}`, import.meta.url)) &&
          // Files of a shop's app.
          !RECIPE_FILES.some((each) => each.path === file),
      );
      assert.deepEqual(missing, []);
      const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
      const unknown = all(text, /npm run ([\w:]+)/g).filter((name) => !(name in scripts));
      assert.deepEqual(unknown, []);
    });
  }
});

describe('SECURITY.md', () => {
  it('names the code and the test of each threat to the server', () => {
    const rows = between(read('SECURITY.md'), '**On the server**', '\n\nThe server is also').split(
      '\n',
    );
    const threats = rows.filter((row) => row.includes('; `') && !row.includes('npm audit'));
    assert.ok(threats.length > 8);
    for (const row of threats) {
      const [code = '', tests = ''] = (row.split('|').at(-2) ?? '').split(';');
      const files = [
        ...all(code, /`([^`]+)`/g).map((name) => `src/server/${name}`),
        ...all(tests, /`([^`]+)`/g).map((name) =>
          name.includes('/') ? name : `test/security/server/threats/${name}.test.ts`,
        ),
      ];
      assert.ok(files.length >= 2, row);
      for (const file of files) assert.ok(existsSync(file), file);
    }
  });
});

describe('numbers in the documents', () => {
  const installed = (name: string): string =>
    (JSON.parse(read(`node_modules/${name}/package.json`)) as { version: string }).version;

  for (const [says, document, is, source] of [
    ['waits 25 seconds', 'docs/faq.md', 'load: 25_000', 'src/configuration.ts'],
    ['After two minutes without', 'docs/faq.md', 'watchdog: 120_000', 'src/configuration.ts'],
    [
      'ten seconds after the window closed',
      'docs/faq.md',
      'SILENCE_AFTER_OVERLAY = 10_000',
      'src/flow/effects/operation.ts',
    ],
    ['is tried again twice', 'docs/faq.md', 'const RETRIES = 2;', 'src/flow/effects/sdk.ts'],
    [
      '(60 minutes)',
      'docs/faq.md',
      'AUTHORIZATION_LIFE = 60 * 60 * 1000',
      'src/flow/effects/approval.ts',
    ],
    [
      'within 48 hours',
      'docs/guides/single-page-apps.md',
      'SESSION_LIFE = 48 * 60 * 60 * 1000',
      'src/flow/effects/session.ts',
    ],
    ['every 30 seconds', 'docs/ledger.md', 'RECONCILE_EVERY = 30_000', 'src/server/endpoint.ts'],
    [
      '65 minutes after',
      'docs/ledger.md',
      'TOKEN_LIFE = 65 * MINUTE',
      'src/server/order/ledger/schedule.ts',
    ],
    [
      'kept for 96 hours',
      'docs/guides/going-live.md',
      'LIFE_MILLISECONDS = 2 * SESSION_SECONDS',
      'src/server/session/webhook-state.ts',
    ],
    [
      'five refusals of one order within ten seconds',
      'demo/integrations/php/README.md',
      'MOST_REFUSALS = 5;',
      'demo/integrations/php/src/Record.php',
    ],
    [
      'tried**: Vendure 3.7.3',
      'docs/guides/shop-systems.md',
      '"@vendure/core": "3.7.3"',
      'demo/integrations/vendure/package.json',
    ],
    [
      'tried**: Medusa 2.21.2',
      'docs/guides/shop-systems.md',
      '"@medusajs/medusa": "2.21.2"',
      'demo/integrations/medusa/package.json',
    ],
    [
      'WordPress 7.1, WooCommerce 11.0.1, Storefront 4.6.2',
      'docs/guides/shop-systems.md',
      'WordPress 7.1 with WooCommerce 11.0.1 and the theme Storefront 4.6.2',
      'demo/integrations/woocommerce/README.md',
    ],
  ] as const) {
    it(`“${says}” in ${document} is what the sources say`, () => {
      assert.ok(read(document).includes(says));
      assert.ok(read(source).includes(is), is);
    });
  }

  it('names the lowest browsers that the script is compiled for', () => {
    const targets = all(read('vite.config.ts'), /'(?:chrome|firefox|safari)([\d.]+)'/g);
    const rows = all(read('docs/browsers.md'), /^\| (?:Chrome|Firefox|Safari)[^|]*\| ([\d.]+)/gm);
    assert.deepEqual(rows, targets);
  });

  it('names the runners and stand-ins that a shop’s unit tests were tried with', () => {
    const minor = (name: string) => installed(name).split('.').slice(0, 2).join('.');
    const major = (name: string) => installed(name).split('.')[0];
    const tried =
      `Vitest ${minor('vitest')} and Jest ${minor('jest')}, with jsdom ${major('jsdom')} (in Jest ` +
      `${major('jest-environment-jsdom/node_modules/jsdom')}) and happy-dom ${major('happy-dom')} ` +
      `(in Jest ${major('@happy-dom/jest-environment/node_modules/happy-dom')})`;
    assert.ok(read('docs/guides/unit-tests.md').includes(tried), tried);
  });

  it('counts the lines of the textbook integration', () => {
    const [, lines] =
      /`bench\/textbook\/checkout\.js` has (\d+)/.exec(read('docs/comparison.md')) ?? [];
    assert.equal(Number(lines), read('bench/textbook/checkout.js').trimEnd().split('\n').length);
  });

  it('compares with others by the sizes that were weighed', () => {
    const { peers } = JSON.parse(read('bench/peers/sizes.json')) as {
      peers: readonly { packages: Readonly<Record<string, string>>; gzip: number }[];
    };
    const page = read('docs/comparison.md');
    for (const name of ['Adyen Web', 'Primer', 'BigCommerce']) {
      const row = between(page, `\n| ${name}`, '\n');
      const weighed = peers.filter(({ packages }) =>
        Object.values(packages).some((version) => row.includes(`(${version})`)),
      );
      assert.equal(weighed.length, 1, name);
      const kilobytes = Math.round((weighed[0]?.gzip ?? 0) / 1000);
      assert.match(row, new RegExp(`\\| ${kilobytes}[,;]? `), name);
    }
  });
});
