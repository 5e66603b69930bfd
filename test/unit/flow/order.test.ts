import { expect } from '@open-wc/testing';
import { authorized, authorizing, placing, ready } from './purchase.js';
import { fault, PLAIN_SESSION } from '../../search/machine/samples.js';

const FAILED = fault('order-failed', 'order');
const NOBODY_KNOWS = fault('order-unknown', 'order');
const wanted = { type: 'order-wanted' } as const;

describe('placing the order', () => {
  it('locks the page and sends the approval', () => {
    const told = authorized();
    const operation = told.model.held?.operation;
    told.on(wanted);
    expect(told.state).to.equal('placing');
    expect(told.model.order).to.equal(told.model.serial);
    expect(told.effects).to.deep.equal([
      { type: 'lock' },
      { type: 'place-order', order: told.model.order, operation },
    ]);
  });

  it('needs an approval', () => {
    for (const told of [ready(), authorizing(), authorized().on({ type: 'disconnected' })]) {
      const { model } = told;
      expect(told.on(wanted).model).to.equal(model);
      expect(told.effects).to.deep.equal([]);
    }
  });

  it('is not done twice', () => {
    const told = placing();
    const { model } = told;
    expect(told.on(wanted).model).to.equal(model);
  });

  for (const [status, state] of [
    ['completed', 'placed'],
    ['pending', 'pending'],
    ['redirect', 'pending'],
  ] as const) {
    it(`${status}: ${state}, and the answer is followed`, () => {
      const answer = { status, order_id: '1' };
      const told = placing().orders({ type: 'answered', answer });
      expect(told.state).to.equal(state);
      expect(told.model).to.include({ held: undefined, order: undefined });
      expect(told.effects).to.deep.equal([
        { type: 'unlock' },
        { type: 'drop-token' },
        { type: 'forget' },
        { type: 'follow-order', answer },
      ]);
    });
  }

  it('unknown: nobody pretends to know, and nobody pays again', () => {
    const told = placing().on({ type: 'cart-changed' }, { type: 'reconfigured' });
    told.orders({ type: 'unknown', fault: NOBODY_KNOWS });
    expect(told.model).to.include({ state: 'unknown', retryAt: 'nowhere', fault: NOBODY_KNOWS });
    expect(told.asked).to.deep.equal(['unlock', 'drop-token', 'report']);
    expect(told.effect('report')?.fault).to.equal(NOBODY_KNOWS);
  });

  it('invalid: fields marked, widget there', () => {
    const told = placing().orders({ type: 'invalid', fields: ['locale'] });
    expect(told.state).to.equal('ready');
    expect(told.effects).to.deep.equal([
      { type: 'unlock' },
      { type: 'drop-token' },
      { type: 'announce', what: { name: 'klarna-ready', category: 'pay_later' } },
      { type: 'mark-fields', fields: ['locale'] },
    ]);
  });

  it('a cart that no longer fits: brought up to date, authorized again', () => {
    const told = placing().orders({ type: 'stale-cart' });
    expect(told.state).to.equal('loading');
    expect(told.asked).to.deep.equal(['unlock', 'drop-token', 'update-session']);
  });

  it('a cart that no longer fits a session without update: a new session', () => {
    expect(placing(PLAIN_SESSION).orders({ type: 'stale-cart' }).state).to.equal('starting');
  });

  it('a session that is gone: a new one', () => {
    const told = placing().orders({ type: 'stale-session' });
    expect(told.state).to.equal('starting');
    expect(told.asked).to.deep.equal([
      'unlock',
      'drop-token',
      'unload-widgets',
      'abort-requests',
      'request-session',
    ]);
  });

  it('declined: Klarna is taken away', () => {
    const told = placing().orders({ type: 'declined' });
    expect(told.state).to.equal('declined');
    expect(told.model.loaded).to.deep.equal([]);
    expect(told.effects).to.deep.equal([
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

  it('failed: tried again with the same approval', () => {
    const told = placing();
    const operation = told.model.held?.operation;
    told.orders({ type: 'failed', fault: FAILED });
    expect(told.model).to.include({ state: 'failed', retryAt: 'order', fault: FAILED });
    expect(told.effects).to.deep.equal([{ type: 'unlock' }, { type: 'report', fault: FAILED }]);
    told.on({ type: 'retried' });
    expect(told.model).to.include({ state: 'placing', fault: undefined });
    expect(told.effect('place-order')?.operation).to.equal(operation);
  });

  it('failed with a changed cart: the approval goes back first', () => {
    const told = placing().on({ type: 'cart-changed' }).orders({ type: 'failed', fault: FAILED });
    expect(told.state).to.equal('loading');
    expect(told.asked).to.deep.equal(['unlock', 'report', 'give-back', 'update-session']);
  });

  it('failed in a session that no longer fits: the approval goes back too', () => {
    const told = placing().on({ type: 'reconfigured' }).orders({ type: 'failed', fault: FAILED });
    expect(told.model).to.include({ state: 'starting', held: undefined });
    expect(told.asked).to.include('give-back');
  });

  it('failed: the approval can be returned, and then the widget is there', () => {
    const told = placing().orders({ type: 'failed', fault: FAILED });
    told.on({ type: 'authorization-returned' });
    expect(told.model).to.include({ state: 'ready', retryAt: 'nowhere', fault: undefined });
  });

  it('a late answer changes nothing', () => {
    const told = placing();
    const order = told.model.order ?? 0;
    told.orders({ type: 'failed', fault: FAILED }).on({ type: 'retried' });
    const { model } = told;
    told.on({ type: 'order-settled', order, result: { type: 'declined' } });
    expect(told.model).to.equal(model);
    expect(told.effects).to.deep.equal([]);
  });
});

describe('an element that leaves while the order is placed', () => {
  it('leaves no lock, and takes it again on return', () => {
    const told = placing().on({ type: 'disconnected' });
    expect(told.state).to.equal('placing');
    expect(told.asked).to.deep.equal(['unlock', 'abort-requests', 'unload-widgets']);
    expect(told.on({ type: 'connected' }).asked).to.deep.equal(['lock']);
    told.orders({ type: 'answered', answer: { status: 'completed' } });
    expect(told.asked[0]).to.equal('unlock');
  });

  it('still learns how it ended, and unlocks nothing twice', () => {
    const told = placing().on({ type: 'disconnected' });
    told.orders({ type: 'answered', answer: { status: 'completed' } });
    expect(told.state).to.equal('placed');
    expect(told.asked).to.deep.equal(['drop-token', 'forget', 'follow-order']);
  });

  it('has no widget to come back to', () => {
    const told = placing().on({ type: 'disconnected' });
    told.orders({ type: 'invalid', fields: ['locale'] });
    expect(told.state).to.equal('idle');
    expect(told.on({ type: 'connected' }).state).to.equal('loading');
  });

  it('keeps an approval whose order can be tried again', () => {
    const told = placing().orders({ type: 'failed', fault: FAILED });
    told.on({ type: 'disconnected' });
    expect(told.state).to.equal('failed');
    expect(told.on({ type: 'retried' }).effects).to.deep.equal([]);
    told.on({ type: 'connected' });
    expect(told.on({ type: 'retried' }).state).to.equal('placing');
  });
});
