/** The tools that the samples drive a browser with: what stands before and after a sample, so that it is a program. */
import { chromium } from 'playwright-core';
import { chromiumArguments, installed, onPath } from './browser.js';

export interface Tool {
  readonly name: string;
  /** Of our package, which the sample imports. */
  readonly entry: string;
  readonly types: string;
  readonly before: string;
  readonly after: string;
  /** What this machine lacks for it. */
  readonly missing: () => string | undefined;
}

const executablePath = installed('chromium')?.executablePath ?? chromium.executablePath();
const launch = JSON.stringify({ executablePath, args: chromiumArguments });

/** Debian's and Google's drivers drive the browser of the same package, not the one that Playwright downloads. */
const driver = onPath('chromedriver');
const driven = onPath('chromium') ?? onPath('google-chrome');
const capabilities = JSON.stringify({
  browserName: 'chrome',
  'wdio:chromedriverOptions': { binary: driver },
  'goog:chromeOptions': { binary: driven, args: ['--headless=new', ...chromiumArguments] },
});

export const TOOLS: readonly Tool[] = [
  {
    name: 'playwright-core',
    entry: 'klarna-checkout-element/playwright',
    types: `import type { BrowserContext } from 'playwright-core';\ndeclare const context: BrowserContext;\n`,
    before: `import { chromium } from 'playwright-core';
      const tool = await chromium.launch(${launch});
      const context = await tool.newContext();`,
    after: 'await tool.close();',
    missing: () => undefined,
  },
  {
    name: 'puppeteer-core',
    entry: 'klarna-checkout-element/puppeteer',
    types: `import type { Page } from 'puppeteer-core';\ndeclare const page: Page;\n`,
    before: `import { launch } from 'puppeteer-core';
      const tool = await launch(${launch});
      const page = await tool.newPage();`,
    after: 'await tool.close();',
    missing: () => undefined,
  },
  {
    name: 'webdriverio',
    entry: 'klarna-checkout-element/webdriverio',
    types: `import type { Browser } from 'webdriverio';\ndeclare const browser: Browser;\n`,
    before: `import { remote } from 'webdriverio';
      const browser = await remote({ logLevel: 'error', capabilities: ${capabilities} });`,
    after: 'await browser.deleteSession();',
    missing: () =>
      driver && driven ? undefined : 'chromedriver and its browser are not installed',
  },
];
