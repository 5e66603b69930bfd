/** No document leads a reader to a package of another name: `klarna-checkout` on npm belongs to somebody else. */
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { install } from '../../tools/docs/install.js';
import { filesBelow } from '../harness/node/files.js';

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly bin: Readonly<Record<string, string>>;
  readonly exports: Readonly<Record<string, unknown>>;
  readonly dependencies: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
}

const manifestOf = (folder: string): Manifest =>
  JSON.parse(readFileSync(`${folder}/package.json`, 'utf8')) as Manifest;

function dependenciesOf(folder: string): readonly string[] {
  const { dependencies, peerDependencies, devDependencies } = manifestOf(folder);
  return Object.keys({ ...dependencies, ...peerDependencies, ...devDependencies });
}

const PACKAGE = manifestOf('.');
/** What a sample may import beside this package; the last are installed by `npm run test:apps` alone. */
const OTHERS = new Set([
  ...dependenciesOf('.'),
  '@angular/core',
  '@angular/router',
  '@remix-run/node',
  '@remix-run/react',
  '@sveltejs/kit',
  'next',
  'preact',
  'react-router',
  // Each shop system brings its own.
  ...['medusa', 'vendure'].flatMap((shop) => dependenciesOf(`demo/integrations/${shop}`)),
]);

/** Every text that a reader of the repository may copy from: documents, forms, the demo, and the comments of the sources. */
const FILES = [
  ...readdirSync('.'),
  ...['.github', 'bench', 'demo', 'docs', 'src', 'test', 'tools'].flatMap(filesBelow),
].filter((file) => /\.(md|yml|html)$|^src\/.*\.(ts|json)$|^demo\/.*\.ts$/.test(file));

const found = (pattern: RegExp): readonly (readonly [file: string, name: string])[] =>
  FILES.flatMap((file) =>
    Array.from(
      readFileSync(file, 'utf8').matchAll(pattern),
      ([, name = '']) => [file, name] as const,
    ),
  );

/** `@scope/name/path` and `name/path` are paths into a package. */
const packageOf = (specifier: string): string =>
  specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/');

describe('the documents', () => {
  it('install the package only as the one generated place says', () => {
    const commands = found(/\b(?:npm (?:i|install|add)|yarn add|pnpm add) +([^\s`'"]+)/g);
    assert.ok(commands.length >= 2);
    for (const [file, name] of commands) {
      assert.ok(install.includes(` ${name}\n`), `${file} installs ${name}`);
    }
  });

  it('run with npx only what this package or its tools contain', () => {
    const commands = found(/\b(?:npx|npm exec|pnpm dlx|yarn dlx) +(?:-\S+ +)*([@\w/-]+)/g);
    assert.ok(commands.length >= 5);
    for (const [file, name] of commands) {
      assert.ok(
        name in PACKAGE.bin || existsSync(`node_modules/.bin/${name}`),
        `${file} runs ${name}`,
      );
    }
  });

  it('import only from entry points of this package, from its peers and from Node', () => {
    const specifiers = found(
      /(?:\bfrom|\bimport|\bimport\(|\bimport\.meta\.resolve\(|\brequire(?:\.resolve)?\() ?['"](?!node:|\.|https?:|\/)([@\w][^'"\n]*)['"]/g,
    );
    assert.ok(specifiers.length > 20);
    for (const [file, specifier] of specifiers) {
      const name = packageOf(specifier);
      if (name === PACKAGE.name) {
        const entry = specifier.replace(PACKAGE.name, '.');
        const pattern = entry.replace(/[\w-]+\.js$/, '*.js');
        assert.ok(
          PACKAGE.exports[entry in PACKAGE.exports ? entry : pattern],
          `${file} imports ${specifier}`,
        );
      } else assert.ok(OTHERS.has(name), `${file} imports ${specifier}`);
    }
  });
});
