import { expect } from '@open-wc/testing';
import { canPress, heldOutcome, nextOperation } from '../../../src/flow/machine/pay.js';
import type { Operation } from '../../../src/klarna/types.js';
import {
  abandoned,
  asking,
  authorized,
  authorizing,
  fresh,
  loading,
  placing,
  ready,
  reviewing,
  starting,
} from './purchase.js';
import {
  EMPTY_SESSION,
  fault,
  OPERATIONS,
  PLACED_SESSION,
  PLAIN_SESSION,
} from '../../search/machine/samples.js';

const FAILED = fault('operation-failed', 'authorize');

describe('the press', () => {
  it('asks Klarna first, then locks the page', () => {
    const data = { order_amount: 1000 };
    const purchase = ready().press('authorize', data);
    const operation = purchase.model.operation?.id;
    expect(purchase.state).to.equal('authorizing');
    expect(purchase.model.operation).to.deep.equal({
      id: purchase.model.serial,
      kind: 'authorize',
      category: 'pay_later',
      overdue: false,
    });
    expect(purchase.effects).to.deep.equal([
      { type: 'drop-token' },
      { type: 'call-klarna', operation, kind: 'authorize', category: 'pay_later', purchase: data },
      { type: 'lock' },
      { type: 'watch', operation },
      { type: 'clear-fields' },
    ]);
    expect(purchase.effect('call-klarna')?.purchase).to.equal(data);
  });

  const allowed: Readonly<Record<string, readonly string[]>> = {
    ready: ['authorize', 'reauthorize'],
    'finalize-required': ['finalize'],
    authorized: ['authorize', 'reauthorize'],
  };
  for (const [state, make] of [
    ['consent', asking],
    ['starting', starting],
    ['loading', loading],
    ['ready', ready],
    ['authorized', authorized],
    ['finalize-required', reviewing],
    ['placing', placing],
    ['placed', () => starting().session(PLACED_SESSION)],
    ['unavailable', () => loading(EMPTY_SESSION)],
    ['declined', () => authorizing().klarna({ type: 'declined' })],
    ['unknown', abandoned],
    ['failed', () => authorizing().klarna({ type: 'failed', fault: FAILED })],
  ] as const) {
    for (const kind of OPERATIONS) {
      const isAllowed = allowed[state]?.includes(kind) ?? false;
      it(`${isAllowed ? 'calls Klarna' : 'stops and queues nothing'} for ${kind} when ${state}`, () => {
        const before = make();
        const { model } = before;
        expect(model.state).to.equal(state);
        expect(canPress(model, kind)).to.equal(isAllowed);
        before.press(kind);
        if (isAllowed) {
          expect(before.effect('call-klarna')?.kind).to.equal(kind);
          expect(before.state).to.equal(kind === 'finalize' ? 'finalizing' : 'authorizing');
        } else {
          expect(before.model).to.equal(model);
          expect(before.effects).to.deep.equal([
            { type: 'refuse', outcome: { type: 'not-ready', state } },
          ]);
        }
      });
    }
  }

  it('does nothing when an operation runs, whose answer counts for both', () => {
    const purchase = authorizing();
    const { model } = purchase;
    expect(purchase.press().model).to.equal(model);
    expect(purchase.effects).to.deep.equal([]);
  });

  for (const kind of ['authorize', 'reauthorize'] as const) {
    it(`takes the token of before out of the form when ${kind} asks again`, () => {
      const purchase = authorized();
      const replaced = purchase.model.held?.operation;
      purchase.press(kind);
      expect(purchase.model).to.include({ held: undefined, outcome: undefined, replaced });
      expect(purchase.asked[0]).to.equal('withhold-token');
    });

    it(`forgets the token of before when ${kind} is approved again`, () => {
      const purchase = authorized();
      const operation = purchase.model.held?.operation;
      purchase.press(kind).klarna({ type: 'approved' });
      expect(purchase.effects).to.deep.include({ type: 'forget-token', operation });
      expect(purchase.model.replaced).to.equal(undefined);
    });

    for (const result of [
      { type: 'cancelled' },
      { type: 'declined' },
      { type: 'invalid', fields: [] },
      { type: 'failed', fault: FAILED },
    ] as const) {
      it(`gives the token of before back when ${kind} ends ${result.type}`, () => {
        const purchase = authorized();
        const operation = purchase.model.held?.operation;
        purchase.press(kind).klarna(result);
        expect(purchase.effects).to.deep.include({ type: 'give-back', operation });
      });
    }
  }

  it('gives back the token of before when the operation is given up', () => {
    const purchase = authorized();
    const operation = purchase.model.held?.operation;
    purchase.press().on({ type: 'given-up' });
    expect(purchase.effects).to.deep.include({ type: 'give-back', operation });
  });

  it('gives the coming approval back when it is cancelled while Klarna decides', () => {
    const purchase = authorizing().on({ type: 'authorization-returned' });
    const { operation } = purchase.model;
    purchase.klarna({ type: 'approved' });
    expect(purchase.effects).to.deep.include({ type: 'give-back', operation: operation?.id });
    expect(purchase.model.outcome).to.deep.equal({ type: 'cancelled', phase: 'authorize' });
    expect(purchase.state).to.equal('ready');
  });

  it('drops a token that was sent, without giving it back, when the page is restored', () => {
    const purchase = authorized().on({ type: 'restored', hasSubmitted: true });
    expect(purchase.asked).to.include('drop-token');
    expect(purchase.asked).to.not.include('give-back');
    expect(purchase.state).to.equal('starting');
  });

  it('gives a token back that was not sent when the page is restored', () => {
    const purchase = authorized().on({ type: 'restored', hasSubmitted: false });
    expect(purchase.asked).to.include('give-back');
    expect(purchase.state).to.equal('starting');
  });
});

describe('a press after reauthorize, which has taken the widget away', () => {
  const reauthorized = () => authorized().press('reauthorize').klarna({ type: 'approved' });

  it('is stopped when it is authorize', () => {
    expect(reauthorized().state).to.equal('authorized');
    expect(canPress(reauthorized().model, 'authorize')).to.equal(false);
  });

  it('reaches Klarna when it is reauthorize', () => {
    expect(canPress(reauthorized().model, 'reauthorize')).to.equal(true);
  });
});

describe('what a press starts', () => {
  for (const [state, make, kind] of [
    ['ready', ready, 'authorize'],
    ['authorized', authorized, 'authorize'],
    ['finalize-required', reviewing, 'finalize'],
    ['consent', asking, 'authorize'],
  ] as const) {
    it(`is ${kind} when ${state}`, () => {
      expect(make().state).to.equal(state);
      expect(nextOperation(make().model)).to.equal(kind);
    });
  }
});

describe('an approval that is there already', () => {
  const approval = { type: 'approved', category: 'pay_later' };
  const held = (make: typeof ready, kind: Operation, isCurrent: boolean) =>
    heldOutcome(make().model, kind, () => isCurrent);

  it('answers authorize when the page holds what Klarna was asked with', () => {
    expect(held(authorized, 'authorize', true)).to.deep.equal(approval);
  });

  it('does not answer authorize when the page holds something else', () => {
    expect(held(authorized, 'authorize', false)).to.equal(undefined);
  });

  it('answers finalize also when the page holds something else', () => {
    expect(held(authorized, 'finalize', false)).to.deep.equal(approval);
  });

  it('does not answer when reauthorize is called', () => {
    expect(held(authorized, 'reauthorize', true)).to.equal(undefined);
  });

  it('does not answer when the state is another one', () => {
    for (const kind of OPERATIONS) {
      expect(held(ready, kind, true)).to.equal(undefined);
      expect(held(placing, kind, true)).to.equal(undefined);
      expect(held(reviewing, kind, true)).to.equal(undefined);
    }
  });
});

describe('how authorize ends', () => {
  it('sends the token, then settles the promise when approved', () => {
    const purchase = authorizing();
    const operation = purchase.model.operation?.id;
    purchase.klarna({ type: 'approved' });
    expect(purchase.state).to.equal('authorized');
    expect(purchase.model.held).to.deep.equal({ operation, category: 'pay_later' });
    expect(purchase.model.operation).to.equal(undefined);
    expect(purchase.model.outcome).to.deep.equal({ type: 'approved', category: 'pay_later' });
    expect(purchase.model.loaded).to.deep.equal(['pay_later']);
    expect(purchase.effects).to.deep.equal([
      { type: 'unwatch' },
      { type: 'unlock' },
      { type: 'forget' },
      { type: 'hand-over', operation },
      { type: 'settle', outcome: { type: 'approved', category: 'pay_later' } },
    ]);
  });

  it('remembers for the review step that finalize is required', () => {
    const purchase = reviewing();
    expect(purchase.state).to.equal('finalize-required');
    expect(purchase.effects).to.deep.equal([
      { type: 'unwatch' },
      { type: 'unlock' },
      { type: 'save', stage: 'finalize-required' },
      { type: 'announce', what: { name: 'klarna-finalize-required', category: 'pay_later' } },
      { type: 'settle', outcome: { type: 'finalize-required', category: 'pay_later' } },
    ]);
  });

  it('marks fields and shows the widget when fixable', () => {
    const purchase = authorizing().klarna({ type: 'invalid', fields: ['locale'] });
    expect(purchase.state).to.equal('ready');
    expect(purchase.effects).to.deep.equal([
      { type: 'unwatch' },
      { type: 'unlock' },
      { type: 'mark-fields', fields: ['locale'] },
      { type: 'settle', outcome: { type: 'invalid', fields: ['locale'] } },
      { type: 'announce', what: { name: 'klarna-ready', category: 'pay_later' } },
    ]);
  });

  it('makes everything usable and puts focus where it was when cancelled', () => {
    const purchase = authorizing().klarna({ type: 'cancelled' });
    expect(purchase.state).to.equal('ready');
    expect(purchase.effects).to.deep.equal([
      { type: 'unwatch' },
      { type: 'unlock' },
      {
        type: 'announce',
        what: { name: 'klarna-cancelled', category: 'pay_later', phase: 'authorize' },
      },
      { type: 'settle', outcome: { type: 'cancelled', phase: 'authorize' } },
      { type: 'announce', what: { name: 'klarna-ready', category: 'pay_later' } },
      { type: 'focus', on: 'pay' },
    ]);
  });

  it('takes Klarna away when declined', () => {
    const purchase = authorizing().klarna({ type: 'declined' });
    expect(purchase.state).to.equal('declined');
    expect(purchase.model.loaded).to.deep.equal([]);
    expect(purchase.effects).to.deep.equal([
      { type: 'unwatch' },
      { type: 'unlock' },
      { type: 'unload-widgets' },
      { type: 'forget' },
      {
        type: 'announce',
        what: { name: 'klarna-declined', category: 'pay_later', phase: 'authorize' },
      },
      { type: 'disable-choice' },
      { type: 'settle', outcome: { type: 'declined', phase: 'authorize' } },
    ]);
    expect(purchase.on({ type: 'retried' }).effects).to.deep.equal([]);
  });

  it('reports a failure, after which the widget can be loaded anew', () => {
    const purchase = authorizing().klarna({ type: 'failed', fault: FAILED });
    expect(purchase.model).to.include({ state: 'failed', retryAt: 'load', fault: FAILED });
    expect(purchase.effects).to.deep.equal([
      { type: 'unwatch' },
      { type: 'unlock' },
      { type: 'report', fault: FAILED },
      { type: 'settle', outcome: { type: 'failed', fault: FAILED } },
    ]);
    expect(purchase.on({ type: 'retried' }).asked).to.deep.equal([
      'unload-widgets',
      'show-widget',
      'load-widget',
      'save',
    ]);
  });
});

describe('how finalize and reauthorize end', () => {
  it('can be pressed again when finalize is cancelled', () => {
    const purchase = reviewing().press('finalize').klarna({ type: 'cancelled' });
    expect(purchase.state).to.equal('finalize-required');
    expect(purchase.asked).to.deep.equal(['unwatch', 'unlock', 'announce', 'settle', 'focus']);
    expect(purchase.press('finalize').state).to.equal('finalizing');
  });

  it('can be pressed again when finalize is fixable', () => {
    const purchase = reviewing()
      .press('finalize')
      .klarna({ type: 'invalid', fields: ['locale'] });
    expect(purchase.state).to.equal('finalize-required');
    expect(purchase.asked).to.deep.equal(['unwatch', 'unlock', 'mark-fields', 'settle']);
  });

  it('starts at the widget when finalize fails on the page of authorize', () => {
    const purchase = reviewing().press('finalize').klarna({ type: 'failed', fault: FAILED });
    expect(purchase.model.retryAt).to.equal('load');
  });

  it('starts at the widget when reauthorize fails on a page that finalized', () => {
    const purchase = reviewing()
      .press('finalize')
      .klarna({ type: 'approved' })
      .press('reauthorize');
    purchase.klarna({ type: 'failed', fault: FAILED });
    expect(purchase.model.retryAt).to.equal('load');
  });

  for (const kind of ['finalize', 'reauthorize'] as const) {
    it(`${kind} takes the widget away, so the next press needs a new one`, () => {
      const purchase = kind === 'finalize' ? reviewing() : authorized();
      purchase.press(kind).klarna({ type: 'approved' });
      expect(purchase.state).to.equal('authorized');
      expect(purchase.model.loaded).to.deep.equal([]);
      expect(purchase.on({ type: 'authorization-returned' }).state).to.equal('loading');
    });
  }

  it('loads the widget again when reauthorize is cancelled', () => {
    const purchase = authorized().press('reauthorize').klarna({ type: 'cancelled' });
    expect(purchase.state).to.equal('loading');
    expect(purchase.effect('load-widget')?.category).to.equal('pay_later');
    expect(purchase.effect('announce')?.what).to.deep.equal({
      name: 'klarna-cancelled',
      category: 'pay_later',
      phase: 'reauthorize',
    });
  });
});

describe('what arrives while Klarna decides', () => {
  it('gives an approval back, then updates the session when the cart has changed', () => {
    const purchase = authorizing().on({ type: 'cart-changed' });
    expect(purchase.effects).to.deep.equal([]);
    purchase.klarna({ type: 'approved' });
    expect(purchase.state).to.equal('loading');
    expect(purchase.asked).to.deep.equal([
      'unwatch',
      'unlock',
      'give-back',
      'announce',
      'settle',
      'update-session',
    ]);
    expect(purchase.model.outcome).to.deep.equal({ type: 'cancelled', phase: 'authorize' });
    expect(purchase.model.postponed.cart).to.equal(false);
  });

  it('finalizes nothing for the old cart when the cart has changed', () => {
    const purchase = authorizing()
      .on({ type: 'cart-changed' })
      .klarna({ type: 'finalize-required' });
    expect(purchase.asked).to.deep.equal([
      'unwatch',
      'unlock',
      'announce',
      'settle',
      'update-session',
    ]);
    expect(purchase.effect('announce')?.what.name).to.equal('klarna-cancelled');
  });

  it('goes on with the new cart when the press is cancelled', () => {
    const purchase = authorizing().on({ type: 'cart-changed' }).klarna({ type: 'cancelled' });
    expect(purchase.asked).to.not.include('load-widget');
    expect(purchase.asked.at(-1)).to.equal('update-session');
  });

  it('makes a new session after the outcome when the session has ended', () => {
    const purchase = authorizing().on({ type: 'expired', what: 'session' });
    expect(purchase.effects).to.deep.equal([]);
    expect(purchase.klarna({ type: 'cancelled' }).state).to.equal('starting');
    expect(purchase.model.postponed.restart).to.equal(false);
  });

  it('changes nothing when an authorization ends that is not there', () => {
    const purchase = authorizing();
    const { model } = purchase;
    expect(purchase.on({ type: 'expired', what: 'authorization' }).model).to.equal(model);
  });

  it('stays declined when something else has happened as well', () => {
    const purchase = authorizing().on({ type: 'cart-changed' }).klarna({ type: 'declined' });
    expect(purchase.state).to.equal('declined');
    expect(purchase.asked.at(-1)).to.equal('settle');
    expect(purchase.model.postponed.cart).to.equal(false);
  });
});

describe('an approval that is cancelled while Klarna decides', () => {
  const cancelled = { type: 'authorization-returned' } as const;
  const isReady = { type: 'announce', what: { name: 'klarna-ready', category: 'pay_later' } };

  it('is ready for the next press when the widget is still there', () => {
    const purchase = authorizing().on(cancelled).klarna({ type: 'approved' });
    expect(purchase.state).to.equal('ready');
    expect(purchase.effects).to.deep.include(isReady);
  });

  it('loads the widget again when reauthorize has taken it away', () => {
    const purchase = authorized().press('reauthorize').on(cancelled).klarna({ type: 'approved' });
    expect(purchase.state).to.equal('loading');
    expect(purchase.asked).to.include('load-widget');
  });

  it('makes a new session when the page is the one that finalizes', () => {
    const purchase = fresh()
      .on({ type: 'resumed', session: PLAIN_SESSION, category: 'pay_later' })
      .on({ type: 'connected' }, { type: 'sdk-ready' })
      .press('finalize')
      .on(cancelled)
      .klarna({ type: 'approved' });
    expect(purchase.state).to.equal('starting');
    expect(purchase.asked).to.include('request-session');
  });

  it('loads nothing when there was no approval', () => {
    const failed = authorizing().on(cancelled).klarna({ type: 'failed', fault: FAILED });
    expect(failed.state).to.equal('failed');
    const review = reviewing().press('finalize').on(cancelled).klarna({ type: 'cancelled' });
    expect(review.state).to.equal('finalize-required');
    for (const { asked } of [failed, review]) expect(asked).to.not.include('load-widget');
  });

  it('is not announced as ready when the cart has changed as well', () => {
    const purchase = authorizing().on({ type: 'cart-changed' }).klarna({ type: 'cancelled' });
    expect(purchase.state).to.equal('loading');
    expect(purchase.effects).to.not.deep.include(isReady);
  });
});

describe('a silent Klarna', () => {
  it('offers the way out once and decides nothing when overdue', () => {
    const purchase = authorizing();
    const operation = purchase.model.operation?.id ?? 0;
    purchase.on({ type: 'overdue', operation });
    expect(purchase.state).to.equal('authorizing');
    expect(purchase.model.operation?.overdue).to.equal(true);
    expect(purchase.effects).to.deep.equal([{ type: 'focus', on: 'status' }]);
    const { model } = purchase;
    purchase.on({ type: 'overdue', operation });
    expect(purchase.effects).to.deep.equal([]);
    expect(purchase.model).to.equal(model);
    expect(purchase.klarna({ type: 'approved' }).state).to.equal('authorized');
  });

  it('is unknown, frees the page and offers a reload when given up', () => {
    const purchase = authorizing();
    const id = purchase.model.operation?.id;
    purchase.on({ type: 'given-up' });
    const lost = { code: 'no-answer', phase: 'authorize' };
    expect(purchase.state).to.equal('unknown');
    expect(purchase.model.abandoned).to.deep.equal([id]);
    expect(purchase.model).to.include({ operation: undefined, retryAt: 'nowhere' });
    expect(purchase.model.outcome).to.deep.equal({ type: 'unknown', phase: 'authorize' });
    expect(purchase.effects).to.deep.equal([
      { type: 'unwatch' },
      { type: 'unlock' },
      { type: 'report', fault: lost },
      { type: 'settle', outcome: { type: 'unknown', phase: 'authorize' } },
    ]);
    expect(purchase.on({ type: 'retried' }).effects).to.deep.equal([{ type: 'reload-page' }]);
  });

  it('changes nothing when it is given up and no operation runs', () => {
    const purchase = ready();
    const { model } = purchase;
    expect(purchase.on({ type: 'given-up' }).model).to.equal(model);
    expect(purchase.effects).to.deep.equal([]);
  });

  it('applies nothing that was postponed when given up', () => {
    const purchase = authorizing().on({ type: 'cart-changed' }, { type: 'given-up' });
    expect(purchase.asked).to.not.include('update-session');
    expect(purchase.model.postponed.cart).to.equal(false);
  });

  it('hands a late approval over once when the operation was given up', () => {
    const purchase = authorizing();
    const operation = purchase.model.operation?.id ?? 0;
    const late = {
      type: 'operation-settled',
      operation,
      result: { type: 'approved' },
    } as const;
    purchase.on({ type: 'given-up' }, late);
    expect(purchase.state).to.equal('unknown');
    expect(purchase.effects).to.deep.equal([{ type: 'hand-over-late', operation }]);
    expect(purchase.on(late).effects).to.deep.equal([]);
  });

  it('only notes the answer when a late one is no approval', () => {
    const purchase = authorizing();
    const operation = purchase.model.operation?.id ?? 0;
    purchase.on({ type: 'given-up' });
    purchase.on({ type: 'operation-settled', operation, result: { type: 'declined' } });
    expect(purchase.state).to.equal('unknown');
    expect(purchase.effects).to.deep.equal([]);
    expect(purchase.model.abandoned).to.deep.equal([]);
  });

  it('notes each operation for itself when several were given up', () => {
    const purchase = abandoned().on({ type: 'reset' }).session().loads().press();
    purchase.on({ type: 'given-up' });
    const [first, second] = purchase.model.abandoned;
    expect(second).to.be.a('number');
    purchase.on({
      type: 'operation-settled',
      operation: first ?? 0,
      result: { type: 'approved' },
    });
    expect(purchase.effects).to.deep.equal([{ type: 'hand-over-late', operation: first }]);
    expect(purchase.model.abandoned).to.deep.equal([second]);
  });
});

describe('a way out of a silence', () => {
  it('is not offered when the operation is over', () => {
    const purchase = authorizing();
    const { model } = purchase;
    const operation = model.serial + 1;
    expect(purchase.on({ type: 'overdue', operation }).model).to.equal(model);
    expect(purchase.effects).to.deep.equal([]);
  });

  it('is not offered when nothing is being decided', () => {
    const purchase = ready();
    const { model } = purchase;
    expect(purchase.on({ type: 'overdue', operation: 1 }).model).to.equal(model);
    expect(purchase.effects).to.deep.equal([]);
  });
});

describe('an approval that is no longer wanted', () => {
  it('is given back and leaves the widget shown when it is cancelled', () => {
    const purchase = authorized();
    const { held } = purchase.model;
    purchase.on({ type: 'authorization-returned' });
    expect(purchase.state).to.equal('ready');
    expect(purchase.effects).to.deep.equal([
      { type: 'give-back', operation: held?.operation },
      { type: 'announce', what: { name: 'klarna-ready', category: 'pay_later' } },
    ]);
  });

  it('is kept when its order is being placed', () => {
    const purchase = placing();
    const { model } = purchase;
    expect(purchase.on({ type: 'authorization-returned' }).model).to.equal(model);
  });

  it('changes nothing when it does not exist', () => {
    const purchase = ready();
    const { model } = purchase;
    expect(purchase.on({ type: 'authorization-returned' }).model).to.equal(model);
    expect(purchase.effects).to.deep.equal([]);
  });
});

describe('what comes to its end by itself', () => {
  it('drops an authorization that has ended, reports it and loads the widget anew', () => {
    const purchase = authorized().on({ type: 'expired', what: 'authorization' });
    expect(purchase.state).to.equal('loading');
    expect(purchase.model.held).to.equal(undefined);
    expect(purchase.effects.slice(0, 2)).to.deep.equal([
      { type: 'drop-token' },
      { type: 'announce', what: { name: 'klarna-expired', what: 'authorization' } },
    ]);
  });

  it('offers no retry of the order when its authorization has ended', () => {
    const purchase = placing().orders({ type: 'failed', fault: fault('order-failed', 'order') });
    expect(purchase.on({ type: 'expired', what: 'authorization' }).state).to.equal('loading');
  });

  it('reports nothing when the authorization was already gone', () => {
    const purchase = ready();
    const { model } = purchase;
    expect(purchase.on({ type: 'expired', what: 'authorization' }).model).to.equal(model);
    expect(purchase.effects).to.deep.equal([]);
  });

  it('makes a new session when the session has ended', () => {
    const purchase = authorized().on({ type: 'expired', what: 'session' });
    expect(purchase.state).to.equal('starting');
    expect(purchase.asked).to.deep.equal([
      'drop-token',
      'forget',
      'announce',
      'unload-widgets',
      'abort-requests',
      'request-session',
    ]);
    expect(purchase.effect('announce')?.what).to.deep.equal({
      name: 'klarna-expired',
      what: 'session',
    });
  });

  it('changes nothing when the session is that of a closed purchase, or when there is none', () => {
    for (const purchase of [abandoned(), starting().session(PLACED_SESSION), starting()]) {
      const { model } = purchase;
      expect(purchase.on({ type: 'expired', what: 'session' }).model).to.equal(model);
      expect(purchase.effects).to.deep.equal([]);
    }
  });

  it('makes no new session when Klarna has declined', () => {
    const purchase = authorizing().klarna({ type: 'declined' });
    purchase.on({ type: 'expired', what: 'session' });
    expect(purchase.model).to.include({ state: 'declined', session: undefined });
    expect(purchase.asked).to.deep.equal(['drop-token', 'forget', 'announce']);
  });
});
