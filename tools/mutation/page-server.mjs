// Serves the page of the mutation tests: mocha, one bundle of all tests, and single files on demand.
import { existsSync } from 'node:fs';
import { readFile, readdir } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join } from 'node:path';
import { build, transform } from 'esbuild';

const FOLDERS = ['test/unit/flow', 'test/unit/klarna'];

/** Tries everything and takes seconds for it: a mutant has to be noticed without it. */
const LEFT_OUT = 'search.test.ts';

const TYPES = { '.js': 'text/javascript', '.ts': 'text/javascript', '.html': 'text/html' };

/** Stands in the page: runs what `plan` says, as often as it is called. */
function runTests(plan) {
  const { mocha } = globalThis;
  const stryker = Object.assign(globalThis.__stryker__, {
    activeMutant: plan.activeMutant,
    hitLimit: plan.hitLimit,
    hitCount: plan.hitLimit === undefined ? undefined : 0,
  });
  const only = plan.testFilter && new Set(plan.testFilter);
  const narrow = (suite) => {
    suite.allTests ??= suite.tests;
    suite.tests = suite.allTests.filter((test) => !only || only.has(test.fullTitle()));
    suite.suites.forEach(narrow);
  };
  narrow(mocha.suite);
  if (plan.coverageAnalysis === 'perTest') {
    mocha.suite.beforeEach(function () {
      stryker.currentTestId = this.currentTest.fullTitle();
    });
  }
  const tests = [];
  const note = (test, more) => {
    const name = test.fullTitle();
    tests.push({ id: name, name, timeSpentMs: test.duration ?? 0, ...more });
  };
  return new Promise((resolve) => {
    mocha
      .bail(plan.bail)
      .run()
      .on('pass', (test) => note(test, { status: 0 }))
      .on('fail', (test, error) => note(test, { status: 1, failureMessage: String(error) }))
      .on('end', () => {
        const { mutantCoverage, hitCount } = stryker;
        resolve({ tests, mutantCoverage, hitCount });
      });
  });
}

const page = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Mutants</title><body>
<script src="/node_modules/mocha/mocha.js"></script>
<script>mocha.setup({ ui: 'bdd', reporter: function () {}, timeout: 5000, cleanReferencesAfterRun: false });</script>
<script type="module">import '/bundle.js';
globalThis.runTests = ${runTests};</script>`;

async function bundle(root) {
  const files = [];
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
  return outputFiles[0].text;
}

/** A module of the project that a test loads by its address, as the dev server would give it. */
async function single(root, path) {
  const wanted = join(root, path);
  const file = existsSync(wanted) ? wanted : wanted.replace(/\.js$/, '.ts');
  const text = await readFile(file, 'utf8');
  return extname(file) === '.ts'
    ? (await transform(text, { loader: 'ts', target: 'es2022' })).code
    : text;
}

export async function serve(root) {
  const tests = await bundle(root);
  const answer = (path) => {
    if (path === '/') return page;
    return path === '/bundle.js' ? tests : single(root, path);
  };
  const server = createServer(async ({ url }, response) => {
    const path = decodeURIComponent(new URL(url, 'http://localhost').pathname);
    const type = TYPES[extname(path)] ?? 'text/html';
    try {
      const body = await answer(path);
      response.writeHead(200, { 'content-type': `${type}; charset=utf-8` }).end(body);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${server.address().port}/`,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
