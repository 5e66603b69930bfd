/** The endpoint and the ledger in PHP, on a real PHP with SQLite and MariaDB, over a Klarna that loses answers. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, beforeEach, describe, it } from 'node:test';
import { type Database, missing, startMariaDb } from '../support/databases.js';
import { codeOf, expectProblem } from '../support/expect.js';
import { type FakeKlarna, openKlarna, refuse, reply } from '../support/klarna.js';
import { json, type TestBrowser } from '../support/shop.js';
import { orderIn, type PhpShop, startPhpShop, statusIn } from './php-shop.js';

const ORDER = /POST .*\/order$/;

/** A purchase of its own: two browsers with this cart are two devices of one shopper. */
interface Purchase {
  readonly browser: TestBrowser;
  readonly cart: string;
}

function describeLedger(
  name: 'SQLite' | 'MariaDB',
  open: () => Promise<string>,
  close: () => Promise<void>,
) {
  describe(`the PHP endpoint over ${name}`, () => {
    let klarna: FakeKlarna;
    let shop: PhpShop;
    let carts = 0;
    before(async () => {
      klarna = await openKlarna();
      shop = await startPhpShop(await open(), klarna.url);
    });
    after(async () => {
      await shop[Symbol.asyncDispose]();
      await klarna[Symbol.asyncDispose]();
      await close();
    });
    beforeEach(() => {
      shop.log.length = 0;
      klarna.faults.length = 0;
      klarna.orders.clear();
      klarna.isAway = false;
    });

    const begin = async (): Promise<Purchase> => {
      const cart = `cart-${(carts += 1)}`;
      return { cart, browser: await shop.browser(cart) };
    };
    /** A purchase that the shopper has approved with this token. */
    const approved = async (token: string): Promise<Purchase> => {
      const purchase = await begin();
      const { session_id } = await json(await purchase.browser.session());
      klarna.authorize(token, klarna.sessions.get(String(session_id)));
      return purchase;
    };
    const pushOf = (): string => {
      const [id, { body }] = [...klarna.orders].at(-1)!;
      return (body['merchant_urls'] as { push: string }).push.replace('{order.id}', id);
    };

    /** Klarna places the next order, and is away from then on. */
    const goAwayAfterOrder = (): void =>
      klarna.loseAnswer(ORDER, () => void (klarna.isAway = true));

    it('keeps the contract when the checker judges it', async () => {
      const { cart } = await begin();
      const findings = await shop.check(cart);
      const poor = findings.filter(({ verdict }) => verdict === 'breaks' || verdict === 'advice');
      assert.deepEqual(poor, []);
      assert.ok(findings.some(({ call }) => call === 'authorization/cancel'));
    });

    it('sends Klarna nothing that its description does not know, when an order is bought', async () => {
      const { browser, cart } = await approved(`${name}-good`);
      assert.deepEqual(await json(await browser.update()), { reload: 'none' });
      const answer = await json(await browser.order(`${name}-good`));
      assert.equal(answer['status'], 'completed');
      assert.deepEqual(klarna.faults, []);
      assert.equal(await shop.told(cart), '1 completed with id');
    });

    it('asks in the language of the page when the country is that of the purchase', async () => {
      const { browser } = await begin();
      await browser.session({ locale: 'en' });
      assert.equal(klarna.seen.at(-1)?.json?.['locale'], 'en-DE');
      await browser.session({ locale: 'de-Latn-AT-1996' });
      assert.equal(klarna.seen.at(-1)?.json?.['locale'], 'de-AT');
    });

    it('gives the same session again when nothing has changed, and a new one to another language', async () => {
      const { browser } = await begin();
      const first = await json(await browser.session());
      assert.equal((await json(await browser.session()))['session_id'], first['session_id']);
      const other = await json(await browser.session({ locale: 'en-DE' }));
      assert.notEqual(other['session_id'], first['session_id']);
    });

    it('answers 404 to other calls, 405 to other methods and 400 to broken JSON', async () => {
      const { browser } = await begin();
      await expectProblem(await browser.post('sessions', {}), 404, 'not_found', 'contact');
      const got = await browser.send('session', { method: 'GET' });
      assert.equal(got.headers.get('Allow'), 'POST');
      await expectProblem(got, 405, 'method_not_allowed', 'contact');
      for (const body of [
        '{"locale":',
        '[]x',
        '"text"',
        '[1]',
        '',
        `{"locale":"${'x'.repeat(70_000)}"}`,
      ]) {
        const refused = await browser.post('session', body);
        assert.ok(refused.status === 400 || refused.status === 413, body.slice(0, 20));
      }
      assert.equal((await browser.session()).status, 200);
    });

    it('refuses a request when another site made the browser send it', async () => {
      const { browser } = await approved(`${name}-foreign`);
      for (const headers of [
        { 'Sec-Fetch-Site': 'cross-site' },
        { 'Sec-Fetch-Site': 'same-site' },
        { 'Content-Type': 'text/plain' },
      ]) {
        const refused = await browser.post(
          'order',
          { authorization_token: `${name}-foreign` },
          headers,
        );
        assert.ok(refused.status === 403 || refused.status === 415);
      }
      assert.equal(klarna.orders.size, 0);
    });

    it('logs what Klarna refused without what a shopper typed', async () => {
      const { browser } = await begin();
      klarna.intercept(/POST .*\/sessions$/, (_, outgoing) =>
        refuse(outgoing, 400, 'BAD_VALUE', 'Bad value: billing_address.email (anna@example.com)'),
      );
      assert.equal(await codeOf(await browser.session()), 'invalid_order');
      await shop.logged(/"status":400,"error_code":"BAD_VALUE".*correlation-1/);
      assert.doesNotMatch(shop.log.join(''), /anna@example/);
    });

    it('says that its own credentials are wrong when Klarna answers 401 in HTML', async () => {
      const { browser } = await begin();
      klarna.intercept(/POST .*\/sessions$/, (_, outgoing) => {
        outgoing.writeHead(401, { 'Content-Type': 'text/html' }).end('<html>');
      });
      await expectProblem(await browser.session(), 502, 'misconfigured', 'contact');
    });

    it('updates the session in place when the cart changes, and the order is that of the new cart', async () => {
      const { browser } = await begin();
      const { session_id } = await json(await browser.session());
      await shop.addPair(browser);
      assert.deepEqual(await json(await browser.update()), { reload: 'load' });
      klarna.authorize(`${name}-bigger`, klarna.sessions.get(String(session_id)));
      assert.equal((await browser.order(`${name}-bigger`)).status, 200);
      assert.equal([...klarna.orders.values()][0]?.body['order_amount'], 23_800);
    });

    it('updates again when the answer to an update was lost', async () => {
      const { browser } = await begin();
      const { session_id } = await json(await browser.session());
      await shop.addPair(browser);
      klarna.loseAnswer(/POST .*\/sessions\/.+$/);
      await expectProblem(await browser.update(), 503, 'upstream_unavailable', 'retry');
      klarna.authorize(`${name}-stale`, klarna.sessions.get(String(session_id)));
      // Which cart was authorized is not known: nothing is placed.
      await expectProblem(
        await browser.order(`${name}-stale`),
        409,
        'order_mismatch',
        'reauthorize',
      );
      assert.deepEqual(await json(await browser.update()), { reload: 'load' });
      assert.equal((await browser.order(`${name}-stale`)).status, 200);
      assert.equal(klarna.orders.size, 1);
    });

    it('places nothing when the cart was changed after the approval', async () => {
      const { browser } = await approved(`${name}-changed`);
      await shop.addPair(browser);
      await expectProblem(
        await browser.order(`${name}-changed`),
        409,
        'order_mismatch',
        'reauthorize',
      );
      assert.equal(klarna.orders.size, 0);
    });

    it('gives a token back when the shopper does not want it any more', async () => {
      const { browser } = await approved(`${name}-unwanted`);
      assert.equal((await browser.cancel(`${name}-unwanted`)).status, 204);
      assert.match(klarna.seen.at(-1)?.method ?? '', /DELETE/);
    });

    it('spends no token of another session', async () => {
      const { browser: thief } = await begin();
      await thief.session();
      const { session_id } = await json(await thief.session());
      klarna.authorize(`${name}-own`, klarna.sessions.get(String(session_id)));
      await expectProblem(
        await thief.order(`${name}-stolen`),
        410,
        'authorization_expired',
        'reauthorize',
      );
      assert.equal(klarna.orders.size, 0);
    });

    it('loses no change of a record when several processes write it at once', async () => {
      assert.equal(await shop.race(3, 40), 120);
    });

    describe('one order for one reference', () => {
      it('is placed when both devices of a shopper press at the same moment', async () => {
        const phone = await approved(`${name}-phone`);
        const laptop = await shop.browser(phone.cart);
        const { session_id } = await json(await laptop.session());
        klarna.authorize(`${name}-laptop`, klarna.sessions.get(String(session_id)));
        const answers = await Promise.all([
          phone.browser.order(`${name}-phone`).then(json),
          laptop.order(`${name}-laptop`).then(json),
        ]);
        assert.equal(klarna.orders.size, 1);
        assert.deepEqual(answers[0], answers[1]);
        assert.equal(answers[0]['status'], 'completed');
        // The token that nobody needs any more is given back.
        assert.deepEqual(
          [...klarna.sessions.values()].filter(
            ({ complete, authorizationToken }) =>
              !complete && /phone|laptop/.test(authorizationToken ?? ''),
          ),
          [],
        );
      });

      it('is placed when the same token comes twice at once', async () => {
        const { browser } = await approved(`${name}-double`);
        const answers = await Promise.all([
          browser.order(`${name}-double`, 'k1').then(json),
          browser.order(`${name}-double`, 'k2').then(json),
        ]);
        assert.equal(klarna.orders.size, 1);
        assert.deepEqual(answers[0], answers[1]);
      });

      it('is answered again when the shopper reloads', async () => {
        const { browser } = await approved(`${name}-reload`);
        const { order_id, redirect_url } = await json(await browser.order(`${name}-reload`));
        assert.deepEqual(await orderIn(browser), { status: 'completed', order_id, redirect_url });
        assert.equal((await json(await browser.order(`${name}-reload`)))['order_id'], order_id);
        assert.equal(klarna.orders.size, 1);
      });
    });

    describe('an attempt that is written down before it is sent', () => {
      it('is pending, and later completed, when the process is killed after Klarna has placed the order', async () => {
        const { browser, cart } = await approved(`${name}-killed`);
        const killed = new Promise<void>((resolve, reject) => {
          klarna.loseAnswer(ORDER, () => shop.killAndStart().then(resolve, reject));
        });
        const answer = browser.order(`${name}-killed`).catch(() => 'no answer');
        await killed;
        assert.equal(await answer, 'no answer');
        assert.equal(klarna.orders.size, 1);
        // The process may only be paused: nobody sells again, and nobody says that it failed.
        assert.deepEqual(await orderIn(browser), { status: 'unknown' });
        await shop.age(2);
        assert.equal(await statusIn(browser), 'pending');
        assert.equal(await shop.told(cart), '1 unconfirmed without id');
        assert.equal((await fetch(pushOf(), { method: 'POST' })).status, 204);
        assert.equal(await shop.told(cart), '2 completed with id');
        assert.equal(klarna.orders.size, 1);
      });

      it('may be sold again when the process was killed before sending it and the token is over', async () => {
        const { browser } = await approved(`${name}-before`);
        const killed = new Promise<void>((resolve, reject) => {
          klarna.intercept(ORDER, () => void shop.killAndStart().then(resolve, reject));
        });
        const answer = browser.order(`${name}-before`).catch(() => 'no answer');
        await killed;
        assert.equal(await answer, 'no answer');
        await shop.age(30);
        assert.deepEqual(await orderIn(browser), { status: 'unknown' });
        await expectProblem(await browser.update(), 409, 'duplicate', 'recreate');
        await shop.age(36);
        assert.equal(typeof (await json(await browser.session()))['client_token'], 'string');
        assert.equal(klarna.orders.size, 0);
      });
    });

    describe('an order whose answer is lost', () => {
      it('is looked up, and never sent again when Klarna has it', async () => {
        const { browser, cart } = await approved(`${name}-lost`);
        klarna.loseAnswer(ORDER);
        assert.equal((await json(await browser.order(`${name}-lost`)))['status'], 'pending');
        assert.equal(klarna.orders.size, 1);
        assert.equal(await shop.told(cart), '1 unconfirmed without id');
        await fetch(pushOf(), { method: 'POST' });
        assert.equal(await shop.told(cart), '2 completed with id');
      });

      it('is sent once more when Klarna never read it', async () => {
        const { browser } = await approved(`${name}-cut`);
        klarna.intercept(ORDER, (_, outgoing) => void outgoing.destroy());
        assert.equal((await json(await browser.order(`${name}-cut`)))['status'], 'completed');
        assert.equal(klarna.orders.size, 1);
      });

      it('is unknown, and not sold again, when Klarna cannot be asked either', async () => {
        const { browser, cart } = await approved(`${name}-dark`);
        goAwayAfterOrder();
        await expectProblem(await browser.order(`${name}-dark`), 504, 'outcome_unknown', 'contact');
        assert.deepEqual(await orderIn(browser), { status: 'unknown' });
        assert.deepEqual(await orderIn(await shop.browser(cart)), { status: 'unknown' });
        await expectProblem(
          await browser.order(`${name}-other`),
          504,
          'outcome_unknown',
          'contact',
        );
        // An operator hears of it after five minutes.
        await shop.command('reconcile');
        await shop.age(6);
        assert.match(await shop.command('reconcile'), /Look into the portal:.*"attempt":1/);
        klarna.isAway = false;
        assert.equal(await statusIn(browser), 'pending');
        assert.equal(klarna.orders.size, 1);
      });

      it('is told again when the shop did not take it', async () => {
        const { browser, cart } = await approved(`${name}-telling`);
        const fail = {
          SQLite: "BEGIN SELECT RAISE(ABORT, 'down'); END",
          MariaDB: "FOR EACH ROW SIGNAL SQLSTATE '45000'",
        };
        await shop.sql(`CREATE TRIGGER down BEFORE UPDATE ON shop_orders ${fail[name]}`);
        assert.equal((await json(await browser.order(`${name}-telling`)))['status'], 'completed');
        await shop.sql('DROP TRIGGER down');
        assert.equal(await shop.told(cart), undefined);
        await shop.age(1);
        await shop.command('reconcile');
        assert.equal(await shop.told(cart), '1 completed with id');
      });

      it('ends as an operator says, and is refused only when its token is over', async () => {
        const { browser, cart } = await approved(`${name}-person`);
        goAwayAfterOrder();
        await browser.order(`${name}-person`);
        const reference = String(
          klarna.seen.findLast(({ json: body }) => body?.['merchant_reference1'])?.json?.[
            'merchant_reference1'
          ],
        );
        await assert.rejects(shop.command('resolve', reference, '1'), /can still be used/);
        await assert.rejects(shop.command('resolve', reference, '2', 'id'), /No attempt 2/);
        await shop.command('resolve', reference, '1', 'order-of-klarna');
        assert.equal(await shop.told(cart), '1 completed with id');
        klarna.isAway = false;
        assert.equal(await statusIn(browser), 'completed');
      });
    });

    describe('an approval that Klarna reports', () => {
      const addressOf = (token: string): string => {
        const { body } = sessionOf(token);
        return (body['merchant_urls'] as { authorization: string }).authorization;
      };
      const sessionOf = (token: string) =>
        [...klarna.sessions.values()].find((one) => one.authorizationToken === token)!;
      const report = (token: string, address = addressOf(token)): Promise<Response> =>
        fetch(address, {
          method: 'POST',
          body: JSON.stringify({ session_id: sessionOf(token).id, authorization_token: token }),
        });

      it('is placed when the page is gone, and the shopper finds it later', async () => {
        const { browser, cart } = await approved(`${name}-gone`);
        assert.equal((await report(`${name}-gone`)).status, 204);
        assert.equal(await shop.told(cart), '1 completed with id');
        assert.equal(await statusIn(browser), 'completed');
        assert.equal((await json(await browser.order(`${name}-gone`)))['status'], 'completed');
        assert.equal(klarna.orders.size, 1);
        assert.deepEqual(klarna.faults, []);
      });

      it('is placed once when the page sends its order at the same moment', async () => {
        const { browser } = await approved(`${name}-both`);
        const [answer, reported] = await Promise.all([
          browser.order(`${name}-both`),
          report(`${name}-both`),
        ]);
        assert.deepEqual([answer.status, reported.status], [200, 204]);
        assert.equal(klarna.orders.size, 1);
      });

      it('is not placed when the cart has changed since', async () => {
        const { browser } = await approved(`${name}-moved`);
        await shop.addPair(browser);
        assert.equal((await report(`${name}-moved`)).status, 204);
        assert.equal(klarna.orders.size, 0);
        await shop.logged(/cart changed after the approval; nothing was placed/);
      });

      it('is placed when Klarna could not be asked at first, and reports it again', async () => {
        await approved(`${name}-later`);
        const address = addressOf(`${name}-later`);
        klarna.isAway = true;
        assert.equal((await report(`${name}-later`, address)).status, 503);
        klarna.isAway = false;
        assert.equal((await report(`${name}-later`, address)).status, 204);
        assert.equal(klarna.orders.size, 1);
      });

      it('is refused when its address was made up', async () => {
        await approved(`${name}-forged`);
        const asked = klarna.seen.length;
        for (const part of ['reference', 'locale', 'cart', 'seal']) {
          const address = new URL(addressOf(`${name}-forged`));
          address.searchParams.set(part, 'other');
          assert.equal((await report(`${name}-forged`, address.href)).status, 403);
          address.searchParams.delete(part);
          assert.equal((await report(`${name}-forged`, address.href)).status, 403);
        }
        const unreadable = `${addressOf(`${name}-forged`)}&reference=%ff`;
        assert.equal((await report(`${name}-forged`, unreadable)).status, 403);
        assert.equal(klarna.seen.length, asked);
      });
    });

    it('opens no session when a shopper has had ten within ten seconds', async () => {
      const { browser } = await begin();
      const before = klarna.sessions.size;
      let answer: Response;
      let opened = -1;
      do {
        opened += 1;
        // Each other language is another session.
        answer = await browser.session({ locale: ['de-DE', 'en-DE'][opened % 2] });
      } while (answer.status === 200 && opened < 100);
      assert.ok(opened >= 10);
      const wait = Number(answer.headers.get('Retry-After'));
      assert.ok(wait >= 1 && wait <= 10);
      await expectProblem(answer, 503, 'rate_limited', 'retry');
      assert.equal(klarna.sessions.size - before, opened);
      const { browser: other } = await begin();
      assert.equal((await other.session()).status, 200);
    });

    describe('a refusal of Klarna', () => {
      it('is told as it is, and the next token may be sent', async () => {
        const { browser } = await approved(`${name}-refused`);
        klarna.intercept(ORDER, (_, outgoing) => refuse(outgoing, 403, 'REJECTED', 'No'));
        await expectProblem(
          await browser.order(`${name}-refused`),
          422,
          'declined',
          'other_method',
        );
        assert.equal(typeof (await json(await browser.session()))['client_token'], 'string');
        klarna.authorize(`${name}-again`);
        assert.equal((await browser.order(`${name}-again`)).status, 200);
        assert.equal(klarna.orders.size, 1);
      });

      it('is told at once when Klarna cannot be reached, and the same token is good later', async () => {
        const { browser } = await approved(`${name}-away`);
        klarna.isAway = true;
        await expectProblem(
          await browser.order(`${name}-away`),
          503,
          'upstream_unavailable',
          'retry',
        );
        klarna.isAway = false;
        assert.equal((await browser.order(`${name}-away`)).status, 200);
        assert.equal(klarna.orders.size, 1);
      });

      it('makes the next attempt wait when it was the fifth within ten seconds', async () => {
        const { browser } = await approved(`${name}-sixth`);
        for (const guess of [1, 2, 3, 4, 5]) {
          const refused = await browser.order(`${name}-guess-${guess}`);
          await expectProblem(refused, 410, 'authorization_expired', 'reauthorize');
        }
        // Recent, however slow this machine is.
        await shop.age(-1);
        const asked = klarna.seen.length;
        const limited = await browser.order(`${name}-sixth`);
        assert.equal(limited.headers.get('Retry-After'), '10');
        await expectProblem(limited, 503, 'rate_limited', 'retry');
        assert.equal(klarna.seen.length, asked);
        await shop.age(2);
        assert.equal((await browser.order(`${name}-sixth`)).status, 200);
        assert.equal(klarna.orders.size, 1);
      });

      it('reaches the shop when Klarna sends it later for a pending order', async () => {
        const { browser, cart } = await approved(`${name}-pending`);
        klarna.intercept(ORDER, (_, outgoing) =>
          reply(outgoing, 200, { order_id: 'pending-1', fraud_status: 'PENDING' }),
        );
        assert.equal((await json(await browser.order(`${name}-pending`)))['status'], 'pending');
        assert.equal(await shop.told(cart), '1 pending with id');
        const { notification } = klarna.seen.at(-1)?.json?.['merchant_urls'] as {
          notification: string;
        };
        const notice = { order_id: 'pending-1', event_type: 'FRAUD_RISK_REJECTED' };
        const reference = klarna.seen.at(-1)?.json?.['merchant_reference1'];
        const notify = () => fetch(notification, { method: 'POST', body: JSON.stringify(notice) });
        // Somebody else's order under this number is not believed.
        klarna.intercept(/GET .*pending-1/, (_, outgoing) =>
          reply(outgoing, 200, { merchant_reference1: 'other', fraud_status: 'REJECTED' }),
        );
        await notify();
        assert.equal(await shop.told(cart), '1 pending with id');
        klarna.intercept(/GET .*pending-1/, (_, outgoing) =>
          reply(outgoing, 200, { merchant_reference1: reference, fraud_status: 'REJECTED' }),
        );
        await notify();
        assert.equal(await shop.told(cart), '2 rejected with id');
      });
    });
  });
}

describe('PHP', { skip: missing('php') }, () => {
  let folder: string;
  describeLedger(
    'SQLite',
    () => {
      folder = mkdtempSync(join(tmpdir(), 'klarna-php-'));
      return Promise.resolve(`sqlite:${join(folder, 'shop.sqlite')}`);
    },
    () => {
      rmSync(folder, { recursive: true });
      return Promise.resolve();
    },
  );
});

describe('PHP and MariaDB', { skip: missing('php') || missing('mariadb') }, () => {
  let database: Database;
  describeLedger(
    'MariaDB',
    async () => {
      database = await startMariaDb();
      return `mysql:host=127.0.0.1;port=${database.port};dbname=shop`;
    },
    () => database.stop(),
  );
});
