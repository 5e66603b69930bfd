/** A shop's own tests, as the package's fixture lets them be written: Klarna's address is never reached. */
import { readFileSync } from 'node:fs';
import { text } from 'node:stream/consumers';
import { test as base, expect, type Page } from '@playwright/test';
import type {} from '../../src/define.js';
import { klarnaFixtures, type KlarnaFixtures } from '../../src/simulator/playwright.js';
import { serve } from '../harness/loopback.js';

const ELEMENT = readFileSync('dist/cdn/klarna-checkout.js', 'utf8');

const checkout = (attributes = 'endpoint="/klarna"'): string => `<!doctype html>
  <html lang="en"><title>Checkout</title>
  <script src="/klarna-checkout.js"></script>
  <form method="post" action="/order">
    <label>Email <input name="email" type="email" autocomplete="email" value="anna@example.com"></label>
    <klarna-checkout country="DE" currency="EUR" ${attributes}></klarna-checkout>
    <button>Buy now</button>
  </form>`;

interface Shop {
  /** What the order form sent, each time. */
  readonly posted: readonly string[];
  readonly origin: string;
  /** Goes to the checkout and agrees. */
  open(attributes?: string): Promise<void>;
}

/** A shop with a checkout and an order page; its token endpoint is the fixture's. */
const test = base.extend<KlarnaFixtures>(klarnaFixtures).extend<{ shop: Shop }>({
  shop: async ({ page, klarna }, use) => {
    const posted: string[] = [];
    let body = '';
    const running = await serve((request, response) => {
      void text(request).then((form) => {
        if (request.url === '/order') posted.push(form);
        const isScript = request.url?.endsWith('.js');
        response.setHeader('content-type', isScript ? 'text/javascript' : 'text/html');
        response.end(isScript ? ELEMENT : request.url === '/order' ? '<h1>Thank you</h1>' : body);
      });
    });
    const origin = running.url;
    await klarna.answerEndpoint('/klarna');
    const open = async (attributes?: string) => {
      body = checkout(attributes);
      await page.goto(`${origin}/checkout`);
      await page.getByRole('button', { name: 'Agree and continue' }).click();
    };
    await use({ posted, origin, open });
    await running[Symbol.asyncDispose]();
  },
});

const state = (page: Page) =>
  page.locator('klarna-checkout').evaluate((element) => (element as { state?: string }).state);

async function expectState(page: Page, name: string): Promise<void> {
  await expect.poll(() => state(page)).toBe(name);
}

async function buy(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Buy now' }).click();
}

async function expectOrder(page: Page, posted: readonly string[]): Promise<void> {
  await expect(page.getByRole('heading', { name: 'Thank you' })).toBeVisible();
  expect(posted).toHaveLength(1);
  expect(new URLSearchParams(posted[0]).get('klarna_authorization_token')).toMatch(
    /^[\da-f-]{36}$/,
  );
}

test('Klarna approves', async ({ page, shop }) => {
  await shop.open();
  await expectState(page, 'ready');
  await buy(page);
  await expectOrder(page, shop.posted);
});

test('Klarna declines', async ({ page, klarna, shop }) => {
  await klarna.decline();
  await shop.open();
  await expectState(page, 'ready');
  await buy(page);
  await expectState(page, 'declined');
  expect(shop.posted).toEqual([]);
});

test('the shopper closes the window, and approves the second time', async ({
  page,
  klarna,
  shop,
}) => {
  await shop.open();
  await expectState(page, 'ready');
  await klarna.closePopup();
  await buy(page);
  await expect(page.getByText('was not completed')).toBeVisible();
  await klarna.approve();
  await buy(page);
  await expectOrder(page, shop.posted);
});

test('Klarna never answers, and the way out is taken', async ({ page, klarna, shop }) => {
  await klarna.neverAnswer();
  await page.clock.install();
  await shop.open();
  await expectState(page, 'ready');
  await buy(page);
  await expectState(page, 'authorizing');
  await page.clock.fastForward('03:00');
  await expect(page.getByText('Klarna has not answered')).toBeVisible();
});

test('Klarna rejects a field, which is marked', async ({ page, klarna, shop }) => {
  await klarna.rejectFields(['billing_address.email']);
  await shop.open();
  await expectState(page, 'ready');
  await buy(page);
  await expect(page.getByLabel('Email')).toHaveAttribute('aria-invalid', 'true');
});

test('Klarna complains about a field when it loads', async ({ page, klarna, shop }) => {
  await klarna.rejectFields(['billing_address.email'], 'load');
  await shop.open();
  await expectState(page, 'ready');
  await expect(page.getByLabel('Email')).toHaveAttribute('aria-invalid', 'true');
});

test('the test asks what Klarna was told, and how often', async ({ page, klarna, shop }) => {
  await shop.open();
  await expectState(page, 'ready');
  expect(await klarna.calls('authorize')).toEqual([]);
  await buy(page);
  await expectOrder(page, shop.posted);
  // The page that said it is gone.
  expect(await klarna.calls('load')).toHaveLength(1);
  const [authorize, ...more] = await klarna.calls('authorize');
  expect(more).toEqual([]);
  expect(authorize!.options).toMatchObject({ payment_method_category: 'klarna' });
  expect(authorize!.data).toMatchObject({ billing_address: { email: 'anna@example.com' } });
  await klarna.reset();
  expect(await klarna.calls()).toEqual([]);
});

test('what is said too late is an error that names the cure', async ({ page, klarna, shop }) => {
  await shop.open();
  await expectState(page, 'ready');
  await expect(klarna.blockScript()).rejects.toThrow(/too late.*before the shopper agrees/);
  await expect(klarna.silenceWidget()).rejects.toThrow(/too late.*about:blank/);
  await page.goto('about:blank');
  await klarna.silenceWidget();
  await page.goto(`${shop.origin}/checkout`);
  await expectState(page, 'loading');
});

test('Klarna asks for the second step', async ({ page, klarna, shop }) => {
  await klarna.requireFinalize();
  await shop.open();
  await expectState(page, 'ready');
  await buy(page);
  await expect(page.getByRole('heading', { name: 'Thank you' })).toBeVisible();
  expect(new URLSearchParams(shop.posted[0]).get('klarna_authorization_token_status')).toBe(
    'finalize_required',
  );
});

test('Klarna declines at the second step', async ({ page, klarna, shop }) => {
  await klarna.decline('finalize');
  await shop.open('endpoint="/klarna" auto-finalize="false" pay-button="hide"');
  await expectState(page, 'ready');
  await page.evaluate(() =>
    document.querySelector('form')!.addEventListener('submit', (event) => event.preventDefault()),
  );
  const outcome = await page.evaluate(async () => {
    const element = document.querySelector('klarna-checkout')!;
    return [(await element.authorize()).type, (await element.finalize()).type];
  });
  expect(outcome[0]).toBe('finalize-required');
  expect(outcome[1]).not.toBe('approved');
});

test('Klarna offers nothing', async ({ page, klarna, shop }) => {
  await klarna.offerNothing();
  await shop.open();
  await expectState(page, 'unavailable');
});

test('the widget stays silent', async ({ page, klarna, shop }) => {
  await klarna.silenceWidget();
  await page.clock.install();
  await shop.open();
  await expectState(page, 'loading');
  await page.clock.fastForward('00:40');
  await expectState(page, 'failed');
});

test('the script is blocked, and comes when it is tried again', async ({ page, klarna, shop }) => {
  await klarna.blockScript();
  await shop.open();
  await expectState(page, 'failed');
  await klarna.reset();
  await page.getByRole('button', { name: 'Try again' }).click();
  await expectState(page, 'ready');
  await buy(page);
  await expectOrder(page, shop.posted);
});

test('Klarna is slow', async ({ page, klarna, shop }) => {
  await page.addInitScript(() => {
    const times: Record<string, number> = {};
    document.addEventListener('klarna-state', ({ detail }) => {
      times[detail.state] = performance.now();
    });
    Object.assign(window, { times });
  });
  await klarna.decline();
  await klarna.slowDown(400);
  await shop.open();
  await expectState(page, 'ready');
  await buy(page);
  await expectState(page, 'declined');
  const times = await page.evaluate<Record<string, number>>('times');
  const between = (from: string, to: string) => times[to]! - times[from]!;
  expect(between('starting', 'loading'), 'the script').toBeGreaterThanOrEqual(400);
  expect(between('loading', 'ready'), 'load').toBeGreaterThanOrEqual(400);
  expect(between('authorizing', 'declined'), 'authorize').toBeGreaterThanOrEqual(400);
});

// Firefox ESR, as this machine drives it, does not tell what an intercepted request sends.
test('the endpoint is a template, and answers as the test says @chromium', async ({
  page,
  klarna,
  shop,
}) => {
  const path = '/?wc-ajax=klarna_{call}';
  await klarna.answerEndpoint(path, {
    categories: [{ identifier: 'pay_later', name: 'Pay later' }],
    answers: { order: { status: 503, code: 'upstream_unavailable', action: 'retry' } },
  });
  await shop.open(`endpoint="${path}" place-order pay-button="show"`);
  await expectState(page, 'ready');
  const [load] = await klarna.calls('load');
  expect(load!.options).toMatchObject({ payment_method_category: 'pay_later' });
  await page.getByRole('button', { name: 'Buy now and pay' }).click();
  await expectState(page, 'failed');
  await klarna.answerEndpoint(path);
  await shop.open(`endpoint="${path}" place-order pay-button="show"`);
  await expectState(page, 'ready');
  await page.getByRole('button', { name: 'Buy now and pay' }).click();
  await expectState(page, 'placed');
});

test('an endpoint that nobody could know is an error', async ({ klarna }) => {
  for (const path of ['klarna', './klarna/{call}', '//shop.example/klarna']) {
    await expect(klarna.answerEndpoint(path)).rejects.toThrow(/from the root/);
  }
});

test('a test that does not ask for Klarna is kept from it too', async ({ page }) => {
  const answers = await page.evaluate(() =>
    Promise.all(
      [
        'https://x.klarnacdn.net/kp/lib/v1/api.js',
        'https://eu.klarnaevt.com/v1',
        'https://js.klarna.com/',
      ].map((url) =>
        fetch(url).then(
          (response) => response.text(),
          () => 'refused',
        ),
      ),
    ),
  );
  expect(answers[0]).toContain('klarnaSimulator');
  expect(answers.slice(1)).toEqual(['refused', 'refused']);
});

// Firefox ESR, as this machine drives it, does not tell what an intercepted request sends.
test('the order is placed too @chromium', async ({ page, shop }) => {
  await shop.open('endpoint="/klarna" place-order pay-button="show"');
  await expectState(page, 'ready');
  await page.getByRole('button', { name: 'Buy now and pay' }).click();
  await expectState(page, 'placed');
});
