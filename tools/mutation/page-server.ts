/** Serves the page of the mutation tests: mocha, one bundle of all tests, and single files on demand. */
import { existsSync } from 'node:fs';
import { readFile, readdir } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import { build, transform } from 'esbuild';

const FOLDERS = ['test/unit/flow', 'test/unit/klarna'];

/** Tries everything and takes seconds for it: a mutant has to be noticed without it. */
const LEFT_OUT = 'search.test.ts';

const TYPES: Readonly<Record<string, string>> = {
  '.js': 'text/javascript',
  '.ts': 'text/javascript',
  '.html': 'text/html',
};

/** The tests may wait while they load: the script that runs them comes after the last of them, never beside. */
const page = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Mutants</title><body>
<script src="/node_modules/mocha/mocha.js"></script>
<script>mocha.setup({ ui: 'bdd', reporter: function () {}, timeout: 5000, cleanReferencesAfterRun: false });</script>
<script type="module">await import('/bundle.js'); await import('/page-script.js');</script>`;

async function bundle(root: string): Promise<string> {
  const files: string[] = [];
  for (const folder of FOLDERS) {
    if (!existsSync(join(root, folder))) continue;
    const names = await readdir(join(root, folder));
    files.push(
      ...names
        .filter((name) => name.endsWith('.test.ts') && name !== LEFT_OUT)
        .map((name) => `./${folder}/${name}`),
    );
  }
  const { outputFiles } = await build({
    stdin: {
      contents: files.map((file) => `import ${JSON.stringify(file)};`).join('\n'),
      resolveDir: root,
    },
    bundle: true,
    // The package promises that its modules do nothing by themselves; its tests do.
    ignoreAnnotations: true,
    write: false,
    format: 'esm',
    target: 'es2022',
    conditions: ['development'],
    logLevel: 'error',
  });
  return outputFiles.map(({ text }) => text).join('');
}

async function script(file: string): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [file],
    bundle: true,
    write: false,
    format: 'esm',
    target: 'es2022',
    logLevel: 'error',
  });
  return outputFiles.map(({ text }) => text).join('');
}

/** A module of the project that a test loads by its address, as the dev server would give it. */
async function single(root: string, path: string): Promise<string> {
  const wanted = join(root, path);
  const file = existsSync(wanted) ? wanted : wanted.replace(/\.js$/, '.ts');
  const text = await readFile(file, 'utf8');
  return extname(file) === '.ts'
    ? (await transform(text, { loader: 'ts', target: 'es2022' })).code
    : text;
}

export interface PageServer {
  readonly url: string;
  close(): void;
}

export async function serve(root: string): Promise<PageServer> {
  const made: Readonly<Record<string, string>> = {
    '/': page,
    '/bundle.js': await bundle(root),
    '/page-script.js': await script(join(import.meta.dirname, 'page-script.ts')),
  };
  const answer = (path: string): string | Promise<string> => made[path] ?? single(root, path);
  const server = createServer(({ url = '/' }, response) => {
    const path = decodeURIComponent(new URL(url, 'http://localhost').pathname);
    const type = TYPES[extname(path)] ?? 'text/html';
    Promise.resolve(path)
      .then(answer)
      .then(
        (body) => response.writeHead(200, { 'content-type': `${type}; charset=utf-8` }).end(body),
        () => response.writeHead(404).end(),
      );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
