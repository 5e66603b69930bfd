import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { describe, it } from 'node:test';
import { type Notification, payone } from '../../../src/server/index.js';
import { ENDPOINT, openShop } from '../support/shop.js';

describe('notifications that authenticate themselves', () => {
  const gateway = payone({
    mid: '12345',
    portalid: '1234567',
    aid: '12345',
    key: 'portal-key',
    mode: 'test',
    financingType: 'KIV',
  });
  const notify = (handler: (request: Request) => Promise<Response>, key: string) =>
    handler(
      new Request(`${ENDPOINT}/hooks/payone`, {
        method: 'POST',
        body: new URLSearchParams({
          key: createHash('sha384').update(key).digest('hex'),
          txaction: 'appointed',
          portalid: '1234567',
          aid: '12345',
          mode: 'test',
          txid: '1',
          reference: 'order-1',
          sequencenumber: '0',
        }),
      }),
    );

  it('reach the shop and are answered as the system wants it', async () => {
    const notifications: Notification[] = [];
    const shop = openShop({
      gateway,
      onNotification: (notification) => void notifications.push(notification),
    });
    const response = await notify(shop.handler, 'portal-key');
    assert.deepEqual([response.status, await response.text()], [200, 'TSOK']);
    assert.deepEqual(
      notifications.map(
        (notification) =>
          notification.type === 'status' && [notification.reference, notification.status],
      ),
      [['order-1', 'appointed']],
    );
  });

  it('are refused with another key, and come again when the shop could not take them', async () => {
    const notifications: Notification[] = [];
    const shop = openShop({
      gateway,
      onNotification: (notification) => void notifications.push(notification),
    });
    assert.equal((await notify(shop.handler, 'guessed')).status, 403);
    assert.deepEqual(notifications, []);
    const failing = openShop({ gateway, onNotification: () => Promise.reject(new Error('down')) });
    const response = await notify(failing.handler, 'portal-key');
    assert.equal(response.status, 500);
    assert.doesNotMatch(await response.text(), /TSOK/);
  });
});
