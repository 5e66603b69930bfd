/**
 * `/test-bundle/test/….js` is the module of that name with all that it imports, as one classic script: a test that
 * opens dozens of pages cannot wait for a hundred modules in each. With `?development` libraries are built as for
 * their developers.
 */
import { build } from 'esbuild';
import type { Middleware } from './middleware.js';

const bundles = new Map<string, Promise<string>>();

async function bundle(path: string, mode: string): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [path],
    bundle: true,
    // The package's list of files with side effects does not contain the tests.
    ignoreAnnotations: true,
    write: false,
    format: 'iife',
    target: 'es2022',
    define: { 'process.env.NODE_ENV': JSON.stringify(mode), global: 'globalThis' },
  });
  return outputFiles.map(({ text }) => text).join('');
}

export const testBundle: Middleware = async (context, next) => {
  const [, path] = /^\/test-bundle\/(test\/[\w/-]+)\.js$/.exec(context.path) ?? [];
  if (path === undefined) {
    await next();
    return;
  }
  const mode = context.querystring === 'development' ? 'development' : 'production';
  const key = `${path} ${mode}`;
  const made = bundles.get(key) ?? bundle(`${path}.ts`, mode);
  bundles.set(key, made);
  context.set('content-type', 'text/javascript');
  context.set('cache-control', 'max-age=3600');
  context.body = await made;
};
