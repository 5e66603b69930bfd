/** Every state of the element, photographed: light, dark, forced colours and 320 px. */
import { expect, test, type Page } from '@playwright/test';
import { picture } from './shop.js';

const ORIGIN = `http://127.0.0.1:${process.env.PORT ?? '4173'}`;

/** What the built simulator offers to the page. */
interface Handle {
  next: Record<'load' | 'authorize' | 'finalize', (word: string | object) => void>;
  always: { load(word: string): void };
}
type Word = [method: 'load' | 'authorize' | 'finalize', outcome: string];

interface Way {
  readonly consent?: 'ask' | 'granted';
  readonly attributes?: string;
  /** What the simulated Klarna answers, in order. */
  readonly answers?: readonly Word[];
  /** What the shopper does once the widget is there. */
  readonly press?: readonly ('authorize' | 'finalize')[];
  /** How the endpoint answers, where it is not as usual. */
  readonly session?: 'silence' | 500;
  readonly order?: 'silence' | 'cut' | 'pending';
}

const WAYS: Readonly<Record<string, Way>> = {
  consent: { consent: 'ask' },
  starting: { session: 'silence' },
  loading: { answers: [['load', 'never']] },
  ready: {},
  authorizing: { answers: [['authorize', 'never']], press: ['authorize'] },
  authorized: { press: ['authorize'] },
  'finalize-required': { attributes: 'auto-finalize="false"', press: ['authorize'] },
  finalizing: {
    attributes: 'auto-finalize="false"',
    answers: [['finalize', 'never']],
    press: ['authorize', 'finalize'],
  },
  placing: { attributes: 'place-order', order: 'silence', press: ['authorize'] },
  placed: { attributes: 'place-order', press: ['authorize'] },
  pending: { attributes: 'place-order', order: 'pending', press: ['authorize'] },
  unavailable: { answers: [['load', 'refuse']] },
  declined: { answers: [['authorize', 'decline']], press: ['authorize'] },
  unknown: { attributes: 'place-order', order: 'cut', press: ['authorize'] },
  failed: { session: 500 },
};

async function serve(
  page: Page,
  { consent = 'granted', attributes = '', session, order }: Way,
): Promise<void> {
  const html = `<!doctype html><html lang="en"><head><title>State</title>
    <meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark">
    <style>body{max-inline-size:36rem;margin:1rem auto;padding-inline:1rem;font:1rem/1.5 system-ui,sans-serif}</style>
    <script src="/states/klarna-simulator.js"></script><script src="/states/klarna-checkout.js"></script></head>
    <body><main><h1>Payment</h1><klarna-checkout endpoint="/states/klarna" consent="${consent}" ${attributes}></klarna-checkout></main></body></html>`;
  await page.route(`${ORIGIN}/states/**`, async (route) => {
    const { pathname } = new URL(route.request().url());
    if (pathname.endsWith('.js')) {
      await route.fulfill({ path: `dist/cdn${pathname.replace('/states', '')}` });
    } else if (pathname.endsWith('/session')) {
      if (session === 'silence') return;
      if (session === 500) await route.fulfill({ status: 500, body: '' });
      else await route.fulfill({ json: { client_token: await token(page), ...SESSION } });
    } else if (pathname.endsWith('/order')) {
      if (order === 'silence') return;
      if (order === 'cut') await route.abort();
      else await route.fulfill({ json: { status: order ?? 'completed', order_id: '1' } });
    } else await route.fulfill({ contentType: 'text/html', body: html });
  });
}

const SESSION = {
  capabilities: { order: true },
  payment_method_categories: [
    { identifier: 'pay_later', name: 'Pay later', asset_urls: {} },
    { identifier: 'pay_over_time', name: 'Pay in parts', asset_urls: {} },
  ],
};

/** A client token as Klarna would make it, for the simulator. */
const token = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const encode = (claims: object) => btoa(JSON.stringify(claims)).replaceAll('=', '');
    const claims = {
      session_id: '11111111-1111-4111-8111-111111111111',
      base_url: 'https://js.playground.klarna.com/eu/kp',
      session_type: 'PAYMENTS',
      scheme: true,
      experiments: [],
      language: 'en',
      purchase_country: 'GB',
      environment: 'playground',
      merchant_name: 'Test shop',
      order_amount: 9090,
    };
    return `${encode({ alg: 'RS256' })}.${encode(claims)}.signature`;
  });

for (const [state, way] of Object.entries(WAYS)) {
  test(`looks right when ${state} @chromium`, async ({ page }) => {
    await serve(page, way);
    await page.goto('/states/');
    const element = page.locator('klarna-checkout');
    await page.evaluate(
      ([answers]) => {
        const { klarnaSimulator } = window as unknown as { klarnaSimulator: Handle };
        for (const [method, outcome] of answers) {
          if (outcome === 'refuse') klarnaSimulator.always.load(outcome);
          else klarnaSimulator.next[method](outcome);
        }
      },
      [way.answers ?? []] as const,
    );
    for (const press of way.press ?? []) {
      await expect(element).toHaveJSProperty(
        'state',
        press === 'authorize' ? 'ready' : 'finalize-required',
      );
      await element.evaluate((node, method) => {
        void (node as unknown as Record<string, () => unknown>)[method]!();
      }, press);
    }
    await expect(element).toHaveJSProperty('state', state);
    await picture(page, `state-${state}`, { everywhere: true });
    await page.setViewportSize({ width: 320, height: 800 });
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(overflow, 'no sideways scrolling at 320 px').toBe(0);
  });
}
