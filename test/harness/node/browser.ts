/** One small way to drive each of the three engines, whoever drives it below: Playwright, or WebDriver for WebKitGTK. */
import assert from 'node:assert/strict';
import { setTimeout as pause } from 'node:timers/promises';
import * as playwright from 'playwright-core';
import { chromiumArguments, type Engine, find } from '../../../tools/browsers/find.js';
import { WebKitGtk } from '../../../tools/browsers/webkit-gtk.js';

export {
  chromiumArguments,
  type Engine,
  engines,
  find as installed,
  onPath,
} from '../../../tools/browsers/find.js';

interface Driver {
  goto(url: string): Promise<void>;
  /** Runs the body of a function in the page and gives back what it returns. */
  run(body: string): Promise<unknown>;
  click(x: number, y: number): Promise<void>;
  press(key: string): Promise<void>;
  stop(): Promise<void>;
}

/** Elements are found through open shadow roots, by selector and text, and only where a person could see them. */
const FIND = `
  const all = (root) => [...root.querySelectorAll('*')].flatMap((node) =>
    node.shadowRoot ? [node, ...all(node.shadowRoot)] : [node]);
  const find = (selector, text) => all(document).find((node) =>
    node.matches(selector) && node.textContent.includes(text) && node.checkVisibility());
`;

export class Browser {
  readonly #driver: Driver;

  private constructor(driver: Driver) {
    this.#driver = driver;
  }

  static async start(engine: Engine): Promise<Browser> {
    const found = find(engine);
    assert.ok(found, `No browser for ${engine}: npm run setup:test`);
    const { executablePath } = found;
    const isSystemWebKit = engine === 'webkit' && executablePath !== undefined;
    return new Browser(
      isSystemWebKit
        ? await overWebDriver(executablePath)
        : await overPlaywright(engine, executablePath),
    );
  }

  goto(url: string): Promise<void> {
    return this.#driver.goto(url);
  }

  /** What an expression is in the page; it has to be plain data. */
  async read<T>(expression: string): Promise<T> {
    return JSON.parse(
      (await this.#driver.run(`${FIND} return JSON.stringify(${expression} ?? null);`)) as string,
    ) as T;
  }

  /** Waits until an expression in the page is true; over WebDriver there is no other way than asking again. */
  async until(expression: string): Promise<void> {
    const ends = Date.now() + 20_000;
    while (!(await this.read<boolean>(`Boolean(${expression})`))) {
      if (Date.now() > ends) {
        const seen = await this.read<unknown>(
          `[document.body.innerText, globalThis.record?.violations, globalThis.record?.errors, globalThis.record?.events]`,
        );
        assert.fail(`never came true: ${expression}\n${JSON.stringify(seen, undefined, 2)}`);
      }
      await pause(50);
    }
  }

  /** A real click in the middle of what a person would see; again where the page moved it away from the mouse. */
  async click(selector: string, text: string): Promise<void> {
    const target = `find(${JSON.stringify(selector)}, ${JSON.stringify(text)})`;
    let isMissed = true;
    while (isMissed) {
      await this.until(target);
      const [x, y] = await this.read<[number, number]>(`((node) => {
        document.testMissed = true;
        node.addEventListener('click', () => delete document.testMissed, { capture: true });
        node.scrollIntoView({ block: 'center', behavior: 'instant' });
        const box = node.getBoundingClientRect();
        return [Math.round(box.x + box.width / 2), Math.round(box.y + box.height / 2)];
      })(${target})`);
      await this.#driver.click(x, y);
      // A page that is being left does not answer: the click has led away from it.
      isMissed = await this.read<boolean>('document.testMissed ?? false').catch(() => false);
    }
  }

  /** A key, for whatever has the focus: also inside a frame. */
  press(key: string): Promise<void> {
    return this.#driver.press(key);
  }

  stop(): Promise<void> {
    return this.#driver.stop();
  }
}

async function overPlaywright(engine: Engine, executablePath: string | undefined): Promise<Driver> {
  const browser = await playwright[engine].launch({
    ...(executablePath ? { executablePath } : {}),
    // Firefox ESR is driven over WebDriver BiDi, which Playwright offers as a channel.
    ...(engine === 'firefox' && executablePath ? { channel: 'moz-firefox' } : {}),
    args: engine === 'chromium' ? [...chromiumArguments] : [],
  });
  const page = await browser.newPage();
  return {
    goto: async (url) => {
      await page.goto(url);
    },
    run: (body) => page.evaluate(`(() => { ${body} })()`),
    click: (x, y) => page.mouse.click(x, y),
    press: (key) => page.keyboard.press(key),
    stop: () => browser.close(),
  };
}

async function overWebDriver(miniBrowser: string): Promise<Driver> {
  const session = await new WebKitGtk(miniBrowser).start();
  return {
    goto: (url) => session.goto(url),
    run: (body) => session.eval(body),
    click: (x, y) => session.mouse.click(x, y),
    press: (key) => session.keyboard.press(key),
    stop: () => session.stop(),
  };
}
