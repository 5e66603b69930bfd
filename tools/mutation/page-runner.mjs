// Runs the tests for Stryker in real Chromium: one bundle; a new page for each mutant, except where the
// code is pure and one page does for all.
import { PluginKind, declareClassPlugin } from '@stryker-mutator/api/plugin';
import {
  DryRunStatus,
  determineHitLimitReached,
  toMutantRunResult,
} from '@stryker-mutator/api/test-runner';
import { chromium } from 'playwright-core';
import { find } from '../browsers.mjs';
import { serve } from './page-server.mjs';

/** Nothing in here remembers anything: what one mutant did, the next one does not see. */
const PURE = 'src/flow/machine/';

class PageRunner {
  #server;
  #browser;
  #page;

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

  async mutantRun(options) {
    const { timeout, testFilter, hitLimit, activeMutant, disableBail, reloadEnvironment } = options;
    const plan = { testFilter, hitLimit, activeMutant: activeMutant.id, bail: !disableBail };
    const isPure = !reloadEnvironment && activeMutant.fileName.includes(PURE);
    return toMutantRunResult(await this.#run({ timeout, ...plan }, isPure));
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

  /** A page with all tests in it; a mutant that shows while they load is active from the start. */
  async #open(plan) {
    const page = await this.#browser.newPage();
    await page.addInitScript((activeMutant) => {
      globalThis.__stryker__ = { activeMutant };
    }, plan.activeMutant);
    await page.goto(this.#server.url);
    await page.waitForFunction(() => globalThis.runTests, undefined, { timeout: 0 });
    return page;
  }

  async #run({ timeout, ...plan }, isPure = false) {
    let timer;
    const limit = new Promise((resolve) => {
      timer = setTimeout(resolve, timeout, { status: DryRunStatus.Timeout });
    });
    const result = await Promise.race([this.#inPage(plan, isPure), limit]);
    clearTimeout(timer);
    if (result.status === DryRunStatus.Timeout) {
      // A page in an endless loop does not close; its browser does.
      this.#page = undefined;
      await this.#browser.close();
      await this.#launch();
    }
    return result;
  }

  async #inPage(plan, isPure) {
    try {
      const page = isPure ? (this.#page ??= await this.#open({})) : await this.#open(plan);
      const run = await page.evaluate((given) => globalThis.runTests(given), plan);
      if (!isPure) await page.close();
      const { tests, mutantCoverage, hitCount } = run;
      const endless = determineHitLimitReached(hitCount, plan.hitLimit);
      return endless ?? { status: DryRunStatus.Complete, tests, mutantCoverage };
    } catch (error) {
      return { status: DryRunStatus.Error, errorMessage: String(error) };
    }
  }
}

export const strykerPlugins = [declareClassPlugin(PluginKind.TestRunner, 'page', PageRunner)];
