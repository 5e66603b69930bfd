/** The playground: what is chosen is what happens, what is shown is what is copied. */
import type { Page } from '@playwright/test';
import { ATTRIBUTES } from '../../demo/playground/attributes.js';
import {
  agree,
  answerAsKlarna,
  expect,
  expectAccessible,
  klarnaWindow,
  picture,
  test,
} from './shop.js';

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
    const [tag = ''] = /<klarna-checkout[^>]*>/.exec(html) ?? [];
    return [...tag.matchAll(/([\w-]+)="([^"]*)"/g)].map(([, name, value]) => [
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

/** The attributes of the element as the page shows them to be copied. */
async function shownAttributes(page: Page): Promise<readonly string[]> {
  const code = (await page.locator('#code').textContent()) ?? '';
  const [, tag = ''] = /<klarna-checkout\n([^>]*)>/.exec(code) ?? [];
  return Array.from(tag.matchAll(/^\s*([\w-]+)/gm), ([, name = '']) => name);
}

/** Types by keys, and leaves the field: after a filled in value Firefox fires no change. */
async function type(page: Page, name: string, value: string): Promise<void> {
  const field = page.getByLabel(name, { exact: true });
  await field.fill('');
  await field.pressSequentially(value);
  await page.keyboard.press('Tab');
}

test('has a control for every attribute of the element', async ({ page }) => {
  await page.goto(PATH);
  await page.getByLabel('Stands').selectOption('form');
  await page.getByLabel('Klarna offers').selectOption('three');
  await page.getByLabel('Customer').selectOption('organization');
  for (const name of ['choice', 'submitter', 'auto-finalize', 'disabled']) {
    await page.getByRole('checkbox', { name }).check();
  }
  const chosen = {
    category: 'pay_later',
    fields: 'woocommerce',
    'pay-button': 'show',
    lock: 'none',
  };
  for (const [name, value] of Object.entries(chosen)) {
    await page.getByLabel(name, { exact: true }).selectOption(value);
  }
  for (const name of ['cart-version', 'privacy-url', 'token-name', 'pay-amount', 'csrf-header']) {
    await type(page, name, 'abc');
  }
  await type(page, 'csrf-token', 'abc');
  const written = new Set(await shownAttributes(page));
  for (const name of ['place-order', 'consent']) {
    await page.getByRole('checkbox', { name }).check();
  }
  for (const name of await shownAttributes(page)) written.add(name);
  await page.getByLabel('Stands').selectOption('beside');
  for (const name of await shownAttributes(page)) written.add(name);
  expect([...written].sort()).toEqual(Object.keys(ATTRIBUTES).sort());
});

test('closes what would change nothing, and says what it goes with', async ({ page }) => {
  await page.goto(PATH);
  const tokenName = page.getByLabel('token-name', { exact: true });
  await expect(tokenName).toBeDisabled();
  await expect(tokenName).toHaveAccessibleDescription('In a form, without place-order.');
  await page.getByLabel('Stands').selectOption('form');
  await expect(tokenName).toBeEnabled();
  await page.getByRole('checkbox', { name: 'place-order' }).check();
  await expect(tokenName).toBeDisabled();
  const csrfToken = page.getByLabel('csrf-token', { exact: true });
  await expect(csrfToken).toBeDisabled();
  await type(page, 'csrf-header', 'X-CSRF-Token');
  await expect(csrfToken).toBeEnabled();
});

/** What the playground shows, alone on a page, with the two scripts of the README. */
async function openCopied(page: Page): Promise<void> {
  const code = (await page.locator('#code').textContent()) ?? '';
  await page.route('**/copied', (route) =>
    route.fulfill({
      contentType: 'text/html',
      body: `<!doctype html><html lang="en"><title>Copied</title>
        <script src="/demo/try/klarna-simulator.js" data-klarna-endpoint="/playground" data-klarna-person></script>
        <script src="/demo/try/klarna-checkout.js"></script>${code}`,
    }),
  );
  await page.goto('/copied');
}

test('shows HTML that buys on a page of its own', async ({ page }) => {
  await page.goto(PATH);
  await page.getByRole('checkbox', { name: 'place-order' }).check();
  await page.getByLabel('Market').selectOption('NZ');
  await openCopied(page);
  await agree(page);
  await page.getByRole('button', { name: 'Buy now' }).click();
  await answerAsKlarna(page, /Approve/);
  await expect(page.locator('klarna-checkout')).toHaveJSProperty('state', 'placed');
});

// What a form sends can be read over Chromium's protocol only.
test('shows HTML of a form that is sent with the token @chromium', async ({ page }) => {
  await page.goto(PATH);
  await page.getByLabel('Stands').selectOption('form');
  await page.getByRole('checkbox', { name: 'choice' }).check();
  await page.getByLabel('fields', { exact: true }).selectOption('data-fields');
  await type(page, 'token-name', 'klarna_token');
  await openCopied(page);
  await page.route('**/order', (route) =>
    route.fulfill({ contentType: 'text/html', body: 'Done' }),
  );
  await agree(page);
  await expect(page.locator('klarna-checkout')).toHaveJSProperty('state', 'ready');
  await page.getByRole('button', { name: 'Buy now' }).click();
  await expect(klarnaWindow(page).getByRole('button', { name: /Approve/ })).toBeVisible();
  const [sent] = await Promise.all([
    page.waitForRequest('**/order'),
    answerAsKlarna(page, /Approve/),
  ]);
  const form = new URLSearchParams(sent.postData() ?? '');
  expect(form.get('payment')).toBe('klarna');
  expect(form.get('mail')).toBe('anna.watt@example.com');
  expect(form.get('klarna_token')).toMatch(/^[\da-f-]{36}$/);
});

test('keeps the element when the cart changes', async ({ page }) => {
  await page.goto(PATH);
  await agree(page);
  await expect(page.locator('#state')).toHaveText('ready');
  await type(page, 'cart-version', '2');
  await expect(page.getByRole('log', { name: 'Network' })).toContainText('session/update');
  await expect(page.locator('#state')).toHaveText('ready');
  await expect(page.locator('#code')).toContainText('cart-version="2"');
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
