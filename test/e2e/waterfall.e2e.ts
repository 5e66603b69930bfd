/** The waterfall of the last purchase, from the element's own performance entries. */
import type { Locator, Page } from '@playwright/test';
import {
  acceptTerms,
  agree,
  answerAsKlarna,
  buyButton,
  expect,
  expectAccessible,
  expectConfirmation,
  fillIn,
  open,
  picture,
  state,
  test,
} from './shop.js';

const part = (page: Page, title: string): Locator =>
  page.locator('section').filter({ has: page.getByRole('heading', { name: title }) });

const stepsOf = async (section: Locator): Promise<string[]> =>
  (await section.getByRole('rowheader').allTextContents()).map((text) => text.trim());

/** Milliseconds in one column of a step's row. */
async function time(section: Locator, step: string, column: 'start' | 'took'): Promise<number> {
  const row = section.getByRole('row', { name: `klarna-checkout:${step} ` });
  return Number.parseFloat(
    await row
      .getByRole('cell')
      .nth(column === 'start' ? 0 : 1)
      .innerText(),
  );
}

test('shows what took how long in the purchase before', async ({ page, browserName }) => {
  await page.goto('/demo/waterfall/');
  await expect(page.getByText('There has been none in this tab yet')).toBeVisible();

  await open(page, '/demo/one-page/');
  await fillIn(page);
  await agree(page);
  await expect(state(page)).toHaveText('ready');
  await acceptTerms(page);
  await buyButton(page).click();
  await answerAsKlarna(page, /Approve/);
  await expectConfirmation(page, 'Klarna');
  await page.getByRole('link', { name: /waterfall/ }).click();

  const start = part(page, 'From consent to the widget');
  expect((await stepsOf(start)).sort()).toEqual(
    ['consent', 'load', 'ready', 'sdk', 'session'].map((step) => `klarna-checkout:${step}`),
  );
  const session = await time(start, 'session', 'start');
  expect(session).toBeLessThan(
    (await time(start, 'sdk', 'start')) + (await time(start, 'sdk', 'took')),
  );
  expect(await time(start, 'load', 'start')).toBeGreaterThan(session);
  await expect(start.getByText(/the element itself took: [\d.]+ ms/)).toBeVisible();
  const press = part(page, 'From the press to the answer');
  expect(await stepsOf(press)).toEqual(['klarna-checkout:press', 'klarna-checkout:authorize']);
  await expect(press.getByRole('cell', { name: 'approved' })).toBeVisible();

  // The bars say the same as the numbers.
  const bar = (step: string) => start.locator(`.bar[data-step="${step}"]`);
  const [sessionBar, loadBar] = [
    await bar('session').boundingBox(),
    await bar('load').boundingBox(),
  ];
  expect(loadBar!.x).toBeGreaterThanOrEqual(sessionBar!.x + sessionBar!.width - 2);

  if (browserName !== 'chromium') return;
  await expectAccessible(page);
  await picture(page, 'waterfall', { everywhere: true });
});

test('goes on over the pages of one purchase, and knows where the next begins @chromium', async ({
  page,
}) => {
  for (const purchase of ['the first', 'the second']) {
    await open(page, '/demo/three-step/', 'approve');
    await fillIn(page);
    await page.getByRole('button', { name: 'Continue to payment' }).click();
    await agree(page);
    await expect(state(page)).toHaveText('ready');
    await page.getByRole('button', { name: 'Continue to review' }).click();
    await expect(page).toHaveURL(/review/);
    await expect(state(page)).toHaveText('finalize-required');
    await acceptTerms(page);
    await buyButton(page).click();
    await expectConfirmation(page, 'Klarna');
    await page.getByRole('link', { name: /waterfall/ }).click();
    const order = page.getByRole('rowheader', { name: 'klarna-checkout:order' });
    await expect(order, purchase).toHaveCount(1);
    await expect(page.getByRole('cell', { name: 'finalize-required' }), purchase).toHaveCount(1);
  }
});
