/**
 * Runs the cases of a probe over a real build of Klarna's SDK and over the simulator, and prints where a page could
 * tell them apart.
 *
 * Neither the build nor the probe is part of this project: the one is Klarna's, the other is where the cases were
 * recorded first. `KLARNA_SDK_BUILD` is the path of an `api.js`, `KLARNA_PROBE` that of a folder with `probe.mjs` and
 * `cases.mjs`. `npm run probe -- PATTERN` runs the cases whose names match.
 */
import { spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import type { Case } from './case.js';
import { callsOf, firstDifference, treesOf, type Recorded } from './compare.js';
import { scriptOf } from './script-of.js';

type Recording = Readonly<Record<string, Recorded>>;

const [pattern = '.'] = process.argv.slice(2);

/** How many pages at once, and how much slower than its author's the machine may be. */
const PACE = ['--conc=3', '--slow=2'];

function required(variable: string, what: string): string {
  const path = process.env[variable];
  if (path && existsSync(path)) return resolve(path);
  console.log(`Skipped: ${variable} does not name ${what}.`);
  process.exit(0);
}

const sdk = required('KLARNA_SDK_BUILD', "a file of Klarna's SDK");
const probe = required('KLARNA_PROBE', 'a folder with the cases of a probe');

async function standIn(): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [join(import.meta.dirname, 'stand-in.ts')],
    bundle: true,
    write: false,
    format: 'iife',
    target: 'es2022',
  });
  return outputFiles.map(({ text }) => text).join('');
}

/** Records all cases over one file; `adapted` is what becomes of each case. */
async function record(file: string, adapted: (given: Case) => string): Promise<Recording> {
  const folder = mkdtempSync(join(tmpdir(), 'klarna-probe-'));
  try {
    cpSync(probe, folder, {
      recursive: true,
      filter: (path) => !/\/(?:node_modules|out)$/.test(path),
    });
    symlinkSync(resolve('node_modules'), join(folder, 'node_modules'));
    cpSync(join(probe, 'cases.mjs'), join(folder, 'given.mjs'));
    const { cases } = (await import(pathToFileURL(join(folder, 'given.mjs')).href)) as {
      readonly cases: readonly Case[];
    };
    const wanted = cases.filter(({ name }) => new RegExp(pattern).test(name));
    const runs = Object.fromEntries(wanted.map((given) => [given.name, adapted(given)]));
    writeFileSync(
      join(folder, 'cases.mjs'),
      `import { cases as given } from './given.mjs';
      const runs = ${JSON.stringify(runs)};
      export const cases = given.filter(({ name }) => name in runs)
        .map((one) => ({ ...one, run: { toString: () => runs[one.name] } }));`,
    );
    const { status, stderr } = spawnSync(
      process.execPath,
      ['probe.mjs', file, '--out=recording', ...PACE],
      { cwd: folder, encoding: 'utf8' },
    );
    if (status !== 0) throw new Error(stderr);
    const text = readFileSync(join(folder, 'out', 'recording.json'), 'utf8');
    return (JSON.parse(text) as { readonly cases: Recording }).cases;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const simulator = join(mkdtempSync(join(tmpdir(), 'klarna-simulator-')), 'api.js');
writeFileSync(simulator, await standIn());

const real = await record(sdk, ({ run }) => String(run));
const simulated = await record(simulator, (given) => {
  const script = JSON.stringify(scriptOf(given));
  return `async (P, T) => { window.probeScript = ${script}; await (${String(given.run)})(P, T); }`;
});
rmSync(simulator);

const same = { calls: 0, trees: 0, both: 0 };
for (const [name, recorded] of Object.entries(real)) {
  const other = simulated[name] ?? {};
  const calls = firstDifference(callsOf(recorded), callsOf(other));
  const trees = firstDifference(treesOf(recorded), treesOf(other));
  same.calls += Number(!calls);
  same.trees += Number(!trees);
  same.both += Number(!calls && !trees);
  for (const [what, difference] of Object.entries({ calls, trees }))
    if (difference)
      console.log(`${name}: ${what}\n  real      ${difference[0]}\n  simulated ${difference[1]}`);
}
const total = Object.keys(real).length;
console.log(
  `${total} cases: ${same.calls} with the same calls, ${same.trees} with the same trees, ${same.both} with both.`,
);
