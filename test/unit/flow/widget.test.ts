import { expect } from '@open-wc/testing';
import { authorized, authorizing, loading, ready, reviewing, starting } from './purchase.js';
import { EMPTY_SESSION, fault, ONE_SESSION } from '../../search/machine/samples.js';

const TIMEOUT = fault('load-timeout', 'load');

describe("Klarna's widget", () => {
  it('is ready when Klarna shows it', () => {
    const purchase = loading();
    purchase.loads();
    expect(purchase.state).to.equal('ready');
    expect(purchase.model.loaded).to.deep.equal(['pay_later']);
    expect(purchase.model.load).to.equal(undefined);
    expect(purchase.effects).to.deep.equal([
      { type: 'announce', what: { name: 'klarna-ready', category: 'pay_later' } },
    ]);
  });

  it('is ready and marks the fields when Klarna shows it with wrong fields', () => {
    const purchase = loading().loads({ type: 'shown', invalidFields: ['billing_address.email'] });
    expect(purchase.state).to.equal('ready');
    expect(purchase.effects.at(-1)).to.deep.equal({
      type: 'mark-fields',
      fields: ['billing_address.email'],
    });
  });

  it('tries the next category when Klarna refuses one, and is unavailable when none is left', () => {
    const purchase = loading().loads({ type: 'refused' });
    expect(purchase.state).to.equal('loading');
    expect(purchase.model.selected).to.equal('pay_over_time');
    expect(purchase.model.offered.map(({ identifier }) => identifier)).to.deep.equal([
      'pay_over_time',
    ]);
    expect(purchase.asked).to.deep.equal(['show-widget', 'load-widget', 'save']);

    purchase.loads({ type: 'refused' });
    expect(purchase.state).to.equal('unavailable');
    expect(purchase.model.selected).to.equal(undefined);
    expect(purchase.effects).to.deep.equal([
      { type: 'unload-widgets' },
      {
        type: 'announce',
        what: { name: 'klarna-unavailable', tried: ['pay_later', 'pay_over_time'] },
      },
      { type: 'disable-choice' },
    ]);
  });

  it('starts again when an unavailable purchase is retried', () => {
    const purchase = loading(EMPTY_SESSION).on({ type: 'retried' });
    expect(purchase.state).to.equal('starting');
    expect(purchase.asked).to.deep.equal(['unload-widgets', 'abort-requests', 'request-session']);
  });

  it('reports a failure, and begins with an empty mount when it is retried', () => {
    const purchase = loading().loads({ type: 'failed', fault: TIMEOUT });
    expect(purchase.model).to.include({ state: 'failed', retryAt: 'load', load: undefined });
    expect(purchase.effects).to.deep.equal([
      { type: 'unload-widgets' },
      { type: 'report', fault: TIMEOUT },
    ]);
    purchase.on({ type: 'retried' });
    expect(purchase.model).to.include({ state: 'loading', fault: undefined, retryAt: 'nowhere' });
    expect(purchase.effects).to.deep.equal([
      { type: 'unload-widgets' },
      { type: 'show-widget', category: 'pay_later' },
      { type: 'load-widget', load: purchase.model.load, category: 'pay_later' },
      { type: 'save', stage: 'started' },
    ]);
  });

  it('forgets what other widgets showed when it is retried', () => {
    const purchase = ready().on({ type: 'selected', category: 'pay_over_time' });
    purchase.loads({ type: 'failed', fault: TIMEOUT }).on({ type: 'retried' });
    expect(purchase.model.loaded).to.deep.equal([]);
    expect(purchase.model.selected).to.equal('pay_over_time');
  });

  it('changes nothing when the answer comes too late', () => {
    const purchase = loading();
    const load = purchase.model.load ?? 0;
    purchase.loads({ type: 'failed', fault: TIMEOUT });
    const { model } = purchase;
    purchase.on({ type: 'load-settled', load, result: { type: 'shown', invalidFields: [] } });
    expect(purchase.model).to.equal(model);
  });
});

describe('another category', () => {
  const other = { type: 'selected', category: 'pay_over_time' } as const;
  const first = { type: 'selected', category: 'pay_later' } as const;

  it('is loaded when it is chosen first, and shown when it is chosen again', () => {
    const purchase = ready().on(other);
    expect(purchase.state).to.equal('loading');
    expect(purchase.asked).to.deep.equal(['show-widget', 'load-widget', 'save']);
    purchase.loads();
    expect(purchase.model.loaded).to.deep.equal(['pay_later', 'pay_over_time']);
    purchase.on(first);
    expect(purchase.state).to.equal('ready');
    expect(purchase.effects).to.deep.equal([
      { type: 'show-widget', category: 'pay_later' },
      { type: 'announce', what: { name: 'klarna-ready', category: 'pay_later' } },
    ]);
  });

  it('may be chosen while the first one loads, which is shown immediately when chosen again', () => {
    const purchase = ready().on(other);
    const load = purchase.model.load ?? 0;
    purchase.on(first);
    expect(purchase.state).to.equal('ready');
    expect(purchase.model.load).to.equal(undefined);
    const { model } = purchase;
    purchase.on({ type: 'load-settled', load, result: { type: 'refused' } });
    expect(purchase.model).to.equal(model);
  });

  it('gives the approval back when the first one was approved', () => {
    const purchase = authorized().on(other);
    expect(purchase.state).to.equal('loading');
    expect(purchase.asked).to.deep.equal(['give-back', 'show-widget', 'load-widget', 'save']);
  });

  it('shows the category while the cart is updated, and loads it afterwards', () => {
    const purchase = ready().on({ type: 'cart-changed' }, other);
    expect(purchase.state).to.equal('loading');
    expect(purchase.effects).to.deep.equal([{ type: 'show-widget', category: 'pay_over_time' }]);
    purchase.updates({ type: 'answered', reload: 'none', categories: undefined });
    expect(purchase.effect('load-widget')?.category).to.equal('pay_over_time');
  });

  for (const [name, make, category] of [
    ['that is not offered', ready, 'never_offered'],
    ['that is selected already', ready, 'pay_later'],
    ['while Klarna decides', authorizing, 'pay_over_time'],
    ['on the review step', reviewing, 'pay_over_time'],
    ['before there is a session', starting, 'pay_over_time'],
  ] as const) {
    it(`changes nothing for a category ${name}`, () => {
      const before = make();
      const { model } = before;
      expect(before.on({ type: 'selected', category }).model).to.equal(model);
      expect(before.effects).to.deep.equal([]);
    });
  }
});

describe('a mount that the page deletes', () => {
  it('is made and loaded again when it was shown', () => {
    for (const purchase of [ready(), loading()]) {
      const { serial } = purchase.model;
      purchase.on({ type: 'mount-lost' });
      expect(purchase.state).to.equal('loading');
      expect(purchase.model.load).to.be.greaterThan(serial);
      expect(purchase.asked).to.deep.equal(['show-widget', 'load-widget', 'save']);
    }
  });

  it('changes nothing when no widget is shown', () => {
    const purchase = authorized().on({ type: 'mount-lost' });
    expect(purchase.state).to.equal('authorized');
    expect(purchase.effects).to.deep.equal([]);
    expect(purchase.model.loaded).to.deep.equal([]);
    expect(purchase.on({ type: 'authorization-returned' }).state).to.equal('loading');
  });

  it('does not end an update when one is under way', () => {
    const purchase = ready().on({ type: 'cart-changed' });
    const { update } = purchase.model;
    purchase.on({ type: 'mount-lost' });
    expect(purchase.model.update).to.equal(update);
    expect(purchase.effects).to.deep.equal([]);
    purchase.updates({ type: 'answered', reload: 'none', categories: undefined });
    expect(purchase.asked).to.deep.equal(['show-widget', 'load-widget', 'save']);
  });

  for (const type of ['mount-lost', 'moved'] as const) {
    it(`has an unknown outcome for ${type} during authorize`, () => {
      const purchase = authorizing().on({ type });
      expect(purchase.state).to.equal('unknown');
      expect(purchase.model.fault).to.deep.equal({ code: 'removed', phase: 'authorize' });
      expect(purchase.effect('settle')?.outcome).to.deep.equal({
        type: 'unknown',
        phase: 'authorize',
      });
    });
  }

  it('loads the widget again when moved', () => {
    const purchase = ready().on({ type: 'moved' });
    expect(purchase.state).to.equal('loading');
    expect(purchase.asked[0], 'a new mount, since the frame in the old one reloads').to.equal(
      'unload-widgets',
    );
  });
});

describe('a mount that is lost while Klarna decides', () => {
  it('ends the operation and takes the widgets away when the page deletes it', () => {
    const purchase = authorizing().on({ type: 'mount-lost' });
    expect(purchase.state).to.equal('unknown');
    expect(purchase.asked).to.include('unload-widgets');
  });

  it('takes the widgets away once when the element is moved', () => {
    const purchase = authorizing().on({ type: 'moved' });
    expect(purchase.state).to.equal('unknown');
    expect(purchase.asked.filter((type) => type === 'unload-widgets')).to.have.length(1);
  });
});

describe('a widget that loads for a shopper who has gone elsewhere', () => {
  it('is taken away when Klarna refuses it', () => {
    const purchase = loading().on({ type: 'unchosen' }).loads({ type: 'refused' });
    expect(purchase.state).to.equal('idle');
    expect(purchase.asked).to.include('unload-widgets');
  });
});

describe('an element that leaves the page', () => {
  it('drops what depends on the frame, and begins again with the same session when it returns', () => {
    const purchase = ready().on({ type: 'disconnected' });
    expect(purchase.state).to.equal('idle');
    expect(purchase.effects).to.deep.equal([
      { type: 'abort-requests' },
      { type: 'unload-widgets' },
    ]);
    expect(purchase.model.loaded).to.deep.equal([]);
    purchase.on({ type: 'connected' });
    expect(purchase.state).to.equal('loading');
    expect(purchase.asked).to.deep.equal(['show-widget', 'load-widget', 'save']);
  });

  it('asks for the session again when it left during the request', () => {
    const purchase = starting();
    const { run } = purchase.model;
    purchase.on({ type: 'disconnected' }, { type: 'connected' });
    expect(purchase.state).to.equal('starting');
    expect(purchase.model.run).to.be.greaterThan(run + 1);
    expect(purchase.asked).to.deep.equal(['abort-requests', 'request-session', 'load-sdk']);
  });

  it('changes nothing when it leaves a second time', () => {
    const purchase = ready().on({ type: 'disconnected' });
    const { model } = purchase;
    expect(purchase.on({ type: 'disconnected' }).model).to.equal(model);
    expect(purchase.effects).to.deep.equal([]);
  });

  it('repeats the update when it left during one', () => {
    const purchase = ready().on({ type: 'cart-changed' }, { type: 'disconnected' });
    expect(purchase.on({ type: 'connected' }).asked).to.deep.equal(['update-session']);
  });

  for (const [name, make] of [
    ['authorized', authorized],
    ['finalize-required', reviewing],
    ['unavailable', () => loading(EMPTY_SESSION)],
    ['declined', () => authorizing().klarna({ type: 'declined' })],
    ['unknown', () => authorizing().on({ type: 'given-up' })],
    ['placed', () => starting().session({ ...ONE_SESSION, placed: { status: 'completed' } })],
    ['pending', () => starting().session({ ...ONE_SESSION, placed: { status: 'pending' } })],
  ] as const) {
    it(`stays ${name}`, () => {
      const before = make().on({ type: 'disconnected' });
      expect(before.state).to.equal(name);
      expect(before.asked).to.deep.equal(['abort-requests', 'unload-widgets']);
      expect(before.on({ type: 'connected' }).state).to.equal(name);
      expect(before.effects).to.deep.equal([]);
    });
  }

  it('has an unknown outcome and leaves no lock during authorize', () => {
    const purchase = authorizing().on({ type: 'disconnected' });
    expect(purchase.state).to.equal('unknown');
    expect(purchase.effects).to.deep.equal([
      { type: 'unwatch' },
      { type: 'unlock' },
      { type: 'report', fault: { code: 'removed', phase: 'authorize' } },
      { type: 'settle', outcome: { type: 'unknown', phase: 'authorize' } },
      { type: 'abort-requests' },
      { type: 'unload-widgets' },
    ]);
  });

  it('ignores presses when it is away', () => {
    const purchase = reviewing().on({ type: 'disconnected' }).press('finalize');
    expect(purchase.asked).to.deep.equal(['refuse']);
  });

  it('waits with a retry when it is away', () => {
    const purchase = loading().loads({ type: 'failed', fault: TIMEOUT });
    purchase.on({ type: 'disconnected' }, { type: 'retried' });
    expect(purchase.effects).to.deep.equal([]);
  });
});
