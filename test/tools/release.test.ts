import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { version } from '../../src/version.js';
import { hashesOf, release, section } from '../../tools/release/changelog.js';

const BEFORE = `# Changelog

Versions follow semver.

## Unreleased

- A new thing costs $& nothing.

## 1.0.0, 2026-01-01

- The first thing.

Hashes of the script-tag files, for \`integrity\`:

- \`klarna-checkout.js\`: \`sha384-old\`
`;
const FACTS = {
  version: '1.1.0',
  date: '2026-02-01',
  files: { 'klarna-checkout.js': 'sha384-new', 'klarna-simulator.js': 'sha384-sim' },
};

describe('a release', () => {
  it('gives what was unreleased a number, a date and hashes, and leaves the rest', () => {
    const after = release(BEFORE, FACTS);
    assert.match(after, /^## Unreleased\n\n## 1\.1\.0, 2026-02-01\n\n- A new thing costs \$& /m);
    assert.deepEqual(hashesOf(after, '1.1.0'), FACTS.files);
    assert.deepEqual(hashesOf(after, '1.0.0'), { 'klarna-checkout.js': 'sha384-old' });
    assert.equal(section(after, 'Unreleased')?.trim(), '');
    assert.equal(section(after, '1.0.0'), section(BEFORE, '1.0.0'));
  });

  it('is refused without notes, and a second time', () => {
    const after = release(BEFORE, FACTS);
    assert.throws(() => release(after, FACTS), /section for 1\.1\.0/);
    assert.throws(() => release(after, { ...FACTS, version: '1.2.0' }), /says nothing/);
    assert.throws(() => release('# Changelog\n', FACTS), /no "## Unreleased"/);
  });

  it('finds the changelog of this project as it expects it, and one version everywhere', () => {
    const text = readFileSync('CHANGELOG.md', 'utf8');
    assert.notEqual(section(text, 'Unreleased'), undefined);
    const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
    assert.equal(version, manifest.version);
  });

  it('is the only one to write a hash, since elsewhere it would be a stale one', () => {
    const text = readFileSync('CHANGELOG.md', 'utf8');
    assert.doesNotMatch(section(text, 'Unreleased') ?? '', /sha384-\w/);
    const pages = readdirSync('docs').filter((name) => name.endsWith('.md'));
    for (const path of ['README.md', ...pages.map((name) => `docs/${name}`)]) {
      assert.doesNotMatch(readFileSync(path, 'utf8'), /sha384-\w/, path);
    }
  });
});
