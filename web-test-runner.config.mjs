// Element and unit tests in Chromium, Firefox and WebKit. KLARNA_ENGINES=chromium narrows the engines, --files the files.
import { fileURLToPath } from 'node:url';
import { esbuildPlugin } from '@web/dev-server-esbuild';
import { defaultReporter } from '@web/test-runner';
import { chromeLauncher } from '@web/test-runner-chrome';
import { playwrightLauncher } from '@web/test-runner-playwright';
import * as puppeteer from 'puppeteer-core';
import { register } from 'tsx/esm/api';

// The test runner reads this file as JavaScript; what it imports is TypeScript.
register();
const { chromiumArguments, engines, find } = await import('./tools/browsers/find.ts');
const { webkitLauncher } = await import('./tools/browsers/webkit-launcher.ts');
const { unitResults } = await import('./tools/suites/unit-results.ts');
const { olderBrowser } = await import('./tools/test-server/older-browser.ts');
const { searchSettings } = await import('./tools/test-server/search-settings.ts');
const { testBundle } = await import('./tools/test-server/test-bundle.ts');
const { testEndpoint } = await import('./tools/test-server/test-endpoint.ts');

const wanted = (process.env.KLARNA_ENGINES ?? engines.join()).split(',');

function launcher(engine) {
  const browser = find(engine);
  if (!browser) throw new Error(`No browser for ${engine}. Run: npm run setup:test`);
  const { executablePath } = browser;
  if (executablePath === undefined) return playwrightLauncher({ product: engine });
  if (engine === 'chromium') {
    return playwrightLauncher({
      product: 'chromium',
      launchOptions: { executablePath, args: [...chromiumArguments] },
    });
  }
  if (engine === 'firefox') {
    return chromeLauncher({
      puppeteer,
      concurrency: 1,
      launchOptions: { browser: 'firefox', executablePath },
    });
  }
  return webkitLauncher(executablePath);
}

export default {
  hostname: '127.0.0.1',
  files: 'test/{unit,element,faults,security/page,search/{model,machine}}/**/*.test.ts',
  middleware: [testBundle, testEndpoint, olderBrowser, searchSettings],
  nodeResolve: { exportConditions: ['development'] },
  plugins: [
    esbuildPlugin({
      ts: true,
      json: true,
      target: 'es2022',
      tsconfig: fileURLToPath(new URL('./tsconfig.json', import.meta.url)),
    }),
  ],
  browsers: wanted.map(launcher),
  reporters: [defaultReporter(), unitResults()],
  concurrency: 1,
  concurrentBrowsers: Number(process.env.KLARNA_CONCURRENT_BROWSERS ?? 2),
  browserStartTimeout: 60_000,
  testsStartTimeout: 60_000,
  // A long search takes its time.
  testsFinishTimeout: process.env.KLARNA_SEARCH_RUNS ? 7_200_000 : 180_000,
  testFramework: { config: { timeout: 10_000, forbidOnly: Boolean(process.env.CI) } },
  // Lit says on every page that it runs in development mode, the simulator that it is no Klarna, the element that a
  // test's form has no fields.
  filterBrowserLogs: ({ args }) =>
    !/^Lit is in dev mode|^The Klarna simulator is installed|^<klarna-checkout>: No field has autocomplete|change-in-update/.test(
      String(args[0]),
    ),
};
