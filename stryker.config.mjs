// Mutation testing of what decides and of what speaks with Klarna: npm run mutation.
export default {
  mutate: ['src/flow/machine/**/*.ts', 'src/klarna/**/*.ts'],
  plugins: ['./tools/mutation/page-runner.ts'],
  testRunnerNodeArgs: ['--import', 'tsx'],
  testRunner: 'page',
  coverageAnalysis: 'perTest',
  concurrency: 2,
  timeoutMS: 20_000,
  reporters: ['progress-append-only', 'clear-text', 'html', 'json'],
  clearTextReporter: { allowColor: false, reportTests: false, reportMutants: true },
  htmlReporter: { fileName: 'reports/mutation/index.html' },
  jsonReporter: { fileName: 'reports/mutation/mutation.json' },
  thresholds: { high: 95, low: 90, break: 93 },
};
