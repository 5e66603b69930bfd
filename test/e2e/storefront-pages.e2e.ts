/** The element on pages that somebody else wrote: each is bought on, with no foreign request and no axe finding. */
import type { Locator, Page } from '@playwright/test';
import {
  answerAsKlarna,
  expect,
  expectAccessible,
  expectConfirmation,
  picture,
  test,
} from './shop.js';

interface Look {
  /** Pictures and axe run in one engine only: they cost more than the purchase itself. */
  readonly name: string;
  readonly isLooking: boolean;
}

/** The way of a purchase inside `scope`, up to a widget that can be paid with. */
async function goToReady(page: Page, scope: Locator, { name, isLooking }: Look): Promise<void> {
  const element = scope.locator('klarna-checkout');
  await expect(element).toHaveJSProperty('state', 'consent');
  if (isLooking) {
    await expectAccessible(page);
    await picture(page, `${name}-consent`, { everywhere: true });
  }
  await scope.getByRole('button', { name: 'Agree and continue' }).click();
  await expect(element).toHaveJSProperty('state', 'ready');
  if (isLooking) {
    await expectAccessible(page);
    await picture(page, `${name}-ready`, { everywhere: true });
  }
}

async function buy(scope: Locator, button = 'Buy now'): Promise<void> {
  await scope.getByRole('checkbox', { name: /terms/ }).check();
  await scope.getByRole('button', { name: button }).click();
}

test('buys with a plain form and no script of the shop', async ({ page, watched, browserName }) => {
  await page.goto('/demo/plain-form/');
  const form = page.locator('form.checkout');
  await form.getByLabel('Last name').fill('Holm');
  await goToReady(page, form, { name: 'plain-form', isLooking: browserName === 'chromium' });
  await buy(form);
  await answerAsKlarna(page, /Approve/);
  await expectConfirmation(page, 'Klarna');
  await expect(page.locator('main')).toContainText('Anna Holm');
  const own = watched.requests.filter((url) => /\/(checkout|panel)[-.]/.test(url));
  expect(own, 'scripts of the shop').toEqual([]);
});

test('buys with the second of two elements, while the first is ready too', async ({
  page,
  browserName,
}) => {
  await page.goto('/demo/two-elements/');
  const later = page.getByRole('form', { name: 'Pay later' });
  const parts = page.getByRole('form', { name: 'Pay in parts' });
  await goToReady(page, later, { name: 'two-elements', isLooking: browserName === 'chromium' });
  await parts.getByLabel('Last name').fill('Holm');
  // What the shopper has agreed to holds for both: they share an endpoint.
  await expect(parts.locator('klarna-checkout')).toHaveJSProperty('state', 'ready');
  await expect(later.locator('klarna-checkout')).toHaveJSProperty('state', 'ready');
  await buy(parts);
  await answerAsKlarna(page, /Approve/);
  await expectConfirmation(page, 'Klarna');
  await expect(page.locator('main')).toContainText('Anna Holm');
});

test('buys inside one shadow root @chromium', async ({ page }) => {
  await page.goto('/demo/shadow-roots/');
  const form = page.locator('#one-deep form');
  await goToReady(page, form, { name: 'shadow-roots', isLooking: true });
  await buy(form);
  await answerAsKlarna(page, /Approve/);
  await expectConfirmation(page, 'Klarna');
});

test('buys inside three shadow roots, one in the other', async ({ page }) => {
  await page.goto('/demo/shadow-roots/');
  const form = page.locator('#three-deep form');
  await form.getByLabel('Last name').fill('Holm');
  await goToReady(page, form, { name: 'shadow-roots-three', isLooking: false });
  await buy(form);
  await answerAsKlarna(page, /Approve/);
  await expectConfirmation(page, 'Klarna');
  await expect(page.locator('main')).toContainText('Anna Holm');
});

test('buys with the parts where the shop placed them', async ({ page, browserName }) => {
  await page.goto('/demo/arranged-parts/');
  const form = page.locator('form').filter({ has: page.locator('klarna-checkout') });
  await goToReady(page, form, { name: 'arranged-parts', isLooking: browserName === 'chromium' });
  await page.getByRole('radio', { name: 'Pay in parts' }).check();
  await expect(form.locator('klarna-checkout')).toHaveJSProperty('state', 'ready');
  await buy(form, 'Buy now');
  await answerAsKlarna(page, /Approve/);
  await expectConfirmation(page, 'Klarna');
});

test('buys in the dress of another brand @chromium', async ({ page }) => {
  await page.goto('/demo/themed/');
  const form = page.locator('form.checkout');
  await goToReady(page, form, { name: 'themed', isLooking: true });
  await expect(form.getByRole('radio', { name: 'Pay later' })).toHaveCSS(
    'accent-color',
    'rgb(212, 255, 61)',
  );
  await buy(form);
  await answerAsKlarna(page, /Approve/);
  await expectConfirmation(page, 'Klarna');
});
