import { expect } from '@open-wc/testing';
import { authorized, authorizing, placing, ready } from './purchase.js';
import { fault, PLAIN_SESSION } from '../../search/machine/samples.js';

const FAILED = fault('order-failed', 'order');
const NOBODY_KNOWS = fault('order-unknown', 'order');
const wanted = { type: 'order-wanted' } as const;

describe('placing the order', () => {
  it('locks the page and sends the approval', () => {
    const purchase = authorized();
    const operation = purchase.model.held?.operation;
    purchase.on(wanted);
    expect(purchase.state).to.equal('placing');
    expect(purchase.model.order).to.equal(purchase.model.serial);
    expect(purchase.effects).to.deep.equal([
      { type: 'lock' },
      { type: 'place-order', order: purchase.model.order, operation },
    ]);
  });

  it('changes nothing when there is no approval', () => {
    for (const purchase of [ready(), authorizing(), authorized().on({ type: 'disconnected' })]) {
      const { model } = purchase;
      expect(purchase.on(wanted).model).to.equal(model);
      expect(purchase.effects).to.deep.equal([]);
    }
  });

  it('is not done again when it is under way', () => {
    const purchase = placing();
    const { model } = purchase;
    expect(purchase.on(wanted).model).to.equal(model);
  });

  for (const [status, state] of [
    ['completed', 'placed'],
    ['pending', 'pending'],
    ['redirect', 'pending'],
  ] as const) {
    it(`is ${state} and follows the answer when the order is ${status}`, () => {
      const answer = { status, order_id: '1' };
      const purchase = placing().orders({ type: 'answered', answer });
      expect(purchase.state).to.equal(state);
      expect(purchase.model).to.include({ held: undefined, order: undefined });
      expect(purchase.effects).to.deep.equal([
        { type: 'unlock' },
        { type: 'drop-token' },
        { type: 'forget' },
        { type: 'follow-order', answer },
      ]);
    });
  }

  it('is unknown and takes no further payment when the outcome is unknown', () => {
    const purchase = placing().on({ type: 'cart-changed' }, { type: 'reconfigured' });
    purchase.orders({ type: 'unknown', fault: NOBODY_KNOWS });
    expect(purchase.model).to.include({
      state: 'unknown',
      retryAt: 'nowhere',
      fault: NOBODY_KNOWS,
    });
    expect(purchase.asked).to.deep.equal(['unlock', 'drop-token', 'report']);
    expect(purchase.effect('report')?.fault).to.equal(NOBODY_KNOWS);
  });

  it('marks fields and shows the widget when the order is invalid', () => {
    const purchase = placing().orders({ type: 'invalid', fields: ['locale'] });
    expect(purchase.state).to.equal('ready');
    expect(purchase.effects).to.deep.equal([
      { type: 'unlock' },
      { type: 'drop-token' },
      { type: 'announce', what: { name: 'klarna-ready', category: 'pay_later' } },
      { type: 'mark-fields', fields: ['locale'] },
    ]);
  });

  it('updates the session and authorizes again when the cart no longer fits', () => {
    const purchase = placing().orders({ type: 'stale-cart' });
    expect(purchase.state).to.equal('loading');
    expect(purchase.asked).to.deep.equal(['unlock', 'drop-token', 'update-session']);
  });

  it('makes a new session when the cart no longer fits and there is no update call', () => {
    expect(placing(PLAIN_SESSION).orders({ type: 'stale-cart' }).state).to.equal('starting');
  });

  it('makes a new session when the session is gone', () => {
    const purchase = placing().orders({ type: 'stale-session' });
    expect(purchase.state).to.equal('starting');
    expect(purchase.asked).to.deep.equal([
      'unlock',
      'drop-token',
      'unload-widgets',
      'abort-requests',
      'request-session',
    ]);
  });

  it('takes Klarna away when declined', () => {
    const purchase = placing().orders({ type: 'declined' });
    expect(purchase.state).to.equal('declined');
    expect(purchase.model.loaded).to.deep.equal([]);
    expect(purchase.effects).to.deep.equal([
      { type: 'unlock' },
      { type: 'drop-token' },
      { type: 'unload-widgets' },
      { type: 'forget' },
      {
        type: 'announce',
        what: { name: 'klarna-declined', category: 'pay_later', phase: 'authorize' },
      },
      { type: 'disable-choice' },
    ]);
  });

  it('tries again with the same approval when the order failed', () => {
    const purchase = placing();
    const operation = purchase.model.held?.operation;
    purchase.orders({ type: 'failed', fault: FAILED });
    expect(purchase.model).to.include({ state: 'failed', retryAt: 'order', fault: FAILED });
    expect(purchase.effects).to.deep.equal([{ type: 'unlock' }, { type: 'report', fault: FAILED }]);
    purchase.on({ type: 'retried' });
    expect(purchase.model).to.include({ state: 'placing', fault: undefined });
    expect(purchase.effect('place-order')?.operation).to.equal(operation);
  });

  it('gives the approval back first when the order failed and the cart has changed', () => {
    const purchase = placing()
      .on({ type: 'cart-changed' })
      .orders({ type: 'failed', fault: FAILED });
    expect(purchase.state).to.equal('loading');
    expect(purchase.asked).to.deep.equal(['unlock', 'report', 'give-back', 'update-session']);
  });

  it('gives the approval back when the order failed in a session that no longer fits', () => {
    const purchase = placing()
      .on({ type: 'reconfigured' })
      .orders({ type: 'failed', fault: FAILED });
    expect(purchase.model).to.include({ state: 'starting', held: undefined });
    expect(purchase.asked).to.include('give-back');
  });

  it('shows the widget when the approval is returned after a failed order', () => {
    const purchase = placing().orders({ type: 'failed', fault: FAILED });
    purchase.on({ type: 'authorization-returned' });
    expect(purchase.model).to.include({ state: 'ready', retryAt: 'nowhere', fault: undefined });
  });

  it('changes nothing when the answer is late', () => {
    const purchase = placing();
    const order = purchase.model.order ?? 0;
    purchase.orders({ type: 'failed', fault: FAILED }).on({ type: 'retried' });
    const { model } = purchase;
    purchase.on({ type: 'order-settled', order, result: { type: 'declined' } });
    expect(purchase.model).to.equal(model);
    expect(purchase.effects).to.deep.equal([]);
  });
});

describe('an element that leaves while the order is placed', () => {
  it('releases the lock, and takes it again when it returns', () => {
    const purchase = placing().on({ type: 'disconnected' });
    expect(purchase.state).to.equal('placing');
    expect(purchase.asked).to.deep.equal(['unlock', 'abort-requests', 'unload-widgets']);
    expect(purchase.on({ type: 'connected' }).asked).to.deep.equal(['lock']);
    purchase.orders({ type: 'answered', answer: { status: 'completed' } });
    expect(purchase.asked[0]).to.equal('unlock');
  });

  it('learns how the order ended and unlocks once when the answer comes', () => {
    const purchase = placing().on({ type: 'disconnected' });
    purchase.orders({ type: 'answered', answer: { status: 'completed' } });
    expect(purchase.state).to.equal('placed');
    expect(purchase.asked).to.deep.equal(['drop-token', 'forget', 'follow-order']);
  });

  it('loads the widget again when it returns after the order', () => {
    const purchase = placing().on({ type: 'disconnected' });
    purchase.orders({ type: 'invalid', fields: ['locale'] });
    expect(purchase.state).to.equal('idle');
    expect(purchase.on({ type: 'connected' }).state).to.equal('loading');
  });

  it('keeps the approval when the order can be tried again', () => {
    const purchase = placing().orders({ type: 'failed', fault: FAILED });
    purchase.on({ type: 'disconnected' });
    expect(purchase.state).to.equal('failed');
    expect(purchase.on({ type: 'retried' }).effects).to.deep.equal([]);
    purchase.on({ type: 'connected' });
    expect(purchase.on({ type: 'retried' }).state).to.equal('placing');
  });
});
