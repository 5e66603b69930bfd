/**
 * The steps of a release that must agree with each other. See docs/releasing.md.
 *
 *     node --import tsx tools/release/release.ts prepare   inside `npm version`: number, build, changelog
 *     node --import tsx tools/release/release.ts check     before publishing: addresses are there, and what was built is what the changelog says
 *     node --import tsx tools/release/release.ts notes     prints what the changelog says of this version
 */
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { type Hashes, hashesOf, release, section } from './changelog.js';

const at = (path: string): URL => new URL(`../../${path}`, import.meta.url);
const read = (path: string): string => readFileSync(at(path), 'utf8');
const manifest = JSON.parse(read('package.json')) as Readonly<Record<string, unknown>> & {
  readonly version: string;
};
const { version } = manifest;

/** By these somebody who has found the package finds its home. */
const ADDRESSES = ['repository', 'homepage', 'bugs'];

/** Only what a shop puts into a script tag; the languages come by themselves. */
function builtHashes(): Hashes {
  const { files } = JSON.parse(read('dist/cdn/integrity.json')) as { readonly files: Hashes };
  return Object.fromEntries(Object.entries(files).filter(([name]) => !name.includes('/')));
}

function prepare(): void {
  const source = read('src/version.ts').replace(/'[^']*';/, `'${version}';`);
  writeFileSync(at('src/version.ts'), source);
  execFileSync('npm', ['run', 'build'], {
    cwd: at('.'),
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  const date = new Date().toISOString().slice(0, 10);
  const changelog = release(read('CHANGELOG.md'), { version, date, files: builtHashes() });
  writeFileSync(at('CHANGELOG.md'), changelog);
}

function check(): void {
  const missing = ADDRESSES.filter((name) => !manifest[name]);
  if (missing.length) throw new Error(`package.json names no ${missing.join(', ')}.`);
  const said = hashesOf(read('CHANGELOG.md'), version);
  for (const [name, hash] of Object.entries(builtHashes())) {
    if (said[name] === hash) continue;
    throw new Error(`${name} was built as ${hash}; CHANGELOG.md says ${said[name] ?? 'nothing'}.`);
  }
}

const [, , step] = process.argv;
switch (step) {
  case 'prepare':
    prepare();
    break;
  case 'check':
    check();
    break;
  case 'notes':
    console.log(section(read('CHANGELOG.md'), version)?.trim() ?? '');
    break;
  default:
    throw new Error(`prepare, check or notes, not ${step ?? 'nothing'}`);
}
