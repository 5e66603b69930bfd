// Runs the tests for Stryker in real Chromium: one bundle, one new page for each mutant.
import { PluginKind, declareClassPlugin } from '@stryker-mutator/api/plugin';
import {
  DryRunStatus,
  determineHitLimitReached,
  toMutantRunResult,
} from '@stryker-mutator/api/test-runner';
import { chromium } from 'playwright-core';
import { find } from '../browsers.mjs';
import { serve } from './page-server.mjs';

class PageRunner {
  #server;
  #browser;

  capabilities() {
    return { reloadEnvironment: true };
  }

  async init() {
    this.#server = await serve(process.cwd());
    await this.#launch();
  }

  /** All tests without a mutant: which of them reach which mutant is what narrows the runs after. */
  dryRun({ timeout, coverageAnalysis }) {
    return this.#run({ timeout, coverageAnalysis, bail: false });
  }

  async mutantRun({ timeout, testFilter, hitLimit, activeMutant, disableBail }) {
    const result = await this.#run({
      timeout,
      testFilter,
      hitLimit,
      activeMutant: activeMutant.id,
      bail: !disableBail,
    });
    return toMutantRunResult(result);
  }

  async dispose() {
    await this.#browser?.close();
    this.#server?.close();
  }

  async #launch() {
    const { executablePath } = find('chromium');
    const args = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
    this.#browser = await chromium.launch({ executablePath, args });
  }

  async #run({ timeout, ...plan }) {
    let timer;
    const limit = new Promise((resolve) => {
      timer = setTimeout(resolve, timeout, { status: DryRunStatus.Timeout });
    });
    const context = await this.#browser.newContext();
    const result = await Promise.race([this.#inPage(context, plan), limit]);
    clearTimeout(timer);
    if (result.status === DryRunStatus.Timeout) {
      // A page in an endless loop does not close; its browser does.
      await this.#browser.close();
      await this.#launch();
    } else await context.close();
    return result;
  }

  async #inPage(context, plan) {
    try {
      const page = await context.newPage();
      await page.addInitScript((given) => {
        globalThis.plan = given;
        globalThis.__stryker__ = {
          activeMutant: given.activeMutant,
          hitLimit: given.hitLimit,
          hitCount: given.hitLimit === undefined ? undefined : 0,
        };
      }, plan);
      await page.goto(this.#server.url);
      await page.waitForFunction(() => globalThis.finished, undefined, { timeout: 0 });
      const { tests, mutantCoverage, hitCount } = await page.evaluate(() => globalThis.finished);
      const isEndless = determineHitLimitReached(hitCount, plan.hitLimit);
      return isEndless ?? { status: DryRunStatus.Complete, tests, mutantCoverage };
    } catch (error) {
      return { status: DryRunStatus.Error, errorMessage: String(error) };
    }
  }
}

export const strykerPlugins = [declareClassPlugin(PluginKind.TestRunner, 'page', PageRunner)];
