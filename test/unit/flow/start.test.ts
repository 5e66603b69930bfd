import { expect } from '@open-wc/testing';
import type { FlowEvent } from '../../../src/flow/machine/model.js';
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
  type TestPurchase,
} from './purchase.js';
import {
  EMPTY_SESSION,
  fault,
  ONE_SESSION,
  PENDING_SESSION,
  PLACED_SESSION,
  PLAIN_SESSION,
  SESSION,
  WRONG_PAGE,
} from '../../search/machine/samples.js';

const LATE_SESSION = fault('endpoint-timeout', 'session');
const BLOCKED = fault('sdk-blocked', 'sdk');
const FAILED_LOAD = { type: 'failed', fault: fault('load-timeout', 'load') } as const;
const withdrawn: FlowEvent = { type: 'withdrawn', source: 'prompt' };
const declined = (): TestPurchase => authorizing().klarna({ type: 'declined' });

describe('before anything is asked', () => {
  it('waits for the page, then for the shopper', () => {
    expect(fresh().state).to.equal('idle');
    expect(asking().state).to.equal('consent');
    expect(asking().effects).to.deep.equal([]);
  });

  it('waits until Klarna is chosen', () => {
    const purchase = fresh().on({ type: 'unchosen' }, { type: 'connected' });
    expect(purchase.state).to.equal('idle');
    expect(purchase.on({ type: 'chosen' }).state).to.equal('consent');
    expect(purchase.on({ type: 'unchosen' }).state).to.equal('idle');
  });

  it('changes nothing when it is connected a second time', () => {
    const purchase = ready();
    const { model } = purchase;
    expect(purchase.on({ type: 'connected' }).model).to.equal(model);
    expect(purchase.effects).to.deep.equal([]);
  });

  it('asks for session and SDK side by side and moves the focus when the shopper agrees', () => {
    const purchase = starting();
    expect(purchase.state).to.equal('starting');
    expect(purchase.effects).to.deep.equal([
      { type: 'announce', what: { name: 'klarna-consent', granted: true, source: 'prompt' } },
      { type: 'abort-requests' },
      { type: 'request-session', run: purchase.model.run },
      { type: 'load-sdk' },
      { type: 'focus', on: 'content' },
    ]);
  });

  it('moves no focus when the shop gives the consent', () => {
    const purchase = asking().on({ type: 'consented', source: 'shop' });
    expect(purchase.asked).to.deep.equal([
      'announce',
      'abort-requests',
      'request-session',
      'load-sdk',
    ]);
  });

  it('waits for the page when the consent comes before it', () => {
    const purchase = fresh().on({ type: 'consented', source: 'shop' });
    expect(purchase.state).to.equal('idle');
    expect(purchase.asked).to.deep.equal(['announce']);
    expect(purchase.on({ type: 'connected' }).asked).to.deep.equal([
      'abort-requests',
      'request-session',
      'load-sdk',
    ]);
  });

  it('announces nothing when the shopper agrees a second time', () => {
    const purchase = starting().on({ type: 'consented', source: 'shop' });
    expect(purchase.effects).to.deep.equal([]);
  });

  it('announces a refusal and keeps the prompt when the shopper refuses', () => {
    const purchase = asking().on(withdrawn);
    expect(purchase.state).to.equal('consent');
    expect(purchase.effects).to.deep.equal([
      { type: 'announce', what: { name: 'klarna-consent', granted: false, source: 'prompt' } },
    ]);
  });
});

describe('what happens again', () => {
  it('locks the page once when the element is connected twice', () => {
    const purchase = placing();
    const { model } = purchase;
    expect(purchase.on({ type: 'connected' }).model).to.equal(model);
    expect(purchase.effects).to.deep.equal([]);
  });

  it('loads nothing anew when the SDK arrives twice', () => {
    const purchase = ready();
    const { model } = purchase;
    expect(purchase.on({ type: 'sdk-ready' }).model).to.equal(model);
    expect(purchase.effects).to.deep.equal([]);
  });

  it('reports a wrong page once when the shopper agrees to it', () => {
    const purchase = asking().on({ type: 'misconfigured', fault: WRONG_PAGE });
    purchase.on({ type: 'consented', source: 'shop' });
    expect(purchase.state).to.equal('failed');
    expect(purchase.asked).to.deep.equal(['announce']);
  });

  it('does nothing when retry is called and nothing has failed', () => {
    for (const make of [asking, ready, authorized, declined]) {
      const purchase = make();
      const { model } = purchase;
      expect(purchase.on({ type: 'retried' }).model).to.equal(model);
      expect(purchase.effects).to.deep.equal([]);
    }
  });

  it('reloads the widget alone when a failed load is retried', () => {
    const purchase = loading().loads(FAILED_LOAD).on({ type: 'retried' });
    expect(purchase.asked).to.deep.equal(['unload-widgets', 'show-widget', 'load-widget', 'save']);
  });
});

describe('from the start to the widget', () => {
  it('goes on when both are there, whichever comes last', () => {
    const sdkLast = starting().session();
    expect(sdkLast.state).to.equal('starting');
    expect(sdkLast.effects).to.deep.equal([{ type: 'save', stage: 'started' }]);
    expect(sdkLast.on({ type: 'sdk-ready' }).state).to.equal('loading');

    const sessionLast = starting().on({ type: 'sdk-ready' });
    expect(sessionLast.state).to.equal('starting');
    sessionLast.session();
    expect(sessionLast.state).to.equal('loading');
    expect(sessionLast.effects).to.deep.equal([
      { type: 'save', stage: 'started' },
      { type: 'show-widget', category: 'pay_later' },
      { type: 'load-widget', load: sessionLast.model.load, category: 'pay_later' },
      { type: 'save', stage: 'started' },
    ]);
    expect(sessionLast.model.offered).to.deep.equal(SESSION.categories);
  });

  it('changes nothing when the answer is one of an earlier start', () => {
    const purchase = starting();
    const { run } = purchase.model;
    purchase.on({ type: 'reconfigured' });
    const { model } = purchase;
    purchase.on({ type: 'session-answered', run, session: SESSION });
    expect(purchase.model).to.equal(model);
    purchase.on({ type: 'session-failed', run, fault: LATE_SESSION });
    expect(purchase.model).to.equal(model);
  });

  it('changes nothing when the session comes after its start has failed', () => {
    const purchase = starting().on({ type: 'sdk-failed', fault: BLOCKED });
    const { model } = purchase;
    expect(purchase.session().model).to.equal(model);
    expect(
      purchase.on({ type: 'session-failed', run: model.run, fault: LATE_SESSION }).model,
    ).to.equal(model);
  });

  for (const [name, event] of [
    ['session', { type: 'session-failed', run: 1, fault: LATE_SESSION }],
    ['SDK', { type: 'sdk-failed', fault: BLOCKED }],
  ] as const) {
    it(`without ${name} it fails and can be tried again`, () => {
      const purchase = starting().on(event);
      expect(purchase.state).to.equal('failed');
      expect(purchase.model.retryAt).to.equal('start');
      expect(purchase.model.fault).to.equal(event.fault);
      expect(purchase.effects).to.deep.equal([{ type: 'report', fault: event.fault }]);
      purchase.on({ type: 'retried' });
      expect(purchase.state).to.equal('starting');
      expect(purchase.model.fault).to.equal(undefined);
      expect(purchase.model.retryAt).to.equal('nowhere');
      expect(purchase.asked).to.deep.equal(['abort-requests', 'request-session', 'load-sdk']);
    });
  }

  it('uses the SDK when it comes late', () => {
    const purchase = starting().session().on({ type: 'sdk-failed', fault: BLOCKED });
    expect(purchase.on({ type: 'sdk-ready' }).state).to.equal('loading');
  });

  it('keeps another failure when the SDK comes late', () => {
    const purchase = starting().on({ type: 'session-failed', run: 1, fault: LATE_SESSION });
    expect(purchase.on({ type: 'sdk-ready' }).state).to.equal('failed');
    expect(purchase.model.sdk).to.equal('ready');
    expect(purchase.on({ type: 'retried' }).asked).to.deep.equal([
      'abort-requests',
      'request-session',
    ]);
  });

  it('only notes it when the SDK fails after the start has ended', () => {
    const purchase = ready().on({ type: 'sdk-failed', fault: BLOCKED });
    expect(purchase.state).to.equal('ready');
    expect(purchase.model.sdk).to.equal('absent');
    expect(purchase.effects).to.deep.equal([]);
  });

  it('needs no SDK when the purchase is already placed', () => {
    const purchase = starting().session(PLACED_SESSION);
    expect(purchase.state).to.equal('placed');
    expect(purchase.effects).to.deep.equal([
      { type: 'save', stage: 'started' },
      { type: 'forget' },
      { type: 'follow-order', answer: { status: 'completed' } },
    ]);
    expect(starting().session(PENDING_SESSION).state).to.equal('pending');
  });

  it('is unavailable when the session offers nothing', () => {
    expect(loading(EMPTY_SESSION).state).to.equal('unavailable');
  });
});

describe('on the page that finalizes', () => {
  const resumed = (): TestPurchase =>
    fresh().on(
      { type: 'resumed', session: PLAIN_SESSION, category: 'pay_later' },
      { type: 'connected' },
    );

  it('needs the SDK alone, and no widget', () => {
    const purchase = resumed();
    expect(purchase.state).to.equal('starting');
    expect(purchase.asked).to.deep.equal(['load-sdk']);
    purchase.on({ type: 'sdk-ready' });
    expect(purchase.state).to.equal('finalize-required');
    expect(purchase.effects).to.deep.equal([]);
    expect(purchase.model.selected).to.equal('pay_later');
    expect(purchase.model.offered).to.deep.equal(PLAIN_SESSION.categories);
    expect(purchase.press('finalize').state).to.equal('finalizing');
  });

  it('tries finalize again when it failed', () => {
    const purchase = resumed().on({ type: 'sdk-ready' }).press('finalize');
    purchase.klarna({ type: 'failed', fault: fault('operation-failed', 'finalize') });
    expect(purchase.model.retryAt).to.equal('start');
    expect(purchase.on({ type: 'retried' }).state).to.equal('finalize-required');
  });

  it('begins at the widget when the purchase has been finalized', () => {
    const purchase = resumed().on({ type: 'sdk-ready' }).press('finalize');
    purchase.klarna({ type: 'approved' });
    expect(purchase.model.resumeAt).to.equal(undefined);
    expect(purchase.on({ type: 'authorization-returned' }).state).to.equal('loading');
  });
});

describe('a backend that needs name and address', () => {
  const needed = { type: 'customer-needed' } as const;
  const dropped = ['abort-requests', 'unload-widgets', 'clear-fields', 'forget'];

  it('asks the shopper again when the prompt did not say so', () => {
    const purchase = starting();
    const { run } = purchase.model;
    purchase.on(needed);
    expect(purchase.model).to.include({ state: 'consent', consented: false, needsCustomer: true });
    expect(purchase.asked).to.deep.equal(dropped);
    expect(purchase.model.run).to.not.equal(run);
    purchase.on({ type: 'session-answered', run, session: SESSION });
    expect(purchase.state, 'an answer to the first question').to.equal('consent');
  });

  it('asks the shopper again when an update needs them', () => {
    const purchase = ready().on({ type: 'cart-changed' }, needed);
    expect(purchase.model).to.include({ state: 'consent', session: undefined, update: undefined });
    expect(purchase.asked).to.deep.equal(dropped);
  });

  for (const [name, make] of [
    [
      'the shop has collected the consent',
      () => asking().on({ type: 'consented', source: 'shop' } as const),
    ],
    ['the session is there', () => starting().session()],
    ['the widget is there', ready],
    [
      'the session could not be made',
      () => {
        const purchase = starting();
        const { run } = purchase.model;
        return purchase.on({ type: 'session-failed', run, fault: LATE_SESSION });
      },
    ],
    ['nobody has agreed to anything', asking],
  ] as const) {
    it(`only notes it when ${name}`, () => {
      const before = make();
      const { model } = before;
      before.on(needed);
      expect(before.model).to.deep.equal({ ...model, needsCustomer: true });
      expect(before.effects).to.deep.equal([]);
    });
  }
});

describe('withdrawal', () => {
  const everything = [
    { type: 'abort-requests' },
    { type: 'unload-widgets' },
    { type: 'clear-fields' },
    { type: 'forget' },
    { type: 'announce', what: { name: 'klarna-consent', granted: false, source: 'prompt' } },
  ];

  for (const [name, make, first] of [
    ['while starting', starting, []],
    ['with the widget there', ready, []],
    ['with a live approval', authorized, [{ type: 'give-back', operation: 3 }]],
    ['when declined', declined, []],
  ] as const) {
    it(`drops everything and shows the prompt ${name}`, () => {
      const after = make().on(withdrawn);
      expect(after.state).to.equal('consent');
      expect(after.effects).to.deep.equal([...first, ...everything]);
      expect(after.model).to.include({ consented: false, session: undefined, held: undefined });
      expect(after.model.offered).to.deep.equal([]);
      expect(after.model.loaded).to.deep.equal([]);
    });
  }

  it('ignores the answers to earlier requests when the consent is withdrawn', () => {
    const purchase = starting();
    const { run } = purchase.model;
    purchase.on(withdrawn, { type: 'consented', source: 'prompt' });
    expect(purchase.model.run).to.be.greaterThan(run);
    purchase.on({ type: 'session-answered', run, session: SESSION });
    expect(purchase.model.session).to.equal(undefined);
  });

  it('clears the fault when the consent is withdrawn', () => {
    const purchase = starting().on({ type: 'sdk-failed', fault: BLOCKED }, withdrawn);
    expect(purchase.state).to.equal('consent');
    expect(purchase.model).to.include({ fault: undefined, retryAt: 'nowhere' });
  });

  it('waits and then gives the token back when it comes during authorize', () => {
    const purchase = authorizing().on({ type: 'withdrawn', source: 'shop' });
    expect(purchase.effects).to.deep.equal([]);
    const { operation } = purchase.model;
    purchase.klarna({ type: 'approved' });
    expect(purchase.state).to.equal('consent');
    expect(purchase.asked).to.deep.equal([
      'unwatch',
      'unlock',
      'give-back',
      'announce',
      'settle',
      'abort-requests',
      'unload-widgets',
      'clear-fields',
      'forget',
      'announce',
    ]);
    expect(purchase.effect('give-back')?.operation).to.equal(operation?.id);
    expect(purchase.effect('settle')?.outcome).to.deep.equal({
      type: 'cancelled',
      phase: 'authorize',
    });
    expect(purchase.effects.at(-1)).to.deep.equal({
      type: 'announce',
      what: { name: 'klarna-consent', granted: false, source: 'shop' },
    });
  });

  it('takes effect immediately and keeps the outcome unknown when the operation is given up', () => {
    const purchase = authorizing().on(withdrawn, { type: 'given-up' });
    expect(purchase.state).to.equal('unknown');
    expect(purchase.model.consented).to.equal(false);
    expect(purchase.effects.slice(-5)).to.deep.equal(everything);
  });

  it('takes effect before what the order asks for when it comes during the order', () => {
    const purchase = placing().on(withdrawn).orders({ type: 'stale-cart' });
    expect(purchase.state).to.equal('consent');
    expect(purchase.asked).to.not.include('update-session');
  });

  it('does not change the purchase when the purchase is over', () => {
    const purchase = starting().session(PLACED_SESSION).on(withdrawn);
    expect(purchase.state).to.equal('placed');
    expect(purchase.effects).to.deep.equal(everything);
  });
});

describe('the choice of the shop', () => {
  it('keeps the widget when another method is chosen and shows it on return', () => {
    const purchase = ready().on({ type: 'unchosen' });
    expect(purchase.state).to.equal('ready');
    expect(purchase.effects).to.deep.equal([]);
    expect(purchase.press().asked).to.deep.equal(['refuse']);
    expect(purchase.on({ type: 'chosen' }).state).to.equal('ready');
    expect(purchase.effects).to.deep.equal([]);
    expect(purchase.press().state).to.equal('authorizing');
  });

  it('gives a live approval back when another method is chosen', () => {
    const purchase = authorized().on({ type: 'unchosen' });
    expect(purchase.state).to.equal('ready');
    expect(purchase.effects).to.deep.equal([{ type: 'give-back', operation: 3 }]);
  });

  it('has no widget to return to when another method is chosen after reauthorize', () => {
    const purchase = authorized().press('reauthorize').klarna({ type: 'approved' });
    expect(purchase.on({ type: 'unchosen' }).state).to.equal('idle');
    expect(purchase.on({ type: 'chosen' }).state).to.equal('loading');
  });

  it('gives the approval back when another method is chosen while the order could be tried again', () => {
    const purchase = placing().orders({ type: 'failed', fault: fault('order-failed', 'order') });
    purchase.on({ type: 'unchosen' });
    expect(purchase.asked).to.deep.equal(['give-back']);
    expect(purchase.model).to.include({ state: 'ready', fault: undefined, retryAt: 'nowhere' });
  });

  it('lets the order decide when another method is chosen while it is placed', () => {
    const purchase = placing().on({ type: 'unchosen' });
    expect(purchase.state).to.equal('placing');
    expect(purchase.effects).to.deep.equal([]);
    purchase.orders({ type: 'failed', fault: fault('order-failed', 'order') });
    expect(purchase.state).to.equal('ready');
    expect(purchase.asked).to.deep.equal(['unlock', 'report', 'give-back']);
  });

  it('gives the approval back when another method is chosen while Klarna decides', () => {
    const purchase = authorizing().on({ type: 'unchosen' }).klarna({ type: 'approved' });
    expect(purchase.state).to.equal('ready');
    expect(purchase.asked).to.deep.equal(['unwatch', 'unlock', 'give-back', 'announce', 'settle']);
  });

  it('loads nothing when another method is chosen', () => {
    const purchase = starting().on({ type: 'unchosen' }, { type: 'sdk-ready' }).session();
    expect(purchase.state).to.equal('idle');
    expect(purchase.asked).to.deep.equal(['save']);
    expect(purchase.on({ type: 'chosen' }).asked).to.deep.equal([
      'show-widget',
      'load-widget',
      'save',
    ]);
  });
});

describe('a page that is set up wrongly', () => {
  const wrong: FlowEvent = { type: 'misconfigured', fault: WRONG_PAGE };

  for (const [name, before] of [
    ['waiting for consent', asking],
    ['starting', starting],
    ['with the widget there', ready],
    ['with nothing to offer', () => loading(EMPTY_SESSION)],
  ] as const) {
    it(`fails, offers no retry and goes on when it is right, ${name}`, () => {
      const purchase = before().on(wrong);
      expect(purchase.state).to.equal('failed');
      expect(purchase.effects).to.deep.equal([{ type: 'report', fault: WRONG_PAGE }]);
      expect(purchase.on({ type: 'retried' }).effects).to.deep.equal([]);
      const { consented } = purchase.model;
      purchase.on({ type: 'configured' });
      expect(purchase.state).to.not.equal('failed');
      expect(purchase.model.fault).to.equal(undefined);
      expect(purchase.state === 'consent').to.equal(!consented);
    });
  }

  it('reports at once before the page is there, and again where the shopper sees it', () => {
    const purchase = fresh().on(wrong);
    expect(purchase.state).to.equal('idle');
    expect(purchase.asked).to.deep.equal(['report']);
    expect(purchase.on({ type: 'connected' }).state).to.equal('failed');
  });

  it('does not start when the locale changes before the shopper has agreed', () => {
    const purchase = asking().on(wrong, { type: 'reconfigured' });
    expect(purchase.state).to.equal('failed');
    expect(purchase.asked).to.not.include('request-session');
    expect(purchase.asked).to.not.include('load-sdk');
  });

  for (const [name, make] of [
    ['Klarna decides', authorizing],
    ['an approval is there', authorized],
    ['the outcome is unknown', abandoned],
    ['Klarna has declined', declined],
    ['the order is placed', placing],
  ] as const) {
    it(`while ${name} it is noted, and nothing stops`, () => {
      const before = make();
      const { state } = before;
      before.on(wrong);
      expect(before.state).to.equal(state);
      expect(before.effects).to.deep.equal([{ type: 'report', fault: WRONG_PAGE }]);
      before.on({ type: 'configured' });
      expect(before.state).to.equal(state);
      expect(before.model.misconfiguration).to.equal(undefined);
    });
  }

  it('sends no token when the endpoint may not be called', () => {
    const purchase = authorized().on(wrong, { type: 'authorization-returned' });
    expect(purchase.asked).to.include('drop-token');
    expect(purchase.asked).to.not.include('give-back');
  });

  it('places no order when the endpoint may not be called, and tries again when the page is right', () => {
    const purchase = authorized().on(wrong, { type: 'order-wanted' });
    expect(purchase.state).to.equal('failed');
    expect(purchase.model.retryAt).to.equal('order');
    expect(purchase.effects).to.deep.equal([{ type: 'report', fault: WRONG_PAGE }]);
    expect(purchase.on({ type: 'configured' }).state).to.equal('failed');
    expect(purchase.on({ type: 'retried' }).state).to.equal('placing');
  });

  it('sends a changed cart when the page is right', () => {
    const purchase = ready().on(wrong, { type: 'cart-changed' });
    expect(purchase.effects).to.deep.equal([]);
    expect(purchase.on({ type: 'configured' }).asked).to.deep.equal(['update-session']);
  });

  it('drops the approval and keeps the changed cart waiting when the page is wrong', () => {
    const purchase = authorized().on(wrong, { type: 'cart-changed' });
    expect(purchase.asked).to.deep.equal(['drop-token', 'report']);
    expect(purchase.model).to.include({ state: 'failed', retryAt: 'nowhere' });
    expect(purchase.on({ type: 'configured' }).asked).to.deep.equal(['update-session']);
  });

  it('keeps another failure when the page becomes right', () => {
    const purchase = starting().on({ type: 'sdk-failed', fault: BLOCKED }, { type: 'configured' });
    expect(purchase.state).to.equal('failed');
    expect(purchase.effects).to.deep.equal([]);
  });
});

describe('a session that no longer fits the page', () => {
  const other: FlowEvent = { type: 'reconfigured' };

  it('changes nothing when there is no session yet', () => {
    for (const purchase of [fresh(), asking()]) {
      const { model } = purchase;
      expect(purchase.on(other).model).to.equal(model);
      expect(purchase.effects).to.deep.equal([]);
    }
  });

  for (const [name, make, first] of [
    ['while starting', () => starting().on({ type: 'sdk-ready' }), []],
    ['with the widget there', ready, []],
    ['on the review step', reviewing, []],
    ['after a failure', () => loading().loads(FAILED_LOAD), []],
    ['with a live approval', authorized, ['give-back']],
  ] as const) {
    it(`starts over ${name}`, () => {
      const after = make().on(other);
      expect(after.state).to.equal('starting');
      expect(after.model.session).to.equal(undefined);
      expect(after.asked).to.deep.equal([
        ...first,
        'unload-widgets',
        'abort-requests',
        'request-session',
      ]);
    });
  }

  it('waits while Klarna decides, then starts over and gives the approval back', () => {
    const purchase = authorizing().on(other);
    expect(purchase.effects).to.deep.equal([]);
    purchase.klarna({ type: 'approved' });
    expect(purchase.state).to.equal('starting');
    expect(purchase.asked).to.deep.equal([
      'unwatch',
      'unlock',
      'give-back',
      'announce',
      'settle',
      'unload-widgets',
      'abort-requests',
      'request-session',
    ]);
  });

  for (const [name, make] of [
    ['unknown', abandoned],
    ['placed', () => starting().session(PLACED_SESSION)],
  ] as const) {
    it(`changes nothing when the purchase is ${name}`, () => {
      const before = make();
      const { model } = before;
      expect(before.on(other).model).to.equal(model);
      expect(before.effects).to.deep.equal([]);
    });
  }

  it('stays declined when Klarna has declined', () => {
    const purchase = declined().on(other);
    expect(purchase.state).to.equal('declined');
    expect(purchase.effects).to.deep.equal([]);
    expect(purchase.model.session).to.equal(undefined);
  });

  it('makes the next session on return when away from the page', () => {
    const purchase = ready().on({ type: 'disconnected' }, other);
    expect(purchase.state).to.equal('idle');
    expect(purchase.on({ type: 'connected' }).asked).to.deep.equal([
      'abort-requests',
      'request-session',
    ]);
  });
});

describe('a start that failed', () => {
  it('is tried again when the page has changed', () => {
    const purchase = starting();
    const { run } = purchase.model;
    purchase.on({ type: 'session-failed', run, fault: LATE_SESSION }, { type: 'reconfigured' });
    expect(purchase.state).to.equal('starting');
    expect(purchase.asked).to.include('request-session');
  });
});

describe('reset', () => {
  it('begins anew without an announcement when it is called', () => {
    const purchase = authorized().on({ type: 'reset' });
    expect(purchase.state).to.equal('starting');
    expect(purchase.asked).to.deep.equal([
      'give-back',
      'abort-requests',
      'unload-widgets',
      'clear-fields',
      'forget',
      'abort-requests',
      'request-session',
    ]);
    expect(purchase.model).to.include({
      session: undefined,
      selected: undefined,
      held: undefined,
      outcome: undefined,
      fault: undefined,
    });
  });

  it('asks for consent again when a purchase is over', () => {
    const purchase = starting().session(PLACED_SESSION).on({ type: 'reset' });
    expect(purchase.state).to.equal('consent');
    expect(purchase.model.consented).to.equal(false);
  });

  it('clears the whole model when it is called', () => {
    const purchase = loading(ONE_SESSION).loads({ type: 'refused' }).on({ type: 'reset' });
    expect(purchase.model.tried).to.deep.equal([]);
    expect(purchase.model.offered).to.deep.equal([]);
    expect(purchase.model.loaded).to.deep.equal([]);
    const updating = ready().on({ type: 'cart-changed' }, { type: 'cart-changed' });
    updating.on({ type: 'reset' });
    expect(updating.model).to.include({ update: undefined, resumeAt: undefined });
    expect(updating.model.postponed.cart).to.equal(false);
  });

  it('changes nothing when something is being decided, and begins anew when the outcome is unknown', () => {
    for (const purchase of [authorizing(), placing()]) {
      const { model } = purchase;
      expect(purchase.on({ type: 'reset' }).model).to.equal(model);
      expect(purchase.effects).to.deep.equal([]);
    }
    expect(abandoned().on({ type: 'reset' }).state).to.equal('starting');
  });

  it('ignores the answers to earlier requests when it was called', () => {
    const purchase = starting();
    const { run } = purchase.model;
    purchase.on({ type: 'reset' });
    const { model } = purchase;
    expect(purchase.on({ type: 'session-answered', run, session: SESSION }).model).to.equal(model);
  });
});
