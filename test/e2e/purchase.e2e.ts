import {
  acceptTerms,
  agree,
  answerAsKlarna,
  buyButton,
  expect,
  expectAccessible,
  expectConfirmation,
  fillIn,
  klarnaWindow,
  open,
  picture,
  state,
  test,
} from './shop.js';

const ONE_PAGE = '/demo/one-page/';
const FOR_KLARNA = /\/(klarna|simulator)\//;

test('buys on one page', async ({ page, watched, browserName }) => {
  const pictures = browserName === 'chromium';
  await open(page, ONE_PAGE);
  await expect(page.getByRole('button', { name: 'Agree and continue' })).toBeVisible();
  await fillIn(page);
  if (pictures) await picture(page, 'one-page-consent', { everywhere: true });
  expect(
    watched.requests.filter((url) => FOR_KLARNA.test(url)),
    'requests before consent',
  ).toEqual([]);

  await agree(page);
  await expect(state(page)).toHaveText('ready');
  if (pictures) await picture(page, 'one-page-ready', { everywhere: true });

  await acceptTerms(page);
  await buyButton(page).click();
  await expect(state(page)).toHaveText('authorizing');
  await expect(klarnaWindow(page).getByRole('button', { name: /Approve/ })).toBeVisible();
  if (pictures) await picture(page, 'one-page-authorizing', { everywhere: true, window: true });

  // The window's name outlives the page, so the test knows the token afterwards.
  await page.evaluate(() => {
    addEventListener('klarna-authorized', (event) => {
      window.name = (
        event as CustomEvent<{ authorizationToken: string }>
      ).detail.authorizationToken;
    });
  });
  await answerAsKlarna(page, /Approve/);
  await expectConfirmation(page, 'Klarna');
  await expect(page.locator('main')).toContainText('Anna Watt');

  const token = await page.evaluate(() => window.name);
  expect(token).toMatch(/^[\w.-]{20,}$/);
  const left = await page.evaluate(() =>
    [sessionStorage, localStorage].map((storage) => JSON.stringify(storage)).join(),
  );
  expect(left, 'what the purchase left in storage').not.toContain(token);
  expect(watched.requests.join('\n'), 'addresses').not.toContain(token);
  if (pictures) await picture(page, 'confirmation', { everywhere: true });
});

test('has no accessibility findings on the way through a purchase @chromium', async ({ page }) => {
  await open(page, ONE_PAGE, 'approve');
  await fillIn(page);
  await expectAccessible(page);
  await agree(page);
  await expect(state(page)).toHaveText('ready');
  await expectAccessible(page);
  await acceptTerms(page);
  await buyButton(page).click();
  await expectConfirmation(page, 'Klarna');
  await expectAccessible(page);
});

test('buys in three steps, finalizing on the last @chromium', async ({ page }) => {
  await open(page, '/demo/three-step/');
  await fillIn(page);
  await picture(page, 'three-step-address');
  await page.getByRole('button', { name: 'Continue to payment' }).click();
  await agree(page);
  await expect(state(page)).toHaveText('ready');
  await picture(page, 'three-step-payment', { everywhere: true });
  await page.getByRole('button', { name: 'Continue to review' }).click();
  await answerAsKlarna(page, /Approve/);

  await expect(page).toHaveURL(/\/three-step\/review\/$/);
  await expect(state(page)).toHaveText('finalize-required');
  await picture(page, 'three-step-review', { everywhere: true });
  await acceptTerms(page);
  await buyButton(page).click();
  await answerAsKlarna(page, /Approve/);
  await expectConfirmation(page, 'Klarna');
});

test('goes on without Klarna after it declined @chromium', async ({ page }) => {
  await open(page, ONE_PAGE, 'decline');
  await fillIn(page);
  await agree(page);
  await expect(state(page)).toHaveText('ready');
  await acceptTerms(page);
  await buyButton(page).click();
  await expect(state(page)).toHaveText('declined');
  await expect(page.getByRole('radio', { name: 'Klarna' })).toBeDisabled();
  await expectAccessible(page);
  await picture(page, 'one-page-declined', { everywhere: true });

  await page.getByRole('radio', { name: 'Prepayment' }).check();
  await buyButton(page).click();
  await expectConfirmation(page, 'Prepayment');
});

test('can try again after closing Klarna @chromium', async ({ page }) => {
  await open(page, ONE_PAGE);
  await fillIn(page);
  await agree(page);
  await expect(state(page)).toHaveText('ready');
  await acceptTerms(page);
  await buyButton(page).click();
  await answerAsKlarna(page, /Close/);
  await expect(page.locator('#panel-log')).toContainText('klarna-cancelled');
  await expect(state(page)).toHaveText('ready');
  await expect(page.getByLabel('City')).toBeEditable();
  await picture(page, 'one-page-cancelled', { everywhere: true });

  await buyButton(page).click();
  await answerAsKlarna(page, /Approve/);
  await expectConfirmation(page, 'Klarna');
});

test('says which field Klarna could not use, and buys once it is mended @chromium', async ({
  page,
}) => {
  await open(page, ONE_PAGE, 'invalid');
  await fillIn(page);
  await agree(page);
  await expect(state(page)).toHaveText('ready');
  await acceptTerms(page);
  await buyButton(page).click();
  const email = page.getByRole('textbox', { name: 'E-mail' });
  await expect(email).toHaveAttribute('aria-invalid', 'true');
  await expect(email).toHaveAccessibleDescription(/Klarna could not use it/);
  await expect(email).toBeFocused();
  await expect(state(page)).toHaveText('ready');
  await picture(page, 'one-page-invalid', { everywhere: true });

  await email.fill('anna@example.org');
  await expect(email).not.toHaveAttribute('aria-invalid');
  await buyButton(page).click();
  await expectConfirmation(page, 'Klarna');
});

test('goes on without Klarna where it offers nothing @chromium', async ({ page }) => {
  await open(page, ONE_PAGE, 'unavailable');
  await fillIn(page);
  await agree(page);
  await expect(state(page)).toHaveText('unavailable');
  await expect(page.getByRole('radio', { name: 'Klarna' })).toBeDisabled();
  await expectAccessible(page);
  await picture(page, 'one-page-unavailable', { everywhere: true });

  await page.getByRole('radio', { name: 'Prepayment' }).check();
  await acceptTerms(page);
  await buyButton(page).click();
  await expectConfirmation(page, 'Prepayment');
});

test('says so and offers a retry where the SDK is blocked @chromium', async ({ page }) => {
  await open(page, ONE_PAGE, 'blocked');
  await fillIn(page);
  await agree(page);
  await expect(state(page)).toHaveText('failed', { timeout: 30_000 });
  await expect(page.getByRole('button', { name: 'Try again' })).toBeVisible();
  await expect(page.locator('#panel-log')).toContainText('sdk-blocked');
  await picture(page, 'one-page-sdk-blocked', { everywhere: true });

  await page.getByRole('radio', { name: 'Prepayment' }).check();
  await acceptTerms(page);
  await buyButton(page).click();
  await expectConfirmation(page, 'Prepayment');
});

test('recovers by the retry button when the SDK comes through after all @chromium', async ({
  page,
}) => {
  await page.route('**/simulator/api.js*', (route) => route.abort());
  await open(page, ONE_PAGE);
  await fillIn(page);
  await agree(page);
  await expect(state(page)).toHaveText('failed', { timeout: 30_000 });
  await page.unroute('**/simulator/api.js*');
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(state(page)).toHaveText('ready');
});
