/** A browser of a shopper, with the simulator in it, whose approvals the loopback Klarna hears of. */
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { KlarnaStandIn } from '../../src/simulator/playwright.js';
import type { ShopProcess } from './shop-process.js';

export class Shopper implements AsyncDisposable {
  readonly page: Page;
  readonly #context: BrowserContext;
  readonly #shop: ShopProcess;
  /** Called with each `POST order`, before it goes on its way. */
  beforeOrder: () => Promise<void> | void = () => undefined;

  private constructor(shop: ShopProcess, context: BrowserContext, page: Page) {
    this.#shop = shop;
    this.#context = context;
    this.page = page;
  }

  static async open(browser: Browser, shop: ShopProcess): Promise<Shopper> {
    const context = await browser.newContext({ locale: 'en' });
    await KlarnaStandIn.install(context);
    const shopper = new Shopper(shop, context, await context.newPage());
    await shopper.#tellKlarna();
    return shopper;
  }

  /** The simulator in the page makes the token: the loopback Klarna has to know it, as Klarna would. */
  async #tellKlarna(): Promise<void> {
    let session = '';
    await this.#context.route('**/klarna/session', async (route) => {
      const response = await route.fetch();
      const { session_id = session } = (await response.json()) as { session_id?: string };
      session = session_id;
      await route.fulfill({ response });
    });
    await this.#context.route('**/klarna/order', async (route) => {
      const { authorization_token } = route.request().postDataJSON() as {
        authorization_token: string;
      };
      const { klarna } = this.#shop;
      klarna.authorize(authorization_token, klarna.sessions.get(session));
      await this.beforeOrder();
      await route.continue();
    });
  }

  /** Fills in what the checkout asks for, and consents: the next press pays. */
  async toPayment(email = 'anna@example.com'): Promise<void> {
    const { page } = this;
    const fields = [
      ['E-mail', email],
      ['First name', 'Anna'],
      ['Last name', 'Muster'],
      ['Street', 'Neue Schönhauser Str. 2'],
      ['Postcode', '10178'],
      ['City', 'Berlin'],
    ] as const;
    await page.goto(this.#shop.checkout);
    await page.getByText('To pay: €').waitFor();
    for (const [label, value] of fields) await page.getByLabel(label).fill(value);
    await page.getByRole('button', { name: 'To the payment' }).click();
    await page.getByRole('button', { name: 'Agree and continue' }).click();
    await this.until('ready');
  }

  press(): Promise<void> {
    return this.page.getByRole('button', { name: 'Buy now' }).click();
  }

  async until(state: string): Promise<void> {
    await this.page.locator(`klarna-checkout:state(${state})`).waitFor();
  }

  async thanked(): Promise<void> {
    await this.page.getByRole('heading', { name: 'Thank you' }).waitFor();
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.#context.close();
  }
}
