// `/test-bundle/test/….js` is the module of that name with all that it imports, as one classic script: a test that
// opens dozens of pages cannot wait for a hundred modules in each.
import { build } from 'esbuild';

const made = new Map();

async function bundle(path) {
  const { outputFiles } = await build({
    entryPoints: [path],
    bundle: true,
    // The package's list of files with side effects knows nothing of tests.
    ignoreAnnotations: true,
    write: false,
    format: 'iife',
    target: 'es2022',
    define: { 'process.env.NODE_ENV': '"production"', global: 'globalThis' },
  });
  return outputFiles[0].text;
}

export async function testBundle(context, next) {
  const [, path] = /^\/test-bundle\/(test\/[\w/-]+)\.js$/.exec(context.path) ?? [];
  if (!path) return next();
  if (!made.has(path)) made.set(path, bundle(`${path}.ts`));
  context.set('content-type', 'text/javascript');
  context.set('cache-control', 'max-age=3600');
  context.body = await made.get(path);
  return undefined;
}
