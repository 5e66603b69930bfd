/** A launcher of @web/test-runner for WebKitGTK. */
import type { BrowserLauncher } from '@web/test-runner';
import { WebKitGtk } from './webkit-gtk.js';

interface WebKitLauncher extends BrowserLauncher {
  /** What the plugin of @web/test-runner-commands drives. */
  getPage(): WebKitGtk | undefined;
}

export function webkitLauncher(miniBrowser: string): WebKitLauncher {
  let browser: WebKitGtk | undefined;
  let starting: Promise<WebKitGtk> | undefined;
  const urls = new Map<string, string>();

  async function started(): Promise<WebKitGtk> {
    starting ??= new WebKitGtk(miniBrowser).start();
    browser = await starting;
    return browser;
  }

  return {
    name: 'WebKitGTK',
    // So that the commands plugin calls getPage().
    type: 'playwright',
    concurrency: 1,
    async startSession(id, url) {
      const webkit = await started();
      urls.set(id, url);
      await webkit.goto(url);
    },
    isActive: (id) => urls.has(id),
    getBrowserUrl: (id) => urls.get(id),
    async stopSession(id) {
      urls.delete(id);
      try {
        await browser?.goto('about:blank', 4000);
      } catch {
        // A page that hangs: the next file gets a new browser.
        const hanging = browser;
        starting = browser = undefined;
        await hanging?.abandon();
      }
      return {};
    },
    async stop() {
      await starting?.catch(() => undefined);
      await browser?.stop();
      starting = browser = undefined;
    },
    getPage: () => browser,
    startDebugSession: () => Promise.reject(new Error('WebKitGTK has no debug session')),
  };
}
