import { expect } from '@open-wc/testing';
import {
  abandoned,
  asking,
  authorized,
  authorizing,
  loading,
  ready,
  reviewing,
  starting,
} from './purchase.js';
import {
  EMPTY_SESSION,
  fault,
  LATER,
  OVER_TIME,
  PLACED_SESSION,
  PLAIN_SESSION,
} from '../../search/machine/samples.js';

const changed = { type: 'cart-changed' } as const;
const TIMEOUT = fault('endpoint-timeout', 'session');

describe('a changed cart', () => {
  for (const [name, make, first] of [
    ['while the widget loads', loading, []],
    ['with the widget there', ready, []],
    ['with a live approval', authorized, ['give-back']],
    ['on the review step', reviewing, []],
    ['with nothing on offer', () => loading(EMPTY_SESSION), []],
    ['after a failed load', () => loading().loads({ type: 'failed', fault: TIMEOUT }), []],
  ] as const) {
    it(`brings the session up to date ${name}`, () => {
      const after = make().on(changed);
      expect(after.state).to.equal('loading');
      expect(after.model).to.include({ load: undefined, held: undefined });
      expect(after.asked).to.deep.equal([...first, 'update-session']);
      expect(after.effect('update-session')?.update).to.equal(after.model.update);
      expect(after.model.update).to.equal(after.model.serial);
    });
  }

  for (const [name, make] of [
    ['before consent', asking],
    ['once placed', () => starting().session(PLACED_SESSION)],
    ['once declined', () => authorizing().klarna({ type: 'declined' })],
    ['when the outcome is unknown', abandoned],
  ] as const) {
    it(`${name} changes nothing`, () => {
      const before = make();
      const { model } = before;
      expect(before.on(changed).model).to.equal(model);
      expect(before.effects).to.deep.equal([]);
    });
  }

  it('makes a new session when there is no update call', () => {
    const purchase = ready(PLAIN_SESSION).on(changed);
    expect(purchase.state).to.equal('starting');
    expect(purchase.asked).to.deep.equal(['unload-widgets', 'abort-requests', 'request-session']);
  });

  it('updates once more when the cart changes twice during an update', () => {
    const purchase = ready().on(changed, changed, changed);
    expect(purchase.effects).to.deep.equal([]);
    const { update } = purchase.model;
    purchase.updates({ type: 'answered', reload: 'load', categories: undefined });
    expect(purchase.asked).to.deep.equal(['update-session']);
    expect(purchase.model.update).to.not.equal(update);
    purchase.updates({ type: 'answered', reload: 'load', categories: undefined });
    expect(purchase.asked).to.deep.equal(['show-widget', 'load-widget', 'save']);
  });

  it('brings a session up to date that was requested before the change', () => {
    const purchase = starting().on(changed);
    expect(purchase.effects).to.deep.equal([]);
    purchase.session().on({ type: 'sdk-ready' });
    expect(purchase.asked).to.deep.equal(['update-session']);
    expect(purchase.model.offered).to.deep.equal([LATER, OVER_TIME]);
    purchase.updates({ type: 'answered', reload: 'none', categories: undefined }).loads().press();
    expect(purchase.klarna({ type: 'approved' }).state, 'the approval is for this cart').to.equal(
      'authorized',
    );
  });

  it('updates no session that is requested after the change', () => {
    const purchase = starting().on(changed, { type: 'reconfigured' }, { type: 'sdk-ready' });
    purchase.session();
    expect(purchase.asked).to.deep.equal(['save', 'show-widget', 'load-widget', 'save']);
  });

  it('waits for the SDK when the start failed without it', () => {
    const purchase = starting()
      .session()
      .on({ type: 'sdk-failed', fault: fault('sdk-blocked', 'sdk') }, changed);
    expect(purchase.effects).to.deep.equal([]);
    expect(purchase.on({ type: 'sdk-ready' }).asked).to.deep.equal(['update-session']);
  });

  it('updates when a shopper who has gone elsewhere comes back', () => {
    const purchase = authorized().on({ type: 'disconnected' }, changed);
    expect(purchase.state).to.equal('idle');
    expect(purchase.asked).to.deep.equal(['give-back']);
    expect(purchase.on(changed).effects).to.deep.equal([]);
    expect(purchase.on({ type: 'connected' }).asked).to.deep.equal(['update-session']);

    const elsewhere = ready().on({ type: 'unchosen' }, changed);
    expect(elsewhere.state).to.equal('idle');
    expect(elsewhere.on({ type: 'chosen' }).asked).to.deep.equal(['update-session']);
  });

  it('asks for authorize again when the page is the one that finalizes', () => {
    const purchase = reviewing().on({ type: 'disconnected' }, changed, { type: 'connected' });
    expect(purchase.asked).to.deep.equal(['update-session']);
    expect(purchase.model.resumeAt).to.equal(undefined);
  });
});

describe('how an update ends', () => {
  const updating = () =>
    ready().on({ type: 'selected', category: 'pay_over_time' }).loads().on(changed);

  it('loads the widget again when the answer is load, the others when they are shown', () => {
    const purchase = updating().updates({
      type: 'answered',
      reload: 'load',
      categories: undefined,
    });
    expect(purchase.state).to.equal('loading');
    expect(purchase.model.loaded).to.deep.equal([]);
    expect(purchase.effects).to.deep.equal([
      { type: 'show-widget', category: 'pay_over_time' },
      { type: 'load-widget', load: purchase.model.load, category: 'pay_over_time' },
      { type: 'save', stage: 'started' },
    ]);
  });

  it('takes away what the old token loaded when the answer is init', () => {
    const purchase = updating().updates({
      type: 'answered',
      reload: 'init',
      categories: undefined,
    });
    expect(purchase.asked).to.deep.equal(['unload-widgets', 'show-widget', 'load-widget', 'save']);
  });

  it('is ready as before when the answer is none', () => {
    const purchase = updating().updates({
      type: 'answered',
      reload: 'none',
      categories: undefined,
    });
    expect(purchase.state).to.equal('ready');
    expect(purchase.model.update).to.equal(undefined);
    expect(purchase.asked).to.deep.equal(['announce']);
  });

  it('offers other categories when the answer contains them', () => {
    const purchase = updating().updates({ type: 'answered', reload: 'load', categories: [LATER] });
    expect(purchase.model.offered).to.deep.equal([LATER]);
    expect(purchase.model.selected).to.equal('pay_later');
    purchase.on({ type: 'disconnected' }, { type: 'connected' });
    expect(purchase.model.offered).to.deep.equal([LATER]);
  });

  it('tries again when Klarna refused the old cart', () => {
    const purchase = loading().loads({ type: 'refused' }).loads().on(changed);
    purchase.updates({ type: 'answered', reload: 'load', categories: undefined });
    expect(purchase.model.offered).to.deep.equal([LATER, OVER_TIME]);
    expect(purchase.model.tried).to.deep.equal([]);
  });

  it('makes a new session without a message when the answer is recreate', () => {
    const purchase = updating().updates({ type: 'recreate' });
    expect(purchase.state).to.equal('starting');
    expect(purchase.asked).to.deep.equal(['unload-widgets', 'abort-requests', 'request-session']);
  });

  it('reports an update that failed, and tries again when it is retried', () => {
    const purchase = updating().updates({ type: 'failed', fault: TIMEOUT });
    expect(purchase.model).to.include({ state: 'failed', retryAt: 'update', update: undefined });
    expect(purchase.effects).to.deep.equal([{ type: 'report', fault: TIMEOUT }]);
    expect(purchase.on({ type: 'retried' }).asked).to.deep.equal(['update-session']);
  });

  it('changes nothing when the answer is late', () => {
    const purchase = updating();
    const update = purchase.model.update ?? 0;
    purchase.on({ type: 'reconfigured' });
    const { model } = purchase;
    purchase.on({ type: 'update-settled', update, result: { type: 'recreate' } });
    expect(purchase.model).to.equal(model);
    expect(purchase.effects).to.deep.equal([]);
  });
});
