import { expect } from '@open-wc/testing';
import { authorized, authorizing, loading, ready, reviewing, starting } from './purchase.js';
import { EMPTY_SESSION, fault, ONE_SESSION } from '../../search/machine/samples.js';

const TIMEOUT = fault('load-timeout', 'load');

describe("Klarna's widget", () => {
  it('shown means ready', () => {
    const told = loading();
    told.loads();
    expect(told.state).to.equal('ready');
    expect(told.model.loaded).to.deep.equal(['pay_later']);
    expect(told.model.load).to.equal(undefined);
    expect(told.effects).to.deep.equal([
      { type: 'announce', what: { name: 'klarna-ready', category: 'pay_later' } },
    ]);
  });

  it('shown with wrong fields means ready, and they are marked', () => {
    const told = loading().loads({ type: 'shown', invalidFields: ['billing_address.email'] });
    expect(told.state).to.equal('ready');
    expect(told.effects.at(-1)).to.deep.equal({
      type: 'mark-fields',
      fields: ['billing_address.email'],
    });
  });

  it('refused means the next category, and none left means unavailable', () => {
    const told = loading().loads({ type: 'refused' });
    expect(told.state).to.equal('loading');
    expect(told.model.selected).to.equal('pay_over_time');
    expect(told.model.offered.map(({ identifier }) => identifier)).to.deep.equal(['pay_over_time']);
    expect(told.asked).to.deep.equal(['show-widget', 'load-widget', 'save']);

    told.loads({ type: 'refused' });
    expect(told.state).to.equal('unavailable');
    expect(told.model.selected).to.equal(undefined);
    expect(told.effects).to.deep.equal([
      { type: 'unload-widgets' },
      {
        type: 'announce',
        what: { name: 'klarna-unavailable', tried: ['pay_later', 'pay_over_time'] },
      },
      { type: 'disable-choice' },
    ]);
  });

  it('unavailable can be tried again from the start', () => {
    const told = loading(EMPTY_SESSION).on({ type: 'retried' });
    expect(told.state).to.equal('starting');
    expect(told.asked).to.deep.equal(['unload-widgets', 'abort-requests', 'request-session']);
  });

  it('a failure says so, and a retry begins with an empty mount', () => {
    const told = loading().loads({ type: 'failed', fault: TIMEOUT });
    expect(told.model).to.include({ state: 'failed', retryAt: 'load', load: undefined });
    expect(told.effects).to.deep.equal([
      { type: 'unload-widgets' },
      { type: 'report', fault: TIMEOUT },
    ]);
    told.on({ type: 'retried' });
    expect(told.model).to.include({ state: 'loading', fault: undefined, retryAt: 'nowhere' });
    expect(told.effects).to.deep.equal([
      { type: 'unload-widgets' },
      { type: 'show-widget', category: 'pay_later' },
      { type: 'load-widget', load: told.model.load, category: 'pay_later' },
      { type: 'save', stage: 'started' },
    ]);
  });

  it('a retry forgets what other widgets showed', () => {
    const told = ready().on({ type: 'selected', category: 'pay_over_time' });
    told.loads({ type: 'failed', fault: TIMEOUT }).on({ type: 'retried' });
    expect(told.model.loaded).to.deep.equal([]);
    expect(told.model.selected).to.equal('pay_over_time');
  });

  it('an answer that comes too late changes nothing', () => {
    const told = loading();
    const load = told.model.load ?? 0;
    told.loads({ type: 'failed', fault: TIMEOUT });
    const { model } = told;
    told.on({ type: 'load-settled', load, result: { type: 'shown', invalidFields: [] } });
    expect(told.model).to.equal(model);
  });
});

describe('another category', () => {
  const other = { type: 'selected', category: 'pay_over_time' } as const;
  const first = { type: 'selected', category: 'pay_later' } as const;

  it('is loaded the first time and shown after that', () => {
    const told = ready().on(other);
    expect(told.state).to.equal('loading');
    expect(told.asked).to.deep.equal(['show-widget', 'load-widget', 'save']);
    told.loads();
    expect(told.model.loaded).to.deep.equal(['pay_later', 'pay_over_time']);
    told.on(first);
    expect(told.state).to.equal('ready');
    expect(told.effects).to.deep.equal([
      { type: 'show-widget', category: 'pay_later' },
      { type: 'announce', what: { name: 'klarna-ready', category: 'pay_later' } },
    ]);
  });

  it('may be chosen while the first one loads; back to it is no wait', () => {
    const told = ready().on(other);
    const load = told.model.load ?? 0;
    told.on(first);
    expect(told.state).to.equal('ready');
    expect(told.model.load).to.equal(undefined);
    const { model } = told;
    told.on({ type: 'load-settled', load, result: { type: 'refused' } });
    expect(told.model).to.equal(model);
  });

  it('gives an approval for the first one back', () => {
    const told = authorized().on(other);
    expect(told.state).to.equal('loading');
    expect(told.asked).to.deep.equal(['give-back', 'show-widget', 'load-widget', 'save']);
  });

  it('while the cart is brought up to date: shown, and loaded when that is done', () => {
    const told = ready().on({ type: 'cart-changed' }, other);
    expect(told.state).to.equal('loading');
    expect(told.effects).to.deep.equal([{ type: 'show-widget', category: 'pay_over_time' }]);
    told.updates({ type: 'answered', reload: 'none', categories: undefined });
    expect(told.effect('load-widget')?.category).to.equal('pay_over_time');
  });

  for (const [name, told, category] of [
    ['that is not offered', ready, 'never_offered'],
    ['that is selected already', ready, 'pay_later'],
    ['while Klarna decides', authorizing, 'pay_over_time'],
    ['on the review step', reviewing, 'pay_over_time'],
    ['before there is a session', starting, 'pay_over_time'],
  ] as const) {
    it(`${name}: nothing happens`, () => {
      const before = told();
      const { model } = before;
      expect(before.on({ type: 'selected', category }).model).to.equal(model);
      expect(before.effects).to.deep.equal([]);
    });
  }
});

describe('a mount that the page deletes', () => {
  it('is made and loaded again', () => {
    for (const told of [ready(), loading()]) {
      const { serial } = told.model;
      told.on({ type: 'mount-lost' });
      expect(told.state).to.equal('loading');
      expect(told.model.load).to.be.greaterThan(serial);
      expect(told.asked).to.deep.equal(['show-widget', 'load-widget', 'save']);
    }
  });

  it('is left alone where no widget is shown', () => {
    const told = authorized().on({ type: 'mount-lost' });
    expect(told.state).to.equal('authorized');
    expect(told.effects).to.deep.equal([]);
    expect(told.model.loaded).to.deep.equal([]);
    expect(told.on({ type: 'authorization-returned' }).state).to.equal('loading');
  });

  it('does not end an update', () => {
    const told = ready().on({ type: 'cart-changed' });
    const { update } = told.model;
    told.on({ type: 'mount-lost' });
    expect(told.model.update).to.equal(update);
    expect(told.effects).to.deep.equal([]);
    told.updates({ type: 'answered', reload: 'none', categories: undefined });
    expect(told.asked).to.deep.equal(['show-widget', 'load-widget', 'save']);
  });

  for (const type of ['mount-lost', 'moved'] as const) {
    it(`${type} during authorize: nobody knows`, () => {
      const told = authorizing().on({ type });
      expect(told.state).to.equal('unknown');
      expect(told.model.fault).to.deep.equal({ code: 'removed', phase: 'authorize' });
      expect(told.effect('settle')?.outcome).to.deep.equal({ type: 'unknown', phase: 'authorize' });
    });
  }

  it('moved: the widget is loaded again', () => {
    const told = ready().on({ type: 'moved' });
    expect(told.state).to.equal('loading');
    expect(told.asked[0], 'a new mount, since the frame in the old one reloads').to.equal(
      'unload-widgets',
    );
  });
});

describe('an element that leaves the page', () => {
  it('drops what hangs on the frame, and begins again with the same session', () => {
    const told = ready().on({ type: 'disconnected' });
    expect(told.state).to.equal('idle');
    expect(told.effects).to.deep.equal([{ type: 'abort-requests' }, { type: 'unload-widgets' }]);
    expect(told.model.loaded).to.deep.equal([]);
    told.on({ type: 'connected' });
    expect(told.state).to.equal('loading');
    expect(told.asked).to.deep.equal(['show-widget', 'load-widget', 'save']);
  });

  it('a session that was on its way is asked for again', () => {
    const told = starting();
    const { run } = told.model;
    told.on({ type: 'disconnected' }, { type: 'connected' });
    expect(told.state).to.equal('starting');
    expect(told.model.run).to.be.greaterThan(run + 1);
    expect(told.asked).to.deep.equal(['abort-requests', 'request-session', 'load-sdk']);
  });

  it('a second leave changes nothing', () => {
    const told = ready().on({ type: 'disconnected' });
    const { model } = told;
    expect(told.on({ type: 'disconnected' }).model).to.equal(model);
    expect(told.effects).to.deep.equal([]);
  });

  it('an update that was on its way is made up for', () => {
    const told = ready().on({ type: 'cart-changed' }, { type: 'disconnected' });
    expect(told.on({ type: 'connected' }).asked).to.deep.equal(['update-session']);
  });

  for (const [name, told] of [
    ['authorized', authorized],
    ['finalize-required', reviewing],
    ['unavailable', () => loading(EMPTY_SESSION)],
    ['declined', () => authorizing().klarna({ type: 'declined' })],
    ['unknown', () => authorizing().on({ type: 'given-up' })],
    ['placed', () => starting().session({ ...ONE_SESSION, placed: { status: 'completed' } })],
    ['pending', () => starting().session({ ...ONE_SESSION, placed: { status: 'pending' } })],
  ] as const) {
    it(`stays ${name}`, () => {
      const before = told().on({ type: 'disconnected' });
      expect(before.state).to.equal(name);
      expect(before.asked).to.deep.equal(['abort-requests', 'unload-widgets']);
      expect(before.on({ type: 'connected' }).state).to.equal(name);
      expect(before.effects).to.deep.equal([]);
    });
  }

  it('during authorize: nobody knows, and no lock is left', () => {
    const told = authorizing().on({ type: 'disconnected' });
    expect(told.state).to.equal('unknown');
    expect(told.effects).to.deep.equal([
      { type: 'unwatch' },
      { type: 'unlock' },
      { type: 'report', fault: { code: 'removed', phase: 'authorize' } },
      { type: 'settle', outcome: { type: 'unknown', phase: 'authorize' } },
      { type: 'abort-requests' },
      { type: 'unload-widgets' },
    ]);
  });

  it('away, nothing can be pressed', () => {
    const told = reviewing().on({ type: 'disconnected' }).press('finalize');
    expect(told.asked).to.deep.equal(['refuse']);
  });

  it('away, a retry waits', () => {
    const told = loading().loads({ type: 'failed', fault: TIMEOUT });
    told.on({ type: 'disconnected' }, { type: 'retried' });
    expect(told.effects).to.deep.equal([]);
  });
});
