import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Log } from '../../../../src/server/index.js';
import { type Answer, refuse } from '../../../server/support/klarna.js';
import { COOKIE, KEY, openShop, TestBrowser } from '../../../server/support/shop.js';
import { openBoth } from '../../../server/support/klarna-shop.js';

describe('secrets in logs', () => {
  it('nothing secret or personal is logged or answered, whatever goes wrong', async () => {
    const lines: string[] = [];
    const log: Log = (...line) => void lines.push(JSON.stringify(line));
    const { klarna, shop, browser } = await openBoth({ log });
    const secretToken = 'f3392f8b-6116-4073-ab96-e330819e2c07';
    const leaky = [
      'Bad value: billing_address.email alice@example.com is not +49 176 14284340',
      `Invalid authorization token ${secretToken}`,
      'born 1941-03-21',
    ];
    const answers: string[] = [];
    const run = async (response: Promise<Response>) => answers.push(await (await response).text());
    const refusal: Answer = (__, outgoing) => refuse(outgoing, 400, 'BAD_VALUE', ...leaky);
    for (const status of [400, 401, 403, 404, 409, 429]) {
      klarna.intercept(/POST/, (__, outgoing) => refuse(outgoing, status, 'BAD_VALUE', ...leaky));
      await run(browser.session());
    }
    klarna.intercept(/POST/, (incoming) => incoming.socket.destroy());
    klarna.intercept(/POST/, refusal);
    await run(browser.session());
    await browser.session();
    klarna.authorize(secretToken);
    klarna.intercept(/order$/, refusal);
    await run(browser.order(secretToken));
    await run(browser.session({ billing_address: { email: 'alice@example.com\n' } }));
    shop.order = undefined;
    await run(browser.order(secretToken));

    assert.equal(answers.length, 10);
    assert.ok(lines.length > 15);
    const cookie = browser.cookies.get(COOKIE)!;
    for (const text of [...lines, ...answers]) {
      assert.doesNotMatch(text, /alice|14284340|1941|f3392f8b|Basic |wörd/);
      assert.equal(text.includes(KEY), false);
      assert.equal(text.includes(cookie), false);
    }
    for (const text of answers) assert.doesNotMatch(text, /born|Bad value|Invalid/);
  });

  it('an error that nobody foresaw keeps its text inside', async () => {
    const shop = openShop({
      resolveOrder: () => {
        throw new Error('SELECT * FROM carts WHERE password = secret');
      },
    });
    const text = await (await new TestBrowser(shop.handler).session()).text();
    assert.doesNotMatch(text, /SELECT|secret/);
    assert.match(shop.log.join(), /SELECT/);
    const instance = (JSON.parse(text) as { instance: string }).instance;
    assert.match(shop.log.join(), new RegExp(instance));
  });
});
