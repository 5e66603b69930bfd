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
  type Told,
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
const declined = (): Told => authorizing().klarna({ type: 'declined' });

describe('before anything is asked', () => {
  it('waits for the page, then for the shopper', () => {
    expect(fresh().state).to.equal('idle');
    expect(asking().state).to.equal('consent');
    expect(asking().effects).to.deep.equal([]);
  });

  it('waits until Klarna is chosen', () => {
    const told = fresh().on({ type: 'unchosen' }, { type: 'connected' });
    expect(told.state).to.equal('idle');
    expect(told.on({ type: 'chosen' }).state).to.equal('consent');
    expect(told.on({ type: 'unchosen' }).state).to.equal('idle');
  });

  it('a second connection changes nothing', () => {
    const told = ready();
    const { model } = told;
    expect(told.on({ type: 'connected' }).model).to.equal(model);
    expect(told.effects).to.deep.equal([]);
  });

  it('agreeing asks for session and SDK side by side and moves the focus', () => {
    const told = starting();
    expect(told.state).to.equal('starting');
    expect(told.effects).to.deep.equal([
      { type: 'announce', what: { name: 'klarna-consent', granted: true, source: 'prompt' } },
      { type: 'abort-requests' },
      { type: 'request-session', run: told.model.run },
      { type: 'load-sdk' },
      { type: 'focus', on: 'content' },
    ]);
  });

  it('consent that the shop gives moves no focus', () => {
    const told = asking().on({ type: 'consented', source: 'shop' });
    expect(told.asked).to.deep.equal(['announce', 'abort-requests', 'request-session', 'load-sdk']);
  });

  it('consent before the page is there waits for it', () => {
    const told = fresh().on({ type: 'consented', source: 'shop' });
    expect(told.state).to.equal('idle');
    expect(told.asked).to.deep.equal(['announce']);
    expect(told.on({ type: 'connected' }).asked).to.deep.equal([
      'abort-requests',
      'request-session',
      'load-sdk',
    ]);
  });

  it('agreeing twice says nothing new', () => {
    const told = starting().on({ type: 'consented', source: 'shop' });
    expect(told.effects).to.deep.equal([]);
  });

  it('a refused prompt is announced and stays', () => {
    const told = asking().on(withdrawn);
    expect(told.state).to.equal('consent');
    expect(told.effects).to.deep.equal([
      { type: 'announce', what: { name: 'klarna-consent', granted: false, source: 'prompt' } },
    ]);
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

  it('an answer of an earlier start changes nothing', () => {
    const told = starting();
    const { run } = told.model;
    told.on({ type: 'reconfigured' });
    const { model } = told;
    told.on({ type: 'session-answered', run, session: SESSION });
    expect(told.model).to.equal(model);
    told.on({ type: 'session-failed', run, fault: LATE_SESSION });
    expect(told.model).to.equal(model);
  });

  it('a session after the failure of its start changes nothing', () => {
    const told = starting().on({ type: 'sdk-failed', fault: BLOCKED });
    const { model } = told;
    expect(told.session().model).to.equal(model);
    expect(told.on({ type: 'session-failed', run: model.run, fault: LATE_SESSION }).model).to.equal(
      model,
    );
  });

  for (const [name, event] of [
    ['session', { type: 'session-failed', run: 1, fault: LATE_SESSION }],
    ['SDK', { type: 'sdk-failed', fault: BLOCKED }],
  ] as const) {
    it(`without ${name} it fails and can be tried again`, () => {
      const told = starting().on(event);
      expect(told.state).to.equal('failed');
      expect(told.model.retryAt).to.equal('start');
      expect(told.model.fault).to.equal(event.fault);
      expect(told.effects).to.deep.equal([{ type: 'report', fault: event.fault }]);
      told.on({ type: 'retried' });
      expect(told.state).to.equal('starting');
      expect(told.model.fault).to.equal(undefined);
      expect(told.model.retryAt).to.equal('nowhere');
      expect(told.asked).to.deep.equal(['abort-requests', 'request-session', 'load-sdk']);
    });
  }

  it('an SDK that comes late is still used', () => {
    const told = starting().session().on({ type: 'sdk-failed', fault: BLOCKED });
    expect(told.on({ type: 'sdk-ready' }).state).to.equal('loading');
  });

  it('an SDK that comes late mends no other failure', () => {
    const told = starting().on({ type: 'session-failed', run: 1, fault: LATE_SESSION });
    expect(told.on({ type: 'sdk-ready' }).state).to.equal('failed');
    expect(told.model.sdk).to.equal('ready');
    expect(told.on({ type: 'retried' }).asked).to.deep.equal(['abort-requests', 'request-session']);
  });

  it('an SDK that fails after the start has ended only leaves a note', () => {
    const told = ready().on({ type: 'sdk-failed', fault: BLOCKED });
    expect(told.state).to.equal('ready');
    expect(told.model.sdk).to.equal('absent');
    expect(told.effects).to.deep.equal([]);
  });

  it('a purchase that is placed already needs no SDK', () => {
    const told = starting().session(PLACED_SESSION);
    expect(told.state).to.equal('placed');
    expect(told.effects).to.deep.equal([
      { type: 'save', stage: 'started' },
      { type: 'forget' },
      { type: 'follow-order', answer: { status: 'completed' } },
    ]);
    expect(starting().session(PENDING_SESSION).state).to.equal('pending');
  });

  it('a session that offers nothing is unavailable', () => {
    expect(loading(EMPTY_SESSION).state).to.equal('unavailable');
  });
});

describe('on the page that finalizes', () => {
  const resumed = (): Told =>
    fresh().on(
      { type: 'resumed', session: PLAIN_SESSION, category: 'pay_later' },
      { type: 'connected' },
    );

  it('needs the SDK alone, and no widget', () => {
    const told = resumed();
    expect(told.state).to.equal('starting');
    expect(told.asked).to.deep.equal(['load-sdk']);
    told.on({ type: 'sdk-ready' });
    expect(told.state).to.equal('finalize-required');
    expect(told.effects).to.deep.equal([]);
    expect(told.model.selected).to.equal('pay_later');
    expect(told.model.offered).to.deep.equal(PLAIN_SESSION.categories);
    expect(told.press('finalize').state).to.equal('finalizing');
  });

  it('a failed finalize is tried again as finalize', () => {
    const told = resumed().on({ type: 'sdk-ready' }).press('finalize');
    told.klarna({ type: 'failed', fault: fault('operation-failed', 'finalize') });
    expect(told.model.retryAt).to.equal('start');
    expect(told.on({ type: 'retried' }).state).to.equal('finalize-required');
  });

  it('once finalized, what comes after begins at the widget', () => {
    const told = resumed().on({ type: 'sdk-ready' }).press('finalize');
    told.klarna({ type: 'approved' });
    expect(told.model.resumeAt).to.equal(undefined);
    expect(told.on({ type: 'authorization-returned' }).state).to.equal('loading');
  });
});

describe('withdrawal', () => {
  const everything = [
    { type: 'abort-requests' },
    { type: 'unload-widgets' },
    { type: 'clear-fields' },
    { type: 'forget' },
    { type: 'announce', what: { name: 'klarna-consent', granted: false, source: 'prompt' } },
  ];

  for (const [name, told, first] of [
    ['while starting', starting, []],
    ['with the widget there', ready, []],
    ['with a live approval', authorized, [{ type: 'give-back', operation: 3 }]],
    ['when declined', declined, []],
  ] as const) {
    it(`${name}: all is dropped and the prompt is there again`, () => {
      const after = told().on(withdrawn);
      expect(after.state).to.equal('consent');
      expect(after.effects).to.deep.equal([...first, ...everything]);
      expect(after.model).to.include({ consented: false, session: undefined, held: undefined });
      expect(after.model.offered).to.deep.equal([]);
      expect(after.model.loaded).to.deep.equal([]);
    });
  }

  it('what was asked for before is late', () => {
    const told = starting();
    const { run } = told.model;
    told.on(withdrawn, { type: 'consented', source: 'prompt' });
    expect(told.model.run).to.be.greaterThan(run);
    told.on({ type: 'session-answered', run, session: SESSION });
    expect(told.model.session).to.equal(undefined);
  });

  it('a fault goes with it', () => {
    const told = starting().on({ type: 'sdk-failed', fault: BLOCKED }, withdrawn);
    expect(told.state).to.equal('consent');
    expect(told.model).to.include({ fault: undefined, retryAt: 'nowhere' });
  });

  it('during authorize it waits, then the token goes back', () => {
    const told = authorizing().on({ type: 'withdrawn', source: 'shop' });
    expect(told.effects).to.deep.equal([]);
    const { operation } = told.model;
    told.klarna({ type: 'approved' });
    expect(told.state).to.equal('consent');
    expect(told.asked).to.deep.equal([
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
    expect(told.effect('give-back')?.operation).to.equal(operation?.id);
    expect(told.effect('settle')?.outcome).to.deep.equal({
      type: 'cancelled',
      phase: 'authorize',
    });
    expect(told.effects.at(-1)).to.deep.equal({
      type: 'announce',
      what: { name: 'klarna-consent', granted: false, source: 'shop' },
    });
  });

  it('during an operation that is given up it counts at once, and the outcome stays unknown', () => {
    const told = authorizing().on(withdrawn, { type: 'given-up' });
    expect(told.state).to.equal('unknown');
    expect(told.model.consented).to.equal(false);
    expect(told.effects.slice(-5)).to.deep.equal(everything);
  });

  it('during the order it goes before what the order asks for', () => {
    const told = placing().on(withdrawn).orders({ type: 'stale-cart' });
    expect(told.state).to.equal('consent');
    expect(told.asked).to.not.include('update-session');
  });

  it('after the purchase it leaves the purchase alone', () => {
    const told = starting().session(PLACED_SESSION).on(withdrawn);
    expect(told.state).to.equal('placed');
    expect(told.effects).to.deep.equal(everything);
  });
});

describe('the choice of the shop', () => {
  it('another method: the widget stays, coming back shows it', () => {
    const told = ready().on({ type: 'unchosen' });
    expect(told.state).to.equal('ready');
    expect(told.effects).to.deep.equal([]);
    expect(told.press().asked).to.deep.equal(['refuse']);
    expect(told.on({ type: 'chosen' }).state).to.equal('ready');
    expect(told.effects).to.deep.equal([]);
    expect(told.press().state).to.equal('authorizing');
  });

  it('another method: a live approval is given back', () => {
    const told = authorized().on({ type: 'unchosen' });
    expect(told.state).to.equal('ready');
    expect(told.effects).to.deep.equal([{ type: 'give-back', operation: 3 }]);
  });

  it('another method after reauthorize: there is no widget to come back to', () => {
    const told = authorized().press('reauthorize').klarna({ type: 'approved' });
    expect(told.on({ type: 'unchosen' }).state).to.equal('idle');
    expect(told.on({ type: 'chosen' }).state).to.equal('loading');
  });

  it('another method while the order could be tried again: the approval goes back', () => {
    const told = placing().orders({ type: 'failed', fault: fault('order-failed', 'order') });
    told.on({ type: 'unchosen' });
    expect(told.asked).to.deep.equal(['give-back']);
    expect(told.model).to.include({ state: 'ready', fault: undefined, retryAt: 'nowhere' });
  });

  it('another method while the order is placed: the order decides', () => {
    const told = placing().on({ type: 'unchosen' });
    expect(told.state).to.equal('placing');
    expect(told.effects).to.deep.equal([]);
    told.orders({ type: 'failed', fault: fault('order-failed', 'order') });
    expect(told.state).to.equal('ready');
    expect(told.asked).to.deep.equal(['unlock', 'report', 'give-back']);
  });

  it('another method while Klarna decides: the approval is given back', () => {
    const told = authorizing().on({ type: 'unchosen' }).klarna({ type: 'approved' });
    expect(told.state).to.equal('ready');
    expect(told.asked).to.deep.equal(['unwatch', 'unlock', 'give-back', 'announce', 'settle']);
  });

  it('nothing is loaded for a shopper who has gone elsewhere', () => {
    const told = starting().on({ type: 'unchosen' }, { type: 'sdk-ready' }).session();
    expect(told.state).to.equal('idle');
    expect(told.asked).to.deep.equal(['save']);
    expect(told.on({ type: 'chosen' }).asked).to.deep.equal(['show-widget', 'load-widget', 'save']);
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
    it(`${name}: fails, offers no retry, and goes on when it is right`, () => {
      const told = before().on(wrong);
      expect(told.state).to.equal('failed');
      expect(told.effects).to.deep.equal([{ type: 'report', fault: WRONG_PAGE }]);
      expect(told.on({ type: 'retried' }).effects).to.deep.equal([]);
      const { consented } = told.model;
      told.on({ type: 'configured' });
      expect(told.state).to.not.equal('failed');
      expect(told.model.fault).to.equal(undefined);
      expect(told.state === 'consent').to.equal(!consented);
    });
  }

  it('before the page is there: told at once, and again where the shopper sees it', () => {
    const told = fresh().on(wrong);
    expect(told.state).to.equal('idle');
    expect(told.asked).to.deep.equal(['report']);
    expect(told.on({ type: 'connected' }).state).to.equal('failed');
  });

  it('a new locale does not start what was never agreed to', () => {
    const told = asking().on(wrong, { type: 'reconfigured' });
    expect(told.state).to.equal('failed');
    expect(told.asked).to.not.include('request-session');
    expect(told.asked).to.not.include('load-sdk');
  });

  for (const [name, told] of [
    ['Klarna decides', authorizing],
    ['an approval is there', authorized],
    ['the outcome is unknown', abandoned],
    ['Klarna has declined', declined],
    ['the order is placed', placing],
  ] as const) {
    it(`while ${name} it is noted, and nothing stops`, () => {
      const before = told();
      const { state } = before;
      before.on(wrong);
      expect(before.state).to.equal(state);
      expect(before.effects).to.deep.equal([{ type: 'report', fault: WRONG_PAGE }]);
      before.on({ type: 'configured' });
      expect(before.state).to.equal(state);
      expect(before.model.misconfiguration).to.equal(undefined);
    });
  }

  it('no token goes to an endpoint that may not be asked', () => {
    const told = authorized().on(wrong, { type: 'authorization-returned' });
    expect(told.asked).to.include('drop-token');
    expect(told.asked).to.not.include('give-back');
  });

  it('no order goes there either, but it can be tried again once the page is right', () => {
    const told = authorized().on(wrong, { type: 'order-wanted' });
    expect(told.state).to.equal('failed');
    expect(told.model.retryAt).to.equal('order');
    expect(told.effects).to.deep.equal([{ type: 'report', fault: WRONG_PAGE }]);
    expect(told.on({ type: 'configured' }).state).to.equal('failed');
    expect(told.on({ type: 'retried' }).state).to.equal('placing');
  });

  it('a changed cart is sent once the page is right', () => {
    const told = ready().on(wrong, { type: 'cart-changed' });
    expect(told.effects).to.deep.equal([]);
    expect(told.on({ type: 'configured' }).asked).to.deep.equal(['update-session']);
  });

  it('an approval for a changed cart is dropped, and the cart waits', () => {
    const told = authorized().on(wrong, { type: 'cart-changed' });
    expect(told.asked).to.deep.equal(['drop-token', 'report']);
    expect(told.model).to.include({ state: 'failed', retryAt: 'nowhere' });
    expect(told.on({ type: 'configured' }).asked).to.deep.equal(['update-session']);
  });

  it('being right changes no other failure', () => {
    const told = starting().on({ type: 'sdk-failed', fault: BLOCKED }, { type: 'configured' });
    expect(told.state).to.equal('failed');
    expect(told.effects).to.deep.equal([]);
  });
});

describe('a session that no longer fits the page', () => {
  const other: FlowEvent = { type: 'reconfigured' };

  it('means nothing before there is one', () => {
    for (const told of [fresh(), asking()]) {
      const { model } = told;
      expect(told.on(other).model).to.equal(model);
      expect(told.effects).to.deep.equal([]);
    }
  });

  for (const [name, told, first] of [
    ['while starting', () => starting().on({ type: 'sdk-ready' }), []],
    ['with the widget there', ready, []],
    ['on the review step', reviewing, []],
    ['after a failure', () => loading().loads(FAILED_LOAD), []],
    ['with a live approval', authorized, ['give-back']],
  ] as const) {
    it(`${name}: starts over`, () => {
      const after = told().on(other);
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
    const told = authorizing().on(other);
    expect(told.effects).to.deep.equal([]);
    told.klarna({ type: 'approved' });
    expect(told.state).to.equal('starting');
    expect(told.asked).to.deep.equal([
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

  for (const [name, told] of [
    ['unknown', abandoned],
    ['placed', () => starting().session(PLACED_SESSION)],
  ] as const) {
    it(`changes nothing when the purchase is ${name}`, () => {
      const before = told();
      const { model } = before;
      expect(before.on(other).model).to.equal(model);
      expect(before.effects).to.deep.equal([]);
    });
  }

  it('brings nobody back who was declined', () => {
    const told = declined().on(other);
    expect(told.state).to.equal('declined');
    expect(told.effects).to.deep.equal([]);
    expect(told.model.session).to.equal(undefined);
  });

  it('away from the page: the next session is made on return', () => {
    const told = ready().on({ type: 'disconnected' }, other);
    expect(told.state).to.equal('idle');
    expect(told.on({ type: 'connected' }).asked).to.deep.equal([
      'abort-requests',
      'request-session',
    ]);
  });
});

describe('reset', () => {
  it('begins anew, without a word of what was', () => {
    const told = authorized().on({ type: 'reset' });
    expect(told.state).to.equal('starting');
    expect(told.asked).to.deep.equal([
      'give-back',
      'abort-requests',
      'unload-widgets',
      'clear-fields',
      'forget',
      'abort-requests',
      'request-session',
    ]);
    expect(told.model).to.include({
      session: undefined,
      selected: undefined,
      held: undefined,
      outcome: undefined,
      fault: undefined,
    });
  });

  it('after a purchase the next one needs its own consent', () => {
    const told = starting().session(PLACED_SESSION).on({ type: 'reset' });
    expect(told.state).to.equal('consent');
    expect(told.model.consented).to.equal(false);
  });

  it('leaves nothing behind', () => {
    const told = loading(ONE_SESSION).loads({ type: 'refused' }).on({ type: 'reset' });
    expect(told.model.tried).to.deep.equal([]);
    expect(told.model.offered).to.deep.equal([]);
    expect(told.model.loaded).to.deep.equal([]);
    const updating = ready().on({ type: 'cart-changed' }, { type: 'cart-changed' });
    updating.on({ type: 'reset' });
    expect(updating.model).to.include({ update: undefined, resumeAt: undefined });
    expect(updating.model.postponed.cart).to.equal(false);
  });

  it('waits for nobody, but not while somebody decides', () => {
    for (const told of [authorizing(), placing()]) {
      const { model } = told;
      expect(told.on({ type: 'reset' }).model).to.equal(model);
      expect(told.effects).to.deep.equal([]);
    }
    expect(abandoned().on({ type: 'reset' }).state).to.equal('starting');
  });

  it('answers of before are late', () => {
    const told = starting();
    const { run } = told.model;
    told.on({ type: 'reset' });
    const { model } = told;
    expect(told.on({ type: 'session-answered', run, session: SESSION }).model).to.equal(model);
  });
});
