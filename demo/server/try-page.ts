/** The page from the top of the README, word for word, with its two scripts bundled as it asks for them. */
import { readFile } from 'node:fs/promises';
import { build } from 'esbuild';

export const TRY_PATH = '/demo/try/';

const SCRIPTS: Readonly<Record<string, string>> = {
  'klarna-checkout.js': 'src/define.ts',
  'klarna-simulator.js': 'src/simulator/script-tag.ts',
};

export async function tryPage(
  path: string,
  headers: Readonly<Record<string, string>>,
): Promise<Response> {
  const name = path.slice(TRY_PATH.length);
  if (name === '') {
    return new Response(await readFile('demo/try/index.html'), {
      headers: { 'content-type': 'text/html; charset=utf-8', ...headers },
    });
  }
  const entry = SCRIPTS[name];
  if (entry === undefined) return new Response(null, { status: 404 });
  const { outputFiles } = await build({
    entryPoints: [entry],
    bundle: true,
    minify: true,
    format: 'iife',
    target: 'es2022',
    write: false,
  });
  return new Response(outputFiles[0]?.text, {
    headers: { 'content-type': 'text/javascript; charset=utf-8', 'cache-control': 'no-cache' },
  });
}
