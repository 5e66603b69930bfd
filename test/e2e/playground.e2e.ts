/** The playground: what is chosen is what happens, what is shown is what is copied. */
import { answerAsKlarna, expect, expectAccessible, picture, test } from './shop.js';

const PATH = '/demo/playground/';

test('plays a decline, with its events and requests', async ({ page }) => {
  await page.goto(PATH);
  await Promise.all([
    page.waitForEvent('load'),
    page.getByLabel('What happens').selectOption({ label: 'Klarna declines' }),
  ]);
  const state = page.locator('#state');
  await expect(state).toHaveText('consent');
  await expect(page.getByRole('log', { name: 'Network' })).not.toContainText('POST');
  await page.getByRole('button', { name: 'Agree and continue' }).click();
  await expect(state).toHaveText('ready');
  await expect(page.getByRole('log', { name: 'Network' })).toContainText(
    'POST /playground/session',
  );
  await expect(page.getByRole('log', { name: 'Network' })).toContainText('GET /simulator/api.js');
  await page.getByRole('button', { name: 'Buy now and pay with Klarna' }).click();
  await expect(state).toHaveText('declined');
  await expect(page.locator('#stage')).toContainText('choose another way to pay');
  await expect(page.getByRole('log', { name: 'Events' })).toContainText('klarna-declined');
});

test('copies the HTML that it shows, which is the element on the stage', async ({
  page,
  context,
  browserName,
}) => {
  if (browserName === 'chromium') {
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  }
  await page.goto(PATH);
  await page.getByLabel('Market').selectOption('SE');
  await page.locator('#locale').selectOption('sv-SE');
  await page.getByLabel('Customer').selectOption('organization');
  await page.getByLabel('auto-finalize="false"').check();
  const shown = await page.locator('#code').textContent();
  expect(shown).toContain('country="SE"');
  await expect(page.locator('#stage')).toContainText('Klarna');
  const built = await page.evaluate((html) => {
    return [...html.matchAll(/([\w-]+)="([^"]*)"/g)].map(([, name, value]) => [
      name,
      value,
      document.querySelector('#stage klarna-checkout')!.getAttribute(name!),
    ]);
  }, shown!);
  for (const [name, written, real] of built) expect(real, name!).toBe(written);
  await page.getByRole('button', { name: 'Copy' }).click();
  await expect(page.getByRole('button', { name: 'Copied' })).toBeVisible();
  if (browserName === 'chromium') {
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(shown);
  }
});

test('keeps what is set in its address', async ({ page }) => {
  await page.goto(PATH);
  await page.getByLabel('Market').selectOption('FI');
  await page.locator('#locale').selectOption('fi-FI');
  const stage = page.locator('#stage');
  // Whatever the system prefers.
  await page.emulateMedia({ colorScheme: 'light' });
  await page.getByLabel('Theme').selectOption('dark');
  await expect(stage).toHaveCSS('background-color', 'rgb(27, 34, 38)');
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.getByLabel('Theme').selectOption('light');
  await expect(stage).toHaveCSS('background-color', 'rgb(255, 253, 250)');
  await page.getByLabel('Theme').selectOption('brand');
  await page.getByLabel('Direction').selectOption('rtl');
  await page.reload();
  const element = page.locator('#stage klarna-checkout');
  await expect(element).toHaveAttribute('country', 'FI');
  await expect(element).toHaveAttribute('locale', 'fi-FI');
  await expect(page.locator('#code')).toContainText('--klarna-checkout-accent: #7a2e0e;');
  await expect(stage).toHaveAttribute('dir', 'rtl');
});

test('is bought on by keyboard, in a form', async ({ page, browserName }) => {
  await page.goto(PATH);
  await page.getByLabel('Stands').selectOption('form');
  await page.getByLabel('Klarna offers').selectOption('three');
  const isLooking = browserName === 'chromium';
  if (isLooking) {
    await picture(page, 'playground', { everywhere: true });
    await expectAccessible(page);
  }
  await page.getByRole('button', { name: 'Agree and continue' }).press('Enter');
  await expect(page.locator('#state')).toHaveText('ready');
  if (isLooking) {
    await expectAccessible(page);
    await picture(page, 'playground-ready', { everywhere: true });
  }
  await page.locator('#stage').getByRole('textbox', { name: 'E-mail' }).press('Enter');
  await answerAsKlarna(page, /Approve/);
  const network = page.getByRole('log', { name: 'Network' });
  await expect(network).toContainText('POST /order');
  // Nobody shows a token around, not even this page.
  await expect(network).toContainText(/klarna_authorization_token: "[\da-f]{4}…"/);
});
