/** A release as far as it goes without the key: in a clone, with npm's own command, up to what would be published. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import {
  appendFileSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { section } from '../../tools/release/changelog.js';

const skip = existsSync('.git') ? false : 'only a clone can be released from, and this is none';

describe('a release', { skip }, () => {
  const clone = mkdtempSync(join(tmpdir(), 'klarna-checkout-release-'));
  const run = (program: string, ...given: readonly string[]): string =>
    execFileSync(program, given, {
      cwd: clone,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        ...process.env,
        GIT_AUTHOR_NAME: 'Test',
        GIT_AUTHOR_EMAIL: 'test@example.com',
        GIT_COMMITTER_NAME: 'Test',
        GIT_COMMITTER_EMAIL: 'test@example.com',
      },
      shell: process.platform === 'win32',
    });
  const step = (name: string): string =>
    run(process.execPath, '--import', 'tsx', 'tools/release/release.ts', name);

  before(() => {
    run('git', 'clone', '--quiet', resolve('.'), '.');
    symlinkSync(resolve('node_modules'), join(clone, 'node_modules'), 'junction');
    appendFileSync(join(clone, '.git/info/exclude'), '\nnode_modules\n');
    run('npm', 'version', '9.9.9', '--message', 'release: %s');
  });

  after(() => rmSync(clone, { recursive: true, force: true }));

  it('is one commit and one tag, and leaves nothing uncommitted', () => {
    assert.equal(run('git', 'log', '-1', '--format=%s').trim(), 'release: 9.9.9');
    assert.equal(run('git', 'tag', '--points-at', 'HEAD').trim(), 'v9.9.9');
    assert.equal(run('git', 'status', '--porcelain'), '');
  });

  it('has its version, its notes and its hashes in the changelog', () => {
    const changelog = readFileSync(join(clone, 'CHANGELOG.md'), 'utf8');
    assert.match(section(changelog, '9.9.9') ?? '', /klarna-checkout\.js.*sha384-/);
    assert.match(step('notes'), /sha384-/);
    assert.match(readFileSync(join(clone, 'src/version.ts'), 'utf8'), /'9\.9\.9'/);
  });

  it('is refused until the package says where it comes from', () => {
    const path = join(clone, 'package.json');
    const before = readFileSync(path, 'utf8');
    const named = JSON.parse(before) as Record<string, unknown>;
    for (const name of ['repository', 'homepage', 'bugs']) named[name] = 'https://shop.example/';
    writeFileSync(path, JSON.stringify({ ...named, homepage: undefined }));
    assert.throws(() => step('check'), /package\.json names no homepage/);
    writeFileSync(path, JSON.stringify(named));
    step('check');
  });

  it('passes the check before publishing, and fails it when a file was built from other sources', () => {
    step('check');
    const integrity = join(clone, 'dist/cdn/integrity.json');
    const hashes = readFileSync(integrity, 'utf8');
    writeFileSync(integrity, hashes.replaceAll('sha384-', 'sha384-x'));
    assert.throws(() => step('check'), /was built as sha384-x/);
  });

  it('packs the licences of what the script-tag files contain', () => {
    const [packed] = JSON.parse(run('npm', 'pack', '--json', '--dry-run', '--ignore-scripts')) as [
      { readonly version: string; readonly files: readonly { readonly path: string }[] },
    ];
    assert.equal(packed.version, '9.9.9');
    const paths = packed.files.map(({ path }) => path);
    for (const path of ['LICENSE', 'CHANGELOG.md', 'dist/cdn/klarna-checkout.js.map']) {
      assert.ok(paths.includes(path), path);
    }
    const licences = readFileSync(join(clone, 'dist/cdn/LICENSES.txt'), 'utf8');
    for (const name of ['lit', '@lit/context', '@lit/reactive-element']) {
      assert.ok(licences.includes(name), name);
    }
  });
});
