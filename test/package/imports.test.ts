import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { describe, it } from 'node:test';
import { promisify } from 'node:util';
import { built } from '../harness/node/built.js';

/** Every public way in, and what a server has to find there. */
const ENTRIES: Readonly<Record<string, readonly string[]>> = {
  './dist/index.js': ['KlarnaCheckout', 'KlarnaCheckoutError'],
  './dist/define.js': [],
  './dist/server/index.js': ['createTokenEndpoint'],
  './dist/simulator/index.js': ['createClientToken', 'installKlarnaSimulator'],
};

/** Lit's own notes, and its stand-in for the registry of elements; nothing else may appear. */
const LITS_GLOBALS = [
  'customElements',
  'litElementVersions',
  'litHtmlVersions',
  'litPropertyMetadata',
  'litServerRoot',
  'reactiveElementVersions',
];

/**
 * Imports one file in a Node process of its own, and reports names and new globals. That the process comes to its
 * end by itself shows that no timer, server or socket was left running.
 */
const program = (path: string): string => `
  const before = new Set(Reflect.ownKeys(globalThis));
  const names = Object.keys(await import('${path}'));
  const globals = Reflect.ownKeys(globalThis).filter((key) => !before.has(key)).map(String);
  console.log(JSON.stringify({ names, globals }));
`;

describe('imported on a server', () => {
  for (const [path, expected] of Object.entries(ENTRIES)) {
    it(`${path} does nothing and fails at nothing`, async () => {
      built(path);
      const { stdout, stderr } = await promisify(execFile)(
        process.execPath,
        ['--input-type=module', '--eval', program(path)],
        { timeout: 60_000 },
      );
      assert.equal(stderr, '');
      const { names, globals } = JSON.parse(stdout) as Record<'names' | 'globals', string[]>;
      for (const name of expected) assert.ok(names.includes(name), `${path} lacks ${name}`);
      assert.deepEqual(
        globals.filter((name) => !LITS_GLOBALS.includes(name)),
        [],
      );
    });
  }
});
