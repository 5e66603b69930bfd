/**
 * `npm run bench:peers`: installs the peers outside of this project, bundles each the same way and
 * records what it weighs in `sizes.json`. Run again when a version in `entries.ts` changes.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build, version as esbuild } from 'esbuild';
import { sum, weigh, type Weight } from '../weigh.js';
import { PEERS, type Peer } from './entries.js';

export interface PeerSize extends Weight {
  readonly name: string;
  readonly packages: Readonly<Record<string, string>>;
}

export interface PeerSizes {
  readonly date: string;
  readonly bundler: string;
  readonly method: string;
  readonly peers: readonly PeerSize[];
}

/** Only what the page loads at once counts: the entry with its static imports, and its CSS. */
async function weighPeer(peer: Peer): Promise<PeerSize> {
  const folder = mkdtempSync(join(tmpdir(), 'klarna-checkout-peer-'));
  try {
    writeFileSync(join(folder, 'package.json'), '{ "private": true, "type": "module" }');
    writeFileSync(join(folder, 'entry.js'), peer.entry);
    const wanted = Object.entries(peer.packages).map(([name, version]) => `${name}@${version}`);
    const quiet = ['--ignore-scripts', '--no-audit', '--no-fund', '--silent'];
    execFileSync('npm', ['install', '--legacy-peer-deps', ...quiet, ...wanted], { cwd: folder });
    const { outputFiles, metafile } = await build({
      absWorkingDir: folder,
      entryPoints: ['entry.js'],
      outdir: 'out',
      bundle: true,
      splitting: true,
      minify: true,
      metafile: true,
      write: false,
      format: 'esm',
      target: 'es2022',
      platform: 'browser',
      legalComments: 'none',
      define: { 'process.env.NODE_ENV': '"production"' },
      logLevel: 'error',
    });
    const atOnce = new Set<string>();
    const visit = (path: string): void => {
      if (atOnce.has(path)) return;
      atOnce.add(path);
      const output = metafile.outputs[path];
      if (output?.cssBundle) atOnce.add(output.cssBundle);
      for (const { kind, path: imported } of output?.imports ?? []) {
        if (kind === 'import-statement') visit(imported);
      }
    };
    visit('out/entry.js');
    const files = outputFiles.filter(({ path }) => atOnce.has(path.slice(folder.length + 1)));
    const weight = sum(files.map(({ contents }) => weigh(Buffer.from(contents))));
    return { name: peer.name, packages: peer.packages, ...weight };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const peers: PeerSize[] = [];
for (const peer of PEERS) {
  const size = await weighPeer(peer);
  console.log(`${peer.name}: ${size.raw} raw, ${size.gzip} gzip, ${size.brotli} brotli`);
  peers.push(size);
}
const sizes: PeerSizes = {
  date: new Date().toISOString().slice(0, 10),
  bundler: `esbuild ${esbuild}`,
  method:
    'bundle, minify, split, ESM, es2022, production; gzip 9 and brotli 11 of all files that the page loads at once. What a package fetches later from its vendor is not in it.',
  peers,
};
writeFileSync('bench/peers/sizes.json', `${JSON.stringify(sizes, undefined, 2)}\n`);
