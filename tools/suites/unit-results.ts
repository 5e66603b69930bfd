/**
 * Writes what the tests in browsers came to. The JUnit reporter of @web/test-runner leaves out files that could not be
 * loaded and tests outside of any suite, so this one writes the results itself.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { relative } from 'node:path';
import type { Reporter, TestSuiteResult } from '@web/test-runner';
import { failureLine, REPORTS, type Results, UNIT_REPORT } from './results.js';

export function unitResults(): Reporter {
  return {
    onTestRunFinished({ sessions }) {
      const results: Results = { passed: 0, failed: 0, skipped: 0, failures: [] };
      const fail = (names: readonly string[], message?: string): void => {
        results.failed += 1;
        results.failures.push(failureLine(names, message));
      };
      const walk = ({ name, tests, suites }: TestSuiteResult, outer: readonly string[]): void => {
        const names = [...outer, name];
        for (const test of tests) {
          if (test.skipped) results.skipped += 1;
          else if (test.passed) results.passed += 1;
          else fail([...names, test.name], test.error?.message);
        }
        for (const suite of suites) walk(suite, names);
      };
      for (const { browser, testFile = '', testResults, passed, errors } of sessions) {
        const names = [browser.name, relative(process.cwd(), testFile)];
        if (testResults) walk(testResults, names);
        // The file could not be loaded, or something was thrown outside of a test.
        if (!passed && errors.length) fail(names, errors[0]?.message);
      }
      mkdirSync(REPORTS, { recursive: true });
      writeFileSync(UNIT_REPORT, JSON.stringify(results));
    },
  };
}
