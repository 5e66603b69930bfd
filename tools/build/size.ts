/**
 * Says how big the script-tag file is, and which folders it is made of: `npm run build:cdn && npm run size`.
 * With `--files` it lists each file. The shares are of the minified text; only the whole can be compressed.
 */
import { readFileSync } from 'node:fs';
import { SourceMap, type SourceMapping, type SourceMapPayload } from 'node:module';
import { brotliCompressSync, gzipSync } from 'node:zlib';

const FILE = new URL('../../dist/cdn/klarna-checkout.js', import.meta.url);

const script = readFileSync(FILE);
const map = new SourceMap(
  JSON.parse(readFileSync(new URL(`${FILE.href}.map`), 'utf8')) as SourceMapPayload,
);

/** `src/flow/machine/pay.ts` belongs to `src/flow/machine`, a package's file to the package. */
function groupOf(source: string): string {
  const path = source.replace(/^(\.\.\/)+/, '');
  const [, dependency] = /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path) ?? [];
  if (dependency) return dependency;
  return process.argv.includes('--files') ? path : path.replace(/\/[^/]+$/, '');
}

const shares = new Map<string, number>();
for (const [line, text] of script.toString().split('\n').entries()) {
  for (let column = 0; column < text.length; column += 1) {
    const { originalSource } = map.findEntry(line, column) as Partial<SourceMapping>;
    const group = originalSource === undefined ? '(wrapping)' : groupOf(originalSource);
    shares.set(group, (shares.get(group) ?? 0) + 1);
  }
}

for (const [group, bytes] of [...shares].sort(([, a], [, b]) => b - a)) {
  console.log(`${String(bytes).padStart(7)}  ${group}`);
}
console.log(
  `minified ${script.length}, gzip ${gzipSync(script, { level: 9 }).length}, ` +
    `brotli ${brotliCompressSync(script).length} bytes`,
);
