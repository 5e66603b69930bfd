/** What happens beside the straight way: a changed cart, a step back, a second purchase, a shop that fails. */
import {
  acceptTerms,
  agree,
  answerAsKlarna,
  buyButton,
  expect,
  expectConfirmation,
  fillIn,
  open,
  picture,
  state,
  test,
} from './shop.js';
import type { Page } from '@playwright/test';

const ONE_PAGE = '/demo/one-page/';
const THREE_STEPS = '/demo/three-step/';

async function toPayment(page: Page, scenario?: string): Promise<void> {
  await open(page, THREE_STEPS, scenario);
  await fillIn(page);
  await page.getByRole('button', { name: 'Continue to payment' }).click();
  await agree(page);
  await expect(state(page)).toHaveText('ready');
}

test('shows the changed total in Klarna’s widget and buys for it @chromium', async ({ page }) => {
  await open(page, ONE_PAGE);
  await fillIn(page);
  await agree(page);
  const widget = page.frameLocator('iframe[id$="-main"]');
  await expect(widget.locator('.amount')).toHaveText('€90.90');
  const updating = page.waitForResponse('**/klarna/session/update');
  await page.getByRole('button', { name: /One more: Mug/ }).click();
  expect((await updating).status()).toBe(200);
  await expect(state(page)).toHaveText('ready');
  await expect(page.locator('[data-bind="total"]')).toHaveText('€115.00');
  await acceptTerms(page);
  await buyButton(page).click();
  await answerAsKlarna(page, /Approve/);
  await expectConfirmation(page, 'Klarna');
  await expect(page.locator('.sums .total')).toContainText('€115.00');
});

test('sells to another country for its own taxes @chromium', async ({ page }) => {
  await open(page, ONE_PAGE);
  await fillIn(page);
  await agree(page);
  await expect(state(page)).toHaveText('ready');
  await page.getByLabel('Country').selectOption('AT');
  await expect(page.locator('[data-bind="tax"]')).toContainText('13,04');
  await expect(page.locator('klarna-checkout')).toHaveAttribute('country', 'AT');
  await expect(state(page)).toHaveText('ready');
  await acceptTerms(page);
  await buyButton(page).click();
  await answerAsKlarna(page, /Approve/);
  await expectConfirmation(page, 'Klarna');
  await expect(page.locator('address')).toContainText('Austria');
});

test('buys twice in one tab @chromium', async ({ page }) => {
  const numbers = new Set<string>();
  for (const round of ['first', 'second']) {
    await open(page, ONE_PAGE);
    await fillIn(page);
    // Whether a tab that has bought asks again is the element's affair; that it buys anew is the shop's.
    await expect(state(page), round).toHaveText(/^(consent|ready)$/);
    if ((await state(page).textContent()) === 'consent') await agree(page);
    await expect(state(page), round).toHaveText('ready');
    await acceptTerms(page);
    await buyButton(page).click();
    await answerAsKlarna(page, /Approve/);
    await expectConfirmation(page, 'Klarna');
    numbers.add((await page.locator('#order-number').textContent())!);
  }
  expect(numbers.size).toBe(2);
});

test('comes back from the review to the payment step and still buys once @chromium', async ({
  page,
}) => {
  await toPayment(page);
  await page.getByRole('button', { name: 'Continue to review' }).click();
  await answerAsKlarna(page, /Approve/);
  await expect(page).toHaveURL(/\/review\/$/);
  await page.getByRole('link', { name: /Change.*Payment/ }).click();
  await expect(page).toHaveURL(/\/payment\/$/);
  await page.getByRole('radio', { name: 'Prepayment' }).check();
  await page.getByRole('button', { name: 'Continue to review' }).click();
  await expect(page).toHaveURL(/\/review\/$/);
  await expect(page.locator('klarna-checkout')).toHaveCount(0);
  await acceptTerms(page);
  await buyButton(page).click();
  await expectConfirmation(page, 'Prepayment');
});

test('keeps the review after a reload @chromium', async ({ page }) => {
  await toPayment(page);
  await page.getByRole('button', { name: 'Continue to review' }).click();
  await answerAsKlarna(page, /Approve/);
  await expect(page).toHaveURL(/\/review\/$/);
  await page.reload();
  await expect(state(page)).toHaveText('finalize-required');
  await acceptTerms(page);
  await buyButton(page).click();
  await answerAsKlarna(page, /Approve/);
  await expectConfirmation(page, 'Klarna');
});

test('says so where the shop’s endpoint fails, and recovers @chromium', async ({ page }) => {
  await page.route('**/klarna/session', (route) => route.fulfill({ status: 500, body: 'no' }));
  await open(page, ONE_PAGE);
  await fillIn(page);
  await agree(page);
  await expect(state(page)).toHaveText('failed');
  await picture(page, 'one-page-endpoint-failed');
  await page.unroute('**/klarna/session');
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(state(page)).toHaveText('ready');
});

test('says so where the order call fails; nothing is ordered @chromium', async ({ page }) => {
  await toPayment(page, 'order-error');
  await page.getByRole('button', { name: 'Continue to review' }).click();
  await expect(state(page)).toHaveText('finalize-required');
  await acceptTerms(page);
  await buyButton(page).click();
  await expect(page.locator('#panel-log')).toContainText('klarna-error');
  await expect(page).toHaveURL(/\/review\/$/);
  await picture(page, 'three-step-order-failed');
});
