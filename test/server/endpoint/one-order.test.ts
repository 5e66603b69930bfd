/** One order for one reference, and a shop that hears of it, whatever is lost, repeated or broken off. */
import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'node:test';
import {
  type Gateway,
  memoryLedger,
  type OrderLedger,
  type Placed,
  problem,
  type TokenEndpointOptions,
  type UnresolvedAttempt,
} from '../../../src/server/index.js';
import { expectProblem } from '../support/expect.js';
import { type FakeKlarna, openKlarna } from '../support/klarna.js';
import { overKlarna } from '../support/klarna-shop.js';
import {
  biggerOrder,
  ENDPOINT,
  gatewayWith,
  json,
  makeOrder,
  openShop,
  TestBrowser,
  type TestShop,
} from '../support/shop.js';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/** Time as the ledger tells it; a test moves it. */
class LedgerTime {
  #ahead = 0;
  readonly now = () => Date.now() + this.#ahead;
  pass(milliseconds: number): void {
    this.#ahead += milliseconds;
  }
}

/** What the shop was told, in short. */
const told = (...shops: readonly TestShop[]): readonly string[] =>
  shops.flatMap(({ placed }) => placed.map(({ placed: one }) => inShort(one)));
const inShort = ({ status, revision, order_id }: Placed): string =>
  `${revision} ${status} ${order_id === undefined ? 'without id' : 'with id'}`;

const orderOf = async (browser: TestBrowser): Promise<unknown> =>
  (await json(await browser.session()))['order'];

/** Something that a test lets happen when it wants it. */
function gate(): { readonly promise: Promise<void>; readonly resolve: () => void } {
  let resolve: () => void = () => undefined;
  const promise = new Promise<void>((open) => (resolve = open));
  return { promise, resolve };
}

/** Loses every answer to an order, until it is told to give them. */
function losing(changes: Partial<Gateway> = {}): { gateway: Gateway; sent: string[] } {
  const sent: string[] = [];
  const gateway = gatewayWith({
    placeOrder: (_, token) => {
      sent.push(token);
      return Promise.reject(problem('outcome_unknown', { detail: 'The line was cut' }));
    },
    ...changes,
  });
  return { gateway, sent };
}

describe('one cart on two devices', () => {
  const open = async (options: Partial<TokenEndpointOptions> = {}) => {
    const klarna = await openKlarna();
    klarnas.push(klarna);
    const ledger = memoryLedger();
    const gateway = overKlarna(klarna);
    const shops = [
      openShop({ gateway, ledger, ...options }),
      openShop({ gateway, ledger }),
    ] as const;
    const [phone, laptop] = [new TestBrowser(shops[0].handler), new TestBrowser(shops[1].handler)];
    const idOf = async (browser: TestBrowser) =>
      klarna.sessions.get(String((await json(await browser.session()))['session_id']))!;
    const sessions = [await idOf(phone), await idOf(laptop)] as const;
    klarna.authorize('token-of-phone', sessions[0]);
    klarna.authorize('token-of-laptop', sessions[1]);
    return { klarna, shops, phone, laptop, sessions };
  };
  const klarnas: FakeKlarna[] = [];
  afterEach(async () => {
    for (const klarna of klarnas.splice(0)) await klarna[Symbol.asyncDispose]();
  });

  it('places one order when both press at the same moment', async () => {
    const { klarna, shops, phone, laptop } = await open();
    const answers = await Promise.all([
      phone.order('token-of-phone').then(json),
      laptop.order('token-of-laptop').then(json),
    ]);
    assert.equal(klarna.orders.size, 1);
    assert.deepEqual(answers[0], answers[1]);
    assert.deepEqual(told(...shops), ['1 completed with id']);
  });

  /** A token is given back while the answer is under way. */
  const isGivenBack = async (
    klarna: FakeKlarna,
    session: { readonly authorizationToken?: string },
  ): Promise<boolean> => {
    for (let looks = 0; session.authorizationToken && looks < 100; looks += 1) {
      await new Promise((resolve) => setImmediate(resolve));
      await fetch(klarna.url).then((response) => response.text());
    }
    return session.authorizationToken === undefined;
  };

  it('gives the second token back when the first has placed the order', async () => {
    const { klarna, phone, laptop, sessions } = await open();
    await phone.order('token-of-phone');
    await laptop.order('token-of-laptop');
    assert.ok(await isGivenBack(klarna, sessions[1]));
  });

  it('gives it back also when the shop has emptied the cart in between', async () => {
    const { klarna, shops, phone, laptop, sessions } = await open();
    const first = await json(await phone.order('token-of-phone'));
    shops[1].order = undefined;
    assert.deepEqual(await json(await laptop.order('token-of-laptop')), first);
    assert.ok(await isGivenBack(klarna, sessions[1]));
  });

  it('places one order when the callback of one session meets the browser of the other', async () => {
    const { klarna, shops, laptop, sessions } = await open();
    const [phoneSession] = sessions;
    const { authorization } = phoneSession.body['merchant_urls'] as { authorization: string };
    const callback = shops[0].handler(
      new Request(authorization, {
        method: 'POST',
        body: JSON.stringify({
          session_id: phoneSession.id,
          authorization_token: 'token-of-phone',
        }),
      }),
    );
    const [called, answered] = await Promise.all([callback, laptop.order('token-of-laptop')]);
    assert.deepEqual([called.status, answered.status], [200, 200]);
    assert.equal(klarna.orders.size, 1);
    assert.deepEqual(told(...shops), ['1 completed with id']);
  });

  it('refuses a placed reference that comes with another cart, and names the cure in the log', async () => {
    const { klarna, shops, phone, laptop } = await open();
    await phone.order('token-of-phone');
    shops[1].order = biggerOrder();
    await expectProblem(await laptop.session(), 409, 'reference_reused', 'contact');
    assert.match(shops[1].log.join('\n'), /take a new one when an order is placed/);
    assert.equal(klarna.orders.size, 1);
  });
});

describe('an order whose answer is lost', () => {
  const pushOf = (klarna: FakeKlarna): string => {
    const body = klarna.seen.findLast(({ path }) => path.endsWith('/order'))?.json;
    const [orderId] = klarna.orders.keys();
    return (body?.['merchant_urls'] as { push: string }).push.replace('{order.id}', orderId!);
  };
  const lost = async (fraudStatus: string) => {
    const klarna = await openKlarna({ fraudStatus });
    const shop = openShop({ gateway: overKlarna(klarna) });
    const browser = new TestBrowser(shop.handler);
    await browser.session();
    klarna.authorize('token-1');
    klarna.loseAnswer(/POST .*\/order$/);
    return { klarna, shop, browser };
  };

  it('reaches the shop as unconfirmed, and with its id and status when Klarna pushes it', async () => {
    const { klarna, shop, browser } = await lost('PENDING');
    assert.equal((await json(await browser.order()))['status'], 'pending');
    assert.deepEqual(told(shop), ['1 unconfirmed without id']);
    const pushed = await shop.handler(new Request(pushOf(klarna), { method: 'POST' }));
    assert.equal(pushed.status, 200);
    assert.deepEqual(told(shop), ['1 unconfirmed without id', '2 pending with id']);
    assert.equal(klarna.orders.size, 1);
    await klarna[Symbol.asyncDispose]();
  });

  it('believes no push of an order with another reference', async () => {
    const { klarna, shop, browser } = await lost('ACCEPTED');
    await browser.order();
    const [order] = klarna.orders.values();
    order!.body['merchant_reference1'] = 'order-of-somebody-else';
    await shop.handler(new Request(pushOf(klarna), { method: 'POST' }));
    assert.deepEqual(told(shop), ['1 unconfirmed without id']);
    assert.match(shop.log.join('\n'), /fits no order of the ledger/);
    await klarna[Symbol.asyncDispose]();
  });

  it('is told as pending with its id when the callback comes before the browser', async () => {
    const klarna = await openKlarna({ fraudStatus: 'PENDING' });
    const shop = openShop({ gateway: overKlarna(klarna) });
    const browser = new TestBrowser(shop.handler);
    const { session_id } = await json(await browser.session());
    klarna.authorize('token-1');
    const { authorization } = klarna.seen[0]!.json!['merchant_urls'] as { authorization: string };
    const notice = { session_id, authorization_token: 'token-1' };
    await shop.handler(
      new Request(authorization, { method: 'POST', body: JSON.stringify(notice) }),
    );
    assert.equal((await json(await browser.order()))['status'], 'pending');
    assert.deepEqual(told(shop), ['1 pending with id']);
    await klarna[Symbol.asyncDispose]();
  });

  it('is sent once more when the line was cut before Klarna read it', async () => {
    const klarna = await openKlarna();
    const shop = openShop({ gateway: overKlarna(klarna) });
    const browser = new TestBrowser(shop.handler);
    await browser.session();
    klarna.authorize('token-1');
    klarna.intercept(/POST .*\/order$/, (_, outgoing) => void outgoing.destroy());
    assert.equal((await json(await browser.order()))['status'], 'completed');
    assert.equal(klarna.orders.size, 1);
    assert.deepEqual(told(shop), ['1 completed with id']);
    await klarna[Symbol.asyncDispose]();
  });
});

describe('an order of unknown end', () => {
  const open = async (changes: Partial<Gateway> = {}) => {
    const time = new LedgerTime();
    const { gateway, sent } = losing(changes);
    const unresolved: UnresolvedAttempt[] = [];
    const shop = openShop({
      gateway,
      ledger: memoryLedger({ now: time.now }),
      onUnresolved: (attempt) => void unresolved.push(attempt),
    });
    const browser = new TestBrowser(shop.handler);
    await browser.session();
    return { time, sent, shop, browser, unresolved };
  };

  it('is not sold again after a reload, with any token or cart', async () => {
    const { sent, shop, browser } = await open();
    await expectProblem(await browser.order('token-1'), 504, 'outcome_unknown', 'contact');
    assert.deepEqual(await orderOf(browser), { status: 'unknown' });
    await expectProblem(await browser.order('token-1', 'k2'), 504, 'outcome_unknown', 'contact');
    await expectProblem(await browser.order('token-2', 'k3'), 504, 'outcome_unknown', 'contact');
    shop.order = biggerOrder();
    assert.deepEqual(await orderOf(new TestBrowser(shop.handler)), { status: 'unknown' });
    await expectProblem(await browser.update(), 409, 'duplicate', 'recreate');
    assert.deepEqual(sent, ['token-1']);
  });

  it('stays unknown however long it takes, where the system cannot tell', async () => {
    const { time, browser, shop } = await open();
    await browser.order();
    time.pass(30 * DAY);
    await shop.handler.reconcile();
    assert.deepEqual(await orderOf(browser), { status: 'unknown' });
  });

  it('reaches an operator after five minutes and then daily, with all that finds it', async () => {
    const { time, browser, shop, unresolved } = await open();
    await browser.order();
    await shop.handler.reconcile();
    assert.equal(unresolved.length, 0);
    for (const pause of [5 * MINUTE, MINUTE, DAY, MINUTE]) {
      time.pass(pause);
      await shop.handler.reconcile();
    }
    assert.equal(unresolved.length, 2);
    const { reference, attempt, system, systemReference, amount, status } = unresolved[0]!;
    assert.deepEqual(
      { reference, attempt, system, systemReference, amount, status },
      {
        reference: 'order-1',
        attempt: 1,
        system: 'simulated',
        systemReference: 'order-1',
        amount: 11_900,
        status: 'unknown',
      },
    );
    assert.match(shop.log.join('\n'), /nobody knows.*"reference":"order-1".*"attempt":1/);
  });

  it('ends as placed when a person says so, and the shop is told', async () => {
    const { browser, shop } = await open();
    await browser.order();
    await shop.handler.resolve('order-1', 1, { placed: { order_id: 'K-1' } });
    assert.deepEqual(told(shop), ['1 completed with id']);
    assert.equal(((await orderOf(browser)) as { status: string }).status, 'completed');
  });

  it('ends as refused when a person says so, but not while its token can be used', async () => {
    const { time, sent, browser, shop } = await open();
    await browser.order('token-1');
    await assert.rejects(shop.handler.resolve('order-1', 1, { refused: true }), /try again in/);
    time.pass(65 * MINUTE);
    await shop.handler.resolve('order-1', 1, { refused: true });
    assert.equal(await orderOf(browser), undefined);
    await browser.order('token-2');
    assert.deepEqual(sent, ['token-1', 'token-2']);
    await assert.rejects(shop.handler.resolve('order-1', 7, { refused: true }), /no attempt 7/);
  });

  it('ends as not placed when the token is over and the system finds no order', async () => {
    const { time, browser, shop } = await open({
      readAttempt: () => Promise.resolve({ status: 'none' }),
      cancelAuthorization: () => Promise.resolve(false),
    });
    await expectProblem(await browser.order('token-1'), 504, 'outcome_unknown', 'contact');
    time.pass(64 * MINUTE);
    assert.deepEqual(await orderOf(browser), { status: 'unknown' });
    time.pass(2 * MINUTE);
    assert.equal(await orderOf(browser), undefined);
    assert.deepEqual(told(shop), []);
  });

  it('ends as not placed when the system finds no order and takes the token back', async () => {
    const { sent, browser } = await open({
      readAttempt: () => Promise.resolve({ status: 'none' }),
      cancelAuthorization: () => Promise.resolve(true),
    });
    await expectProblem(
      await browser.order('token-1'),
      410,
      'authorization_expired',
      'reauthorize',
    );
    assert.equal(await orderOf(browser), undefined);
    await browser.order('token-2');
    assert.deepEqual(sent, ['token-1', 'token-2']);
  });

  it('may be tried again with a new token as soon as the system has refused it', async () => {
    const sent: string[] = [];
    const gateway = gatewayWith({
      placeOrder: (_, token) => {
        sent.push(token);
        return token === 'token-1'
          ? Promise.reject(problem('declined', { detail: 'No' }))
          : Promise.resolve({ status: 'completed', order_id: 'K-1', upstream: {} });
      },
    });
    const shop = openShop({ gateway });
    const browser = new TestBrowser(shop.handler);
    await browser.session();
    await expectProblem(await browser.order('token-1'), 422, 'declined', 'other_method');
    // The answer was lost: the same token hears the same, and is not sent again.
    await expectProblem(await browser.order('token-1', 'k2'), 422, 'declined', 'other_method');
    assert.equal((await browser.order('token-2', 'k3')).status, 200);
    assert.deepEqual(sent, ['token-1', 'token-2']);
    assert.equal(shop.placed[0]?.placed.attempt, 2);
  });
});

describe('a shop that does not take its order', () => {
  it('is told again with pauses until it does, and then no more', async () => {
    const time = new LedgerTime();
    const tries: number[] = [];
    const shop = openShop({
      ledger: memoryLedger({ now: time.now }),
      onPlaced: (_, { revision }) => {
        tries.push(revision);
        if (tries.length < 3) throw new Error('The database is away');
      },
    });
    const browser = new TestBrowser(shop.handler);
    await browser.session();
    assert.equal((await browser.order()).status, 200);
    for (let minutes = 0; minutes < 5; minutes += 1) {
      time.pass(MINUTE);
      await shop.handler.reconcile();
    }
    assert.deepEqual(tries, [1, 1, 1]);
  });

  it('holds up nobody for longer than its limit when it hangs', async () => {
    let calls = 0;
    const shop = openShop({
      limits: { shopMilliseconds: 20 },
      onPlaced: () => {
        calls += 1;
        return new Promise(() => undefined);
      },
    });
    const browser = new TestBrowser(shop.handler);
    await browser.session();
    assert.equal((await browser.order()).status, 200);
    assert.equal((await browser.order('token-1', 'k2')).status, 200);
    assert.equal(calls, 1);
  });

  it('is given the identity and the order without the person', async () => {
    const seen: unknown[] = [];
    const shop = openShop({
      onPlaced: (order, _, context) => void seen.push(Object.keys(order), context),
    });
    shop.order = makeOrder({ billing: { email: 'a@example.com' }, customer: { gender: 'x' } });
    const browser = new TestBrowser(shop.handler);
    await browser.session();
    await browser.order();
    assert.deepEqual(seen[1], { identity: 'cart-1' });
    assert.doesNotMatch(JSON.stringify(seen[0]), /billing|customer|shopper|shipping/);
  });
});

describe('a ledger in trouble', () => {
  const broken = (changes: Partial<OrderLedger>) => {
    const sent: string[] = [];
    const ledger = memoryLedger();
    const shop = openShop({
      ledger: { ...ledger, ...changes },
      limits: { ledgerMilliseconds: 20 },
      gateway: gatewayWith({
        placeOrder: (_, token) => {
          sent.push(token);
          return Promise.resolve({ status: 'completed', order_id: 'K-1', upstream: {} });
        },
      }),
    });
    return { ledger, shop, sent, browser: new TestBrowser(shop.handler) };
  };

  it('sends nothing when the attempt cannot be written down', async () => {
    for (const write of [
      () => Promise.reject(new Error('away')),
      () => new Promise<boolean>(() => undefined),
    ]) {
      const { browser, sent } = broken({ write });
      await browser.session();
      await expectProblem(await browser.order(), 503, 'ledger_unavailable', 'retry');
      assert.deepEqual(sent, []);
    }
  });

  it('sends nothing when what it gives is no record, and names the order in the log', async () => {
    for (const record of [undefined, { schema: 1, reference: 'order-1' }, { schema: 2 }, 'cut']) {
      const { browser, sent, shop } = broken({
        read: () => Promise.resolve({ now: Date.now(), entry: { version: 1, record } }),
      });
      await expectProblem(await browser.session(), 503, 'ledger_unavailable', 'retry');
      assert.deepEqual(sent, []);
      assert.match(shop.log.join('\n'), /"reference":"order-1"/);
    }
  });

  it('still answers with the order and tells the shop when it fails after the order was placed', async () => {
    let writes = 0;
    const inner = memoryLedger();
    const { browser, shop } = broken({
      ...inner,
      write: (change) => {
        writes += 1;
        return writes === 1 ? inner.write(change) : Promise.reject(new Error('away'));
      },
    });
    await browser.session();
    const answer = await json(await browser.order());
    assert.deepEqual([answer['status'], answer['order_id']], ['completed', 'K-1']);
    // The ledger counts from 1: whatever it has to tell replaces this.
    assert.deepEqual(told(shop), ['0 completed with id']);
  });

  it('places once when it wrote the attempt but lost the answer', async () => {
    const inner = memoryLedger();
    let lost = false;
    const { browser, sent } = broken({
      ...inner,
      write: async (change) => {
        const written = await inner.write(change);
        if (lost) return written;
        lost = true;
        throw new Error('cut');
      },
    });
    await browser.session();
    assert.equal((await browser.order()).status, 200);
    assert.deepEqual(sent, ['token-1']);
  });

  it('does not hang the next try when one call hangs', async () => {
    const inner = memoryLedger();
    let hangs = 1;
    const { browser } = broken({
      ...inner,
      read: (reference) => (hangs-- > 0 ? new Promise(() => undefined) : inner.read(reference)),
    });
    await expectProblem(await browser.session(), 503, 'ledger_unavailable', 'retry');
    assert.equal((await browser.session()).status, 200);
  });
});

describe('a machine that goes in mid-order', () => {
  it('leaves the order to another machine, which finds it and tells the shop', async () => {
    const klarna = await openKlarna();
    const time = new LedgerTime();
    const ledger = memoryLedger({ now: time.now });
    // The machine is gone before it reads the answer: for everybody else its call never ends.
    const inner = overKlarna(klarna);
    const reached = gate();
    const dying: Gateway = {
      ...inner,
      placeOrder: async (...call) => {
        await inner.placeOrder(...call);
        reached.resolve();
        return new Promise(() => undefined);
      },
    };
    const [one, other] = [
      openShop({ gateway: dying, ledger }),
      openShop({ gateway: inner, ledger }),
    ];
    const browser = new TestBrowser(one.handler);
    await browser.session();
    klarna.authorize('token-1');
    void browser.order();
    await reached.promise;

    await other.handler.reconcile();
    assert.deepEqual(told(other), []);
    assert.deepEqual(await orderOf(new TestBrowser(other.handler)), { status: 'unknown' });
    time.pass(2 * MINUTE);
    assert.deepEqual(await other.handler.reconcile(), {
      told: 1,
      resolved: 0,
      unresolved: 1,
      failed: 0,
    });
    assert.deepEqual(told(other), ['1 unconfirmed without id']);
    assert.equal(klarna.orders.size, 1);
    await klarna[Symbol.asyncDispose]();
  });

  it('ends its running orders before it goes, and turns new ones away', async () => {
    const answer = gate();
    const sending = gate();
    const ledger = memoryLedger();
    const gateway = gatewayWith({
      placeOrder: async () => {
        sending.resolve();
        await answer.promise;
        return { status: 'completed', order_id: 'K-1', upstream: {} };
      },
    });
    const shop = openShop({ gateway, ledger });
    const browser = new TestBrowser(shop.handler);
    await browser.session();
    const order = browser.order();
    await sending.promise;
    let isDrained = false;
    const drained = shop.handler.drain().then(() => (isDrained = true));
    shop.order = makeOrder({ reference: 'order-2' });
    const late = new TestBrowser(shop.handler);
    await late.session();
    await expectProblem(await late.order('token-2'), 503, 'rate_limited', 'retry');
    assert.equal(isDrained, false);
    answer.resolve();
    await drained;
    assert.equal((await order).status, 200);
    assert.deepEqual(told(shop), ['1 completed with id']);
  });
});

describe('notifications', () => {
  it('about an order that nobody knows are logged, and nothing is told', async () => {
    const klarna = await openKlarna();
    const shop = openShop({ gateway: overKlarna(klarna) });
    await new TestBrowser(shop.handler).session();
    const { notification } = klarna.seen[0]!.json!['merchant_urls'] as { notification: string };
    assert.ok(notification.startsWith(ENDPOINT));
    const decision = { order_id: 'o-1', event_type: 'FRAUD_RISK_ACCEPTED' };
    const response = await shop.handler(
      new Request(notification, { method: 'POST', body: JSON.stringify(decision) }),
    );
    assert.equal(response.status, 200);
    assert.deepEqual(told(shop), []);
    assert.match(shop.log.join('\n'), /fits no order of the ledger/);
    await klarna[Symbol.asyncDispose]();
  });

  for (const [event, status] of [
    ['ACCEPTED', 'completed'],
    ['REJECTED', 'rejected'],
    ['STOPPED', 'rejected'],
  ] as const) {
    it(`turn a pending order into a ${status} one when Klarna says ${event}`, async () => {
      const klarna = await openKlarna({ fraudStatus: 'PENDING' });
      const shop = openShop({ gateway: overKlarna(klarna) });
      const browser = new TestBrowser(shop.handler);
      await browser.session();
      klarna.authorize('token-1');
      const { order_id } = await json(await browser.order());
      const body = klarna.seen.findLast(({ path }) => path.endsWith('/order'))!.json!;
      const { notification } = body['merchant_urls'] as { notification: string };
      const decision = JSON.stringify({ order_id, event_type: `FRAUD_RISK_${event}` });
      for (let times = 0; times < 2; times += 1) {
        await shop.handler(new Request(notification, { method: 'POST', body: decision }));
      }
      assert.deepEqual(told(shop), ['1 pending with id', `2 ${status} with id`]);
      await klarna[Symbol.asyncDispose]();
    });
  }
});
