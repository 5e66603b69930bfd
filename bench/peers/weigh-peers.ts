/**
 * `npm run bench:peers`: installs the peers outside of this project, bundles each the same way and
 * records what it weighs in `sizes.json`. Run again when a version in `entries.ts` changes.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { version as esbuild } from 'esbuild';
import type { Weight } from '../weigh.js';
import { METHOD, weighBundle } from './bundle.js';
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

async function weighPeer(peer: Peer): Promise<PeerSize> {
  const folder = mkdtempSync(join(tmpdir(), 'klarna-checkout-peer-'));
  try {
    writeFileSync(join(folder, 'package.json'), '{ "private": true, "type": "module" }');
    const wanted = Object.entries(peer.packages).map(([name, version]) => `${name}@${version}`);
    const quiet = ['--ignore-scripts', '--no-audit', '--no-fund', '--silent'];
    execFileSync('npm', ['install', '--legacy-peer-deps', ...quiet, ...wanted], { cwd: folder });
    const weight = await weighBundle(folder, peer.entry);
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
  method: METHOD,
  peers,
};
writeFileSync('bench/peers/sizes.json', `${JSON.stringify(sizes, undefined, 2)}\n`);
