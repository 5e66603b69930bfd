/**
 * The packed package in apps of shops. Those with Vite are part of every run; `npm run test:apps` makes all of them,
 * and writes what was installed.
 */
import { after, before, describe, it } from 'node:test';
import type { Browser } from 'playwright-core';
import { packed, type Packed } from '../harness/node/packed.js';
import { build, buy, make, remove, serve, startChromium, versionsIn } from './app.js';
import { INSTALLED_APPS } from './installed.js';
import { VITE_APPS } from './vite.js';

/** Names of apps, or `all`. */
const wanted = process.env['KLARNA_APPS'] ?? '';
const apps = [
  ...VITE_APPS,
  ...INSTALLED_APPS.filter(({ name }) => wanted === 'all' || wanted.split(',').includes(name)),
];

describe('a shop can sell in an app made with', () => {
  let pack: Packed;
  let browser: Browser;
  before(async () => {
    pack = await packed();
    browser = await startChromium();
  });
  after(async () => {
    await (browser as Browser | undefined)?.close();
    (pack as Packed | undefined)?.remove();
  });

  for (const app of apps) {
    it(app.name, async (test) => {
      const folder = make(app, pack);
      try {
        test.diagnostic(versionsIn(folder, app));
        await build(folder, app);
        const { origin, stop } = await serve(folder, app);
        try {
          await buy(browser, origin);
        } finally {
          await stop();
        }
      } finally {
        remove(folder);
      }
    });
  }
});
