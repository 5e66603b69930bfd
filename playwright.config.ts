import { defineConfig } from '@playwright/test';
import { chromiumArguments, find } from './tools/browsers/find.js';
import { E2E_REPORT } from './tools/suites/results.js';

const origin = `http://127.0.0.1:${process.env.PORT ?? '4173'}`;
const chromium = find('chromium');
const firefox = find('firefox');
const webkit = find('webkit');

export default defineConfig({
  testDir: 'test/e2e',
  testMatch: '**/*.e2e.ts',
  outputDir: 'artifacts/playwright',
  fullyParallel: true,
  workers: 2,
  forbidOnly: Boolean(process.env.CI),
  retries: 0,
  timeout: 90_000,
  expect: { timeout: 10_000 },
  reporter: [['list'], ['junit', { outputFile: E2E_REPORT }]],
  use: { baseURL: origin, actionTimeout: 15_000, trace: 'retain-on-failure' },
  webServer: {
    command: 'npm run --silent demo:preview',
    url: origin,
    reuseExistingServer: !process.env.CI,
  },
  projects: [
    ...(chromium
      ? [
          {
            name: 'chromium',
            use: {
              browserName: 'chromium' as const,
              launchOptions: chromium.executablePath
                ? {
                    executablePath: chromium.executablePath,
                    args: [...chromiumArguments],
                  }
                : {},
            },
          },
        ]
      : []),
    // Firefox ESR is driven over WebDriver BiDi, which Playwright offers as a channel.
    ...(firefox
      ? [
          {
            name: 'firefox',
            grepInvert: /@chromium/,
            use: {
              browserName: 'firefox' as const,
              ...(firefox.executablePath
                ? {
                    channel: 'moz-firefox',
                    launchOptions: { executablePath: firefox.executablePath },
                  }
                : {}),
            },
          },
        ]
      : []),
    // A system's WebKit has a test of its own, test/demo/webkit-purchase.test.ts: Playwright cannot drive it.
    ...(webkit && !webkit.executablePath
      ? [{ name: 'webkit', grepInvert: /@chromium/, use: { browserName: 'webkit' as const } }]
      : []),
  ],
});
