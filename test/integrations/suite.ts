/** What every integration has to do, on its real server: the same purchases, and the same things that go wrong. */
import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import type { Browser } from 'playwright-core';
import { startChromium } from '../apps/app.js';
import { missing } from '../server/support/databases.js';
import { type Recipe, ShopProcess } from './shop-process.js';
import { Shopper } from './shopper.js';

/** An order as the shop's own administration shows it. */
export interface ShopOrder {
  /** What Klarna has as `merchant_reference1`. */
  readonly reference: string;
  /** In cents, of payments that are authorized and of those that are captured. */
  readonly authorized: number;
  readonly captured: number;
  /** The ids of Klarna's orders that the shop has noted. */
  readonly klarnaOrders: readonly string[];
}

/** The shop's own interfaces. */
export interface Administration {
  /** All orders that were ever paid, newest first. */
  paid(): Promise<readonly ShopOrder[]>;
  /** The goods of an order leave. */
  capture(reference: string): Promise<void>;
  /** Gives two devices the same cart, in the way in which customers of this shop have it. */
  shareCart(devices: readonly [Shopper, Shopper]): Promise<void>;
  /** Another window of the shopper puts one more into the cart. */
  addOne(shopper: Shopper): Promise<void>;
  /** The shopper asks the shop to take the order as paid, with whatever its public interface takes. */
  claimPaid(shopper: Shopper): Promise<void>;
  /** A table that the shop has to write to when it takes an order. */
  readonly table: string;
}

const ORDER = /POST .*\/order$/;

export function describeIntegration(
  name: string,
  recipe: Recipe,
  administrate: (shop: ShopProcess) => Promise<Administration>,
): void {
  describe(name, { skip: missing('postgres') }, () => {
    let shop: ShopProcess;
    let admin: Administration;
    let browser: Browser;
    before(async () => {
      shop = await ShopProcess.open(recipe);
      admin = await administrate(shop);
      browser = await startChromium();
    });
    after(async () => {
      await (browser as Browser | undefined)?.close();
      await (shop as ShopProcess | undefined)?.close();
    });
    beforeEach(() => {
      shop.klarna.orders.clear();
      shop.klarna.faults.length = 0;
      shop.log.length = 0;
    });

    const open = (): Promise<Shopper> => Shopper.open(browser, shop);

    /** Klarna's newest order. */
    function newest() {
      const entry = [...shop.klarna.orders].at(-1);
      assert.ok(entry, 'Klarna has no order');
      return entry;
    }

    /** The one order of this test, at Klarna and in the shop. */
    async function paidOnce(before: number): Promise<ShopOrder> {
      const orders = await admin.paid();
      assert.equal(orders.length, before + 1);
      const [order] = orders;
      assert.ok(order);
      assert.equal(shop.klarna.orders.size, 1);
      const [id, { body }] = newest();
      assert.equal(body['merchant_reference1'], order.reference);
      assert.deepEqual(order.klarnaOrders, [id]);
      assert.equal(order.authorized, body['order_amount']);
      return order;
    }

    const isAllPlaced = async (): Promise<boolean> =>
      (await shop.attempts()).every((state) => state === 'placed');

    /** Klarna's push of its newest order. */
    async function push(): Promise<void> {
      const [id, { body }] = newest();
      const { push: url } = body['merchant_urls'] as { push: string };
      const answer = await fetch(url.replace('{order.id}', id), { method: 'POST' });
      assert.ok(answer.ok, String(answer.status));
    }

    it('has an order that is authorized when a shopper has bought, and captures it', async () => {
      const { length } = await admin.paid();
      await using shopper = await open();
      await shopper.toPayment();
      await shopper.press();
      await shopper.thanked();
      const order = await paidOnce(length);
      assert.deepEqual(shop.klarna.faults, []);
      assert.equal(order.captured, 0);
      await admin.capture(order.reference);
      assert.equal((await admin.paid())[0]?.captured, order.authorized);
    });

    it('sells nothing when Klarna declines', async () => {
      const { length } = await admin.paid();
      await using shopper = await open();
      await shopper.toPayment('anna+denied@example.com');
      await shopper.press();
      await shopper.until('declined');
      assert.equal((await admin.paid()).length, length);
    });

    it('takes no word of the browser that an order is paid', async () => {
      const { length } = await admin.paid();
      await using shopper = await open();
      await shopper.toPayment();
      await admin.claimPaid(shopper);
      assert.equal((await admin.paid()).length, length);
    });

    it('has one order when the shopper presses twice', async () => {
      const { length } = await admin.paid();
      await using shopper = await open();
      await shopper.toPayment();
      await shopper.page.getByRole('button', { name: 'Buy now' }).dblclick();
      await shopper.thanked();
      await paidOnce(length);
    });

    it('has one order when the shopper presses on two devices', async () => {
      const { length } = await admin.paid();
      await using phone = await open();
      await using laptop = await open();
      await admin.shareCart([phone, laptop]);
      for (const device of [phone, laptop]) await device.toPayment('twice@example.com');
      // Both approvals are there before either order is sent.
      const both = [phone, laptop].map(
        (device) =>
          new Promise<void>((approved) => {
            device.beforeOrder = () => {
              approved();
              return Promise.all(both).then(() => undefined);
            };
          }),
      );
      await Promise.all([phone.press(), laptop.press()]);
      await Promise.all([phone.thanked(), laptop.thanked()]);
      await paidOnce(length);
    });

    it('refuses an order whose amount was changed after the approval, and sells the new one', async () => {
      const { length } = await admin.paid();
      await using shopper = await open();
      await shopper.toPayment();
      const refused = shopper.page.waitForResponse(/\/klarna\/order$/);
      const updated = shopper.page.waitForResponse(/\/klarna\/session\/update$/);
      let isFirst = true;
      shopper.beforeOrder = async () => {
        if (isFirst) await admin.addOne(shopper);
        isFirst = false;
      };
      await shopper.press();
      assert.equal((await refused).status(), 409);
      assert.equal(shop.klarna.orders.size, 0);
      assert.equal((await admin.paid()).length, length);
      // The element has brought its session up to date, and asks Klarna for the new amount.
      await updated;
      await shopper.until('ready');
      await shopper.press();
      await shopper.thanked();
      const order = await paidOnce(length);
      assert.equal(order.authorized, 2 * 4_900 + 490);
    });

    it('hears of an order when it was killed before it took it', async () => {
      const { length } = await admin.paid();
      await using shopper = await open();
      await shopper.toPayment();
      const attempts = await shop.attempts();
      const lock = await shop.pool.connect();
      try {
        await lock.query(`BEGIN; LOCK TABLE ${admin.table} IN EXCLUSIVE MODE`);
        await shopper.press();
        await shop.until(async () => (await shop.attempts()).length > attempts.length);
        await shop.until(isAllPlaced);
        await shop.kill();
      } finally {
        await lock.query('ROLLBACK');
        lock.release();
      }
      // Telling is tried again when a process that began it has certainly ended.
      await shop.age(2);
      await shop.start();
      await shop.until(async () => (await admin.paid()).length > length);
      await paidOnce(length);
    });

    it('hears of an order when it was killed while Klarna said yes', async () => {
      const { length } = await admin.paid();
      await using shopper = await open();
      await shopper.toPayment();
      const killed = new Promise<void>((done, fail) => {
        shop.klarna.loseAnswer(ORDER, () => shop.kill().then(done, fail));
      });
      await shopper.press();
      await killed;
      await shop.age(2);
      await shop.start();
      // Klarna says that there is an order, and not yet which: it is not paid, and not sold again.
      await shop.until(isAllPlaced);
      assert.equal((await admin.paid()).length, length);
      await push();
      await shop.until(async () => (await admin.paid()).length > length);
      await paidOnce(length);
    });
  });
}
