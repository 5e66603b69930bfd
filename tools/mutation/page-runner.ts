/**
 * Runs the tests for Stryker in real Chromium: one bundle; a new page for each mutant, except where the code is pure
 * and one page does for all.
 */
import { PluginKind, declareClassPlugin } from '@stryker-mutator/api/plugin';
import {
  DryRunStatus,
  determineHitLimitReached,
  toMutantRunResult,
  type DryRunOptions,
  type DryRunResult,
  type MutantRunOptions,
  type MutantRunResult,
  type TestRunner,
  type TestRunnerCapabilities,
} from '@stryker-mutator/api/test-runner';
import { chromium, type Browser, type Page } from 'playwright-core';
import { chromiumArguments, find } from '../browsers/find.js';
import type { Plan, Run } from './page-script.js';
import { serve, type PageServer } from './page-server.js';

/** Nothing in here remembers anything: what one mutant did, the next one does not see. */
const PURE = 'src/flow/machine/';

class PageRunner implements TestRunner {
  #server: PageServer | undefined;
  #browser: Browser | undefined;
  /** The one page of all pure mutants. */
  #page: Page | undefined;

  capabilities(): TestRunnerCapabilities {
    return { reloadEnvironment: true };
  }

  async init(): Promise<void> {
    this.#server = await serve(process.cwd());
    this.#browser = await launch();
  }

  /** All tests without a mutant: which of them reach which mutant is what narrows the runs after. */
  dryRun({ timeout, coverageAnalysis }: DryRunOptions): Promise<DryRunResult> {
    return this.#run({ coverageAnalysis, bail: false }, timeout);
  }

  async mutantRun(options: MutantRunOptions): Promise<MutantRunResult> {
    const { timeout, testFilter, hitLimit, activeMutant, disableBail, reloadEnvironment } = options;
    const plan = { testFilter, hitLimit, activeMutant: activeMutant.id, bail: !disableBail };
    const isPure = !reloadEnvironment && activeMutant.fileName.includes(PURE);
    return toMutantRunResult(await this.#run(plan, timeout, isPure));
  }

  async dispose(): Promise<void> {
    await this.#browser?.close();
    this.#server?.close();
  }

  /** A page with all tests in it; a mutant that shows while they load is active from the start. */
  async #open({ activeMutant }: Partial<Plan>): Promise<Page> {
    if (!this.#browser || !this.#server) throw new Error('not initialized');
    const page = await this.#browser.newPage();
    await page.addInitScript((mutant) => {
      globalThis.__stryker__ = { activeMutant: mutant };
    }, activeMutant);
    await page.goto(this.#server.url);
    await page.waitForFunction(() => 'runTests' in globalThis, undefined, { timeout: 0 });
    return page;
  }

  async #run(plan: Plan, timeout: number, isPure = false): Promise<DryRunResult> {
    let timer: NodeJS.Timeout | undefined;
    const limit = new Promise<DryRunResult>((resolve) => {
      timer = setTimeout(resolve, timeout, { status: DryRunStatus.Timeout });
    });
    const result = await Promise.race([this.#inPage(plan, isPure), limit]);
    clearTimeout(timer);
    if (result.status === DryRunStatus.Timeout) {
      // A page in an endless loop does not close; its browser does.
      this.#page = undefined;
      await this.#browser?.close();
      this.#browser = await launch();
    }
    return result;
  }

  async #inPage(plan: Plan, isPure: boolean): Promise<DryRunResult> {
    try {
      const page = isPure ? (this.#page ??= await this.#open({})) : await this.#open(plan);
      const { tests, mutantCoverage, hitCount }: Run = await page.evaluate(
        (given) => globalThis.runTests(given),
        plan,
      );
      if (!isPure) await page.close();
      const endless = determineHitLimitReached(hitCount, plan.hitLimit);
      return (
        endless ?? {
          status: DryRunStatus.Complete,
          tests: [...tests],
          ...(mutantCoverage && { mutantCoverage }),
        }
      );
    } catch (error) {
      return { status: DryRunStatus.Error, errorMessage: String(error) };
    }
  }
}

function launch(): Promise<Browser> {
  const found = find('chromium');
  if (!found) throw new Error('No browser for chromium. Run: npm run setup:test');
  return chromium.launch({ ...found, args: [...chromiumArguments] });
}

export const strykerPlugins = [declareClassPlugin(PluginKind.TestRunner, 'page', PageRunner)];
