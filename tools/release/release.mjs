/**
 * The steps of a release that must agree with each other. See docs/releasing.md.
 *
 *     node tools/release/release.mjs prepare   inside `npm version`: number, build, changelog
 *     node tools/release/release.mjs check     before publishing: what was built is what the changelog says
 *     node tools/release/release.mjs notes     prints what the changelog says of this version
 */
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { hashesOf, release, section } from './changelog.mjs';

const at = (path) => new URL(`../../${path}`, import.meta.url);
const read = (path) => readFileSync(at(path), 'utf8');
const { version } = JSON.parse(read('package.json'));

/** Only what a shop puts into a script tag; the languages come by themselves. */
function builtHashes() {
  const { files } = JSON.parse(read('dist/cdn/integrity.json'));
  return Object.fromEntries(Object.entries(files).filter(([name]) => !name.includes('/')));
}

function prepare() {
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

function check() {
  const said = hashesOf(read('CHANGELOG.md'), version);
  for (const [name, hash] of Object.entries(builtHashes())) {
    if (said[name] === hash) continue;
    throw new Error(`${name} was built as ${hash}; CHANGELOG.md says ${said[name]}.`);
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
    console.log(section(read('CHANGELOG.md'), version)?.trim());
    break;
  default:
    throw new Error(`prepare, check or notes, not ${step}`);
}
