/** What the benchmark measures and no machine's mood can change: it may never get worse. Needs `npm run build`. */
import { expect, test } from '@playwright/test';
import { CASES, shiftsOfOurs } from '../../bench/measures/layout.js';
import { leaks } from '../../bench/measures/leaks.js';
import { firstPress } from '../../bench/measures/press.js';
import { trafficOfOurs } from '../../bench/measures/requests.js';
import type { StageServer } from '../../bench/stage/server.js';
import { openServer } from '../../bench/stage/stage.js';

let server: StageServer;

test.beforeAll(async () => {
  server = await openServer();
});
test.afterAll(() => server.stop());

test('one session call and Klarna’s SDK, and nothing of either before consent @chromium', async ({
  browser,
}) => {
  const { before, after } = await trafficOfOurs({ server, browser });
  expect(before.map(({ method, path }) => `${method} ${path}`)).toEqual([
    'GET /ours/',
    'GET /klarna-checkout.js',
  ]);
  expect(after.map(({ method, path }) => `${method} ${path}`).sort()).toEqual([
    'GET /klarna-sdk/api.js',
    'POST /shop/session',
  ]);
});

test('a press reaches Klarna in the same task, with 200 lines and 60 fields', async ({ page }) => {
  expect(await firstPress(page, server)).toEqual({ isSameTask: true, isComplete: true });
});

for (const until of ['consent', 'ready'] as const) {
  test(`nothing is left of elements that were taken out at ${until} @chromium`, async ({
    browser,
  }) => {
    const { nodes, listeners, timers, heap } = await leaks({ server, browser }, until, 200);
    expect({ nodes, listeners, timers }).toEqual({ nodes: 0, listeners: 0, timers: 0 });
    expect(heap).toBeLessThan(2 ** 20);
  });
}

for (const one of CASES) {
  test(`nothing moves from the prompt to the approval at ${one.width} px, pay button ${one.payButton} @chromium`, async ({
    browser,
  }) => {
    const { purchase } = await shiftsOfOurs({ server, browser }, one);
    expect(purchase).toEqual([]);
  });
}

test('nothing moves before the prompt either where the page keeps room for it @chromium', async ({
  browser,
}) => {
  const reserved = { width: 1280, payButton: 'auto', isReserved: true } as const;
  expect((await shiftsOfOurs({ server, browser }, reserved)).first).toEqual([]);
});
