/** The test shop over the loopback Klarna, which is closed after each test. */
import { afterEach } from 'node:test';
import {
  type Gateway,
  klarnaPayments,
  type TokenEndpointOptions,
} from '../../../src/server/index.js';
import { type FakeKlarna, openKlarna, PASSWORD, USERNAME } from './klarna.js';
import { openShop, TestBrowser, type TestShop } from './shop.js';

const opened: FakeKlarna[] = [];
afterEach(async () => {
  for (const klarna of opened.splice(0)) await klarna[Symbol.asyncDispose]();
});

export const overKlarna = (klarna: FakeKlarna): Gateway =>
  klarnaPayments({
    region: 'eu',
    environment: 'playground',
    username: USERNAME,
    password: PASSWORD,
    apiUrl: klarna.url,
  });

export async function openBoth(
  options: Partial<TokenEndpointOptions> = {},
  behaviour: Parameters<typeof openKlarna>[0] = {},
): Promise<{ klarna: FakeKlarna; shop: TestShop; browser: TestBrowser }> {
  const klarna = await openKlarna(behaviour);
  opened.push(klarna);
  const shop = openShop({ gateway: overKlarna(klarna), ...options });
  return { klarna, shop, browser: new TestBrowser(shop.handler) };
}
