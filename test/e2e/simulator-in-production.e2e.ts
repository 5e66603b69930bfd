/** A simulator that was left where it does not belong is noticed. */
import { readFileSync } from 'node:fs';
import { expect, test, type Page } from '@playwright/test';

const FILES: Readonly<Record<string, string>> = {
  '/klarna-simulator.js': readFileSync('dist/cdn/klarna-simulator.js', 'utf8'),
  '/klarna-checkout.js': readFileSync('dist/cdn/klarna-checkout.js', 'utf8'),
};

/** A host as shoppers reach it; no request leaves the browser. */
const SHOP = 'https://shop.klarna-checkout.dev';

const page = (attributes: string): string => `<!doctype html><html lang="en"><title>Checkout</title>
  <script src="/klarna-simulator.js" data-klarna-endpoint="/klarna" ${attributes}></script>
  <script src="/klarna-checkout.js"></script>
  <klarna-checkout endpoint="/klarna" country="DE" currency="EUR" place-order></klarna-checkout>`;

async function open(browser: Page, attributes = ''): Promise<{ readonly errors: string[] }> {
  const errors: string[] = [];
  browser.on('pageerror', ({ message }) => errors.push(message));
  await browser.route(`${SHOP}/**`, (route) => {
    const file = FILES[new URL(route.request().url()).pathname];
    return route.fulfill({
      contentType: file ? 'text/javascript' : 'text/html',
      body: file ?? page(attributes),
    });
  });
  await browser.goto(`${SHOP}/checkout`);
  return { errors };
}

const expectState = (browser: Page, state: string): Promise<void> =>
  expect(browser.locator('klarna-checkout')).toHaveJSProperty('state', state);

const mark = (browser: Page): Promise<string> =>
  browser.evaluate(() => getComputedStyle(document.documentElement, '::after').content);

test('the endpoint is not simulated on a host that shoppers can reach', async ({
  page: browser,
}) => {
  const { errors } = await open(browser);
  expect(errors).toHaveLength(1);
  expect(errors[0]).toContain('Take its script out of the page');
  expect(errors[0]).toContain('data-klarna-allow-public-host');
  expect(await browser.evaluate('typeof Klarna + typeof klarnaSimulator')).toBe(
    'undefinedundefined',
  );
});

test('a demo that says so sells nothing there, and says TEST to the end', async ({
  page: browser,
}) => {
  const warnings: string[] = [];
  browser.on('console', (message) => {
    if (message.type() === 'warning') warnings.push(message.text());
  });
  const { errors } = await open(browser, 'data-klarna-allow-public-host');
  await browser.getByRole('button', { name: 'Agree and continue' }).click();
  await expectState(browser, 'ready');
  await browser.getByRole('button', { name: 'Buy now and pay' }).click();
  await expectState(browser, 'placed');
  expect(await mark(browser)).toContain('TEST');
  expect(warnings.filter((text) => text.includes('simulator'))).toHaveLength(1);
  expect(errors).toEqual([]);
});
