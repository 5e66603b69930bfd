/** The demo shop as a shopper meets it: what they do on its pages, and what no page may ever do. */
import { mkdirSync } from 'node:fs';
import AxeBuilder from '@axe-core/playwright';
import { test as base, expect, type FrameLocator, type Locator, type Page } from '@playwright/test';

export { expect };

interface Watched {
  /** Every request of the page, in order. */
  readonly requests: string[];
}

/** Any test of the shop also proves that no foreign host is asked, and that the strict policy holds. */
export const test = base.extend<{ watched: Watched }>({
  watched: [
    async ({ page, baseURL }, use) => {
      const requests: string[] = [];
      const faults: string[] = [];
      page.on('request', (request) => requests.push(request.url()));
      page.on('pageerror', (error) => faults.push(error.message));
      page.on('console', (message) => {
        if (/Content.Security.Policy|TrustedScript|TrustedHTML/i.test(message.text())) {
          faults.push(message.text());
        }
      });
      await use({ requests });
      const own = new URL(baseURL!).origin;
      const foreign = requests.filter((url) => /^https?:/.test(url) && new URL(url).origin !== own);
      expect(foreign, 'requests to a foreign host').toEqual([]);
      expect(faults, 'errors and policy violations').toEqual([]);
    },
    { auto: true },
  ],
});

/** Opens a page of the shop and lets the demo panel decide what happens. */
export async function open(page: Page, path: string, scenario = 'person'): Promise<void> {
  await page.goto(path);
  if (scenario === 'person') return;
  await Promise.all([
    page.waitForEvent('load'),
    page.getByLabel('What happens').selectOption(scenario),
  ]);
}

export async function fillIn(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Fill in a test person' }).click();
}

export async function agree(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Agree and continue' }).click();
}

export function state(page: Page): Locator {
  return page.locator('#panel-state');
}

export async function acceptTerms(page: Page): Promise<void> {
  await page.getByRole('checkbox', { name: /terms/ }).check();
}

export function buyButton(page: Page): Locator {
  return page.locator('#buy');
}

/** Klarna's window, in which the simulator asks the person at the screen. */
export function klarnaWindow(page: Page): FrameLocator {
  return page.frameLocator('iframe[id$="-fullscreen"]:visible');
}

export async function answerAsKlarna(page: Page, answer: RegExp): Promise<void> {
  await klarnaWindow(page).getByRole('button', { name: answer }).click();
}

export async function expectConfirmation(page: Page, paidWith: string): Promise<void> {
  await expect(page).toHaveURL(/\/demo\/confirmation\/\?order=ET-[A-Z2-9]{8}$/);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Thank you for your order');
  await expect(page.locator('.facts')).toContainText(paidWith);
  const number = new URL(page.url()).searchParams.get('order')!;
  await expect(page.locator('#order-number')).toHaveText(number);
}

/** Axe finds nothing, in the shop's own markup and in the element. */
export async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice'])
    .analyze();
  expect(violations.map(({ id, nodes }) => [id, nodes.map((node) => node.html)])).toEqual([]);
}

const PICTURES = 'artifacts/pictures';

interface PictureOptions {
  /** Also on a phone, in the dark and in forced colours. */
  readonly everywhere?: boolean;
  /** Klarna's window covers what can be seen, not the whole page. */
  readonly window?: boolean;
}

/** Keeps a picture of what the shopper sees. */
export async function picture(
  page: Page,
  name: string,
  { everywhere = false, window = false }: PictureOptions = {},
): Promise<void> {
  mkdirSync(PICTURES, { recursive: true });
  const take = async (variant: string) => {
    // A full picture of a page that is scrolled shows what is sticky in the middle of it.
    if (!window) {
      await page.evaluate(() => {
        scrollTo(0, 0);
      });
    }
    await page.screenshot({
      path: `${PICTURES}/${name}${variant}.png`,
      fullPage: !window,
      animations: 'disabled',
    });
  };
  const before = page.viewportSize();
  await page.setViewportSize({ width: 1280, height: 800 });
  await take('');
  if (everywhere) {
    await page.emulateMedia({ colorScheme: 'dark' });
    await take('-dark');
    await page.emulateMedia({ colorScheme: 'light', forcedColors: 'active' });
    await take('-forced-colors');
    await page.emulateMedia({ forcedColors: 'none' });
    await page.setViewportSize({ width: 320, height: 700 });
    await take('-320');
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(overflow, `${name}: sideways scrolling at 320 px`).toBe(0);
  }
  if (before) await page.setViewportSize(before);
}
