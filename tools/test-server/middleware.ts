import type { TestRunnerConfig } from '@web/test-runner';

/** Koa's, as the dev server of the tests takes it. */
export type Middleware = NonNullable<TestRunnerConfig['middleware']>[number];
