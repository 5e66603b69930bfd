import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { after, describe, it } from 'node:test';
import { promisify } from 'node:util';
import { built } from '../harness/node/built.js';

const run = promisify(execFile);

/** What the build of the script-tag files reads. */
const SOURCES = ['src', 'demo', 'tools', 'package.json', 'tsconfig.json', 'vite.config.ts'];

describe('the script-tag files', () => {
  const elsewhere = mkdtempSync(join(tmpdir(), 'klarna-checkout-elsewhere-'));
  after(() => rmSync(elsewhere, { recursive: true, force: true }));

  it('come out the same, byte for byte, when they are built in another place', async () => {
    const root = join(elsewhere, 'some', 'deeper', 'folder');
    const filter = (path: string): boolean => !path.endsWith('node_modules');
    for (const path of SOURCES) cpSync(path, join(root, path), { recursive: true, filter });
    symlinkSync(resolve('node_modules'), join(root, 'node_modules'), 'junction');
    const vite = resolve('node_modules/vite/bin/vite.js');
    for (const mode of ['cdn', 'simulator']) {
      await run(process.execPath, [vite, 'build', '--mode', mode], { cwd: root });
    }
    const { files } = JSON.parse(built('dist/cdn/integrity.json')) as {
      files: Record<string, string>;
    };
    assert.ok(Object.keys(files).length > 15);
    for (const name of Object.keys(files)) {
      assert.equal(
        readFileSync(join(root, 'dist/cdn', name), 'utf8'),
        built(`dist/cdn/${name}`),
        `${name} differs; if the sources are newer than dist/, run "npm run build"`,
      );
    }
  });
});
