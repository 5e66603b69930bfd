/** The stand-in for Klarna's SDK as one classic script, as Klarna's CDN serves the real one. */
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const ENTRY = fileURLToPath(new URL('../simulator.ts', import.meta.url));

/** Bundles anew at each call, which takes milliseconds, so that an edit shows at the next load. */
export async function simulatorScript(): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [ENTRY],
    bundle: true,
    minify: true,
    format: 'iife',
    target: 'es2022',
    write: false,
  });
  return outputFiles[0]?.text ?? '';
}
