import { expect } from '@open-wc/testing';
import { en } from '../../src/messages/en.js';
import { Shop } from '../harness/shop.js';

const near = (seconds: number): [number, number] => [seconds, seconds + 4];

describe('<klarna-checkout> where an earlier attempt has no known end', () => {
  let shop: Shop;
  let order: Record<string, unknown> | undefined;

  beforeEach(async () => {
    sessionStorage.clear();
    order = { status: 'unknown' };
    shop = await Shop.open({
      setUp: (page) => {
        page.stage.arrive();
        const { endpoint } = page.stage;
        endpoint.on('session', () => ({ json: order ? { order } : endpoint.session() }));
      },
    });
    await shop.agree();
    await shop.reach('unknown');
  });
  afterEach(() => shop.close());

  it('says that it may be paid, and leaves other methods usable', async () => {
    expect(shop.said).to.equal(en.mayBePaid);
    shop.buy();
    await shop.settle();
    expect(shop.stage.sent).to.deep.equal([]);
    shop.chooseCard();
    shop.buy();
    await shop.settle();
    expect(shop.stage.sent.at(-1)).to.include({ method: 'card' });
  });

  it('asks after 2, 4 and 8 seconds, then every 10, and offers to ask after two minutes', async () => {
    const { endpoint } = shop.stage;
    const times = [0];
    let asked = endpoint.calls('session').length;
    // An answer takes turns of the real world, in which the faked clock may go on by a second or two.
    for (let second = 1; second <= 200 && shop.offered === ''; second += 1) {
      await shop.pass(1);
      const now = endpoint.calls('session').length;
      if (now > asked) times.push(second);
      asked = now;
    }
    const waits = times.slice(1).map((time, index) => time - times[index]!);
    expect(waits).to.have.length(13);
    for (const [index, wait] of waits.entries())
      expect(wait).to.be.within(...near([2, 4, 8][index] ?? 10));
    expect(shop.offered).to.equal(en.checkAgain);
    shop.act();
    await shop.settle();
    expect(endpoint.calls('session').length).to.equal(asked + 1);
  });

  it('begins the purchase when the endpoint says that nothing was placed', async () => {
    order = undefined;
    await shop.pass(2);
    await shop.reach('ready');
  });

  it('follows the order when the endpoint says that it was placed', async () => {
    order = { status: 'completed', order_id: 'order-1' };
    await shop.pass(2);
    await shop.reach('placed');
  });
});
