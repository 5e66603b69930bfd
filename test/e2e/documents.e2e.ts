/** The documents as pages: all of them there, all their links lead somewhere, readable everywhere. */
import { expect, expectAccessible, picture, test } from './shop.js';

test('shows every document, and no link leads nowhere @chromium', async ({ page, request }) => {
  await page.goto('/demo/docs/');
  const contents = page.getByRole('navigation', { name: 'Contents' }).getByRole('link');
  const paths = await contents.evaluateAll((links) =>
    links.map((link) => link.getAttribute('href')!),
  );
  expect(paths.length).toBeGreaterThan(15);
  const anchors = new Map<string, readonly string[]>();
  const links: string[] = [];
  for (const path of paths) {
    await page.goto(path);
    await expect(page.getByRole('heading', { level: 1 })).toHaveCount(1);
    await expect(page.locator('[aria-current="page"]')).toHaveAttribute('href', path);
    const found = await page.locator('.article').evaluate((article) => ({
      ids: [...article.querySelectorAll('[id]')].map(({ id }) => id),
      links: [...article.querySelectorAll<HTMLAnchorElement>('a')].map(({ href }) => href),
    }));
    expect(new Set(found.ids).size, `${path}: two headings of one name`).toBe(found.ids.length);
    anchors.set(path, found.ids);
    links.push(...found.links);
  }
  const inside = links
    .map((link) => new URL(link))
    .filter(({ protocol, host }) => protocol === 'http:' && host === new URL(page.url()).host);
  expect(inside.length).toBeGreaterThan(20);
  const broken = inside.filter(({ pathname, hash }) => {
    const ids = anchors.get(pathname);
    return !ids || (hash && !ids.includes(decodeURIComponent(hash.slice(1))));
  });
  expect(broken.map(({ pathname, hash }) => pathname + hash)).toEqual([]);
  expect((await request.get('/demo/docs/nothing/')).status()).toBe(404);
});

test('has an anchor for every error code', async ({ page }) => {
  await page.goto('/demo/docs/errors/#sdk-blocked');
  await expect(page.locator(':target')).toHaveText('sdk-blocked');
  await expect(page.locator(':target')).toBeInViewport();
});

test('can be read by everybody @chromium', async ({ page }) => {
  await page.goto('/demo/docs/guides/design/');
  await picture(page, 'document', { everywhere: true });
  await expectAccessible(page);
  await page.goto('/demo/docs/guides/going-live/');
  await picture(page, 'document-long', { everywhere: true });
  await expectAccessible(page);
});

test('shows the first page of the ten-minute guide', async ({ page }) => {
  await page.goto('/demo/try/');
  await page.getByRole('button', { name: 'Agree and continue' }).click();
  await page.getByRole('button', { name: 'Buy now and pay with Klarna' }).click();
  await page
    .frameLocator('iframe[id$="-fullscreen"]:visible')
    .getByRole('button', { name: /Approve/ })
    .click();
  await expect(page.getByText('Your order has been placed')).toBeVisible();
});
