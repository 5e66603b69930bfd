/** Plays every row of the fault table, each in a page of its own. */
import { expect } from '@open-wc/testing';
import { en } from '../../src/messages/en.js';
import { Broken } from './breaks.js';
import { FAULTS } from './rows/index.js';
import { Shop } from '../harness/shop.js';
import type { ErrorTold, Fault, Next, Outcome } from './table.js';

const UNTOLD = ['klarna-state', 'klarna-consent', 'klarna-ready', 'klarna-before-authorize'];

/** The element's events since `from`, in the words of the table. */
const toldSince = (shop: Shop, from: number): readonly (ErrorTold | string)[] =>
  shop.stage.events
    .slice(from)
    .filter(({ name }) => !UNTOLD.includes(name))
    .map(({ name, detail }) => {
      if (name !== 'klarna-error') return name;
      const { code, phase, retryable } = detail as ErrorTold;
      return { code, phase, retryable };
    });

function expectTold(shop: Shop, from: number, { told }: Outcome): void {
  const actual = toldSince(shop, from);
  const expected = told.map((one, index) => {
    if (typeof one === 'string' || typeof one.code === 'string') return one;
    const other = actual[index];
    const code = typeof other === 'object' && other.code;
    return { ...one, code: one.code.find((possible) => possible === code) ?? one.code };
  });
  expect(actual, 'what the shop is told').to.deep.equal(expected);
}

function expectSeen(shop: Shop, { state, says, offers }: Outcome): void {
  expect(shop.checkout.state, 'state').to.equal(state);
  const text = says === undefined ? '' : typeof says === 'string' ? en[says] : says.text;
  expect(shop.said, 'what the shopper reads').to.equal(text);
  expect(shop.offered, 'the button beside it').to.equal(offers ? en[offers] : '');
}

const tokens = (shop: Shop): readonly string[] =>
  shop.stage.events
    .filter(({ name }) => name === 'klarna-authorized')
    .map(({ detail }) => (detail as { authorizationToken: string }).authorizationToken);

/** Buys with Klarna from wherever the purchase stands, and sees the approval go out once more. */
async function pay(shop: Shop): Promise<void> {
  const before = tokens(shop).length;
  // A refusal takes Klarna out of the choice, and browsers restore what was chosen last.
  shop.chooseKlarna();
  shop.buy();
  await shop.reach('authorized', 'placed', 'finalize-required');
  if (shop.checkout.state === 'finalize-required') {
    shop.buy();
    await shop.reach('authorized');
  }
  await shop.settle();
  expect(tokens(shop).length, 'approvals').to.equal(before + 1);
}

async function goOn(shop: Shop, next: Next, broken: Broken): Promise<void> {
  switch (next) {
    case 'retry':
      broken.mend(shop);
      shop.act();
      await shop.reach('ready', 'finalize-required', 'placed');
      if (shop.checkout.state !== 'placed') await pay(shop);
      break;
    case 'pay':
      await shop.reach('ready');
      broken.mend(shop);
      await pay(shop);
      break;
    case 'finalize':
      await pay(shop);
      break;
    case 'other':
      shop.chooseCard();
      shop.buy();
      await shop.settle();
      expect(shop.stage.sent.at(-1), 'the form with another method').to.include({ method: 'card' });
      break;
    case 'reload':
      broken.mend(shop);
      await shop.again(() => shop.act());
      await shop.reach('consent', 'ready', 'finalize-required');
      if (shop.checkout.state === 'consent') await shop.agree();
      await shop.reach('ready', 'finalize-required');
      await pay(shop);
      break;
    case 'agree':
      await shop.agree();
      await shop.reach('ready');
      await pay(shop);
      break;
    case 'nothing':
      // What the form carries is what the event told.
      if (shop.stage.sent.length > 0) {
        const { klarna_authorization_token: sent } = shop.stage.sent.at(-1)!;
        expect(sent, 'the token in the form').to.equal(tokens(shop).at(-1));
      }
      break;
    case 'gone':
      break;
  }
}

/** Waits for what the row says, and sees that it does not come earlier. */
async function wait(shop: Shop, fault: Fault, from: number): Promise<void> {
  const { after = 0, givesUp, state, later, told } = fault;
  const isAtRest = (): boolean =>
    shop.checkout.state === state && toldSince(shop, from).length >= told.length - (later ? 1 : 0);
  const started = shop.now;
  if (fault.where === 'script') {
    // Real requests: time may not run ahead of them.
    if (fault.ends)
      await shop.until(() => shop.stage.scriptsEnded > 0, 'ended the script', { step: 0 });
    if (fault.ends || after < 10)
      await shop.until(isAtRest, `came to rest as ${state}`, { step: 50, limit: 20_000 });
  }
  if (after > 5 && !isAtRest()) {
    // The clock may not run before there is something to wait for.
    if (
      fault.where === 'load' ||
      told.some((one) => typeof one === 'object' && one.phase === 'load')
    ) {
      await shop.reach('loading');
      await shop.settle();
    }
    await shop.pass(after - 1);
    const isEarly = givesUp ? shop.offered !== '' : isAtRest();
    expect(isEarly, `before ${after} seconds are over`).to.equal(false);
  }
  if (givesUp) {
    await shop.until(() => shop.offered !== '', 'offered a way out', { step: 50 });
    expect(shop.offered).to.equal(en.giveUp);
    expect(shop.said).to.equal(en.overdue);
    expect(shop.isLocked, 'locked while Klarna may still decide').to.equal(true);
    shop.act();
  }
  await shop.until(isAtRest, `came to rest as ${state}`, { step: after ? 50 : 10 });
  expect(shop.now - started, 'too early').to.be.at.least(after * 1000 - 50);
  if (later) await shop.pass(later);
}

const nameOf = (fault: Fault): string => {
  const at = fault.where === 'page' ? ` (${fault.at})` : '';
  const atPress = 'atPress' in fault ? ' (press)' : '';
  return `${fault.where}: ${fault.fault}${at}${atPress}`;
};

describe('the fault table', () => {
  let shop: Shop | undefined;

  beforeEach(() => sessionStorage.clear());

  afterEach(() => {
    shop?.close();
    shop = undefined;
  });

  for (const fault of FAULTS) {
    it(nameOf(fault), async () => {
      const broken = new Broken(fault);
      const policy = fault.where === 'script' ? fault.policy : undefined;
      shop = await Shop.open({ policy, setUp: (page) => broken.setUp(page) });
      const strike = await broken.approach(shop);
      const isAnew = fault.where === 'page' && (fault.does === 'reload' || fault.does === 'back');
      const from = isAnew ? 0 : shop.stage.events.length;
      const { checkout } = shop;
      await strike();
      if (fault.next === 'gone') {
        await shop.settle();
        expect(checkout.state).to.equal(fault.state);
        expect(shop.isLocked, 'locked').to.equal(false);
        return;
      }
      await wait(shop, fault, from);
      await shop.settle();
      expectSeen(shop, fault);
      expectTold(shop, from, fault);
      expect(shop.isLocked, 'locked').to.equal(false);
      if (!('noise' in fault)) expect(shop.stage.uncaught, 'uncaught errors').to.deep.equal([]);
      await goOn(shop, fault.next, broken);
      expect(shop.isLocked, 'locked afterwards').to.equal(false);
    });
  }
});
