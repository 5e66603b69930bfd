import { expect, expectAccessible, expectConfirmation, fillIn, picture, test } from './shop.js';

const PAGES = {
  'front-door': '/',
  shop: '/demo/shop/',
  'one-page': '/demo/one-page/',
  'three-step': '/demo/three-step/',
  privacy: '/demo/privacy/',
};

for (const [name, path] of Object.entries(PAGES)) {
  test(`${name} is accessible in light and dark, and fits a phone @chromium`, async ({ page }) => {
    await page.goto(path);
    await picture(page, name, { everywhere: true });
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      await expectAccessible(page);
    }
  });
}

test('changes the cart without losing what was typed @chromium', async ({ page }) => {
  await page.goto('/demo/one-page/');
  await fillIn(page);
  await page.getByRole('button', { name: /One more: Mug/ }).click();
  await expect(page.locator('[data-bind="total"]')).toHaveText('€115.00');
  await expect(page.locator('klarna-checkout')).toHaveAttribute('cart-version', '2');
  await page.getByLabel('Voucher code').fill('EBBE10');
  await page.getByLabel('Voucher code').press('Enter');
  await expect(page.locator('[data-bind="discount"]')).toHaveText('-€11.50');
  await page.getByRole('button', { name: /One less: Soups/ }).click();
  await expect(page.locator('.lines .line')).toHaveCount(1);
  await expect(page.getByLabel('City')).toHaveValue('Norden');
});

for (const width of [1280, 900]) {
  test(`keeps the order beside the form, from the top, at ${width} px @chromium`, async ({
    page,
  }) => {
    await page.setViewportSize({ width, height: 800 });
    await page.goto('/demo/one-page/');
    await expect(page.locator('#panel-state')).toHaveText('consent');
    const boxOf = async (selector: string) => (await page.locator(selector).boundingBox())!;
    const form = await boxOf('.checkout > .main');
    const order = await boxOf('.checkout > .summary');
    expect(order.y).toBe(form.y);
    expect(order.x).toBeGreaterThanOrEqual(form.x + form.width);
    await page.locator('#buy').scrollIntoViewIfNeeded();
    await expect(page.locator('.checkout > .summary .total')).toBeInViewport();
  });
}

test('speaks German, and keeps what was typed @chromium', async ({ page }) => {
  await page.goto('/demo/one-page/');
  await fillIn(page);
  await page.getByRole('button', { name: 'Deutsch' }).click();
  await expect(page.locator('html')).toHaveAttribute('lang', 'de');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Kasse');
  await expect(page.getByRole('textbox', { name: 'Ort' })).toHaveValue('Norden');
  await expect(page.locator('[data-bind="total"]')).toHaveText('90,90 €');
  await picture(page, 'one-page-german');
});

test('sells without any script @chromium', async ({ browser, baseURL }) => {
  const context = await browser.newContext({
    javaScriptEnabled: false,
    ...(baseURL && { baseURL }),
  });
  const page = await context.newPage();
  await page.goto('/demo/shop/');
  await page.getByRole('button', { name: /Add to cart.*Teapot/ }).click();
  await page.getByRole('link', { name: /Go to checkout \(4\)/ }).click();
  for (const [label, value] of [
    ['E-mail', 'anna@example.org'],
    ['First name', 'Anna'],
    ['Last name', 'Watt'],
    ['Street and number', 'Deichstraße 7'],
    ['Postal code', '26506'],
    ['City', 'Norden'],
  ] as const) {
    await page.getByRole('textbox', { name: label }).fill(value);
  }
  await page.getByRole('radio', { name: 'Prepayment' }).check();
  await page.getByRole('checkbox', { name: /terms/ }).check();
  await page.getByRole('button', { name: 'Buy now' }).click();
  await expectConfirmation(page, 'Prepayment');
  await context.close();
});
