/** What `import 'klarna-checkout-element/server'` loads at once: timings are a benchmark's, what is loaded is not. */
import assert from 'node:assert/strict';
import { existsSync, readdirSync } from 'node:fs';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import * as gateways from '../../src/server/gateways/index.js';

/** Everything that is loaded before the first line of a shop's own code runs. */
async function loadedAtOnce(entry: string): Promise<readonly string[]> {
  const { metafile } = await build({
    entryPoints: [fileURLToPath(new URL(`../../src/server/${entry}`, import.meta.url))],
    bundle: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    metafile: true,
    write: false,
    logLevel: 'silent',
  });
  const loaded = new Set<string>();
  const visit = (path: string): void => {
    if (loaded.has(path)) return;
    loaded.add(path);
    for (const { kind, path: next } of metafile.inputs[path]?.imports ?? []) {
      if (kind === 'import-statement') visit(next);
    }
  };
  const first = Object.values(metafile.outputs).find(({ entryPoint }) => entryPoint !== undefined);
  assert.ok(first?.entryPoint);
  visit(first.entryPoint);
  return [...loaded];
}

const isOurs = (path: string): boolean => path.startsWith('src/');

describe('the start of the backend kit', () => {
  it('loads no package until encryption or XML is first needed', async () => {
    const foreign = (await loadedAtOnce('index.ts')).filter((path) => !isOurs(path));
    assert.deepEqual(
      foreign.filter((path) => !path.startsWith('node:')),
      [],
    );
  });

  it('loads what a gateway does only for the shops that name it', async () => {
    const loaded = await loadedAtOnce('index.ts');
    const gateways = loaded.filter((path) => path.startsWith('src/server/gateways/'));
    assert.ok(gateways.includes('src/server/gateways/payone/index.ts'));
    assert.deepEqual(
      gateways.filter(
        (path) =>
          !/\/(?:index|config|options|settings|json|lazy|references|attempt-reference|locale|simulated|gateway|call-gateway|redact)\.ts$/.test(
            path,
          ),
      ),
      [],
    );
  });

  const rooms = readdirSync('src/server/gateways').filter((name) =>
    existsSync(`src/server/gateways/${name}/index.ts`),
  );

  it('exports a gateway from each room, and the simulated one', () => {
    assert.equal(Object.keys(gateways).length, rooms.length + 1);
  });

  for (const gateway of rooms)
    it(`lets ${gateway} be imported without the other gateways`, async () => {
      const loaded = await loadedAtOnce(`gateways/${gateway}/index.ts`);
      const own = `src/server/gateways/${gateway}/`;
      assert.deepEqual(
        loaded.filter((path) => /^src\/server\/gateways\/.+\//.test(path) && !path.startsWith(own)),
        [],
      );
    });
});
