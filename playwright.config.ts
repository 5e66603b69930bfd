import { defineConfig } from '@playwright/test';
// @ts-expect-error plain JavaScript without types
import { find } from './tools/browsers.mjs';

interface Found {
  readonly executablePath?: string;
}
const root = process.getuid?.() === 0;
const origin = `http://127.0.0.1:${process.env.PORT ?? '4173'}`;
const chromium = find('chromium') as Found | undefined;
const firefox = find('firefox') as Found | undefined;
const webkit = find('webkit') as Found | undefined;

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
  reporter: [['list'], ['./tools/playwright-totals.mjs']],
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
                    args: root ? ['--no-sandbox'] : [],
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
