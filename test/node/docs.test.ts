/** The texts say what the code says: names are read from the sources and looked for in the documents. */
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { describe, it } from 'node:test';

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

/** Names in the first column of the table below this heading of the README. */
const rows = (heading: string): readonly string[] =>
  all(between(README, `\n## ${heading}\n`, '\n## '), /^\| `([^`(]+)/gm);

function assertSame(documented: readonly string[], real: readonly string[]): void {
  assert.ok(real.length > 3, 'the sources are written otherwise than this test reads them');
  assert.deepEqual([...documented].sort(), [...real].sort());
}

interface Declared {
  readonly name: string;
  /** Undefined: a property without an attribute. */
  readonly attribute: string | undefined;
}

/** Lit's declarations, each with the name of the property that follows its options. */
const DECLARED: readonly Declared[] = ELEMENT.split('\n  @property(')
  .slice(1)
  .map((text) => {
    const options = /^(\)|\{[^]*?\}\)\s)/.exec(text)?.[0] ?? '';
    const [, name = ''] = /^\s*(\w+)/.exec(text.slice(options.length)) ?? [];
    const [, named] = /attribute: '([^']+)'/.exec(options) ?? [];
    const hasNone = options.includes('attribute: false');
    return { name, attribute: hasNone ? undefined : (named ?? name.toLowerCase()) };
  });

describe('README', () => {
  it('has a row for every attribute, and no other', () => {
    const attributes = DECLARED.flatMap(({ attribute }) => attribute ?? []);
    // Every form control has this one; the platform reads it.
    assertSame(rows('Attributes'), [...attributes, 'form']);
  });

  it('has a row for every property without an attribute, and no other', () => {
    const settable = DECLARED.filter(({ attribute }) => !attribute).map(({ name }) => name);
    const readable = all(ELEMENT, /^ {2}get (\w+)\(\)/gm);
    assertSame(rows('Properties'), [...settable, ...readable]);
  });

  it('has a row for every method, and no other', () => {
    const methods = all(ELEMENT, /^ {2}(\w+)\([^)]*\): (?:Promise<Outcome>|void) \{$/gm);
    assertSame(
      rows('Methods'),
      methods.filter((name) => !name.endsWith('Callback')),
    );
  });

  it('has a row for every event, and no other', () => {
    const map = between(read('src/events.ts'), 'interface KlarnaCheckoutEventMap {', '\n}');
    assertSame(rows('Events'), all(map, /^ {2}'([\w-]+)':/gm));
  });

  it('has a row for every state, in the order of a purchase', () => {
    const states = between(read('src/flow/machine/model.ts'), 'export const STATES = [', ']');
    assert.deepEqual(rows('States'), all(states, /'([\w-]+)'/g));
  });

  it('has a row for every custom property, and names every part', () => {
    assertSame(rows('Looks'), all(ELEMENT, /@cssprop (--[\w-]+)/g));
    const sources = ['consent', 'methods', 'widget', 'status'].map((name) =>
      read(`src/parts/${name}.ts`),
    );
    const parts = all([ELEMENT, ...sources].join('\n'), /@csspart ([\w-]+)/g);
    const looks = between(README, '\n## Looks\n', '| Custom property');
    assertSame(all(between(looks, 'Parts, for', ' The pay button'), /`(\w+)`/g), parts);
  });

  it('names two commands to begin with, and both are scripts', () => {
    const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
    const commands = all(README, /^```sh\n([^`]+)\n```$/gm);
    assert.deepEqual(commands, ['npm ci && npm run demo', 'npm ci && npm test']);
    assert.ok(scripts['demo']);
    assert.ok(scripts['test']);
  });
});

describe('docs/errors.md', () => {
  const page = read('docs/errors.md');
  const texts = between(read('src/errors.ts'), 'const PASSING = {', 'const TEXTS =');
  const codes = all(texts, /^ {2}'?([\w-]+)'?:/gm);

  it('has one section for every code, and none for another', () => {
    assertSame(all(page, /^## (\S+)$/gm), codes);
  });

  it('names a cure in every section', () => {
    for (const section of page.split(/^## /m).slice(1)) {
      const [name = ''] = section.split('\n');
      assert.match(section, /\*\*Cure:\*\* \S/, name);
    }
  });
});

describe('the documents', () => {
  for (const path of ['README.md', 'CONTRIBUTING.md', 'ARCHITECTURE.md', 'docs/errors.md']) {
    it(`${path} names only files and scripts that are there`, () => {
      const text = read(path);
      const named = all(text, /[`(]((?:src|test|demo|docs|tools)\/[\w./-]*\w\/?)[`)]/g);
      const missing = named.filter(
        (file) => !existsSync(new URL(`../../${file}`, import.meta.url)),
      );
      assert.deepEqual(missing, []);
      const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
      const unknown = all(text, /npm run ([\w:]+)/g).filter((name) => !(name in scripts));
      assert.deepEqual(unknown, []);
    });
  }
});
