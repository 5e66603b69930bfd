/** The part of the mutation tests that runs in the page: mocha, as often as a mutant is tried. */
import type { MutantCoverage } from '@stryker-mutator/api/core';
import { type TestResult, TestStatus } from '@stryker-mutator/api/test-runner';

export interface Plan {
  /** Ids of the tests to run; without it, all. */
  readonly testFilter?: readonly string[] | undefined;
  readonly hitLimit?: number | undefined;
  readonly activeMutant?: string;
  readonly coverageAnalysis?: string;
  readonly bail: boolean;
}

export interface Run {
  readonly tests: readonly TestResult[];
  readonly mutantCoverage?: MutantCoverage | undefined;
  readonly hitCount?: number | undefined;
}

interface Stryker {
  activeMutant?: string | undefined;
  hitLimit?: number | undefined;
  hitCount?: number | undefined;
  currentTestId?: string | undefined;
  readonly mutantCoverage?: MutantCoverage;
}

declare global {
  // Stryker's own name for what its instrumented code reads and writes.
  var __stryker__: Stryker;
  var runTests: (plan: Plan) => Promise<Run>;
}

function runTests(plan: Plan): Promise<Run> {
  const { mocha } = globalThis as unknown as { readonly mocha: Mocha };
  const stryker = Object.assign(globalThis.__stryker__, {
    activeMutant: plan.activeMutant,
    hitLimit: plan.hitLimit,
    hitCount: plan.hitLimit === undefined ? undefined : 0,
  });
  const only = plan.testFilter && new Set(plan.testFilter);
  const narrow = (suite: Mocha.Suite & { allTests?: Mocha.Test[] }): void => {
    suite.allTests ??= suite.tests;
    suite.tests = suite.allTests.filter((test) => !only || only.has(test.fullTitle()));
    suite.suites.forEach(narrow);
  };
  narrow(mocha.suite);
  if (plan.coverageAnalysis === 'perTest') {
    mocha.suite.beforeEach(function () {
      stryker.currentTestId = this.currentTest?.fullTitle();
    });
  }
  const tests: TestResult[] = [];
  const common = (test: Mocha.Test) => {
    const name = test.fullTitle();
    return { id: name, name, timeSpentMs: test.duration ?? 0 };
  };
  return new Promise((resolve, reject) => {
    mocha
      .bail(plan.bail)
      .run()
      .on('pass', (test) => tests.push({ ...common(test), status: TestStatus.Success }))
      .on('fail', (test, error) =>
        tests.push({ ...common(test), status: TestStatus.Failed, failureMessage: String(error) }),
      )
      .on('end', () => {
        const { mutantCoverage, hitCount } = stryker;
        const isComplete = tests.length >= (only?.size ?? 1);
        // A run that left tests out would report that the mutant survives.
        if (isComplete || tests.some(({ status }) => status === TestStatus.Failed))
          resolve({ tests, mutantCoverage, hitCount });
        else reject(new Error(`ran ${tests.length} of ${only?.size ?? 'all'} tests`));
      });
  });
}

globalThis.runTests = runTests;
