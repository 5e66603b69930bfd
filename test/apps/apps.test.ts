/** The packed package in apps of shops, built with Vite. */
import { after, before, describe, it } from 'node:test';
import type { Browser } from 'playwright-core';
import { packed, type Packed } from '../harness/node/packed.js';
import { buy, make, remove, serve, startChromium } from './app.js';
import { VITE_APPS } from './vite.js';

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

  for (const app of VITE_APPS) {
    it(app.name, async () => {
      const folder = make(app, pack);
      try {
        await app.build(folder);
        const server = await serve(folder);
        try {
          await buy(browser, server.origin);
        } finally {
          await server.stop();
        }
      } finally {
        remove(folder);
      }
    });
  }
});
