/** Bundles a module as a shop would, and weighs what its page loads at once. */
import { build } from 'esbuild';
import { sum, weigh, type Weight } from '../weigh.js';

export const METHOD =
  'bundle, minify, split, ESM, es2022, production; gzip 9 and brotli 11 of all files that the page loads at once. What a package fetches later from its vendor is not in it.';

/**
 * Only what the page loads at once counts: the entry with its static imports, and its CSS.
 *
 * @param entry Text of a module, which imports as if it lay in `folder`.
 */
export async function weighBundle(folder: string, entry: string): Promise<Weight> {
  const { outputFiles, metafile } = await build({
    absWorkingDir: folder,
    stdin: { contents: entry, resolveDir: folder, sourcefile: 'entry.js' },
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
  visit('out/stdin.js');
  const files = outputFiles.filter(({ path }) => atOnce.has(path.slice(folder.length + 1)));
  return sum(files.map(({ contents }) => weigh(Buffer.from(contents))));
}
