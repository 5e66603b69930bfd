/**
 * `/test-bundle/test/….js` is the module of that name with all that it imports, as one classic script: a test that
 * opens dozens of pages cannot wait for a hundred modules in each.
 */
import { build } from 'esbuild';
import type { Middleware } from './middleware.js';

const bundles = new Map<string, Promise<string>>();

async function bundle(path: string): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [path],
    bundle: true,
    // The package's list of files with side effects does not contain the tests.
    ignoreAnnotations: true,
    write: false,
    format: 'iife',
    target: 'es2022',
    define: { 'process.env.NODE_ENV': '"production"', global: 'globalThis' },
  });
  return outputFiles.map(({ text }) => text).join('');
}

export const testBundle: Middleware = async (context, next) => {
  const [, path] = /^\/test-bundle\/(test\/[\w/-]+)\.js$/.exec(context.path) ?? [];
  if (path === undefined) {
    await next();
    return;
  }
  const made = bundles.get(path) ?? bundle(`${path}.ts`);
  bundles.set(path, made);
  context.set('content-type', 'text/javascript');
  context.set('cache-control', 'max-age=3600');
  context.body = await made;
};
